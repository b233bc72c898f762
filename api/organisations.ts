/** Whose complaints these are: the caller's own organisation, with its policies, when each is in force, and its Ombudsmen. */
import { z } from 'zod'
import { mattersNames, type Organisation } from '../prisma/organisations.ts'
import { localDate, type LocalDate } from '../workflows/policy/calendar.ts'
import { isInForce } from '../workflows/policy/in-force.ts'
import { detailsOn, type Ombudsman } from '../workflows/policy/parse.ts'
import { defineOperation } from './operation.ts'

const listedPolicy = z.strictObject({
  id: z.string(),
  title: z.string(),
  series: z.string().describe('The versions of one policy share it'),
  matters: z.enum(mattersNames).describe('Which matters it is for: a landlord’s, others, or all'),
  inForce: z.strictObject({
    from: z.iso.date(),
    to: z.iso.date().nullable().describe('Its last day; null while none is set'),
    today: z.boolean(),
  }),
})
const ombudsman = z.strictObject({
  id: z.string(),
  name: z.string(),
  matters: z.string(),
  address: z.array(z.string()),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
})
const organisationSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    policies: z.array(listedPolicy).describe('A complaint takes the one in force on the day it was received'),
    ombudsmen: z.array(ombudsman).describe('That it falls under, as they are reached today'),
  })
  .meta({ id: 'Organisation' })

export const listOrganisations = defineOperation({
  method: 'get',
  path: '/v1/organisations',
  id: 'listOrganisations',
  tag: 'Service',
  title: 'List organisations',
  description: 'Your own organisation: its policies with the days on which they are in force, and its Ombudsmen.',
  by: ['officer', 'manager'],
  answers: {
    200: {
      description: 'The organisations that your token is for',
      schema: z.strictObject({ organisations: z.array(organisationSchema) }),
    },
  },
  problems: [],
  handle({ organisations }, { caller, nowMs }) {
    const own = answerFor(organisations.byId(caller.org), localDate(nowMs))
    return Promise.resolve({ status: 200, body: { organisations: [own] } })
  },
})

function answerFor(organisation: Organisation, today: LocalDate): z.input<typeof organisationSchema> {
  const { id, letterhead, policies, ombudsmen } = organisation
  return {
    id,
    name: letterhead.name,
    policies: policies.map(({ policy, matters }) => ({
      ...{ id: policy.id, title: policy.title, series: policy.series, matters },
      inForce: { from: policy.inForce.from, to: policy.inForce.to ?? null, today: isInForce(policy, today) },
    })),
    ombudsmen: ombudsmen.map((one) => ombudsmanOn(one, today)),
  }
}

function ombudsmanOn(one: Ombudsman, today: LocalDate): z.input<typeof ombudsman> {
  const { address, phone = null, email = null, website = null } = detailsOn(one, today)
  return { id: one.id, name: one.name, matters: one.matters, address, phone, email, website }
}
