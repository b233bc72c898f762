import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { historyOf, runBefore } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
/** What becomes of a batch: written; not written, as nobody answers; or written, and the answer lost. */
let records: 'up' | 'away' | 'answer lost' = 'up'
beforeAll(async () => {
  office = await openOffice({
    before: (real) => ({
      async record(batch) {
        if (records === 'away') throw new Error('connect ECONNREFUSED')
        await real.record(batch)
        if (records === 'answer lost') throw new Error('read ECONNRESET')
      },
    }),
  })
})
afterAll(() => office.close())
beforeEach(() => {
  records = 'up'
  office.mail.away = false
  office.mail.taken.length = 0
})

/** Has it taken, though nobody can say yet that it is in the records. */
async function taken(life: Life, command: string, by: string, facts: Record<string, unknown>) {
  const handle = office.environment.client.workflow.getHandle(life.id)
  return handle.startUpdate<{ seq: number }, [unknown]>(command, {
    args: [{ by, with: facts }],
    waitForStage: 'ACCEPTED',
  })
}

it('hears commands while the records are away, and writes everything in order and once when they are back', async () => {
  await office.until('2027-01-11T10:00')
  const life = await receive(office)
  await life.sends(1)
  const draft = await life.store('acknowledge', acknowledgement)
  records = 'away'
  const assigned = await taken(life, 'assign', manager, { officer: 'a.khan' })
  const acknowledged = await taken(life, 'acknowledge', officer, { responsibilities: 1, draft })
  const handle = office.environment.client.workflow.getHandle(life.id)
  // Rules are applied all the while: it is acknowledged already.
  await expect(
    handle.executeUpdate('acknowledge', { args: [{ by: officer, with: { responsibilities: 1, draft } }] }),
  ).rejects.toMatchObject({ cause: { type: 'Refused' } })
  await office.until('2027-01-11T16:00')
  expect(await life.timeline()).toEqual(['2027-01-11T10:00 received by resident'])
  records = 'up'
  await office.until('2027-01-11T17:00')
  expect((await assigned.result()).seq).toBe(2)
  expect((await acknowledged.result()).seq).toBe(3)
  // When each was decided, not when it could be written.
  expect(await life.timeline()).toEqual([
    '2027-01-11T10:00 received by resident',
    '2027-01-11T10:00 assigned by manager:m.boss',
    '2027-01-11T10:00 acknowledged by officer:a.khan',
  ])
  expect(office.mail.taken.map(({ seq }) => seq)).toEqual([1, 3])
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('keeps its deadlines while the records are away', async () => {
  await office.until('2027-02-01T10:00')
  const life = await receive(office)
  await life.sends(1)
  // Acknowledged on Monday 8 in the resident's own words; due ten working days later, on Monday 22.
  await office.until('2027-02-08T08:50')
  records = 'away'
  await office.until('2027-02-08T09:20')
  expect(await life.timeline()).toHaveLength(3)
  records = 'up'
  await office.until('2027-02-22T23:50')
  records = 'away'
  await office.until('2027-02-23T00:20')
  expect(await life.timeline()).toHaveLength(6)
  records = 'up'
  await office.until('2027-02-23T01:00')
  expect((await life.timeline()).map((line) => `${line.slice(0, 10)} ${line.split(' ')[1]}`)).toEqual([
    '2027-02-01 received',
    '2027-02-04 reminded',
    '2027-02-05 reminded',
    '2027-02-08 acknowledged',
    '2027-02-18 reminded',
    '2027-02-19 reminded',
    '2027-02-23 deadline-missed',
    '2027-02-23 manager-told',
  ])
  await life.sends(8)
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('writes a batch once whose answer was lost', async () => {
  await office.until('2027-03-01T10:00')
  const life = await receive(office)
  await life.sends(1)
  records = 'answer lost'
  const assigned = await taken(life, 'assign', manager, { officer: 'a.khan' })
  await office.until('2027-03-01T11:00')
  records = 'up'
  await office.until('2027-03-01T12:00')
  await assigned.result()
  expect(await life.timeline()).toEqual([
    '2027-03-01T10:00 received by resident',
    '2027-03-01T10:00 assigned by manager:m.boss',
  ])
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('goes on to stage 2 while the mail server is away for hours, and sends each letter once afterwards', async () => {
  await office.until('2027-03-08T10:00')
  const life = await receive(office)
  await life.sends(1)
  await life.done('acknowledge', officer, acknowledgement)
  await life.sends(2)
  office.mail.away = true
  await life.done('respond', officer, response)
  await life.done('escalate', resident)
  await office.until('2027-03-08T18:00')
  expect(await life.refused('assign', manager, { officer: 'a.khan' })).toBe('HO Code 6.13')
  await life.done('acknowledge', reviewer, acknowledgement)
  expect(await life.status()).toBe('stage-2 acknowledged')
  // The run of stage 1 hears the commands of stage 2 until its letters are out.
  expect(runBefore(await historyOf(office, life.id))).toBe('')
  expect(office.mail.taken.map(({ seq }) => seq)).toEqual([1, 2])
  office.mail.away = false
  await office.until('2027-03-08T20:00')
  expect(office.mail.taken.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  expect(runBefore(await historyOf(office, life.id))).not.toBe('')
  await life.done('respond', reviewer, response)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect(await life.letters()).toEqual([
    '2027-03-08 receipt sent',
    '2027-03-08 acknowledgement sent',
    '2027-03-08 response sent',
    '2027-03-08 receipt sent',
    '2027-03-08 acknowledgement sent',
    '2027-03-08 response sent',
  ])
  expect(office.mail.taken).toHaveLength(6)
})
