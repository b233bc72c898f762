/** The complaints that are answered together with one, and how far each answer to them has come. */
import { z } from 'zod'
import type { Records } from '../../prisma/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Caller } from '../caller.ts'
import { defineOperation } from '../operation.ts'
import { caseFor } from './case-for.ts'
import { instant } from './deadline.ts'
import { hiddenAmong } from './visible.ts'

/** So many that did not take it are named; the figures count all. */
const mostNamed = 1_000

const refusal = z.strictObject({ ref: z.string(), rule: z.string() })

const answer = z
  .strictObject({
    seq: z.int().describe('Its line on the lead’s timeline'),
    what: z.string(),
    by: z.string(),
    at: instant,
    total: z.int(),
    told: z.int(),
    waiting: z.int().describe('Not given yet, or asked again because their workflow did not answer'),
    refused: z.array(refusal).describe('Did not take it, by that rule'),
  })
  .meta({ id: 'GroupAnswer' })

const groupSchema = z.strictObject({
  lead: z.string(),
  members: z.int().describe('Answered together with it now: listed by GET /v1/complaints?groupLead=…'),
  joining: z
    .strictObject({ waiting: z.int(), refused: z.array(refusal) })
    .describe('Filed with “group”, and not in it yet; or not taken, by that rule'),
  answers: z.array(answer),
})

export const readGroup = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/group',
  id: 'readGroup',
  tag: 'Complaints',
  title: 'Read a group of complaints',
  description:
    'How many complaints are answered together with this one, and how far each answer to the group has come: who was told, who was not and by which rule.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The group', schema: groupSchema.meta({ id: 'ComplaintGroup' }) } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unavailable'],
  async handle({ records }, { ref, caller }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    return { status: 200, body: await groupOf(records, ref, caller) }
  },
})

async function groupOf(records: Records, ref: string, caller: Caller): Promise<z.output<typeof groupSchema>> {
  const given = await records.entry.findMany({
    where: { complaintRef: ref, event: 'group-answered' },
    orderBy: { seq: 'asc' },
  })
  const counts = await records.relayedCommand.groupBy({
    by: ['fromSeq', 'status'],
    where: { fromRef: ref },
    _count: true,
  })
  const allRefused = await records.relayedCommand.findMany({
    where: { fromRef: ref, status: 'refused' },
    orderBy: { id: 'asc' },
    take: mostNamed,
  })
  const hidden = await hiddenAmong(
    records,
    caller,
    allRefused.map(({ toRef }) => toRef),
  )
  const refused = allRefused.filter(({ toRef }) => !hidden.has(toRef))
  const count = (seq: number, status: string) =>
    counts.find((one) => one.fromSeq === seq && one.status === status)?._count ?? 0
  const refusedAt = (seq: number) =>
    refused.filter(({ fromSeq }) => fromSeq === seq).map(({ toRef, rule }) => ({ ref: toRef, rule: rule ?? '' }))
  return {
    lead: ref,
    members: await records.complaint.count({ where: { groupLead: ref } }),
    joining: { waiting: count(0, 'waiting'), refused: refusedAt(0) },
    answers: given.map(({ seq, by, at, detail }) => ({
      ...{ seq, by, at: localTimestamp(at.getTime()) },
      what: z.object({ what: z.string() }).parse(detail).what,
      total: count(seq, 'told') + count(seq, 'waiting') + count(seq, 'refused'),
      told: count(seq, 'told'),
      waiting: count(seq, 'waiting'),
      refused: refusedAt(seq),
    })),
  }
}
