import type { Api } from '../world.ts'

/** The notices to staff that a complaint has, as the records hold them. */
export function noticesOf({ services: { records } }: Api, ref: string) {
  return records.letter.findMany({
    where: { complaintRef: ref, addressee: { in: ['officer', 'manager'] } },
    select: { seq: true, addressee: true, kind: true, subject: true },
  })
}
