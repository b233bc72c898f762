import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

/** Within the ten minutes over which the work of a moment is spread. */
const soonAfter = (minute: string) => expect.stringMatching(new RegExp(`^${minute.slice(0, -1)}\\d$`))
const day = (at: string) => at.slice(0, 10)

describe('in winter, with nobody in from the first day', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-01-18T10:00')
    life = await receive(office)
  })

  it('reminds the officer two working days before the acknowledgement is due, and the manager one before', async () => {
    // Day 5 after Monday 18 January is Monday 25; before it lie Friday 22 and Thursday 21.
    await office.until('2027-01-22T12:00')
    const reminders = await life.entries('reminded')
    expect(reminders.map(({ at, detail }) => [at, detail['to'], detail['due']])).toEqual([
      [soonAfter('2027-01-21T09:00'), 'officer', '2027-01-25'],
      [soonAfter('2027-01-22T09:00'), 'manager', '2027-01-25'],
    ])
    expect((await life.letter('reminder', 1)).recipient).toMatchObject({ email: 'complaints@exampleton.example' })
    expect((await life.letter('reminder', 2)).recipient).toMatchObject({
      email: 'complaints.manager@exampleton.example',
    })
  })

  it('acknowledges in the resident’s own words on the morning of the last day', async () => {
    await office.until('2027-01-25T08:59')
    expect(await life.status()).toBe('stage-1 received')
    await office.until('2027-01-25T09:15')
    expect(await life.entries('acknowledged')).toEqual([
      {
        at: soonAfter('2027-01-25T09:00'),
        by: 'redress',
        clause: '6.2',
        detail: { stage: 'stage-1', ownWords: true, respondBy: '2027-02-08', late: false },
      },
    ])
    const { text } = await life.letter('acknowledgement')
    expect(text).toContain('No heating since 1 March')
    expect(text).toContain('Monday 8 February 2027')
    expect(await life.deadlines()).toContain('acknowledge-stage-1 from 2027-01-18 due 2027-01-25 met')
  })

  it('is corrected by an officer’s definition, which moves no clock', async () => {
    const definition = 'You complain that your heating was not repaired in time.'
    await life.done('define', officer, { definition, points: ['The heating'] })
    const { text } = await life.letter('acknowledgement', 2)
    expect(text).toContain(definition)
    expect(await life.deadlines()).toContain('respond-stage-1 from 2027-01-25 due 2027-02-08 running')
    expect(await life.refused('respond', officer, response)).toBe('HO Code 6.7')
  })

  it('records the breach just after the midnight that ends the last day, and tells manager and resident', async () => {
    await office.until('2027-02-08T23:59:59')
    expect(await life.entries('deadline-missed')).toEqual([])
    await office.until('2027-02-09T00:15')
    // Ten working days on from Monday 8 February is Monday 22; five from Tuesday 9 is Tuesday 16.
    const detail = { stage: 'stage-1', deadline: 'respond-stage-1', due: '2027-02-08' }
    expect(await life.entries('deadline-missed')).toEqual([
      {
        at: soonAfter('2027-02-09T00:00'),
        by: 'redress',
        clause: '6.3',
        detail: { ...detail, newDate: '2027-02-22', nextUpdate: '2027-02-16' },
      },
    ])
    expect(await life.entries('manager-told')).toEqual([expect.objectContaining({ detail })])
    expect(await life.deadlines()).toContain('respond-stage-1 from 2027-01-25 due 2027-02-08 missed')
    const { text } = await life.letter('late')
    expect(text).toMatch(/sorry|apologise/i)
    expect(text).toContain('Monday 22 February 2027')
    expect(text).toContain('Tuesday 16 February 2027')
    expect(text).toContain('Housing Ombudsman')
    expect((await life.letter('missed-deadline')).recipient).toMatchObject({
      email: 'complaints.manager@exampleton.example',
    })
  })

  it('refuses an extension after the deadline, and the clock does not move (6.4)', async () => {
    const before = await life.deadlines()
    expect(await life.refused('extend', officer, { reason: 'We need more time', until: '2027-02-20' })).toBe(
      'HO Code 6.4',
    )
    expect(await life.deadlines()).toEqual(before)
  })

  it('keeps the resident informed every five working days, with a new date when the last one has come', async () => {
    await office.until('2027-02-23T09:15')
    const updates = await life.entries('updated')
    expect(updates.map(({ at, detail }) => [day(at), detail['newDate'], detail['nextUpdate']])).toEqual([
      ['2027-02-16', '2027-02-22', '2027-02-23'],
      // Ten working days on from the date that was not kept, Monday 22 February.
      ['2027-02-23', '2027-03-08', '2027-03-02'],
    ])
    expect(updates.map(({ at }) => at.slice(0, 15))).toEqual(['2027-02-16T09:0', '2027-02-23T09:0'])
  })

  it('does so at the interval agreed with the resident instead (5.9)', async () => {
    await office.until('2027-02-24T10:00')
    await life.done('agree-updates', officer, { every: '2 working days' })
    expect((await life.entries('updates-agreed'))[0]?.detail['nextUpdate']).toBe('2027-02-25')
    await office.until('2027-03-01T12:00')
    const updates = await life.entries('updated')
    expect(updates.slice(2).map(({ at, detail }) => [day(at), detail['nextUpdate']])).toEqual([
      ['2027-02-25', '2027-03-01'],
      ['2027-03-01', '2027-03-03'],
    ])
  })

  it('is answered late, never in time, and the updates stop', async () => {
    await office.until('2027-03-02T10:00')
    await life.done('respond', officer, { ...response, points: response.points.slice(0, 1) })
    expect((await life.entries('responded'))[0]?.detail['late']).toBe(true)
    await office.until('2027-03-31T10:00')
    expect(await life.entries('updated')).toHaveLength(4)
    expect(await life.deadlines()).toEqual([
      'acknowledge-stage-1 from 2027-01-18 due 2027-01-25 met',
      'respond-stage-1 from 2027-01-25 due 2027-02-08 late',
      'update-resident from 2027-02-09 due 2027-02-16 met',
      'update-resident from 2027-02-16 due 2027-02-23 met',
      'update-resident from 2027-02-23 due 2027-02-25 met',
      'update-resident from 2027-02-25 due 2027-03-01 met',
      'update-resident from 2027-03-01 due 2027-03-03 ended',
    ])
    const { overdue, nextDeadline } = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
    expect({ overdue, nextDeadline }).toEqual({ overdue: false, nextDeadline: null })
  })

  it('keeps the updates of both stages apart where both are late', async () => {
    await office.until('2027-04-01T10:00')
    await life.done('escalate', resident)
    await life.done('acknowledge', manager, acknowledgement)
    // Due twenty working days after Thursday 1 April: on Thursday 29 April.
    await office.until('2027-04-30T12:00')
    const rows = await office.records.deadline.findMany({
      where: { complaintRef: life.ref, name: 'update-resident' },
      orderBy: { number: 'asc' },
    })
    expect(rows.map(({ number, stage }) => `${number} ${stage}`)).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `${number} stage-1`),
      '6 stage-2',
    ])
  })
})

describe('in summer time', () => {
  it('keeps the same hours on the clock in London', async () => {
    await office.until('2027-06-07T10:00')
    const life = await receive(office)
    await office.until('2027-06-29T12:00')
    const rows = await office.records.entry.findMany({ where: { complaintRef: life.ref }, orderBy: { seq: 'asc' } })
    // Nine o'clock is 08:00 GMT, and the midnight that ends Monday 28 June is 23:00 GMT.
    expect(rows.map(({ event, at }) => `${at.toISOString().slice(0, 15)} ${event}`)).toEqual([
      '2027-06-07T09:0 received',
      '2027-06-10T08:0 reminded',
      '2027-06-11T08:0 reminded',
      '2027-06-14T08:0 acknowledged',
      '2027-06-24T08:0 reminded',
      '2027-06-25T08:0 reminded',
      '2027-06-28T23:0 deadline-missed',
      '2027-06-28T23:0 manager-told',
    ])
  })
})

describe('a withdrawn complaint', () => {
  it('leaves a missed deadline missed, and one that still ran ended', async () => {
    await office.until('2027-07-05T10:00')
    const life = await receive(office)
    await office.until('2027-08-02T10:00')
    const another = await receive(office)
    await life.done('withdraw', resident)
    await another.done('withdraw', resident)
    expect(await life.deadlines()).toEqual([
      'acknowledge-stage-1 from 2027-07-05 due 2027-07-12 met',
      'respond-stage-1 from 2027-07-12 due 2027-07-26 missed',
      'update-resident from 2027-07-27 due 2027-08-03 ended',
    ])
    expect(await another.deadlines()).toEqual(['acknowledge-stage-1 from 2027-08-02 due 2027-08-09 ended'])
    const { overdue, nextDeadline, dueAt } = await office.records.complaint.findUniqueOrThrow({
      where: { ref: life.ref },
    })
    expect({ overdue, nextDeadline, dueAt }).toEqual({ overdue: false, nextDeadline: null, dueAt: null })
  })
})
