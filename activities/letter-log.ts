/** That an email was refused before its letter went by post: told with the delivery, whichever attempt or process ends it. */
import type { PrismaClient } from '../prisma/generated/client.ts'

/** By whoever carried it, since it was last made again for another address. One that is not tried any more was told of before. */
export async function emailWasRefused(db: Pick<PrismaClient, '$queryRaw'>, ref: string, seq: number): Promise<boolean> {
  const [found] = await db.$queryRaw<{ refused: boolean }[]>`
    select exists (select 1 from letter_event e
      where e.complaint_ref = ${ref} and e.seq = ${seq} and e.what = 'refused' and e.channel = 'email' and e.provider is not null
        and e.id > coalesce((select max(id) from letter_event
          where complaint_ref = ${ref} and seq = ${seq} and what = 'made-again'), 0)) as refused`
  return found?.refused ?? false
}
