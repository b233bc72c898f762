/** The files of a complaint, where it is read as a whole: to a resident their own and those that staff share with them. */
import type { z } from 'zod'
import type { EvidenceFile } from '../../../prisma/generated/client.ts'
import { fileOf, type fileSchema } from '../../evidence/listed.ts'

export function evidenceIn({ evidence }: { evidence: EvidenceFile[] }, toStaff: boolean): z.input<typeof fileSchema>[] {
  return evidence.filter(({ shared }) => toStaff || shared).map((file) => fileOf(file, toStaff))
}

/** That staff added a file is theirs to know; what the resident sent is theirs. */
export function isInsideFile({ event, by }: { event: string; by: string }): boolean {
  return event === 'evidence-added' && by !== 'resident'
}
