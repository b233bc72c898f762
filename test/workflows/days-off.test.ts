/** Dates worked out by hand: each comment counts the days. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acknowledgement, officer, receive, resident, response, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

async function happened(life: Life, event: string): Promise<string | undefined> {
  const row = await office.records.entry.findFirst({
    where: { complaintRef: life.ref, event },
    orderBy: { seq: 'asc' },
  })
  return row?.at.toISOString().slice(0, 15)
}

it('received on a Saturday, counts from Monday', async () => {
  await office.until('2027-01-09T11:00')
  const life = await receive(office)
  // Monday 11 to Friday 15 January.
  expect(await life.deadlines()).toEqual(['acknowledge-stage-1 from 2027-01-09 due 2027-01-15 running'])
  await life.done('withdraw', resident)
})

it('received on Maundy Thursday, counts from the Tuesday after Easter, on the summer clock', async () => {
  const maundyThursday = '2027-03-25'
  await office.until(`${maundyThursday}T16:00`)
  const life = await receive(office)
  // Good Friday 26, Easter Monday 29 March are off: 30, 31, 1 and 2 April, Monday 5. Then 6 to 9, 12 to 16, Monday 19.
  await office.until('2027-04-20T00:15')
  expect(await life.deadlines()).toEqual([
    `acknowledge-stage-1 from ${maundyThursday} due 2027-04-05 met`,
    'respond-stage-1 from 2027-04-05 due 2027-04-19 missed',
    'update-resident from 2027-04-20 due 2027-04-27 running',
  ])
  // The clocks went forward on Sunday 28 March: nine o'clock is 08:00 GMT, midnight 23:00.
  expect(await happened(life, 'acknowledged')).toBe('2027-04-05T08:0')
  expect(await happened(life, 'deadline-missed')).toBe('2027-04-19T23:0')
  await life.done('withdraw', resident)
})

it('received on a bank holiday, counts from the day after', async () => {
  const earlyMayHoliday = '2027-05-03'
  await office.until(`${earlyMayHoliday}T09:30`)
  const life = await receive(office)
  // 4 to 7 May, Monday 10.
  expect(await life.deadlines()).toEqual([`acknowledge-stage-1 from ${earlyMayHoliday} due 2027-05-10 running`])
  await life.done('withdraw', resident)
})

it('answered on the last of August, is held open to the last of February in a leap year', async () => {
  const tuesday31August = '2027-08-31'
  await office.until(`${tuesday31August}T10:00`)
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, response)

  // Meanwhile, over the end of summer time on Sunday 31 October 2027:
  await office.until('2027-10-22T10:00')
  const inAutumn = await receive(office)
  // 25 to 29 October; 1 to 5, 8 to 12 November.
  await office.until('2027-11-13T00:15')
  expect(await inAutumn.deadlines()).toContain('respond-stage-1 from 2027-10-29 due 2027-11-12 missed')
  expect(await happened(inAutumn, 'acknowledged')).toBe('2027-10-29T08:0')
  expect(await happened(inAutumn, 'deadline-missed')).toBe('2027-11-13T00:0')
  await inAutumn.done('withdraw', resident)

  // And over Christmas, with substitute days on 27 and 28 December, and on Monday 3 January 2028:
  await office.until('2027-12-20T10:00')
  const atChristmas = await receive(office)
  // 21 to 24, Wednesday 29 December; 30, 31; 4 to 7, 10 to 13 January.
  await office.until('2028-01-14T00:15')
  expect(await atChristmas.deadlines()).toEqual([
    'acknowledge-stage-1 from 2027-12-20 due 2027-12-29 met',
    'respond-stage-1 from 2027-12-29 due 2028-01-13 missed',
    'update-resident from 2028-01-14 due 2028-01-21 running',
  ])
  const { trail } = await office.records.deadline.findFirstOrThrow({
    where: { complaintRef: atChristmas.ref, name: 'acknowledge-stage-1' },
  })
  const skipped = (trail as { date: string; counted: boolean; why: string }[]).filter(({ counted }) => !counted)
  expect(skipped.map(({ date, why }) => `${date} ${why}`)).toEqual([
    expect.stringMatching(/^2027-12-25 Saturday/),
    expect.stringMatching(/^2027-12-26 Sunday/),
    expect.stringMatching(/^2027-12-27 Christmas Day.*bank holiday/),
    expect.stringMatching(/^2027-12-28 Boxing Day.*bank holiday/),
  ])
  expect((await atChristmas.entries('reminded')).slice(0, 2).map(({ at }) => at.slice(0, 10))).toEqual([
    '2027-12-23',
    '2027-12-24',
  ])
  await atChristmas.done('withdraw', resident)

  const leapDay = '2028-02-29'
  await office.until(`${leapDay}T23:59`)
  expect(await life.status()).toBe('stage-1 answered')
  await office.until('2028-03-01T00:15')
  expect(await life.status()).toBe('stage-1 closed')
})

it('counts the leap day', async () => {
  const wednesday1March = '2028-03-01'
  expect(new Date(`${wednesday1March}T00:00Z`).getUTCDay()).toBe(3)
  // Logged on 1 March, received on Thursday 24 February: 25, 28, 29 February, 1, 2 March.
  const life = await receive(office, { received: '2028-02-24T10:00' })
  expect(await life.deadlines()).toEqual(['acknowledge-stage-1 from 2028-02-24 due 2028-03-02 running'])
  await life.done('withdraw', resident)
})

it('logged days after it came, counts from the day it came', async () => {
  const thursday = '2028-06-08'
  await office.until(`${thursday}T11:00`)
  // Received on Monday 5 June: 6 to 9, Monday 12.
  const life = await receive(office, { received: '2028-06-05T09:00' })
  await office.until(`${thursday}T23:00`)
  expect((await life.timeline())[0]).toBe('2028-06-05T09:00 received by resident')
  expect(await life.deadlines()).toEqual(['acknowledge-stage-1 from 2028-06-05 due 2028-06-12 running'])
  // The officer's reminder, of nine o'clock that morning, comes at once.
  expect((await life.entries('reminded')).map(({ at, detail }) => `${at} ${String(detail['to'])}`)).toEqual([
    `${thursday}T11:00 officer`,
  ])
  // The receipt has the date on which it is written.
  expect((await life.letter('receipt')).at).toBe(`${thursday}T11:00`)
})

it('logged after its acknowledgement was due, is acknowledged at once and late', async () => {
  const monday = '2028-07-03'
  await office.until(`${monday}T11:00`)
  // Received on Friday 23 June: 26 to 30 June.
  const life = await receive(office, { received: '2028-06-23T15:00' })
  await life.shows('acknowledged')
  expect(
    (await life.entries('acknowledged')).map(({ at, detail }) => [at, detail['ownWords'], detail['late']]),
  ).toEqual([[`${monday}T11:00`, true, true]])
  // The time to respond runs from the acknowledgement: 4 to 7, 10 to 14, Monday 17 July.
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2028-06-23 due 2028-06-30 late',
    'respond-stage-1 from 2028-07-03 due 2028-07-17 running',
  ])
  expect(await life.entries('reminded')).toEqual([])
})
