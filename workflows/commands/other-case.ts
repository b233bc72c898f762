/** Commands that name another case: how it stands is only ever read from the records. */
import { z } from 'zod'
import { groupAnswers, kinds, linkKinds } from '../policy/names.ts'
import { readReference } from '../reference.ts'
import { isOver } from '../stage.ts'
import type { OtherCase } from '../other-case.ts'
import { statuses } from '../status.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { State } from '../state.ts'
import { draftId } from './command.ts'
import { count, day, flag, listOf, matching, oneOf, optional, shape, type Reader } from './facts.ts'
import { refusing } from './rules.ts'

/** As people write it, and as it is kept. */
export const reference = () =>
  z.string().transform((typed, context) => {
    const read = readReference(typed)
    if (read !== undefined) return read
    context.addIssue({ code: 'custom', message: 'a reference such as C-7KQM-2XPA: copy it from a letter' })
    return z.NEVER
  })

/** As it travels. */
export const referenceFact: Reader<string> = matching(/^C-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)

const most = 100_000
const readCase: Reader<OtherCase> = shape({
  kind: oneOf(kinds),
  status: oneOf(statuses),
  stage: matching(/^[a-z0-9-]{1,30}$/),
  receivedAtMs: count(0, Number.MAX_SAFE_INTEGER),
  isAnswered: flag,
  answerBy: optional(day),
  points: count(0, 1_000),
  sameResident: flag,
  groupLead: optional(referenceFact),
  members: count(0, most),
  ownMembers: count(0, most),
  given: listOf(oneOf(groupAnswers)),
  links: listOf(oneOf(linkKinds)),
  definition: optional(matching(draftId)),
})
export const otherFact = optional(readCase)

/** What stands against anything that is done with the other one. */
export function notWith({ ref, kind }: State, named: string, other: OtherCase, command: string): Refusal | undefined {
  const refuse = refusing(command)
  if (named === ref) return refuse(`${named} is this complaint itself. Name the other one.`)
  if (kind !== 'complaint')
    return refuse('Only complaints are put together. Make a complaint of this with "complain" first.')
  if (other.kind !== 'complaint') return refuse(`${named} is no complaint. Name a complaint.`)
  return undefined
}

/** Nothing is answered there any more. */
export function notThere(named: string, other: OtherCase, command: string): Refusal | undefined {
  if (!isOver(other) && other.status !== 'with-ombudsman') return undefined
  return refusing(command)(
    `${named} is ${other.status.replaceAll('-', ' ')}, so nothing is answered there any more. Link the two with "link".`,
  )
}
