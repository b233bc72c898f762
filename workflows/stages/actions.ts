/**
 * What is promised to put things right, at whatever stage and without any need to go on to the next (HO Code 5.13), and followed through
 * to its end (6.6, 7.3). Each is a duty of its own: how it is reminded of, and what happens when it is late, is in `duty-moments.ts`. Pure.
 */
import type { Change } from '../change.ts'
import { localDate, type LocalDate } from '../policy/calendar.ts'
import { dutyRule } from '../policy/duty-rules.ts'
import type { RemedyFacts } from '../policy/remedies.ts'
import { currentStage, nextSeq } from '../stage.ts'
import type { Duty, Fact, State } from '../state.ts'
import { closingMoments } from './closing.ts'
import { endEach, listed, openDuty, openedSince, putOff, settleEach, withDuty } from './duties.ts'
import { givenTo } from './duty-moments.ts'

export type Promised = Pick<RemedyFacts, 'kind' | 'by' | 'owner'>

/** Where the words of what is promised stand: a stored text with all of them in a list, or with the only one. */
interface Words {
  text?: string | undefined
  inList: boolean
  /** The entry that it comes of: the next one, unless given. */
  entry?: number
}

/** What a letter promises and does not do itself is owed from now on. */
export function openActions(
  state: State,
  promised: readonly Promised[],
  { text, inList, entry = nextSeq(state) }: Words,
  nowMs: number,
): { state: State; opened: Duty[] } {
  const today = localDate(nowMs)
  const after = promised.reduce((sum, { kind, by, owner }, index) => {
    if (!isStillToDo(kind, by, today)) return sum
    const about = {
      ...{ kind, entry },
      ...(owner !== undefined && { owner }),
      ...(text !== undefined && { text }),
      ...(inList && { item: index + 1 }),
    }
    return openDuty(sum, { name: 'complete-action', due: by, ...about }, nowMs)
  }, state)
  return { state: after, opened: openedSince(state, after) }
}

/** A letter's own words apologise, accept and explain, unless that is promised for a later day; and a day that is over says it is done. */
export function isStillToDo(kind: string, by: LocalDate, today: LocalDate): boolean {
  if (kind === 'acknowledgement') return false
  return kind === 'apology' || kind === 'explanation' ? by > today : by >= today
}

/** Agreed apart from any answer: the resident has it in writing, and whoever is to do it knows. */
export function agree(state: State, promised: Promised, text: string | undefined, nowMs: number): Change {
  const { state: after, opened } = openActions(state, [promised], { text, inList: false }, nowMs)
  const { kind, by } = promised
  return {
    state: after,
    entries: [
      {
        event: 'action-agreed',
        clause: state.policy.remedies.clause,
        detail: { stage: currentStage(state).id, kind, by, duties: listed(opened) },
        text,
        letter: { kind: 'action-agreed', to: 'resident' },
      },
      ...givenTo(opened),
    ],
  }
}

interface Done {
  on?: LocalDate | undefined
  by: string
  text: string | undefined
  /** What else stands on the timeline. */
  facts: Record<string, Fact>
}

/** They are done, and the resident is told; also that the complaint is closed, where only they were waited for. */
export function complete(state: State, done: readonly Duty[], { on, by, text, facts }: Done, nowMs: number): Change {
  const after = settleEach(state, done, nowMs, { on, by, text })
  const [promisedOn, ...others] = new Set(done.map(({ from }) => from))
  return {
    state: after,
    entries: [
      {
        event: 'action-completed',
        clause: dutyRule(state.policy, 'complete-action').clause,
        detail: {
          stage: currentStage(state).id,
          on: on ?? localDate(nowMs),
          duties: listed(done),
          closes: closingMoments(after).length > 0,
          ...(promisedOn !== undefined && others.length === 0 && { promisedOn }),
          ...facts,
        },
        text,
        letter: { kind: 'action-completed', to: 'resident' },
      },
    ],
  }
}

/** The resident was given a day that will not be kept: they are told the new one, and why. */
export function giveMoreTime(state: State, action: Duty, to: LocalDate, text: string | undefined): Change {
  const detail = { stage: currentStage(state).id, from: action.due, to, duties: listed([{ ...action, due: to }]) }
  return {
    state: putOff(state, action, to),
    entries: [
      {
        event: 'action-put-off',
        clause: dutyRule(state.policy, 'complete-action').clause,
        detail,
        text,
        letter: { kind: 'action-put-off', to: 'resident' },
      },
    ],
  }
}

/** They are not done and will not be: the resident is told why; also that the complaint is closed, where only they were waited for. */
export function giveUp(
  state: State,
  actions: readonly Duty[],
  { by, text }: { by: string; text: string | undefined },
  nowMs: number,
): Change {
  const after = endEach(state, actions, nowMs, { by, text })
  return {
    state: after,
    entries: [
      {
        event: 'action-ended',
        clause: dutyRule(state.policy, 'complete-action').clause,
        detail: {
          stage: currentStage(state).id,
          duties: listed(actions),
          closes: closingMoments(after).length > 0,
        },
        text,
        letter: { kind: 'action-ended', to: 'resident' },
      },
    ],
  }
}

/** Somebody else sees to them from now on, and knows of it. */
export function give(state: State, actions: readonly Duty[], owner: string): Change {
  const given = actions.map((action) => ({ ...action, owner }))
  return {
    state: given.reduce(withDuty, state),
    entries: [
      { event: 'action-assigned', detail: { stage: currentStage(state).id, officer: owner, duties: listed(given) } },
      ...givenTo(given),
    ],
  }
}
