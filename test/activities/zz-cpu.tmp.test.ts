import { expect, test, inject } from 'vitest'
import { makeLetters } from '/work/main/activities/letters/make.ts'
import { openRecords } from '/work/main/prisma/client.ts'
import { deliver } from '/work/main/activities/deliver.ts'
import { createMailer } from '/work/main/activities/mail.ts'
import { testDatabase } from '/work/main/test/servers.ts'
import { smtpServer } from '/work/main/test/activities/smtp.ts'
import { batchOf, happenings, office, records, TEXTS } from '/work/main/test/activities/letters/invented.ts'
test('cpu', async () => {
  const d = await testDatabase(); const db = openRecords(d.url)
  const { person: rosa, points } = records(); const known = rosa!
  const N = 300
  for (let i = 0; i < N; i++) { const ref = `C-${i}`
    await db.complaint.create({ data: { ref, policyId: 'housing-ombudsman-code-2024', channel: 'online', serviceArea: 'repairs', landlordMatter: 'true', receivedAt: new Date(), filedAt: new Date(0), filedBy: 'resident', stage: 'stage-1', status: 'received', state: {}, person: { create: known }, points: { create: points.map(({ words }, index) => ({ number: index + 1, words })) }, texts: { create: Object.entries(TEXTS).map(([id, [kind, body]]) => ({ id: `${id}-${ref}`, kind, body, by: 'r', at: new Date(0) })) } } }) }
  const out: string[] = []
  for (const round of ['receipt', 'response', 'acknowledgement', 'late', 'response'] as const) {
    const c = process.cpuUsage(); const t = performance.now()
    for (let i = 0; i < N; i++) { const b = batchOf(happenings[round][0] as never); const ref = `C-${i}`
      await makeLetters(db as never, { ...b, ref, entries: b.entries.map((e) => ({ ...e, ...(e.text && { text: `${e.text}-${ref}` }) })) }, office.library, office.organisation) }
    const u = process.cpuUsage(c); out.push(`${round}: make wall ${((performance.now() - t) / N).toFixed(2)} ms, cpu ${((u.user + u.system) / 1000 / N).toFixed(2)} ms`)
  }
  const smtp = await smtpServer(); const { EventEmitter } = await import('node:events')
  const deps = { records: db, mailer: createMailer(smtp.url, office.organisation), now: Date.now }
  const c = process.cpuUsage(); const t = performance.now()
  for (let i = 0; i < N; i++) await deliver(deps, `C-${i}`, 1)
  const u = process.cpuUsage(c); out.push(`deliver (with SMTP server+parser in process): wall ${((performance.now() - t) / N).toFixed(2)} ms, cpu ${((u.user + u.system) / 1000 / N).toFixed(2)} ms, connections ${smtp.connections}`)
  console.log(out.join('\n')); deps.mailer.close(); await smtp.stop(); await db.$disconnect(); await d.stop()
}, 120000)
