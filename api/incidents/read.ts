/** Exceptional circumstances, those of the past too: read, with their report, and what was drafted for others than residents. */
import { z } from 'zod'
import { notNext, pageFields, pageOf, placeIn, writeCursor } from '../paging.ts'
import { asShown } from '../complaints/letters.ts'
import { defineOperation, type RawAsked, type Reply } from '../operation.ts'
import { unavailable, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { incidentAnswer, incidentFor, incidentSchema, wholeIncident, wholeIncidentSchema } from './answer.ts'

const cursorSchema = z.int().min(1)

export const listIncidents = defineOperation({
  method: 'get',
  path: '/v1/incidents',
  id: 'listIncidents',
  tag: 'Incidents',
  title: 'List exceptional circumstances',
  description: 'Those of your organisation, the newest first.',
  by: ['officer', 'manager'],
  query: z.strictObject(pageFields),
  answers: {
    200: {
      description: 'A page',
      schema: z.strictObject({ incidents: z.array(incidentSchema), next: z.string().nullable() }),
    },
  },
  problems: ['bad-input', 'unavailable'],
  async handle({ records }, { caller, query: { cursor, limit } }) {
    const from = cursor === undefined ? undefined : placeIn(cursor, cursorSchema)
    if (cursor !== undefined && from === undefined) return notNext
    const rows = await records.incident.findMany({
      where: { organisationId: caller.org, ...(from !== undefined && { id: { lt: from } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const { shown, last } = pageOf(rows, limit)
    return { status: 200, body: { incidents: shown.map(incidentAnswer), next: last ? writeCursor(last.id) : null } }
  },
})

export const readIncident = defineOperation({
  method: 'get',
  path: '/v1/incidents/{id}',
  id: 'readIncident',
  tag: 'Incidents',
  title: 'Read exceptional circumstances and their report',
  description: 'How far the telling is, what was drafted, and what they did to how many cases, up to now or their end.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The incident', schema: wholeIncidentSchema } },
  problems: ['unknown-incident', 'unavailable'],
  async handle({ records }, { caller, params, nowMs }) {
    const found = await incidentFor(records, caller, params)
    return 'problem' in found ? found : { status: 200, body: await wholeIncident(records, found, nowMs) }
  },
})

const forms = [
  { type: 'text/html', extension: 'html', of: 'html' },
  { type: 'text/markdown', extension: 'md', of: 'markdown' },
  { type: 'text/plain', extension: 'txt', of: 'text' },
] as const
const types = forms.map(({ type }) => type)
const drafted = { 200: { description: 'The draft, as it stands', types } }
const problems = ['unknown-incident', 'not-found', 'not-acceptable', 'unavailable'] as const

export const ombudsmanDraft = defineOperation({
  method: 'get',
  path: '/v1/incidents/{id}/ombudsman-draft',
  id: 'readOmbudsmanDraft',
  tag: 'Incidents',
  title: 'Read the draft to an Ombudsman',
  description:
    'A letter to the Ombudsman with what has happened, since when, how many complaints are concerned, what is done and the day of return, for you to send: in the form asked for by Accept. With each change it is written anew; at the end it says what it did.',
  by: ['officer', 'manager'],
  query: z.strictObject({
    ombudsman: z.string().max(64).optional().describe('Whose: an id. Left out, the organisation’s first'),
  }),
  answers: drafted,
  problems: ['bad-input', ...problems],
  handle: ({ records, organisations }, { caller, params, query, accepts }) => {
    const [first] = organisations.byId(caller.org).ombudsmen
    const about = query.ombudsman ?? first?.id ?? ''
    return draft({ records }, { caller, params, accepts }, 'ombudsman', about)
  },
})

export const websiteNotice = defineOperation({
  method: 'get',
  path: '/v1/incidents/{id}/website-notice',
  id: 'readWebsiteNotice',
  tag: 'Incidents',
  title: 'Read the text for the website',
  description: 'What the website is to say, with the day of return, in the form asked for by Accept.',
  by: ['officer', 'manager'],
  answers: drafted,
  problems,
  handle: (services, asked) => draft(services, asked, 'website', ''),
})

async function draft(
  { records }: Pick<Services, 'records'>,
  { caller, params, accepts }: Pick<RawAsked, 'caller' | 'params' | 'accepts'>,
  kind: 'ombudsman' | 'website',
  about: string,
): Promise<Reply | Problem> {
  const incident = await incidentFor(records, caller, params)
  if ('problem' in incident) return incident
  const { id, change } = incident
  const key = { incidentId: id, kind, about, change }
  const paper = await records.incidentPaper.findUnique({ where: { incidentId_kind_about_change: key } })
  if (!paper && incident.begunChange < change) return unavailable('It is being written. Try again in a moment.')
  if (!paper)
    return {
      problem: 'not-found',
      detail: `Incident ${id} has no draft to "${about}". GET /v1/incidents/${id} lists them.`,
    }
  const type = accepts([...types])
  const form = forms.find((one) => one.type === type)
  if (!form)
    return { problem: 'not-acceptable', detail: `It is kept as: ${types.join(', ')}. Ask for one with "Accept".` }
  return asShown(form.type, paper[form.of], `incident-${id}-${kind}.${form.extension}`)
}
