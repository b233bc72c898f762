/** What a letter's log says of its attempts so far, whichever process made them: since it was last made again for another address. */
import { Prisma } from '../prisma/generated/client.ts'
import type { PrismaClient } from '../prisma/generated/client.ts'

type Db = Pick<PrismaClient, '$queryRaw'>

/**
 * That an email was refused by whoever carried it, before its letter went by post. Of an address that is not tried any more the office
 * was told before.
 */
export async function emailWasRefused(db: Db, ref: string, seq: number): Promise<boolean> {
  return isLogged(db, ref, seq, Prisma.sql`what = 'refused' and channel = 'email' and provider is not null`)
}

/** That an answer was lost, or a sender killed: the provider may have it, and only the provider knows. */
export async function answerWasLost(db: Db, ref: string, seq: number): Promise<boolean> {
  return isLogged(db, ref, seq, Prisma.sql`what = 'answer-lost'`)
}

/** When it was first tried by email, epoch milliseconds: a letter may wait long before that, until the resident was told in person. */
export async function firstTriedAt(db: Db, ref: string, seq: number): Promise<number | undefined> {
  const [found] = await db.$queryRaw<{ at: Date | null }[]>`
    select min(at) as at from letter_event
    where complaint_ref = ${ref} and seq = ${seq} and what = 'queued' and channel = 'email'
      and id > coalesce((select max(id) from letter_event
        where complaint_ref = ${ref} and seq = ${seq} and what = 'made-again'), 0)`
  return found?.at?.getTime()
}

async function isLogged(db: Db, ref: string, seq: number, happening: Prisma.Sql): Promise<boolean> {
  const [found] = await db.$queryRaw<{ yes: boolean }[]>`
    select exists (select 1 from letter_event
      where complaint_ref = ${ref} and seq = ${seq} and ${happening}
        and id > coalesce((select max(id) from letter_event
          where complaint_ref = ${ref} and seq = ${seq} and what = 'made-again'), 0)) as yes`
  return found?.yes ?? false
}
