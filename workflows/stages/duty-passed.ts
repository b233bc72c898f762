/**
 * What a duty's day being over means beside its being late: a consent that was not given lapses, say. What is not named here is told to
 * those whom its rule names. Pure.
 */
import type { Change } from '../change.ts'
import type { DutyName } from '../policy/duty-rules.ts'
import type { Duty, State } from '../state.ts'
import { clarificationPassed } from './clarification.ts'
import { consentLapsed } from './representation.ts'

/** @param state in which the duties stand as missed already */
export type Passed = (state: State, duties: readonly Duty[], nowMs: number) => Change

export const onPassed: Partial<Record<DutyName, Passed>> = {
  'give-consent': consentLapsed,
  'answer-clarification': clarificationPassed,
}
