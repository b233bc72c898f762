import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const [first, second] = response.points

describe('the response to stage 1', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    life = await receive(office)
  })

  it('comes after the acknowledgement (6.2)', async () => {
    expect(await life.refused('respond', officer, response)).toBe('HO Code 6.2')
    await life.done('acknowledge', officer, acknowledgement)
  })

  it('answers every point of the definition, no fewer and no more (6.7)', async () => {
    expect(await life.refused('respond', officer, { points: [first] })).toBe('HO Code 6.7')
    expect(await life.refused('respond', officer, { points: [first, second, second] })).toBe('HO Code 6.7')
  })

  it('gives reasons for each (6.7)', async () => {
    expect(await life.refused('respond', officer, { points: [first, { finding: 'upheld' }] })).toBe('HO Code 6.7')
  })

  it('states the decision that its findings make (6.9)', async () => {
    expect(await life.refused('respond', officer, { ...response, outcome: 'upheld' })).toBe('HO Code 6.9')
  })

  it('counts the points of a definition put anew', async () => {
    await life.done('define', officer, { points: ['The heating', 'The appointments', 'The letter that never came'] })
    expect(await life.refused('respond', officer, response)).toBe('HO Code 6.7')
    await life.done('respond', officer, { points: [first, second, second] })
    expect((await life.entries('responded'))[0]?.detail['outcome']).toBe('partially-upheld')
  })

  it('is not given twice', async () => {
    expect(await life.refused('respond', officer, { points: [first, second, second] })).toBe('HO Code 6.9')
  })
})

describe('the reviewer of stage 2 (6.13)', () => {
  let life: Life
  const wasAssignedOnly = 'officer:b.first'
  beforeAll(async () => {
    await office.until('2027-02-01T10:00')
    life = await receive(office)
    await life.done('assign', manager, { officer: 'b.first' })
    await life.done('assign', manager, { officer: 'a.khan' })
    await life.done('acknowledge', officer, acknowledgement)
    // The manager answers, though the officer was to.
    await life.done('respond', manager, response)
    await life.done('escalate', resident)
  })

  it.each(['a.khan', 'b.first', 'm.boss'])('is not %s, who considered stage 1: not assigned', async (person) => {
    expect(await life.refused('assign', manager, { officer: person })).toBe('HO Code 6.13')
  })

  it('is anybody else: assigned by the manager of stage 1 too, who does not consider it by that', async () => {
    await life.done('assign', manager, { officer: 'c.osei' })
    await life.done('acknowledge', reviewer, acknowledgement)
  })

  it.each([officer, wasAssignedOnly, manager])('is not %s: no response', async (person) => {
    expect(await life.refused('respond', person, response)).toBe('HO Code 6.13')
  })

  it('answers every point here as well (6.18)', async () => {
    expect(await life.refused('respond', reviewer, { points: [first] })).toBe('HO Code 6.18')
  })

  it('answers, also where another was assigned', async () => {
    await life.done('respond', 'officer:d.new', response)
    await life.learns()
    expect(await life.ended()).toBe('closed')
    const decisions = await office.records.decision.findMany({
      where: { complaintRef: life.ref },
      orderBy: { seq: 'asc' },
    })
    expect(decisions.map(({ stage, by, outcome }) => `${stage} ${by} ${outcome}`)).toEqual([
      'stage-1 manager:m.boss partially-upheld',
      'stage-2 officer:d.new partially-upheld',
    ])
  })
})
