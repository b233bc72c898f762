/** What a letter's log says of its attempts so far, whichever process made them. */
import type { PrismaClient } from '../prisma/generated/client.ts'

type Db = Pick<PrismaClient, '$queryRaw'>

/**
 * That an email was refused before its letter went by post, since it was last made again: by whoever carried it. Of an address that is
 * not tried any more the office was told before.
 */
export async function emailWasRefused(db: Db, ref: string, seq: number): Promise<boolean> {
  const [found] = await db.$queryRaw<{ is: boolean }[]>`
    select exists (select 1 from letter_event e
      where e.complaint_ref = ${ref} and e.seq = ${seq} and e.what = 'refused' and e.channel = 'email' and e.provider is not null
        and e.id > coalesce((select max(id) from letter_event
          where complaint_ref = ${ref} and seq = ${seq} and what = 'made-again'), 0)) as is`
  return found?.is ?? false
}

/** That an answer was lost, or a sender killed: the provider may have it, and only the provider knows. */
export async function answerWasLost(db: Db, ref: string, seq: number): Promise<boolean> {
  const [found] = await db.$queryRaw<{ is: boolean }[]>`
    select exists (select 1 from letter_event
      where complaint_ref = ${ref} and seq = ${seq} and what = 'answer-lost') as is`
  return found?.is ?? false
}
