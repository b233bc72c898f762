import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
afterEach(() => void (office.mail.away = false))

const reason = 'We wait for the gas engineer’s report.'

async function acknowledged(on: string): Promise<Life> {
  await office.until(`${on}T10:00`)
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  return life
}

const respondOf = async (life: Life) => (await life.deadlines()).findLast((line) => line.startsWith('respond'))

describe('at stage 1, due on Monday 15 February', () => {
  const [monday1February, monday15February] = ['2027-02-01', '2027-02-15']
  // 16 17 18 19, 22 23 24 25 26 February, 1 March
  const [tenthWorkingDay, oneDayMore] = ['2027-03-01', '2027-03-02']
  let life: Life
  let other: Life
  beforeAll(async () => {
    life = await acknowledged(monday1February)
    other = await receive(office)
    await other.done('acknowledge', officer, acknowledgement)
  })

  it('is refused one day beyond ten working days (6.4)', async () => {
    expect(await life.refused('extend', officer, { reason, until: oneDayMore })).toBe('HO Code 6.4')
  })

  it('is refused without a reason (6.4)', async () => {
    expect(await life.refused('extend', officer, { until: tenthWorkingDay })).toBe('HO Code 6.4')
  })

  it('is refused to the day that it is due already, or before (6.4)', async () => {
    expect(await life.refused('extend', officer, { reason, until: monday15February })).toBe('HO Code 6.4')
    expect(await life.refused('extend', officer, { reason, until: '2027-02-12' })).toBe('HO Code 6.4')
    expect(await respondOf(life)).toBe(`respond-stage-1 from ${monday1February} due ${monday15February} running`)
  })

  it('is made to the tenth working day exactly', async () => {
    await life.done('extend', officer, { reason, until: tenthWorkingDay })
    expect(await respondOf(life)).toBe(
      `respond-stage-1 from ${monday1February} due ${monday15February} extended to ${tenthWorkingDay} running`,
    )
  })

  it('counts a second extension from the first due day: nothing is left of the ten', async () => {
    expect(await life.refused('extend', officer, { reason, until: oneDayMore })).toBe('HO Code 6.4')
  })

  it('goes further with a good reason on record', async () => {
    await life.done('extend', officer, { reason, until: oneDayMore, goodReason: 'The engineer is ill.' })
    expect(
      (await life.entries('extended')).map(({ detail }) => [detail['from'], detail['to'], detail['goodReason']]),
    ).toEqual([
      [monday15February, tenthWorkingDay, false],
      [tenthWorkingDay, oneDayMore, true],
    ])
    expect((await life.letter('extension', 2)).text).toContain('The engineer is ill.')
  })

  it('takes a second extension inside what is left of the ten', async () => {
    await other.done('extend', officer, { reason, until: '2027-02-22' })
    await other.done('extend', officer, { reason, until: tenthWorkingDay })
    expect(await respondOf(other)).toContain(`extended to ${tenthWorkingDay} running`)
  })

  it('holds, as its notice is out: answered on its last day it is met', async () => {
    await office.until(`${oneDayMore}T23:50`)
    expect(await life.entries('deadline-missed')).toEqual([])
    await life.done('respond', officer, response)
    expect(await respondOf(life)).toContain(`extended to ${oneDayMore} met`)
    expect(await life.entries('extension-void')).toEqual([])
    expect((await other.entries('deadline-missed')).map(({ detail }) => detail['due'])).toEqual([tenthWorkingDay])
  })
})

describe('at stage 2', () => {
  it('is at most twenty working days (6.15)', async () => {
    const life = await acknowledged('2027-03-04')
    await life.done('respond', officer, response)
    await life.done('escalate', resident)
    await life.done('acknowledge', reviewer, acknowledgement)
    // From Thursday 4 March: 5; 8 to 12; 15 to 19; 22 to 25, as the 26th is Good Friday and the 29th Easter Monday; 30, 31,
    // 1 and 2 April; Monday 5. Twenty more: 6 to 9, 12 to 16, 19 to 23, 26 to 30; Monday 3 May is a bank holiday, so the 4th.
    expect(await respondOf(life)).toBe('respond-stage-2 from 2027-03-04 due 2027-04-05 running')
    expect(await life.refused('extend', reviewer, { reason, until: '2027-05-05' })).toBe('HO Code 6.15')
    await life.done('extend', reviewer, { reason, until: '2027-05-04' })
    expect(await respondOf(life)).toBe('respond-stage-2 from 2027-03-04 due 2027-04-05 extended to 2027-05-04 running')
    await life.done('withdraw', resident)
  })
})

describe('where the notice is not out before the old deadline passes (6.5)', () => {
  it('is void, and the breach is of the old deadline', async () => {
    // Due on Monday 24 May: 11 12 13 14, 17 18 19 20 21, 24.
    const life = await acknowledged('2027-05-10')
    await office.until('2027-05-24T15:00')
    office.mail.away = true
    await life.done('extend', officer, { reason, until: '2027-06-01' })
    await office.until('2027-05-25T00:15')
    expect((await life.timeline()).slice(-3).map((line) => `${line.slice(0, 10)} ${line.split(' ')[1]}`)).toEqual([
      '2027-05-25 extension-void',
      '2027-05-25 deadline-missed',
      '2027-05-25 manager-told',
    ])
    expect((await life.entries('deadline-missed'))[0]?.detail['due']).toBe('2027-05-24')
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-05-10 due 2027-05-24 missed')
    office.mail.away = false
    await office.until('2027-05-26T12:00')
    expect(await life.letters()).not.toContainEqual(expect.stringMatching(/made|sending/))
    await life.done('withdraw', resident)
  })

  it('holds where the mail server was back in time', async () => {
    // Due on Monday 21 June.
    const life = await acknowledged('2027-06-07')
    await office.until('2027-06-21T10:00')
    office.mail.away = true
    await life.done('extend', officer, { reason, until: '2027-06-28' })
    await office.until('2027-06-21T20:00')
    office.mail.away = false
    await office.until('2027-06-28T23:59')
    expect(await life.entries('extension-void')).toEqual([])
    expect(await respondOf(life)).toContain('due 2027-06-21 extended to 2027-06-28 running')
    await life.done('withdraw', resident)
  })

  it('leaves the extension before it standing, where only the second notice is not out', async () => {
    // Due on Monday 19 July, put off to Friday 23.
    const life = await acknowledged('2027-07-05')
    await life.done('extend', officer, { reason, until: '2027-07-23' })
    await office.until('2027-07-23T15:00')
    office.mail.away = true
    await life.done('extend', officer, { reason, until: '2027-07-28' })
    await office.until('2027-07-24T00:15')
    expect((await life.entries('extension-void')).map(({ detail }) => detail['due'])).toEqual(['2027-07-23'])
    expect((await life.entries('deadline-missed')).map(({ detail }) => detail['due'])).toEqual(['2027-07-23'])
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-07-05 due 2027-07-19 extended to 2027-07-23 missed')
    await life.done('withdraw', resident)
  })

  it('is void altogether, where neither of two notices is out', async () => {
    // Due on Monday 16 August.
    const life = await acknowledged('2027-08-02')
    await office.until('2027-08-16T15:00')
    office.mail.away = true
    await life.done('extend', officer, { reason, until: '2027-08-18' })
    await life.done('extend', officer, { reason, until: '2027-08-20' })
    await office.until('2027-08-17T00:15')
    expect((await life.entries('deadline-missed')).map(({ detail }) => detail['due'])).toEqual(['2027-08-16'])
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-08-02 due 2027-08-16 missed')
    await life.done('withdraw', resident)
  })
})
