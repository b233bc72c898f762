/** Reads of a rehearsed story what the checks compare. */
import type { Story } from '../../../worker/rehearsal/story.ts'

/** On one line, wherever the letter breaks it. */
export function flat(text = ''): string {
  return text.replace(/\s+/g, ' ')
}

/** The letters of a kind, each on one line. */
export function lettersOf(story: Story | undefined, kind: string): string[] {
  return story?.letters.filter((letter) => letter.kind === kind).map(({ text }) => flat(text)) ?? []
}

/** The first letter of a kind; nothing where there is none. */
export function wordsOf(story: Story | undefined, kind: string): string {
  return lettersOf(story, kind)[0] ?? ''
}

/** `withdraw: HO Code 3.7`, what was not to be done and by which rule. */
export function refusedOf(story: Story | undefined): string[] {
  return story?.refused.map(({ do: command, rule }) => `${command}: ${rule}`) ?? []
}
