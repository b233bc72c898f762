/**
 * Praise, a suggestion, an answer to a survey: no complaint, and nothing to wait for. It is recorded and answered at once: thanked
 * and passed on, or told how to complain (HO Code 1.6). Whoever is unhappy after all gets a complaint of its own.
 */
import type { Change } from '../change.ts'
import { localDate } from '../policy/calendar.ts'
import type { Kind } from '../policy/names.ts'
import type { Policy } from '../policy/policy.ts'
import type { State } from '../state.ts'
import { endAll } from './closing.ts'

export type Feedback = Exclude<Kind, 'complaint' | 'service-request'>

const rules = {
  compliment: 'compliment',
  suggestion: 'suggestion',
  'survey-feedback': 'survey',
} as const satisfies Record<Feedback, keyof Policy['feedback']>

export function isFeedback(kind: Kind): kind is Feedback {
  return Object.hasOwn(rules, kind)
}

/** The clause on this kind of feedback; undefined where the document has none. */
export function feedbackClause(policy: Policy, kind: Feedback): string | undefined {
  return policy.feedback[rules[kind]].clause
}

export function receiveFeedback(state: State, kind: Feedback, receivedAtMs: number): Change {
  const stage = 'feedback'
  const clause = feedbackClause(state.policy, kind)
  return {
    state: endAll(
      { ...state, status: 'closed', stages: [{ id: stage, openedAtMs: receivedAtMs, consideredBy: [] }] },
      receivedAtMs,
    ),
    entries: [
      {
        event: 'received',
        atMs: receivedAtMs,
        clause,
        detail: { stage, kind, receivedOn: localDate(receivedAtMs) },
        letter: { kind: 'receipt', to: 'resident' },
      },
      // The answers to a survey are read with the survey; praise and ideas are for the people whom they are about.
      ...(kind === 'survey-feedback'
        ? []
        : [
            {
              event: 'passed-on' as const,
              clause,
              detail: { stage, kind, to: 'officer', receivedOn: localDate(receivedAtMs) },
              letter: { kind: 'reminder' as const, to: 'officer' as const },
            },
          ]),
    ],
  }
}
