/** Tells complaints what each must take in its own order: some complaints at once, of each one thing after the other. */
import { inTurns } from './in-turns.ts'
import type { Answer } from './tell-complaint.ts'

const atOnce = 10

export interface InOrder<T> {
  refOf: (one: T) => string
  tell: (one: T) => Promise<Answer>
  /** Nothing more is begun after it: epoch milliseconds. */
  until?: number
}

/** What comes after one that its complaint did not answer is not tried, and counts as unanswered: the next round has it. */
export async function tellInOrder<T>(all: T[], { refOf, tell, until = Infinity }: InOrder<T>): Promise<Answer[]> {
  const refs = [...new Set(all.map(refOf))]
  const ofEach = refs.map((ref) => all.filter((one) => refOf(one) === ref))
  const answers = await inTurns(ofEach, atOnce, async (own) => {
    const given: Answer[] = []
    for (const one of own) {
      const isStuck = given.at(-1) === 'unanswered' || Date.now() > until
      given.push(isStuck ? 'unanswered' : await tell(one))
    }
    return given
  })
  return answers.flat()
}
