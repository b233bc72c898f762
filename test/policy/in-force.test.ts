/** Which version is in force on a day. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { addDays, localDate, parseWhen } from '../../workflows/policy/calendar.ts'
import { bothInForce, forceInWords, isInForce, policyInForce, type Dated } from '../../workflows/policy/in-force.ts'

const library = policyLibrary()
const versions = [library.byId('dartford-2023'), library.byId('dartford-2024')]

describe('two versions of one policy, over their boundary', () => {
  const friday28June = '2024-06-28'
  const sunday30June = '2024-06-30'
  const monday1July = '2024-07-01'

  it.each([
    ['2023-03-31', undefined],
    ['2023-04-01', 'dartford-2023'],
    [friday28June, 'dartford-2023'],
    [sunday30June, 'dartford-2023'],
    [monday1July, 'dartford-2024'],
    ['2031-01-01', 'dartford-2024'],
  ])('on %s: %s', (day, id) => {
    expect(policyInForce(versions, day)?.id).toBe(id)
  })

  it('is a day in London: at half past midnight it is 1 July there, and still June in UTC', () => {
    const justAfterMidnight = parseWhen('2024-07-01T00:30')
    expect(new Date(justAfterMidnight).toISOString()).toBe('2024-06-30T23:30:00.000Z')
    expect(policyInForce(versions, localDate(justAfterMidnight))?.id).toBe('dartford-2024')
  })

  it('is told in words', () => {
    expect(versions.map(forceInWords)).toEqual([
      'dartford-2023 from Saturday 1 April 2023 to Sunday 30 June 2024',
      'dartford-2024 from Monday 1 July 2024',
    ])
  })
})

const day = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2020-01-01', days))
const dated = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }))
  .map(([from, length]): Dated => {
    const to = length === undefined ? undefined : addDays(from, length)
    return { id: 'x', inForce: { from, ...(to !== undefined && { to }) } }
  })

describe('both in force', () => {
  it('on the first day that both are, whichever is asked first', () => {
    fc.assert(
      fc.property(dated, dated, (one, other) => {
        const both = bothInForce(one, other)
        expect(bothInForce(other, one)).toBe(both)
        if (both === undefined) return
        expect([isInForce(one, both), isInForce(other, both)]).toEqual([true, true])
        const before = addDays(both, -1)
        expect(isInForce(one, before) && isInForce(other, before)).toBe(false)
      }),
    )
  })

  it('never, where no day has both', () => {
    fc.assert(
      fc.property(dated, dated, day, (one, other, any) => {
        if (isInForce(one, any) && isInForce(other, any)) expect(bothInForce(one, other)).toBeDefined()
      }),
    )
  })

  it('not where one ends on the day before the other begins', () => {
    const [older, newer] = versions
    if (!older || !newer) expect.fail('there are two')
    expect(bothInForce(older, newer)).toBeUndefined()
    expect(bothInForce({ ...older, inForce: { from: '2023-04-01', to: '2024-07-01' } }, newer)).toBe('2024-07-01')
    expect(bothInForce({ ...older, inForce: { from: '2023-04-01' } }, newer)).toBe('2024-07-01')
  })
})
