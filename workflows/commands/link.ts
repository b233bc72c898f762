/** Complaints that have to do with each other are linked, and a duplicate is merged into the older one: nothing that was said is lost. */
import { z } from 'zod'
import type { OtherCase } from '../other-case.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { count as countDays } from '../policy/counting.ts'
import { clockFor } from '../policy/deadline-rules.ts'
import { lastDay } from '../policy/deadlines.ts'
import { linkKinds, type LinkKind } from '../policy/names.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, openDeadlineNamed } from '../stage.ts'
import { link as linkTo, merge as mergeInto, unlink as unlinkFrom } from '../stages/linking.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, flag, listOf, oneOf, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { notThere, notWith, otherFact, reference, referenceFact } from './other-case.ts'
import { overHere, refusing } from './rules.ts'

interface Linking {
  to: string
  as: LinkKind
  other?: OtherCase
}

export const link = defineCommand({
  name: 'link',
  title: 'Link it to another complaint',
  description:
    'Two complaints have to do with each other: both show it to staff, and nothing else changes. Residents are told nothing of each other.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      to: reference().describe('The other complaint’s reference'),
      as: z.enum(linkKinds).describe('Related, a duplicate, or of the same cause'),
      note: words(4_000).optional().describe('What they have to do with each other: kept on file'),
    }),
  facts: shape({ to: referenceFact, as: oneOf(linkKinds), other: otherFact }),
  words: 'some',
  digest: ({ to, as }): Linking => ({ to, as }),
  names: ({ to }) => ({ what: 'case', ref: to }),
  allowed(state, { to, as, other }) {
    if (!other) return undefined
    const already = refusing('link')(`${to} is linked as ${as} already.`)
    return notWith(state, to, other, 'link') ?? (other.links.includes(as) ? already : undefined)
  },
  apply: (state, { to, as }, { draft }) => linkTo(state, to, as, draft),
})

export const unlink = defineCommand({
  name: 'unlink',
  title: 'Take a link away',
  description: 'The two complaints have nothing to do with each other after all. Both timelines keep what they say.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({ from: reference().describe('The other complaint’s reference') }),
  facts: shape({ from: referenceFact, other: otherFact }),
  words: 'none',
  digest: ({ from }): { from: string; other?: OtherCase } => ({ from }),
  names: ({ from }) => ({ what: 'case', ref: from }),
  allowed(_state, { from, other }) {
    if (!other || other.links.length > 0) return undefined
    return refusing('unlink')(`This complaint and ${from} are not linked. The complaint lists its links.`)
  },
  apply: (state, { from }) => unlinkFrom(state, from),
})

interface Merging {
  into: string
  alreadyThere: number[]
  sameResident?: boolean
  other?: OtherCase
}

export const merge = defineCommand({
  name: 'merge',
  title: 'Merge it into an older complaint',
  description:
    'The same resident has complained twice about the same: this complaint ends, and the older one answers both. Its points go there, but for those that it has already. An answer never comes later for it.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      into: reference().describe('The older complaint’s reference'),
      alreadyThere: z
        .array(z.int().min(1).max(50))
        .max(50)
        .default([])
        .describe('The numbers of the points here that the older complaint has already; the others are added to it'),
      sameResident: z
        .boolean()
        .default(false)
        .describe('You have made sure that it is the same resident, though they gave other contact details'),
      note: words(4_000).optional().describe('Why they are the same: kept on file'),
    }),
  facts: shape({
    into: referenceFact,
    alreadyThere: listOf(count(1, 50)),
    sameResident: optional(flag),
    other: otherFact,
  }),
  words: 'some',
  digest: ({ into, alreadyThere, sameResident }): Merging => ({
    ...{ into, alreadyThere: [...new Set(alreadyThere)].toSorted((one, next) => one - next) },
    ...(sameResident && { sameResident }),
  }),
  names: ({ into }) => ({ what: 'case', ref: into }),
  allowed: (state, facts, { nowMs }) => {
    const { into, other } = facts
    const early = overHere(state) ?? noSuchPoint(state, facts)
    if (early || !other) return early
    return (
      notWith(state, into, other, 'merge') ??
      notThere(into, other, 'merge') ??
      notTheSame(facts) ??
      answered(state, facts) ??
      later(state, facts, nowMs)
    )
  },
  apply(state, { into, alreadyThere, other }, { nowMs, draft }) {
    if (!other) throw new Error('A complaint is read from the records before another is merged into it')
    return mergeInto(state, { into, other, alreadyThere }, nowMs, draft)
  },
})

const refuseMerge = refusing('merge')

function noSuchPoint(state: State, { alreadyThere }: Merging): Refusal | undefined {
  const wrong = alreadyThere.find((point) => point > state.points)
  if (wrong === undefined) return undefined
  return refuseMerge(`This complaint has ${state.points} points, and no point ${wrong}. Correct "alreadyThere".`)
}

function notTheSame({ into, other, sameResident }: Merging): Refusal | undefined {
  if (other?.sameResident || sameResident) return undefined
  return refuseMerge(
    `${into} is on file with other contact details, so it may be somebody else’s. Where it is the same resident, say so in "sameResident"; where several residents have one cause, give "join-group", and everybody keeps a complaint of their own.`,
  )
}

/** What the older one has answered, it answers no more: its new points would be lost. */
function answered(state: State, { into, other }: Merging): Refusal | undefined {
  if (currentStage(state).answeredAtMs !== undefined)
    return refuseMerge('This complaint is answered, and its answer stands. Link the two with "link".')
  if (other?.groupLead === state.ref || state.groupLead === into)
    return refuseMerge(
      `The two are answered together already. Take this one out of the group with "leave-group" first.`,
    )
  const early = other && !other.isAnswered && other.stage !== 'stage-2'
  if (early) return undefined
  return refuseMerge(
    `${into} is past the point where something can be added to it: answer this complaint by itself, and link the two with "link".`,
  )
}

/** Merging never makes an answer later. */
function later(state: State, { into, other }: Merging, nowMs: number): Refusal | undefined {
  if (!other) return undefined
  const received = localDate(state.stages[0]?.openedAtMs ?? 0)
  const otherReceived = localDate(other.receivedAtMs)
  if (otherReceived > received) {
    return refuseMerge(
      `${into} was received on ${dayInWords(otherReceived)}, after this one (${dayInWords(received)}), so the answer would come later. Merge it the other way round: give "merge" on ${into} with ${state.ref} in "into".`,
    )
  }
  const own = answerBy(state, nowMs)
  if (other.answerBy === undefined || other.answerBy <= own) return undefined
  return refuseMerge(
    `${into} is answered by ${dayInWords(other.answerBy)}, and this complaint by ${dayInWords(own)}: its answer would come later. Answer it by itself, and link the two with "link".`,
  )
}

/** The last day for this complaint's answer; where none is promised yet, the first that could be. */
function answerBy(state: State, nowMs: number): string {
  const first = state.policy.stages[0].id
  const running = openDeadlineNamed(state, `respond-${first}`)
  if (running) return lastDay(running)
  return countDays(state.calendar, localDate(nowMs), clockFor(state.policy, `respond-${first}`, state.serviceArea).span)
    .due
}
