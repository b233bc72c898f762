import { expect, test } from 'vitest'
import { endOfDay } from '../../workflows/policy/calendar.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { searchAttributes } from '../../workflows/search-attributes.ts'
import { startOptions } from '../../workflows/start-options.ts'
import { at, housing } from './decided.ts'

test('a complaint that is logged days after it came is found by what its workflow will say: permission is asked for today', () => {
  const facts: CaseFacts = {
    ...{ ref: 'C-TEST', organisation: 'test', policyDigest: 'test', kind: 'complaint', serviceArea: 'repairs' },
    ...{ landlordMatter: true, points: 1, concerns: [] },
    representative: { capacity: 'friend', permission: 'none', letters: 'both', reachable: true },
  }
  const soon = { within: { number: 2, unit: 'working-days' }, assumption: 'Asked for within the week.' } as const
  const policy: Policy = { ...housing, duties: { 'give-consent': soon } }
  const start = { state: newState(facts, policy, calendarOf([])), receivedAtMs: at('2027-01-11') }
  const { typedSearchAttributes: attributes } = startOptions(start, at('2027-01-13'))
  expect(attributes).toContainEqual({ key: searchAttributes.nextDeadline, value: 'give-consent' })
  expect(attributes).toContainEqual({ key: searchAttributes.dueAt, value: new Date(endOfDay('2027-01-15')) })
})
