/** Exceptional circumstances as they are answered: how far the telling is, what was written, and what they did to how many cases. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Records } from '../../prisma/client.ts'
import type { Incident } from '../../prisma/generated/client.ts'
import { incidentFigures } from '../../prisma/incident-figures.ts'
import { countNotTold } from '../../prisma/incident.ts'
import { incidentKinds } from '../../workflows/incident-fields.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Caller } from '../caller.ts'
import { instant } from '../complaints/deadline.ts'
import type { Problem } from '../problem.ts'

export const incidentSchema = z
  .strictObject({
    id: z.int(),
    kind: z.enum(incidentKinds),
    reason: z.string(),
    status: z
      .enum(['telling', 'told', 'ending', 'ended'])
      .describe(
        'Residents are being told that it began or of a new day; they know; they are being told of its end; it is over',
      ),
    declaredAt: instant,
    declaredBy: z.string(),
    returnOn: z.iso.date(),
    endedAt: instant.nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'Incident' })

const paper = z.strictObject({
  kind: z.enum(['ombudsman', 'website', 'reminder']),
  about: z.string().describe('The Ombudsman’s id; of a reminder to the managers, its day'),
  madeAt: instant,
  sentAt: instant.nullable().describe('Of a reminder. Drafts are for you to send'),
  subject: z.string(),
  address: z.string().nullable().describe('Where it is read; null where a newer one took its place'),
})

const figure = z.int()
const report = z.strictObject({
  from: instant,
  to: instant.nullable().describe('Null while it is on'),
  complaints: z.strictObject({
    told: figure.describe('Whose residents were told'),
    received: figure.describe('Those of them that came in the time'),
    openAtEnd: figure.describe('Those that are still open, or were at its end'),
  }),
  letters: z.strictObject({ declared: figure, moved: figure, ended: figure }),
  deadlines: z.strictObject({
    due: figure.describe('Of these complaints, with their last day in the time. The resident’s own time is none'),
    metInTime: figure,
    ranOut: figure.describe('Marked with this incident: late and missed together'),
    late: figure.describe('Done after their day'),
    missed: figure.describe('Not done'),
    byName: z.array(z.strictObject({ name: z.string(), late: figure, missed: figure })),
  }),
})

export const wholeIncidentSchema = incidentSchema
  .extend({
    complaints: z.strictObject({
      told: z.int(),
      waiting: z.int().describe('Running complaints whose residents do not know how it stands yet'),
    }),
    papers: z.array(paper),
    report,
  })
  .meta({ id: 'IncidentWithReport' })

export function incidentAnswer(row: Incident): z.input<typeof incidentSchema> {
  const { id, kind, reason, declaredAt, declaredBy, returnOn, endedAt, endedBy, change, toldChange } = row
  const isTold = toldChange >= change
  return {
    ...{ id, reason, declaredBy, endedBy },
    kind: incidentSchema.shape.kind.parse(kind),
    status: endedAt ? (isTold ? 'ended' : 'ending') : isTold ? 'told' : 'telling',
    declaredAt: at(declaredAt),
    returnOn: dayOf(returnOn),
    endedAt: endedAt && at(endedAt),
  }
}

export async function wholeIncident(
  records: Records,
  row: Incident,
  nowMs: number,
): Promise<z.input<typeof wholeIncidentSchema>> {
  const papers = await records.incidentPaper.findMany({
    where: { incidentId: row.id },
    orderBy: [{ madeAt: 'asc' }, { kind: 'asc' }, { about: 'asc' }],
    select: { kind: true, about: true, change: true, madeAt: true, sentAt: true, subject: true },
  })
  const { told, received, open, letters, due, metInTime, ranOut, late, missed, byName } = await incidentFigures(
    records,
    row,
    nowMs,
  )
  return {
    ...incidentAnswer(row),
    complaints: { told, waiting: await countNotTold(records, row) },
    papers: papers.map(({ kind, about, change, madeAt, sentAt, subject }) => ({
      ...{ kind: paper.shape.kind.parse(kind), about, subject },
      madeAt: at(madeAt),
      sentAt: sentAt && at(sentAt),
      address: change === row.change || kind === 'reminder' ? addressOf(row.id, kind, about) : null,
    })),
    report: {
      from: at(row.declaredAt),
      to: row.endedAt && at(row.endedAt),
      complaints: { told, received, openAtEnd: open },
      letters,
      deadlines: { due, metInTime, ranOut, late, missed, byName },
    },
  }
}

function addressOf(id: number, kind: string, about: string): string | null {
  if (kind === 'ombudsman') return `/v1/incidents/${id}/ombudsman-draft?ombudsman=${about}`
  return kind === 'website' ? `/v1/incidents/${id}/website-notice` : null
}

function at(date: Date): string {
  return localTimestamp(date.getTime())
}

/** Another organisation's is answered as one that is not there. */
export async function incidentFor(
  records: Records,
  { org }: Caller,
  { id = '' }: Record<string, string>,
): Promise<Incident | Problem> {
  const number = numberOf(id)
  const found = await records.incident.findUnique({ where: { id: number, organisationId: org } })
  return found ?? unknownIncident
}

/** 0, which none has, for what is no number. */
export function numberOf(id: string | undefined): number {
  return id !== undefined && /^\d{1,9}$/.test(id) ? Number(id) : 0
}

export const unknownIncident: Problem = {
  problem: 'unknown-incident',
  detail: 'There is no incident with this number. GET /v1/incidents lists those of your organisation.',
}
