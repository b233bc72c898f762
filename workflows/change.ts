/**
 * What a command or a moment does to a complaint: a new state, and the lines it adds to the timeline. Pure; the state given
 * is never altered.
 */
import type { Entry, LetterRequest, State } from './state.ts'

export interface Change {
  state: State
  entries: NewEntry[]
}

/** An entry before it has a number, a time and an author. */
export interface NewEntry extends Pick<Entry, 'event' | 'detail'> {
  clause?: string | undefined
  text?: string | undefined
  /** When it happened, where that was before now (a complaint logged after the day it came). */
  atMs?: number
  /** Redress did it by itself, whoever gave the command that it followed from. */
  byItself?: true
  letter?: Omit<LetterRequest, 'atMs'>
}
