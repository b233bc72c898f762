/**
 * Restrictions of how a resident may get in touch, for behaviour that staff need not bear (HO Code 5.14, 5.15): decided with evidence, told,
 * reviewed, and open to challenge. They touch no deadline: the complaint is answered as any other. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { dutyRule } from '../policy/duty-rules.ts'
import type { ChallengeOutcome, RestrictionKind, RestrictionOutcome } from '../policy/names.ts'
import { currentStage, dutyNumbered, openDuties } from '../stage.ts'
import type { Duty, Fact, State } from '../state.ts'
import { endDuty, listed, openDuty, openedSince, settleDuty, withDuty } from './duties.ts'
import { inForceNumbered, letGo, lookAgain, nextNumber, putInForce, reviewOn, type Looked } from './under-review.ts'

const name = 'review-restriction'
const challenged = 'decide-challenge'

/** @param owner the staff id of who decided it, and who reviews it */
export function restrict(
  state: State,
  { kind, review, owner }: { kind: RestrictionKind; review?: LocalDate | undefined; owner: string | undefined },
  { text }: Looked,
  nowMs: number,
): Change {
  const number = nextNumber(state, name)
  const placed = putInForce(
    state,
    name,
    {
      ...{ kind, lasting: true },
      ...(text !== undefined && { text }),
      ...(owner !== undefined && { owner, decidedBy: owner }),
      ...(review !== undefined && { due: review }),
    },
    nowMs,
  )
  const detail = { restriction: number, kind, reviewOn: reviewOn(placed, name, number) }
  return { state: placed, entries: [told(state, 'restriction-placed', detail, text)] }
}

/** @param owner the staff id of who looked at it, and does so the next time */
export function review(
  state: State,
  given: {
    restriction: number
    outcome: RestrictionOutcome
    next?: LocalDate | undefined
    reworded?: boolean | undefined
    owner: string | undefined
  },
  looked: Looked,
  nowMs: number,
): Change {
  const { restriction, outcome, next, reworded, owner } = given
  const duty = inForceNumbered(state, name, restriction)
  if (!duty) return { state, entries: [] }
  const changed = reworded ? looked.text : undefined
  const after =
    outcome === 'lifted'
      ? lift(state, duty, looked, nowMs)
      : lookAgain(state, duty, { due: next, changed, owner }, looked, nowMs)
  const detail = detailOf(after, duty, { outcome })
  return { state: after, entries: [told(state, 'restriction-reviewed', detail, looked.text)] }
}

/** The resident thinks it is not right: somebody else than who decided it looks at it. */
export function challenge(state: State, restriction: number, { text }: Looked, nowMs: number): Change {
  const placed = inForceNumbered(state, name, restriction)
  if (!placed) return { state, entries: [] }
  const about = { item: restriction, ...(text !== undefined && { text }) }
  const { kind } = placed
  const opened = openDuty(
    state,
    { name: challenged, of: 'challenge', lasting: true, ...about, ...(kind !== undefined && { kind }) },
    nowMs,
  )
  const [duty] = openedSince(state, opened)
  if (!duty) return { state, entries: [] }
  const { number, due, clause } = duty
  const decide = { stage: duty.stage, deadline: challenged, due, to: 'manager', duties: listed([duty]) }
  return {
    state: opened,
    entries: [
      told(state, 'restriction-challenged', detailOf(opened, placed, { challenge: number, decideBy: due }), text),
      { event: 'reminded', clause, detail: decide, letter: { kind: 'reminder', to: 'manager' } },
    ],
  }
}

export function decide(
  state: State,
  given: { challenge: number; outcome: ChallengeOutcome },
  looked: Looked,
  nowMs: number,
): Change {
  const duty = dutyNumbered(state, challenged, given.challenge)
  const placed = duty && restrictionOf(state, duty)
  if (!duty || !placed) return { state, entries: [] }
  const decided = settleDuty(state, duty, nowMs, looked)
  const after = following(decided, placed, given.outcome, looked, nowMs)
  const detail = detailOf(after, placed, { challenge: given.challenge, outcome: given.outcome })
  return { state: after, entries: [told(state, 'challenge-decided', detail, looked.text)] }
}

function following(state: State, placed: Duty, outcome: ChallengeOutcome, looked: Looked, nowMs: number): State {
  if (outcome === 'lifted') return lift(state, placed, looked, nowMs)
  const { text } = looked
  return outcome === 'changed' && text !== undefined ? withDuty(state, { ...placed, text }) : state
}

/** The restriction that a challenge is about. */
export function restrictionOf(state: State, { item }: Duty): Duty | undefined {
  return item === undefined ? undefined : inForceNumbered(state, name, item)
}

/** The open challenge of a restriction. */
export function challengeOf(state: State, restriction: number): Duty | undefined {
  return openDuties(state, challenged).find(({ item }) => item === restriction)
}

/** What is lifted needs no decision on a challenge of it. */
function lift(state: State, placed: Duty, looked: Looked, nowMs: number): State {
  const lifted = letGo(state, placed, looked, nowMs)
  const open = placed.item === undefined ? undefined : challengeOf(lifted, placed.item)
  return open ? endDuty(lifted, open, nowMs) : lifted
}

function detailOf(state: State, placed: Duty, more: Record<string, Fact>): Record<string, Fact> {
  const { item = 0, kind = null, text } = placed
  const on = reviewOn(state, name, item)
  return {
    ...{ restriction: item, kind, ...more },
    ...(text !== undefined && { was: text }),
    ...(on !== null && { reviewOn: on }),
  }
}

function told(
  state: State,
  event: NewEntry['event'],
  detail: Record<string, Fact>,
  text: string | undefined,
): NewEntry {
  const { clause } = dutyRule(state.policy, event.includes('challenge') ? challenged : name)
  return {
    event,
    clause,
    detail: { stage: currentStage(state).id, ...detail },
    text,
    letter: { kind: 'restriction', to: 'resident' },
  }
}
