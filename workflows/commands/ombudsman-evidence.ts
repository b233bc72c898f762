/** What an Ombudsman asks us for while they look into a complaint, each with its day, and that they have got it. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, dutyNumbered, nextSeq, openDuties } from '../stage.ts'
import { listed, openDuty, openedSince, settleDuty } from '../stages/duties.ts'
import { withStanding } from '../stages/ombudsman.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal, type NamesEvidence } from './evidence.ts'
import { count, day, listOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { codeFact, dayRefusal, inFuture, notWithThem, ombudsmanField, referralOf, refusal, whose } from './ombudsman.ts'
import { noComplaint } from './rules.ts'

interface Asking {
  ombudsman?: string
  on: LocalDate
  /** The day by which each is wanted. */
  by: LocalDate[]
}

export const recordEvidenceRequest = defineCommand({
  name: 'record-evidence-request',
  title: 'The Ombudsman asks for evidence',
  description:
    'Record what an Ombudsman asks you for, each with its day. Whoever has the case is reminded, and the manager hears of what is late until they have it.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ombudsman: ombudsmanField(),
      on: fields.day().describe('The day on which they asked'),
      requests: z
        .array(
          z.strictObject({
            what: words(4_000).describe('What they ask for'),
            by: fields.day().describe('By when they want it'),
          }),
        )
        .min(1)
        .max(50),
    }),
  facts: shape({ ombudsman: optional(codeFact), on: day, by: listOf(day) }),
  words: 'always',
  digest: (body): Asking => ({ ...whose(body), on: body.on, by: body.requests.map(({ by }) => by) }),
  allowed: (state, facts, { nowMs }) =>
    notWithThem(state, facts.ombudsman) ??
    dayRefusal(state, facts, nowMs) ??
    (facts.by.some((by) => by < facts.on)
      ? refusal(state, 'Nothing is wanted before the day on which it is asked for. Correct "by".')
      : undefined),
  apply(state, { ombudsman: named, on, by }, { nowMs, draft }) {
    const { ombudsman } = referralOf(state, named)
    const about = { name: 'supply-evidence', kind: ombudsman, from: on, of: 'asking', entry: nextSeq(state) } as const
    const before = withStanding(state, ombudsman, 'investigating')
    const asked = by.reduce(
      (sum, due, index) => openDuty(sum, { ...about, due, item: index + 1, ...(draft && { text: draft }) }, nowMs),
      before,
    )
    const opened = openedSince(before, asked)
    return {
      state: asked,
      entries: [
        {
          event: 'evidence-requested',
          clause: opened[0]?.clause,
          detail: { stage: currentStage(state).id, ombudsman, on, duties: listed(opened) },
          text: draft,
        },
      ],
    }
  },
})

interface Supplying extends NamesEvidence {
  request: number
  on?: LocalDate
}

export const supplyEvidence = defineCommand({
  name: 'supply-evidence',
  title: 'The Ombudsman has the evidence',
  description: 'Record that an Ombudsman was sent what they asked for.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      request: z.int().min(1).max(100_000).describe('The number of the request, as it stands with the complaint'),
      on: fields.day().optional().describe('When they were sent it, if not today'),
      what: words(4_000).describe('What they were sent, and how'),
      evidenceFiles: evidenceFiles(),
    }),
  facts: shape({ request: count(1, 100_000), on: optional(day), evidenceFiles: evidenceFilesFact }),
  words: 'always',
  digest: ({ request, on, ...body }): Supplying => ({
    request,
    ...(on !== undefined && { on }),
    ...evidenceNamed(body),
  }),
  allowed: (state, facts, { nowMs }) =>
    notAskedFor(state, facts.request) ??
    notThen(state, { asked: dutyNumbered(state, 'supply-evidence', facts.request)?.from, on: facts.on }, nowMs) ??
    evidenceRefusal(state, facts),
  apply(state, { request, on, evidenceFiles: files }, { by, nowMs, draft }) {
    const duty = dutyNumbered(state, 'supply-evidence', request)
    if (!duty) return { state, entries: [] }
    return {
      state: settleDuty(state, duty, nowMs, { on, by: actorInWords(by), text: draft }),
      entries: [
        {
          event: 'evidence-supplied',
          clause: duty.clause,
          detail: {
            stage: currentStage(state).id,
            on: on ?? localDate(nowMs),
            duties: listed([duty]),
            ...(files && { evidenceFiles: files }),
          },
          text: draft,
        },
      ],
    }
  },
})

function notAskedFor(state: State, request: number): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  const open = openDuties(state, 'supply-evidence')
  if (open.some(({ number }) => number === request)) return undefined
  const list = open.map(({ number, due }) => `${number} (due ${dayInWords(due)})`)
  return refusal(
    state,
    `Request ${request} is not open. ${list.length === 0 ? 'No request of an Ombudsman is.' : `Open: ${list.join('; ')}.`} Correct "request".`,
  )
}

/** What is done was done after it was asked for, and not in the future. */
export function notThen(
  state: State,
  { asked, on }: { asked: LocalDate | undefined; on: LocalDate | undefined },
  nowMs: number,
): Refusal | undefined {
  if (on === undefined) return undefined
  if (asked !== undefined && on < asked)
    return refusal(state, `It was asked for on ${dayInWords(asked)}, so it was not done before that. Correct "on".`)
  return inFuture(state, on, nowMs)
}
