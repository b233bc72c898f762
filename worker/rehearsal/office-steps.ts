/** What an office does as a whole in a rehearsal, and not on one case: exceptional circumstances, as the API has them declared. */
import { WithStartWorkflowOperation } from '@temporalio/client'
import type { z } from 'zod'
import type { Transaction } from '../../prisma/client.ts'
import type { Incident } from '../../prisma/generated/client.ts'
import { declareIncident, endIncident, moveIncident, openIncident, type IncidentGiven } from '../../prisma/incident.ts'
import { declaringSchema, endingSchema, movingSchema } from '../../workflows/incident-fields.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { incidentOptions } from '../../workflows/start-options.ts'
import type { Rehearsal } from './rehearsal.ts'

type Done = { incident: Incident } | { refusal: Refusal } | undefined

interface OfficeStep {
  body: z.ZodType
  take(tx: Transaction, given: IncidentGiven, body: unknown): Promise<Done>
}

const steps = {
  'declare-incident': {
    body: declaringSchema,
    take: (tx, given, body) => declareIncident(tx, given, declaringSchema.parse(body)),
  },
  'move-incident': {
    body: movingSchema,
    take: (tx, given, body) =>
      onTheOpen(tx, given, (id) => moveIncident(tx, given, id, movingSchema.parse(body).returnOn)),
  },
  'end-incident': { body: endingSchema, take: (tx, given) => onTheOpen(tx, given, (id) => endIncident(tx, given, id)) },
} as const satisfies Record<string, OfficeStep>

type Name = keyof typeof steps
export const officeSteps = Object.keys(steps) as Name[]

export function isOfficeStep(name: string): name is Name {
  return officeSteps.some((known) => known === name)
}

export function bodyOfOfficeStep(name: string): z.ZodType | undefined {
  return isOfficeStep(name) ? steps[name].body : undefined
}

async function onTheOpen(tx: Transaction, { organisationId }: IncidentGiven, take: (id: number) => Promise<Done>) {
  const open = await openIncident(tx, organisationId)
  return open ? take(open.id) : undefined
}

/** By the organisation of that complaint. Ends when every resident was told. Returns why it was refused, if it was. */
export async function takeOfficeStep(
  { records, environment }: Rehearsal,
  ref: string,
  { do: name, by, with: body }: { do: Name; by: string; with: unknown },
): Promise<Refusal | undefined> {
  const { organisationId } = await records.complaint.findUniqueOrThrow({ where: { ref } })
  const given = { organisationId, by, nowMs: await environment.currentTimeMs() }
  if (!by.startsWith('manager:')) return { rule: `Redress: ${name}`, message: 'This is for managers.' }
  const done = await records.$transaction((tx) => steps[name].take(tx, given, body))
  if (!done) return { rule: `Redress: ${name}`, message: 'No incident is on. Declare one first.' }
  if ('refusal' in done) return done.refusal
  const startWorkflowOperation = new WithStartWorkflowOperation('incident', incidentOptions(done.incident))
  await environment.client.workflow.executeUpdateWithStart('changed', { args: [], startWorkflowOperation })
  return undefined
}
