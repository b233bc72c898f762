/** The case file of a complaint: everything on record in one zip, for the Ombudsman or whoever looks at how it was handled. */
import { caseFileZip } from '../../prisma/case-file/zip.ts'
import { defineOperation } from '../operation.ts'
import { caseFor, unknownComplaint } from './case-for.ts'

export const caseFile = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/case-file',
  id: 'readCaseFile',
  tag: 'Complaints',
  title: 'The case file',
  description:
    'Everything on record of a complaint in one zip, made as it is sent: pages that open without a network (the first is index.html), the chronology, decisions with their clauses, deadlines with every day counted, letters as they were sent, evidence, the policy, the gaps that were found, and a manifest with the SHA-256 of every file. The same records make the same bytes.',
  by: ['manager'],
  answers: { 200: { description: 'The case file', types: ['application/zip'] } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unavailable'],
  async handle({ records }, { ref, caller }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    const from = await caseFileZip(records, ref)
    if (!from) return unknownComplaint(ref)
    const headers = { 'Content-Disposition': `attachment; filename="case-file-${ref}.zip"` }
    return { status: 200, stream: { type: 'application/zip', from }, headers }
  },
})
