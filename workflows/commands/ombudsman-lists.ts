/** What an Ombudsman finds and issues is on a list of theirs (ombudsmen.yaml), which a command's text is held against. */
import type { Ombudsman } from '../policy/ombudsman.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { State } from '../state.ts'
import type { Known } from './command.ts'
import { listOf, optional, shape } from './facts.ts'
import { codeFact, refusal } from './ombudsman.ts'

/** Codes that are on no list of that Ombudsman's. */
export interface NotOnList {
  ombudsman: string
  unknown: string[]
  has: string[]
}
export const notOnListFact = optional(
  listOf(shape({ ombudsman: codeFact, unknown: listOf(codeFact), has: listOf(codeFact) })),
)

/** Which of the codes each Ombudsman that may be meant does not have; one without a list takes any. */
export function notOnList(
  codes: readonly string[],
  listOfOne: (ombudsman: Ombudsman) => string[],
  { ombudsmen = [] }: Pick<Known, 'ombudsmen'> = {},
): { notOnList?: NotOnList[] } {
  const lacking = ombudsmen.flatMap((ombudsman): NotOnList[] => {
    const has = listOfOne(ombudsman)
    const unknown = codes.filter((code) => !has.includes(code))
    return has.length > 0 && unknown.length > 0 ? [{ ombudsman: ombudsman.id, unknown, has }] : []
  })
  return lacking.length > 0 ? { notOnList: lacking } : {}
}

export function unknownCode(state: State, ombudsman: string, lists: readonly NotOnList[] = []): Refusal | undefined {
  const lacking = lists.find((one) => one.ombudsman === ombudsman)
  return (
    lacking &&
    refusal(
      state,
      `${lacking.unknown.join(' and ')} is not on the list of ${ombudsman}. There are: ${lacking.has.join(', ')}.`,
    )
  )
}
