/** A manager declares exceptional circumstances, moves their day of return, and ends them (HO Code 8.5). */
import { z } from 'zod'
import type { Records, Transaction } from '../../prisma/client.ts'
import type { Incident } from '../../prisma/generated/client.ts'
import { declareIncident, endIncident, moveIncident, type IncidentGiven } from '../../prisma/incident.ts'
import {
  declaringSchema,
  endingSchema,
  movingSchema,
  returnFault,
  type Declaring,
  type Moving,
} from '../../workflows/incident-fields.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { actorText } from '../caller.ts'
import { claimOf, giveBack, keep, take, usedForOther } from '../idempotency.ts'
import { bodyOf, defineOperation, type Asked, type Reply } from '../operation.ts'
import { badInput, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { numberOf, unknownIncident, wholeIncident, wholeIncidentSchema } from './answer.ts'
import { takeOn } from './take-on.ts'

const example: z.input<typeof declaringSchema> = {
  kind: 'cyber-incident',
  reason: 'Somebody broke into our computers. We have switched them off until they are safe again.',
  returnOn: '2027-05-14',
}
const ofTheBody = ['bad-input', 'malformed-json', 'too-large', 'not-json', 'key-used', 'unavailable'] as const
const told = { description: 'Done, and every resident concerned was told', schema: wholeIncidentSchema }
const underWay = { description: 'Stored; residents are being told', schema: wholeIncidentSchema }

export const declare = defineOperation({
  method: 'post',
  path: '/v1/incidents',
  id: 'declareIncident',
  tag: 'Incidents',
  title: 'Declare exceptional circumstances',
  description:
    'Something keeps the whole organisation from keeping to the Code: a cyber incident, a flood. The resident of every running complaint is told by letter, with the day of return, and so is everyone who complains from now on. Drafts are written to the Ombudsmen and for the website. Deadlines run on; those that run out meanwhile are marked with it.',
  by: ['manager'],
  once: true,
  body: bodyOf(declaringSchema, example),
  answers: { 201: { description: 'Declared; residents are being told', schema: wholeIncidentSchema } },
  problems: [...ofTheBody, 'against-the-rules'],
  handle: (services, asked) => {
    const fault = returnFault(asked.body.returnOn, localDate(asked.nowMs))
    if (fault !== undefined) return Promise.resolve(badInput([{ field: 'returnOn', message: fault }]))
    const change = (tx: Transaction, given: IncidentGiven) => declareIncident(tx, given, asked.body)
    return changed(services, asked, { route: 'POST /v1/incidents', change, created: true })
  },
})

export const move = defineOperation<undefined, Moving>({
  method: 'put',
  path: '/v1/incidents/{id}',
  id: 'moveIncident',
  tag: 'Incidents',
  title: 'Move the day of return',
  description:
    'Whoever was told another day is told the new one, and the drafts are written anew. The same day again changes nothing.',
  by: ['manager'],
  once: true,
  body: bodyOf(movingSchema, { returnOn: '2027-05-28' }),
  answers: { 200: told, 202: underWay },
  problems: [...ofTheBody, 'unknown-incident', 'against-the-rules'],
  handle: (services, asked) => {
    const { returnOn } = asked.body
    const fault = returnFault(returnOn, localDate(asked.nowMs))
    if (fault !== undefined) return Promise.resolve(badInput([{ field: 'returnOn', message: fault }]))
    const id = numberOf(asked.params['id'])
    const change = (tx: Transaction, given: IncidentGiven) => moveIncident(tx, given, id, returnOn)
    return changed(services, asked, { route: `PUT /v1/incidents/${id}`, change })
  },
})

export const end = defineOperation({
  method: 'post',
  path: '/v1/incidents/{id}/end',
  id: 'endIncident',
  tag: 'Incidents',
  title: 'End exceptional circumstances',
  description:
    'The organisation keeps to the Code again. Residents who were told, and whose complaints are still open, are told so, with the dates that hold. Ended again changes nothing.',
  by: ['manager'],
  once: true,
  body: bodyOf(endingSchema, {}),
  answers: { 200: told, 202: underWay },
  problems: [...ofTheBody, 'unknown-incident'],
  handle: (services, asked) => {
    const id = numberOf(asked.params['id'])
    const change = (tx: Transaction, given: IncidentGiven) => endIncident(tx, given, id)
    return changed(services, asked, { route: `POST /v1/incidents/${id}/end`, change })
  },
})

interface Changing {
  route: string
  change(tx: Transaction, given: IncidentGiven): Promise<{ incident: Incident } | { refusal: Refusal } | undefined>
  created?: true
}

async function changed(
  services: Services,
  asked: Asked<undefined, Declaring | Moving | object>,
  { route, change, created }: Changing,
): Promise<Reply | Problem> {
  const { records } = services
  const stored = await store(records, asked, route, change)
  if ('problem' in stored) return stored
  await takeOn(services, stored)
  const now = await records.incident.findUniqueOrThrow({ where: { id: stored.id } })
  return {
    status: created ? 201 : now.toldChange >= now.change ? 200 : 202,
    body: await wholeIncident(records, now, asked.nowMs),
    headers: { Location: `/v1/incidents/${now.id}` },
  }
}

/** One transaction for the incident and the key: sent again, it is the same. */
async function store(
  records: Records,
  { caller, body, idempotencyKey, nowMs }: Asked<undefined, Declaring | Moving | object>,
  route: string,
  change: Changing['change'],
): Promise<Incident | Problem> {
  const claim = idempotencyKey === undefined ? undefined : claimOf(idempotencyKey, caller, route, body)
  return records.$transaction(async (tx) => {
    const earlier = claim && (await take(tx, claim, null, nowMs))
    if (earlier === 'other') return usedForOther
    if (earlier) {
      const { incident } = z.object({ incident: z.int() }).parse(earlier.answer)
      return tx.incident.findUniqueOrThrow({ where: { id: incident } })
    }
    const done = await change(tx, { organisationId: caller.org, by: actorText(caller), nowMs })
    if (done && 'incident' in done) {
      if (claim) await keep(tx, claim, { ref: null, status: 200, answer: { incident: done.incident.id } })
      return done.incident
    }
    // A key that stood for nothing is free again.
    if (claim) await giveBack(tx, claim)
    return done
      ? { problem: 'against-the-rules', rule: done.refusal.rule, detail: done.refusal.message }
      : unknownIncident
  })
}
