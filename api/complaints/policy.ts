/** The policy of one complaint, exactly as the complaint carries it: whatever has become of the policy's file since. */
import { z } from 'zod'
import { policyOf } from '../../prisma/policy-versions.ts'
import { defineOperation } from '../operation.ts'
import { caseFor } from './case-for.ts'

const carried = z
  .strictObject({
    digest: z.string().describe('SHA-256 of the policy’s JSON with its keys in order'),
    policy: z.looseObject({ id: z.string(), title: z.string() }).describe('Every rule, with its clause'),
  })
  .meta({ id: 'CarriedPolicy' })

export const readPolicy = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/policy',
  id: 'readPolicy',
  tag: 'Complaints',
  title: 'Read a complaint’s policy',
  description:
    'The version that the complaint is under now, as it was when it took it. A later change of the policy’s file does not reach it.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The policy', schema: carried } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unavailable'],
  async handle({ records }, { ref, caller }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    const { policyDigest: digest } = await records.complaint.findUniqueOrThrow({
      where: { ref },
      select: { policyDigest: true },
    })
    return { status: 200, body: { digest, policy: await policyOf(records, digest) } }
  },
})
