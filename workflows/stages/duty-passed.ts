/**
 * What a duty's day being over means beside its being late: a consent that was not given lapses, say. What is not named here is told to
 * those whom its rule names. Pure.
 */
import type { DutyName } from '../policy/names.ts'
import { clarificationPassed } from './clarification.ts'
import type { Passed } from './duties.ts'
import { consentLapsed } from './representation.ts'

export const onPassed: Partial<Record<DutyName, Passed>> = {
  'give-consent': consentLapsed,
  'answer-clarification': clarificationPassed,
}
