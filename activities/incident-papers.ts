/**
 * What others than residents are told of exceptional circumstances (HO Code 8.5: "inform the Ombudsman … and publish this on their
 * website"): drafts, made anew with each change, for people to look through and send. Made once for a change, however often this runs.
 */
import type { Incident } from '../prisma/generated/client.ts'
import { countRunning } from '../prisma/calendar-change.ts'
import { dayOf } from '../prisma/calendar.ts'
import { incidentFigures } from '../prisma/incident-figures.ts'
import type { Organisations } from '../prisma/organisations.ts'
import type { IncidentProgress } from '../workflows/activities.ts'
import { localDate } from '../workflows/policy/calendar.ts'
import { isInForce } from '../workflows/policy/in-force.ts'
import { cite } from '../workflows/policy/reading.ts'
import { progressOf } from './incident.ts'
import type { Letter } from './letters/compose.ts'
import { paperOf, type PaperKind, type PaperTo, type Tidings } from './letters/papers.ts'
import { wordingIn } from './letters/wording.ts'
import type { SweepDeps } from './sweep.ts'

export interface PaperDeps extends SweepDeps {
  organisations: Organisations
}

export async function beginTelling(deps: PaperDeps, id: number, nowMs: number): Promise<IncidentProgress> {
  const { records, organisations } = deps
  const incident = await records.incident.findUniqueOrThrow({ where: { id } })
  const { organisationId, change } = incident
  if (incident.begunChange < change) {
    const { ombudsmen } = organisations.byId(organisationId)
    for (const one of ombudsmen) await keep(deps, incident, { kind: 'ombudsman', about: one.id, to: one }, nowMs)
    await keep(deps, incident, { kind: 'website', about: '' }, nowMs)
    await records.incident.updateMany({ where: { id, begunChange: { lt: change } }, data: { begunChange: change } })
  }
  return progressOf(deps, id)
}

export interface Paper {
  kind: PaperKind
  /** The Ombudsman's id, the day of a reminder. */
  about: string
  to?: PaperTo
}

/** As it is kept: made now, unless it was before. */
export async function keep(deps: PaperDeps, incident: Incident, paper: Paper, nowMs: number) {
  const { kind, about } = paper
  const key = { incidentId: incident.id, kind, about, change: incident.change }
  const where = { incidentId_kind_about_change: key }
  const known = await deps.records.incidentPaper.findUnique({ where })
  if (known) return known
  const { letter, markdown } = await written(deps, incident, paper, nowMs)
  const { subject, html, text } = letter
  const data = { ...key, madeAt: new Date(nowMs), subject, html, text, markdown }
  await deps.records.incidentPaper.createMany({ data: [data], skipDuplicates: true })
  return deps.records.incidentPaper.findUniqueOrThrow({ where })
}

/** The same data gives the same paper. */
export async function written(
  deps: PaperDeps,
  incident: Incident,
  paper: Pick<Paper, 'kind' | 'to'>,
  nowMs: number,
): Promise<{ letter: Letter; markdown: string }> {
  const organisation = deps.organisations.byId(incident.organisationId)
  return paperOf(organisation, paper, await tidings(deps, incident, nowMs), nowMs)
}

async function tidings({ records, organisations }: PaperDeps, incident: Incident, nowMs: number): Promise<Tidings> {
  const { id, organisationId, reason, declaredAt, returnOn, endedAt, change } = incident
  const { day } = wordingIn('en')
  const figures = await incidentFigures(records, incident, nowMs)
  return {
    ...{ id, reason },
    since: day(localDate(declaredAt.getTime())),
    returnOn: day(dayOf(returnOn)),
    endedOn: endedAt ? day(localDate(endedAt.getTime())) : '',
    ...{ over: endedAt !== null, moved: endedAt === null && change > 0 },
    affected: await countRunning(records, organisationId),
    told: figures.told,
    left: figures.open,
    ranOut: figures.ranOut,
    clauses: clausesOf(organisations, organisationId, localDate(nowMs)),
  }
}

/** Of the policies in force: "HO Code 8.5". */
function clausesOf(organisations: Organisations, organisationId: string, today: string): string[] {
  const inForce = organisations.byId(organisationId).policies.filter(({ policy }) => isInForce(policy, today))
  const cited = inForce.flatMap(({ policy }) => (policy.exceptional ? [cite(policy, policy.exceptional.clause)] : []))
  return [...new Set(cited)]
}
