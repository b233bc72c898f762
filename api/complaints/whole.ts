/** A whole complaint as it is answered: to staff all of it, to its resident what concerns them. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { RecordedState } from '../../workflows/state.ts'
import { action, actionsIn } from './actions.ts'
import { fileSchema } from '../evidence/listed.ts'
import { evidenceIn } from './beside/evidence.ts'
import { adjustmentsIn, adjustmentsSchema, restrictionsIn, restrictionsSchema } from './beside/arrangements.ts'
import { companionsOf, companionsSchema } from './beside/companions.ts'
import { incidentsOf, incidentsSchema } from './beside/incident.ts'
import { ombudsmanIn, ombudsmanSchema } from './beside/ombudsman.ts'
import { linksIn, linksIncluded, linksSchema } from './beside/links.ts'
import { representativeIn, representativeSchema } from './beside/representative.ts'
import { deadlineOfRow, deadlineSchema, instant } from './deadline.ts'
import { letterOf, lettersIncluded, letterSchema } from './letter-listed.ts'
import { taskOf, taskSchema } from '../tasks/task.ts'
import { isInside, isInsideDuty, nextOutside } from './inside.ts'
import { listed, summaryOf } from './list.ts'
import { isOutside } from '../../workflows/letter-out.ts'

export const included = {
  include: {
    person: true,
    points: { orderBy: { number: 'asc' } },
    texts: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    deadlines: { orderBy: [{ dueAt: 'asc' }, { name: 'asc' }, { number: 'asc' }] },
    timeline: { orderBy: { seq: 'asc' } },
    letters: lettersIncluded,
    decisions: { orderBy: { seq: 'asc' } },
    determinations: { orderBy: [{ seq: 'asc' }, { number: 'asc' }] },
    evidence: { orderBy: { number: 'asc' } },
    tasks: { orderBy: { number: 'asc' } },
    incidents: { orderBy: { incidentId: 'asc' } },
    linked: { orderBy: { linkedSeq: 'asc' }, select: { ref: true } },
    ...linksIncluded,
  },
} as const satisfies Prisma.ComplaintDefaultArgs
type Row = Prisma.ComplaintGetPayload<typeof included>

const person = z.strictObject({
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.array(z.string()),
  preferredContact: z.string(),
  adjustments: z.array(z.string()),
  disabilities: z.array(z.string()).describe('Those that the resident has told us of, in their words'),
  forms: z.array(z.string()).describe('How their letters are to be: large-print, braille …'),
  language: z.string(),
  texts: z.boolean(),
})
const entry = z.strictObject({
  seq: z.int(),
  at: instant,
  event: z.string(),
  clause: z.string().nullable(),
  by: z
    .string()
    .describe('officer:ID or manager:ID (to a resident: the role alone), resident, or redress for what the clock did'),
  detail: z.record(z.string(), z.unknown()),
  words: z.unknown().optional().describe('What was written with it, to staff'),
})
const proposed = z.strictObject({ by: z.string(), at: instant, draft: z.string() })
const decision = z.strictObject({
  stage: z.string(),
  outcome: z.string(),
  findings: z.array(z.string()),
  by: z.string(),
  at: instant,
})

export const wholeSchema = listed
  .extend({
    issueOn: z.iso.date().nullable(),
    summary: z.string().nullable().describe('What it is about, in the resident’s words'),
    points: z.array(z.string()),
    outcomesSought: z.array(z.string()),
    concerns: z.array(z.string()).describe('Matters that some policies never turn away'),
    anonymous: z.boolean().describe('Nobody is known who could be written to'),
    resident: person.nullable().describe('Null where nobody is known, and once the person is erased'),
    representative: representativeSchema,
    proposed: proposed.nullable().describe('To staff: a response that waits for approval, by its text’s id'),
    linked: z.array(z.string()).describe('Complaints that came out of this case'),
    deadlines: z.array(deadlineSchema),
    timeline: z.array(entry),
    letters: z.array(letterSchema),
    decisions: z.array(decision),
    evidence: z.array(fileSchema).describe('The files; a resident sees their own and what staff share'),
    actions: z.array(action).describe('What was promised to put things right, followed through until it is done'),
    incidents: incidentsSchema,
    adjustments: adjustmentsSchema,
    restrictions: restrictionsSchema,
    conflicts: z.array(z.string()).describe('Staff ids of who declared a conflict of interest, to other staff'),
    companions: companionsSchema,
    ...linksSchema,
    ombudsman: ombudsmanSchema,
    tasks: z.array(taskSchema).describe('What there is to do for the resident beside their letters, to staff'),
  })
  .meta({ id: 'Complaint' })

export function answerFor(row: Row, toStaff: boolean): z.input<typeof wholeSchema> {
  const summary = summaryOf(row)
  return {
    ...summary,
    ...(toStaff ? {} : nextOutside(row.state)),
    officer: toStaff ? summary.officer : null,
    triage: toStaff ? summary.triage : null,
    issueOn: row.issueOn && dayOf(row.issueOn),
    summary: wordsOf(row, 'summary', z.object({ summary: z.string() }))?.summary ?? null,
    points: row.points.map((point) => point.words),
    outcomesSought:
      wordsOf(row, 'outcomes-sought', z.object({ outcomesSought: z.array(z.string()) }))?.outcomesSought ?? [],
    ...{ concerns: row.concerns, anonymous: row.anonymous },
    resident: residentOf(row),
    representative: toStaff ? representativeIn(row) : null,
    proposed: toStaff ? proposedIn(row) : null,
    linked: row.linked.map(({ ref }) => ref),
    deadlines: row.deadlines.filter(({ name }) => toStaff || !isInsideDuty(name)).map(deadlineOfRow),
    timeline: row.timeline.filter((one) => toStaff || !isInside(one)).map((one) => entryOf(row, one, toStaff)),
    letters: row.letters.filter((one) => toStaff || isOutside(one.addressee)).map((one) => letterOf(one, toStaff)),
    decisions: row.decisions.map(({ stage, outcome, findings, by, at }) => ({
      ...{ stage, outcome, findings },
      by: byFor(by, toStaff),
      at: localTimestamp(at.getTime()),
    })),
    evidence: evidenceIn(row, toStaff),
    actions: actionsIn(row, toStaff),
    companions: companionsOf(row),
    ...linksIn(row, toStaff),
    ombudsman: ombudsmanIn(row, toStaff),
    incidents: incidentsOf(row),
    adjustments: adjustmentsIn(row),
    restrictions: restrictionsIn(row),
    conflicts: toStaff ? row.conflicts : [],
    tasks: toStaff ? row.tasks.map(taskOf) : [],
  }
}

function wordsOf<T>(row: Row, kind: string, schema: z.ZodType<T>): T | undefined {
  const body = row.texts.find((text) => text.kind === kind)?.body
  return body === undefined ? undefined : schema.parse(body)
}

function residentOf({ person: one }: Row): z.input<typeof person> | null {
  if (!one) return null
  const { complaintRef: _ref, representative: _other, representation: _of, lettersTo: _to, ...rest } = one
  return rest
}

function entryOf(
  row: Row,
  { seq, at, event, clause, by, detail, textId }: Row['timeline'][number],
  toStaff: boolean,
): z.input<typeof entry> {
  const words = toStaff && textId !== null ? row.texts.find((text) => text.id === textId)?.body : undefined
  return {
    ...{ seq, event, clause },
    at: localTimestamp(at.getTime()),
    by: byFor(by, toStaff),
    detail: detailFor(detail, toStaff),
    ...(words !== undefined && { words }),
  }
}

/** A resident is told the role, and the letters say who signs. */
function byFor(by: string, toStaff: boolean): string {
  return toStaff ? by : by.replace(/:.*$/, '')
}

function detailFor(detail: Prisma.JsonValue, toStaff: boolean): Record<string, unknown> {
  const { officer, proposedBy, approvedBy, ...rest } = z.record(z.string(), z.unknown()).parse(detail)
  if (!toStaff) return { ...rest, ...('duties' in rest && { duties: withoutOwners(rest['duties']) }) }
  const staff = Object.entries({ officer, proposedBy, approvedBy }).filter(([, who]) => who !== undefined)
  return { ...rest, ...Object.fromEntries(staff) }
}

function withoutOwners(duties: unknown): unknown {
  return z
    .array(z.looseObject({ owner: z.string().optional() }).transform(({ owner: _owner, ...rest }) => rest))
    .parse(duties)
}

/** A response that waits for its second pair of eyes: by whom and since when. */
function proposedIn({ state, timeline }: Row): z.input<typeof proposed> | null {
  const { proposed: waiting } = state as Pick<RecordedState, 'proposed'>
  const entry = timeline.find(({ seq }) => seq === waiting?.seq)
  return waiting && entry ? { by: entry.by, at: localTimestamp(entry.at.getTime()), draft: waiting.draft } : null
}
