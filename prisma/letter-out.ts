/** A letter as it stands, for a command that says what became of it: codes and days, nothing personal. */
import { localDate } from '../workflows/policy/calendar.ts'
import type { LetterOut, LetterStatus } from '../workflows/letter-out.ts'
import type { Transaction } from './client.ts'

type Db = Pick<Transaction, 'letter' | 'entry'>

export async function letterOut(db: Db, ref: string, seq: number): Promise<{ letter: LetterOut } | { fault: string }> {
  const row = await db.letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    select: { addressee: true, channel: true, status: true, madeAt: true, deliveredAt: true, recipient: true },
  })
  if (!row) return { fault: `There is no letter ${seq}. The complaint lists its letters with their numbers.` }
  const { address = [] } = row.recipient as { address?: string[] }
  return {
    letter: {
      to: row.addressee as LetterOut['to'],
      channel: row.channel as LetterOut['channel'],
      status: row.status as LetterStatus,
      since: localDate((row.deliveredAt ?? row.madeAt).getTime()),
      canPost: address.length > 0,
      ...(await postings(db, ref, seq)),
    },
  }
}

/** What the complaint was told of its posting. A letter that came back since is not in the post any more. */
async function postings(db: Db, ref: string, seq: number): Promise<Pick<LetterOut, 'postedOn' | 'postedBefore'>> {
  const entries = await db.entry.findMany({
    where: {
      complaintRef: ref,
      event: { in: ['letter-posted', 'letter-returned'] },
      detail: { path: ['letter'], equals: seq },
    },
    orderBy: { seq: 'asc' },
    select: { event: true, detail: true },
  })
  const last = entries.at(-1)
  if (last?.event === 'letter-posted') return { postedOn: (last.detail as { on: string }).on }
  return entries.some(({ event }) => event === 'letter-posted') ? { postedBefore: true } : {}
}
