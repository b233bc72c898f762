/** The mail of an organisation in figures: what is on its way now by the letters, what happened by their log. */
import { addDays, localDate, startOfDay } from '../workflows/policy/calendar.ts'
import type { Transaction } from './client.ts'

interface OnTheirWay {
  waiting: number
  beingSent: number
  notTaken: number
  notTakenSince: Date | null
  nowRefused: number
  toPrint: number
  toPrintSince: Date | null
  printed: number
}

export interface Counted {
  today: number
  sevenDays: number
  inAll: number
}

export async function lettersOnTheirWay(tx: Transaction, organisationId: string): Promise<OnTheirWay | undefined> {
  const [row] = await tx.$queryRaw<OnTheirWay[]>`
    select count(*) filter (where l.status = 'made')::int as waiting,
      count(*) filter (where l.status = 'sending')::int as "beingSent",
      count(*) filter (where l.status = 'made' and l.attempts > 0)::int as "notTaken",
      min(l.made_at) filter (where l.status = 'made' and l.attempts > 0) as "notTakenSince",
      count(*) filter (where l.status = 'refused')::int as "nowRefused",
      count(*) filter (where l.status = 'queued' and l.channel = 'letter')::int as "toPrint",
      min(coalesce(l.delivered_at, l.made_at)) filter (where l.status = 'queued' and l.channel = 'letter') as "toPrintSince",
      count(*) filter (where l.status = 'printed')::int as printed
    from letter l join complaint c on c.ref = l.complaint_ref
    where c.organisation_id = ${organisationId} and l.status in ('made', 'sending', 'refused', 'queued', 'printed')`
  return row
}

/** How often each of these happened to a letter: on this day, in the seven days to now, and in all. */
export async function happenings<What extends string>(
  tx: Transaction,
  organisationId: string,
  whats: readonly What[],
  nowMs: number,
): Promise<Record<What, Counted>> {
  const today = localDate(nowMs)
  const rows = await tx.$queryRaw<(Counted & { what: string })[]>`
    select e.what, count(*)::int as "inAll",
      count(*) filter (where e.at >= ${new Date(startOfDay(today))})::int as today,
      count(*) filter (where e.at >= ${new Date(startOfDay(addDays(today, -6)))})::int as "sevenDays"
    from letter_event e join complaint c on c.ref = e.complaint_ref
    where c.organisation_id = ${organisationId} and e.what = any(${[...whats]})
    group by e.what`
  const counted = whats.map((what) => {
    const { today = 0, sevenDays = 0, inAll = 0 } = rows.find((row) => row.what === what) ?? {}
    return [what, { today, sevenDays, inAll }]
  })
  return Object.fromEntries(counted) as Record<What, Counted>
}
