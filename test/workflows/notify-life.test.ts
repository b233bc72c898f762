/** A whole life whose letters GOV.UK Notify carries, with a Notify that loses every third answer: each letter is there once. */
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../activities/index.ts'
import { openNotify } from '../../activities/notify/client.ts'
import { notifyEmail } from '../../activities/notify/email.ts'
import { notifyLetter } from '../../activities/notify/letter.ts'
import { notifyRound } from '../../activities/notify/round.ts'
import { notifyServer, type NotifyServer, type Stored } from '../activities/notify-server.ts'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let notify: NotifyServer
let office: Office
let post: Pick<World, 'carriers' | 'notify'>
let lost = 0
beforeAll(async () => {
  notify = await notifyServer()
  notify.misbehave = (asked, count) => {
    if (!asked.startsWith('POST') || count % 3 !== 0) return undefined
    lost++
    return { afterTaking: 'drop' }
  }
  const opened = openNotify({ apiKey: notify.apiKey, baseUrl: notify.url })
  post = {
    carriers: { email: notifyEmail(opened, notify.emailTemplate), letter: notifyLetter(opened, 'second') },
    notify: { notify: opened, smsTemplate: notify.smsTemplate },
  }
  office = await openOffice({ post })
})
afterAll(async () => {
  await office.close()
  await notify.stop()
})

/** What the sweep of the installation does at GOV.UK Notify every half minute, this once. */
async function sweep(when: string): Promise<void> {
  await office.until(when)
  const { environment, records, organisations } = office
  const nowMs = await environment.currentTimeMs()
  const deps = { ...post, records, organisations, client: environment.client, now: () => nowMs }
  await new MockActivityEnvironment().run(() => notifyRound(deps, nowMs))
}
const of = (ref: string) => notify.taken.filter(({ reference }) => reference?.startsWith(`${ref}.`))
const become = (which: (one: Stored) => boolean, status: string, at = '') => {
  for (const one of notify.taken.filter(which)) Object.assign(one, { status, ...(at && { completed_at: at }) })
}

describe('a life by email', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    const rosa = { name: 'R. Resident', email: 'resident@example.org', address: ['12 Specimen Road', 'EX2 2EX'] }
    life = await receive(office, {
      resident: { ...rosa, phone: '07700 900123', preferredContact: 'email', texts: true },
    })
    await life.done('assign', manager, { officer: 'a.khan' })
  })

  it('from receipt to the final answer, with reminders to the office', async () => {
    await office.until('2027-01-13T10:00')
    await life.done('acknowledge', officer, acknowledgement)
    await sweep('2027-01-13T21:00')
    expect(of(life.ref).filter(({ type }) => type === 'sms')).toHaveLength(0)
    await sweep('2027-01-14T08:01')
    await office.until('2027-01-20T10:00')
    await life.done('respond', officer, response)
    await sweep('2027-01-20T10:10')
    await office.until('2027-01-25T10:00')
    await life.done('escalate', resident, { reasons: 'I do not agree' })
    await life.done('assign', manager, { officer: 'c.osei' })
    await office.until('2027-01-27T10:00')
    await life.done('acknowledge', reviewer, acknowledgement)
    await sweep('2027-01-27T10:10')
    await office.until('2027-02-10T10:00')
    await life.done('respond', reviewer, response)
    // an answer that was lost is asked for 40 s later
    await office.until('2027-02-10T10:10')
    await life.learns()
    expect(await life.ended()).toBe('closed')
    expect(lost).toBeGreaterThan(1)
  })

  it('left every letter at Notify once, and each is as it was kept', async () => {
    const kept = await office.records.letter.findMany({ where: { complaintRef: life.ref }, orderBy: { seq: 'asc' } })
    expect(kept.length).toBeGreaterThan(5)
    const emails = of(life.ref).filter(({ type }) => type === 'email')
    expect(emails.map(({ reference }) => reference)).toEqual(kept.map(({ seq }) => `${life.ref}.${seq}`))
    for (const row of kept) {
      const [sent] = emails.filter(({ reference }) => reference === `${life.ref}.${row.seq}`)
      expect(row).toMatchObject({ status: 'sent', provider: 'notify', providerId: sent?.id })
      const [packed] = JSON.parse(Buffer.from(row.mime ?? []).toString()) as { personalisation: { body: string } }[]
      expect(packed?.personalisation.body).toBe(sent?.body)
    }
  })

  it('told of letters by text message in the daytime, once each', async () => {
    const texts = of(life.ref).filter(({ type }) => type === 'sms')
    const references = texts.map(({ reference }) => reference)
    expect(references.length).toBeGreaterThan(2)
    expect(new Set(references).size).toBe(references.length)
    const toResident = await office.records.letter.findMany({
      where: { complaintRef: life.ref, addressee: 'resident' },
    })
    const theirs = toResident.map(({ seq }) => `${life.ref}.${seq}.sms`)
    expect(references.filter((one) => !theirs.includes(one ?? ''))).toEqual([])
    for (const { body } of texts) expect(body.length).toBeLessThanOrEqual(160)
  })
})

describe('what Notify finds out later', () => {
  let life: Life
  it('an email that bounced goes by post through Notify, and its day of posting is on the timeline', async () => {
    const address = ['12 Specimen Road', 'EX2 2EX']
    const gone = { name: 'R. Resident', email: 'gone@example.org', address, preferredContact: 'email' }
    await office.until('2027-03-01T10:00')
    notify.misbehave = () => undefined
    life = await receive(office, { resident: gone })
    await life.sends(1)
    become((one) => one.reference === `${life.ref}.1`, 'permanent-failure')
    await sweep('2027-03-01T10:05')
    expect(await life.entries('letter-returned')).toMatchObject([
      { by: 'officer:gov.uk-notify', detail: { letter: 1, why: 'email-bounced', posted: true } },
    ])
    await office.until('2027-03-01T10:10')
    const paper = of(life.ref).filter(({ type }) => type === 'letter')
    expect(paper.map(({ reference }) => reference)).toEqual([`${life.ref}.1.2`])
    become((one) => one.type === 'letter', 'received', '2027-03-02T15:30:00.000000Z')
    await sweep('2027-03-03T10:00')
    expect(await life.entries('letter-posted')).toMatchObject([{ detail: { letter: 1, on: '2027-03-02' } }])
    const row = await office.records.letter.findFirstOrThrow({ where: { complaintRef: life.ref, seq: 1 } })
    expect(row).toMatchObject({ status: 'posted', channel: 'letter', postedOn: new Date('2027-03-02') })
    const [posted] = await office.records.letterEvent.findMany({ where: { complaintRef: life.ref, what: 'posted' } })
    expect(posted).toMatchObject({ provider: 'notify', channel: 'letter' })
  })
})
