/** A notice that did not reach the resident: it stands on the timeline, and an extension that it should have told is void. */
import type { Change } from '../change.ts'
import { lastDay, type Deadline } from '../policy/deadlines.ts'
import { stageRules } from '../policy/reading.ts'
import { currentStage, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'
import { withRefused } from './contact.ts'
import { openTask } from './tasks.ts'

/** What became of a letter whose email address was refused. */
export interface Refused {
  /** It goes by post instead. */
  posted: boolean
  /** It was for the office's own people. */
  toOffice: boolean
  /** It was for who acts for the resident. */
  toRepresentative?: boolean
}

/** The email address of the letter of that entry does not exist, or there is none and no other way either. */
export function undeliverable(
  state: State,
  seq: number,
  { posted, toOffice, toRepresentative = false }: Refused,
  nowMs: number,
): Change {
  const detail = {
    ...{ stage: currentStage(state).id, letter: seq, posted },
    ...(toRepresentative && { to: 'representative' }),
  }
  const entry = { event: 'undeliverable', detail } as const
  // Where it is the office's own mail that fails, another letter to the office would only fail as well.
  if (toOffice) return { state, entries: [entry] }
  const change = posted ? { state, entries: [] } : unreached(state, seq, nowMs, toRepresentative)
  return {
    state: change.state,
    entries: [{ ...entry, letter: { kind: 'undeliverable', to: 'officer' } }, ...change.entries],
  }
}

/**
 * No way to the resident is left: what the letter should have put off is not put off, and somebody finds out where they are. The
 * letter waits for that.
 */
export function unreached(before: State, letter: number, nowMs: number, toRepresentative = false): Change {
  const extended = before.deadlines.find(
    (deadline) => deadline.status === 'running' && deadline.extension?.notice === letter,
  )
  const { state, entries } = extended
    ? voidExtension(before, withoutLastExtension(extended))
    : { state: before, entries: [] }
  // Where the resident lives is known: the officer finds out about the other.
  if (toRepresentative) return { state, entries }
  const sought = openTask(state, { kind: 'find-address', letter }, nowMs)
  return { state: withRefused(sought.state, letter), entries: [...entries, ...sought.entries] }
}

/** The deadline as it was before its last extension. */
export function withoutLastExtension({ extension, ...first }: Deadline): Deadline {
  return extension?.before ? { ...first, extension: extension.before } : first
}

/** An extension holds only if its notice went out before the old deadline passed (rules: Extension; HO Code 6.5). */
export function voidExtension(state: State, told: Deadline): Change {
  return {
    state: withDeadline(state, told),
    entries: [
      {
        event: 'extension-void',
        clause: stageRules(state.policy, told.stage).extend.notice.clause,
        detail: { stage: told.stage, due: lastDay(told) },
      },
    ],
  }
}
