/** A whole complaint as it is answered: to staff all of it, to its resident what concerns them. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { capacities } from '../../workflows/policy/names.ts'
import { dayOf, deadlineOfRow, deadlineSchema, instant } from './deadline.ts'
import { listed, summaryOf } from './list.ts'

export const included = {
  include: {
    person: true,
    points: { orderBy: { number: 'asc' } },
    texts: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    deadlines: { orderBy: [{ dueAt: 'asc' }, { name: 'asc' }, { number: 'asc' }] },
    timeline: { orderBy: { seq: 'asc' } },
    letters: { orderBy: { seq: 'asc' }, omit: { html: true, text: true, document: true, pdf: true, recipient: true } },
    decisions: { orderBy: { seq: 'asc' } },
    actions: { orderBy: [{ seq: 'asc' }, { number: 'asc' }] },
    linked: { orderBy: { linkedSeq: 'asc' }, select: { ref: true } },
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
  forms: z.array(z.string()).describe('How their letters are to be: large-print, braille …'),
  language: z.string(),
  texts: z.boolean(),
})
/** Who complains for the resident, as it was taken in. */
const representative = z.strictObject({
  name: z.string(),
  capacity: z.enum(capacities),
  permission: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  address: z.array(z.string()).optional(),
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
const letter = z.strictObject({
  id: z.int(),
  kind: z.string(),
  to: z.string(),
  channel: z.string(),
  subject: z.string(),
  status: z.string(),
  madeAt: instant,
  deliveredAt: instant.nullable(),
})
const decision = z.strictObject({
  stage: z.string(),
  outcome: z.string(),
  findings: z.array(z.string()),
  by: z.string(),
  at: instant,
})
const action = z.strictObject({ kind: z.string(), by: z.iso.date(), status: z.string() })

export const wholeSchema = listed
  .extend({
    issueOn: z.iso.date().nullable(),
    summary: z.string().nullable().describe('What it is about, in the resident’s words'),
    points: z.array(z.string()),
    outcomesSought: z.array(z.string()),
    concerns: z.array(z.string()).describe('Matters that some policies never turn away'),
    anonymous: z.boolean().describe('Nobody is known who could be written to'),
    resident: person.nullable().describe('Null where nobody is known, and once the person is erased'),
    representative: representative.nullable().describe('Who complains for the resident, to staff'),
    linked: z.array(z.string()).describe('Complaints that came out of this case'),
    deadlines: z.array(deadlineSchema),
    timeline: z.array(entry),
    letters: z.array(letter),
    decisions: z.array(decision),
    actions: z.array(action),
  })
  .meta({ id: 'Complaint' })

/** What only the office needs to know: the resident's copy leaves it out. */
const inside = new Set(['reminded', 'manager-told', 'refused', 'undeliverable'])

export function answerFor(row: Row, toStaff: boolean): z.input<typeof wholeSchema> {
  const summary = summaryOf(row)
  return {
    ...summary,
    officer: toStaff ? summary.officer : null,
    issueOn: row.issueOn && dayOf(row.issueOn),
    summary: wordsOf(row, 'summary', z.object({ summary: z.string() }))?.summary ?? null,
    points: row.points.map((point) => point.words),
    outcomesSought:
      wordsOf(row, 'outcomes-sought', z.object({ outcomesSought: z.array(z.string()) }))?.outcomesSought ?? [],
    ...{ concerns: row.concerns, anonymous: row.anonymous },
    resident: residentOf(row),
    representative: toStaff ? representativeOf(row) : null,
    linked: row.linked.map(({ ref }) => ref),
    deadlines: row.deadlines.map(deadlineOfRow),
    timeline: row.timeline
      .filter(({ event }) => toStaff || !inside.has(event))
      .map((one) => entryOf(row, one, toStaff)),
    letters: row.letters.filter(({ addressee }) => toStaff || addressee === 'resident').map(letterOf),
    decisions: row.decisions.map(({ stage, outcome, findings, by, at }) => ({
      ...{ stage, outcome, findings },
      by: byFor(by, toStaff),
      at: localTimestamp(at.getTime()),
    })),
    actions: row.actions.map(({ kind, by, status }) => ({ kind, by: dayOf(by), status })),
  }
}

function wordsOf<T>(row: Row, kind: string, schema: z.ZodType<T>): T | undefined {
  const body = row.texts.find((text) => text.kind === kind)?.body
  return body === undefined ? undefined : schema.parse(body)
}

function residentOf({ person: one }: Row): z.input<typeof person> | null {
  if (!one) return null
  const { complaintRef: _ref, representative: _other, ...rest } = one
  return rest
}

function representativeOf({ person: one }: Row): z.input<typeof representative> | null {
  return one?.representative ? representative.parse(one.representative) : null
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
  const { officer, ...rest } = z.record(z.string(), z.unknown()).parse(detail)
  return toStaff && officer !== undefined ? { ...rest, officer } : rest
}

function letterOf(row: Row['letters'][number]): z.input<typeof letter> {
  const { seq, kind, addressee, channel, subject, status, madeAt, deliveredAt } = row
  return {
    ...{ id: seq, kind, to: addressee, channel, subject, status },
    madeAt: localTimestamp(madeAt.getTime()),
    deliveredAt: deliveredAt && localTimestamp(deliveredAt.getTime()),
  }
}
