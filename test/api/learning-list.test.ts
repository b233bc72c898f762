import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { writeBatch } from '../../prisma/write-batch.ts'
import { batchOf } from '../../workflows/batch.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { answered, given } from '../workflows/decided.ts'
import { intake, officer, openApi, type Api } from './world.ts'

let api: Api
beforeAll(async () => void (api = await openApi()))
afterAll(() => api.close())

test('a complaint from which was learned twice is listed as open for that alone of which an improvement is still to be made', async () => {
  const { records, library, organisations } = api.services
  const nowMs = Date.now()
  const filing = {
    ...{ intake: intakeSchema.parse({ ...intake, points: ['No heating'] }), nowMs, filedBy: 'resident:sam' },
    ...{ organisation: organisations.all[0].id, policy: library.byId('housing-ombudsman-code-2024') },
  }
  const { ref, state } = await records.$transaction((tx) => fileComplaint(tx, filing))
  const closed = given(answered(state, nowMs), 'close', {}, nowMs).state
  const by = localDate(nowMs + 30 * 86_400_000)
  const facts = { rootCause: 'communication', improvements: [{ owner: officer.sub, by }] }
  const learned = given(closed, 'record-learning', facts, nowMs)
  await writeBatch(records, batchOf(learned.state, learned.entries, learned.changed, nowMs))
  const [own] = learned.entries
  // It was learned from before, and there was nothing to do better.
  const earlier = {
    complaintRef: ref,
    seq: 1,
    rootCause: 'none',
    textId: own?.text ?? '',
    at: new Date(nowMs),
    by: 'officer:a.khan',
  }
  await records.learning.create({ data: earlier })
  const listed = async (query: string) => {
    const { status, text, body: page } = await api.ask('GET', `/v1/learning${query}`, officer)
    expect(status, text).toBe(200)
    return (page['learning'] as { rootCause: string; improvements: unknown[] }[]).map((one) => [
      one.rootCause,
      one.improvements.length,
    ])
  }
  expect(await listed('')).toHaveLength(2)
  expect(await listed('?improvements=open')).toEqual([['communication', 1]])
  await records.deadline.updateMany({ where: { name: 'complete-improvement' }, data: { status: 'met' } })
  expect(await listed('?improvements=open')).toEqual([])
})
