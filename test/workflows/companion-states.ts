/** Complaints with a statutory clock beside them, decided without a server. */
import type { CommandName } from '../../workflows/commands/index.ts'
import { localTimestamp, parseWhen } from '../../workflows/policy/calendar.ts'
import type { Entry, State } from '../../workflows/state.ts'
import { awaabRules } from '../policy/awaab.ts'
import { given, housing, received } from './decided.ts'

export type Facts = Record<string, unknown>
export const at = (when: string) => parseWhen(when)
export const start = (changes: Facts = {}): Facts => ({
  ...{
    companion: 'awaabs-law',
    hazard: 'damp-and-mould',
    track: 'significant',
    awareAt: '2027-01-11',
    rules: awaabRules,
  },
  ...changes,
})
export const emergency = (awareAt: string): Facts => start({ track: 'emergency', awareAt })
export const step = (name: string, when: string, has: string[] = []): Facts => ({
  companion: 1,
  step: name,
  at: when,
  has,
})
export const whole = ['found', 'work', 'when']

/** A complaint received on Monday 11 January 2027 at 10:00, after these commands; nothing falls due but by `pass`. */
export const after = (state: State, ...given_: [CommandName, Facts, string][]): State =>
  given_.reduce((sum, [name, facts, when]) => given(sum, name, facts, at(when)).state, state)
export const started = (facts = start()): State =>
  after(received(housing), ['start-companion', facts, '2027-01-11T12:00'])

export const clocks = ({ duties = [] }: State): string[] =>
  duties.map(
    ({ kind, due, dueAtMs, status }) =>
      `${kind} ${dueAtMs === undefined ? due : localTimestamp(dueAtMs).slice(0, 16)} ${status}`,
  )
export const told = (entries: Entry[]): string[] =>
  entries.flatMap(({ event, atMs, letter }) =>
    letter ? [`${localTimestamp(atMs).slice(0, 16)} ${event} ${letter.kind} to ${letter.to}`] : [],
  )
