/** A notice that did not reach the resident: it stands on the timeline, and an extension that it should have told is void. */
import type { Change } from '../change.ts'
import { lastDay, type Deadline } from '../policy/deadlines.ts'
import { currentRules, currentStage, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'

/** The email address of the letter of that entry does not exist; `posted` where the letter goes by post instead. */
export function undeliverable(state: State, seq: number, { posted }: { posted: boolean }): Change {
  const detail = { stage: currentStage(state).id, letter: seq, posted }
  const entry = { event: 'undeliverable', detail } as const
  const extended = state.deadlines.find(
    (deadline) => deadline.status === 'running' && deadline.extension?.notice === seq,
  )
  if (posted || !extended) return { state, entries: [entry] }
  const change = voidExtension(state, withoutLastExtension(extended))
  return { state: change.state, entries: [entry, ...change.entries] }
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
        clause: currentRules(state).extend.notice.clause,
        detail: { stage: told.stage, due: lastDay(told) },
      },
    ],
  }
}
