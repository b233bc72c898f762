/**
 * One cause, many residents: they are answered together, and each keeps a complaint of their own, with its reference, letters and clocks,
 * and the right to go on (HO Code 1.2 speaks of a resident or a group of residents). An officer works on the lead, and then gives the same to all.
 */
import { z } from 'zod'
import type { OtherCase } from '../other-case.ts'
import { groupAnswers, type GroupAnswer } from '../policy/names.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage } from '../stage.ts'
import { answerGroup as tellGroup, joinGroup as join, leaveGroup as leave } from '../stages/linking.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { oneOf, shape } from './facts.ts'
import { notThere, notWith, otherFact, reference, referenceFact } from './other-case.ts'
import { noComplaint, overHere, refusing, unfinished } from './rules.ts'

export const joinGroup = defineCommand({
  name: 'join-group',
  title: 'Answer it together with others',
  description:
    'Many residents have one cause: this complaint is answered together with a lead complaint. It takes over how that is defined, and keeps its own reference, letters and dates. What is only this resident’s is added with “add-point”.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({ lead: reference().describe('The reference of the complaint that leads the group') }),
  facts: shape({ lead: referenceFact, other: otherFact }),
  words: 'none',
  digest: ({ lead }): { lead: string; other?: OtherCase } => ({ lead }),
  names: ({ lead }) => ({ what: 'case', ref: lead, toJoin: true }),
  allowed(state, { lead, other }) {
    const early = state.kind === 'complaint' ? unfinished(state) : noComplaint(state)
    if (early || !other) return early
    return (
      notWith(state, lead, other, 'join-group') ?? notThere(lead, other, 'join-group') ?? notLed(state, lead, other)
    )
  },
  apply(state, { lead, other }) {
    if (!other) throw new Error('The lead is read from the records before a complaint joins it')
    return join(state, lead, other)
  },
})

function notLed(state: State, lead: string, other: OtherCase): Refusal | undefined {
  const refuse = refusing('join-group')
  if (state.groupLead === lead) return refuse(`It is answered together with ${lead} already.`)
  if (state.groupLead !== undefined)
    return refuse(
      `It is answered together with ${state.groupLead}. Take it out of that group with "leave-group" first.`,
    )
  if (other.groupLead !== undefined)
    return refuse(`${lead} is itself answered together with ${other.groupLead}. Name that one as the lead.`)
  if (other.ownMembers > 0)
    return refuse(
      `${other.ownMembers} complaints are answered together with this one, so it is a lead itself. Have them join ${lead} first.`,
    )
  if (other.isAnswered || other.stage !== currentStage(state).id)
    return refuse(
      `${lead} is at ${other.stage.replaceAll('-', ' ')}${other.isAnswered ? ', and answered' : ''}, and this complaint at ${currentStage(state).id.replaceAll('-', ' ')}. Only what is at the same stage and unanswered is answered together.`,
    )
  return undefined
}

export const leaveGroup = defineCommand({
  name: 'leave-group',
  title: 'Answer it by itself',
  description:
    'The complaint is answered by itself from now on, as the resident asks or because it is different after all.',
  by: ['resident', 'officer', 'manager'],
  body: () => z.strictObject({}),
  facts: shape({}),
  words: 'none',
  digest: () => ({}),
  allowed(state) {
    if (state.kind !== 'complaint') return noComplaint(state)
    if (state.groupLead === undefined)
      return refusing('leave-group')('This complaint is not answered together with any other.')
    return overHere(state)
  },
  apply: (state) => leave(state),
})

export const answerGroup = defineCommand({
  name: 'answer-group',
  title: 'Give the same to the whole group',
  description:
    'What was last sent on this lead complaint is given to every complaint of its group: each resident gets a letter of their own, from the same words. Leave out of those words what is only about one resident. Who was told, and who was not and why, is at GET …/group.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      what: z
        .enum(groupAnswers)
        .describe(
          'Which: the acknowledgement with the definition as it is now, the longer time, the update, or the answer',
        ),
    }),
  facts: shape({ what: oneOf(groupAnswers), other: otherFact }),
  words: 'none',
  digest: ({ what }): { what: GroupAnswer; other?: OtherCase } => ({ what }),
  names: () => ({ what: 'case', ref: 'itself' }),
  allowed(state, { what, other }) {
    if (state.kind !== 'complaint') return noComplaint(state)
    if (!other) return undefined
    const refuse = refusing('answer-group')
    if (other.members === 0)
      return refuse('No other complaint is answered together with this one. They join it with "join-group".')
    if (other.given.includes(what)) return undefined
    const how =
      what === 'acknowledge' ? '"acknowledge", or "define" where it went out in the resident’s own words' : `"${what}"`
    return refuse(
      `On this complaint that was not sent yet at this stage, so there is nothing to give to the others. Send it here first, with ${how}.`,
    )
  },
  apply: (state, { what, other }) => tellGroup(state, what, other?.members ?? 0),
})
