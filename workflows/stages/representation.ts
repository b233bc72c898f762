/**
 * Somebody acts for the resident (HO Code 1.3, 3.6): the resident is asked for their permission where it is missing, by letter and with a
 * form; it is given, refused, lapses or is taken back; and letters go to whom the resident chose. The clocks of the complaint run all the
 * while, as no Code lets them wait: until the permission is there, the resident is the one who complains, and nobody else is told. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { lastDay } from '../policy/deadlines.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, openAnswer, openDuties } from '../stage.ts'
import type { Representation } from '../representative.ts'
import type { Entry, LetterKind, LetterRequest, State } from '../state.ts'
import { endDuties, listed, openDuty, openedSince, settleEach, type Passed } from './duties.ts'

/** The resident is asked, by letter. @param after how many entries the change has before this one */
export function askConsent(state: State, nowMs: number, after = 0): Change {
  const { representation } = state
  if (representation?.status !== 'asked') return { state, entries: [] }
  const entry = state.seq + after + 1
  const { clause } = state.policy.representatives
  const asked = openDuty(
    state,
    { name: 'give-consent', of: 'asking', entry, ...(clause !== undefined && { clause }) },
    nowMs,
  )
  const [duty] = openedSince(state, asked)
  const detail = {
    stage: currentStage(state).id,
    ...{ capacity: representation.capacity, letters: representation.letters },
    ...(duty && { answerBy: lastDay(duty) }),
  }
  return {
    state: asked,
    entries: [{ event: 'consent-asked', clause, byItself: true, detail, letter: { kind: 'consent', to: 'resident' } }],
  }
}

/** Somebody is named: the resident is asked for their permission, or told what was agreed. */
export function name(before: State, representation: Representation, nowMs: number, text: string | undefined): Change {
  const state: State = { ...endDuties(before, 'give-consent', nowMs), representation }
  const { status, capacity, letters } = representation
  const entry: NewEntry = {
    event: 'represented',
    clause: state.policy.representatives.clause,
    detail: { stage: currentStage(state).id, capacity, status, letters },
    text,
  }
  if (status === 'asked') {
    const asked = askConsent(state, nowMs, 1)
    return { state: asked.state, entries: [entry, ...asked.entries] }
  }
  const told = { ...entry, letter: { kind: 'representation', to: 'resident' } } as const
  return { state, entries: [told, ...(status === 'given' ? telling(state, representation, 'given') : [])] }
}

/** The resident has agreed: in which way, and who gets the letters now. */
export function giveConsent(
  before: State,
  given: { how: 'spoken' | 'signed'; letters: Representation['letters']; on: string; by: string },
  nowMs: number,
  text: string | undefined,
): Change {
  if (!before.representation) return { state: before, entries: [] }
  const representation: Representation = { ...before.representation, status: 'given', letters: given.letters }
  const done = { on: given.on, by: given.by, text }
  const settled = settleEach(before, openDuties(before, 'give-consent'), nowMs, done)
  const state: State = { ...settled, representation }
  const { how, letters, on } = given
  return {
    state,
    entries: [
      {
        event: 'consent-given',
        clause: state.policy.representatives.clause,
        detail: { stage: currentStage(state).id, how, letters, on },
        text,
        letter: { kind: 'representation', to: 'resident' },
      },
      ...telling(state, representation, 'given'),
    ],
  }
}

/** The resident does not agree, or does no longer: the complaint goes on with them alone. */
export function end(before: State, why: 'refused' | 'ended', nowMs: number, text: string | undefined): Change {
  const { representation } = before
  if (!representation) return { state: before, entries: [] }
  const state: State = {
    ...endDuties(before, 'give-consent', nowMs),
    representation: { ...representation, status: 'ended' },
  }
  return {
    state,
    entries: [
      {
        event: 'representation-ended',
        clause: state.policy.representatives.clause,
        detail: { stage: currentStage(state).id, why },
        text,
        letter: { kind: 'representation', to: 'resident' },
      },
      ...telling(state, representation, why),
    ],
  }
}

/** Nobody has answered by its day: the complaint goes on with the resident alone. What comes later is still taken. */
export const consentLapsed: Passed = (state, duties, nowMs) => {
  const { representation } = state
  const [duty] = duties
  if (representation?.status !== 'asked' || !duty) return { state, entries: [] }
  const { clause } = duty
  const stage = currentStage(state).id
  const about = { stage, deadline: duty.name, due: lastDay(duty), duties: listed(duties) }
  return {
    state: { ...state, representation: { ...representation, status: 'lapsed' } },
    entries: [
      {
        event: 'consent-lapsed',
        clause,
        detail: { ...about, on: localDate(nowMs) },
        letter: { kind: 'representation', to: 'resident' },
      },
      ...telling(state, representation, 'lapsed'),
      {
        event: 'reminded',
        clause,
        detail: { ...about, to: 'officer', late: true },
        letter: { kind: 'reminder', to: 'officer' },
      },
    ],
  }
}

/** Whoever acts, or thought so, is told how it stands: of nothing else, and only who knows of the complaint. */
function telling(
  { policy, stages }: State,
  { status, complained, reachable }: Representation,
  now: 'given' | 'refused' | 'ended' | 'lapsed',
): NewEntry[] {
  const knows = now === 'given' || complained || status === 'given'
  if (!reachable || !knows) return []
  return [
    {
      event: 'representative-told',
      byItself: true,
      clause: policy.representatives.clause,
      detail: { stage: stages.at(-1)?.id ?? null, now },
      letter: { kind: 'representation', to: 'representative' },
    },
  ]
}

/**
 * Where the policy does not continue without the permission, the answer to what came through a representative is not sent before that
 * is settled: given, refused, or lapsed. It never makes the answer late: on its last day it goes to the resident.
 */
export function answerWaits(state: State, nowMs: number): Refusal | undefined {
  const { representation, policy } = state
  const { meanwhile, clause } = policy.representatives
  if (meanwhile !== 'answer-waits' || representation?.status !== 'asked' || !representation.complained) return undefined
  const answer = openAnswer(state)
  if (!answer || lastDay(answer) <= localDate(nowMs)) return undefined
  const [asked] = openDuties(state, 'give-consent')
  const until = asked ? ` It is awaited until ${dayInWords(lastDay(asked))}.` : ''
  return {
    rule: cite(policy, clause),
    message: `The resident’s permission for who complains for them is not there yet.${until} Record it with "represent"; where the resident wishes to go on alone, give "represent" with "what": "ended". On ${dayInWords(lastDay(answer))} the answer can be sent in any case.`,
  }
}

/** What the resident gets whatever they chose: what is asked of them alone, and who acts for them. */
const theirsAlone: readonly LetterKind[] = ['consent', 'representation']

/** A letter to the resident goes to whoever acts for them, where they chose so. */
export function addressed(state: State, letter: LetterRequest): LetterRequest {
  return isShared(state, letter) && state.representation?.letters === 'representative'
    ? { ...letter, to: 'representative' }
    : letter
}

/** Where both are to have the letters, the representative gets a copy of each: an entry, and a letter, of its own. */
export function copiesOf(state: State, entries: readonly Entry[]): NewEntry[] {
  if (state.representation?.letters !== 'both') return []
  const { clause } = state.policy.representatives
  return entries.flatMap(({ seq, detail, letter }): NewEntry[] => {
    if (!letter || !isShared(state, letter)) return []
    const { kind } = letter
    const copy = { stage: detail['stage'] ?? null, letter: seq, kind }
    return [{ event: 'copy-sent', clause, detail: copy, letter: { kind, to: 'representative' } }]
  })
}

function isShared({ representation }: State, { kind, to }: Pick<LetterRequest, 'kind' | 'to'>): boolean {
  return representation?.status === 'given' && to === 'resident' && !theirsAlone.includes(kind)
}
