/**
 * Text messages to residents who agreed to them, each about a letter that has gone to them. The records say whom and of what, so that
 * nothing waits for a message, and a crash or a night loses none: a sweep sends what is due. None is sent twice, as Notify is asked
 * for its reference first.
 */
import { log } from '@temporalio/activity'
import type { PrismaClient } from '../../prisma/generated/client.ts'
import { letterheadIn } from '../../prisma/letterhead.ts'
import type { Organisations } from '../../prisma/organisations.ts'
import { atTime, localDate } from '../../workflows/policy/calendar.ts'
import { letterLanguages, type LetterLanguage } from '../../workflows/policy/names.ts'
import type { Channel } from '../letters/recipient.ts'
import type { Notify } from './client.ts'
import { findAtNotify } from './find.ts'
import { textWords } from './text-words.ts'

export interface TextDeps {
  records: Pick<PrismaClient, '$queryRaw' | 'letterEvent'>
  organisations: Organisations
  notify: Notify
  /** At Notify, with ((text)). */
  smsTemplate: string
}

/** On a clock in London: nobody is woken by a council. */
const day = { from: '08:00', to: '20:00' }
/** Later than that the letter is no news. */
const NEWS_MS = 24 * 3_600_000
const AT_ONCE = 50

interface Due {
  ref: string
  seq: number
  channel: Channel
  language: string
  organisationId: string
  phone: string
}

/** @param until epoch milliseconds, when the next one is left for another time */
export async function sendTexts(deps: TextDeps, nowMs: number, until: number): Promise<number> {
  const today = localDate(nowMs)
  if (nowMs < atTime(today, day.from) || nowMs >= atTime(today, day.to)) return 0
  let sent = 0
  for (const due of await textsDue(deps, nowMs)) {
    if (Date.now() > until || !(await sendText(deps, due, nowMs))) break
    sent++
  }
  return sent
}

async function textsDue({ records }: TextDeps, nowMs: number): Promise<Due[]> {
  const [since, now] = [new Date(nowMs - NEWS_MS), new Date(nowMs)]
  return records.$queryRaw<Due[]>`
    select l.complaint_ref as ref, l.seq, l.channel, l.language, c.organisation_id as "organisationId", p.phone
    from letter l join complaint c on c.ref = l.complaint_ref join person p on p.complaint_ref = l.complaint_ref
    where l.status in ('sent', 'queued', 'printed', 'posted') and l.claimed_at > ${since}
      and l.delivered_at between ${since} and ${now}
      and l.addressee = 'resident' and p.texts and p.phone is not null
      and not exists (select 1 from letter_event e
        where e.complaint_ref = l.complaint_ref and e.seq = l.seq and e.what in ('texted', 'not-texted'))
    order by l.delivered_at limit ${AT_ONCE}`
}

/** False: Notify takes none just now, or for a reason that would hold for all. */
async function sendText(deps: TextDeps, due: Due, nowMs: number): Promise<boolean> {
  const { notify, smsTemplate } = deps
  const phone = mobile(due.phone)
  if (phone === undefined) return note(deps, due, { what: 'not-texted', why: 'no mobile phone of this country' }, nowMs)
  const reference = textReference(due)
  const found = await findAtNotify(notify, 'sms', reference)
  if (found?.result === 'later') return stop(found.why)
  if (found?.result === 'refused') return note(deps, due, { what: 'not-texted', why: found.why }, nowMs)
  if (found) return note(deps, due, { what: 'texted', why: found.why, providerId: found.providerId }, nowMs)
  const personalisation = { text: wordsFor(deps, due) }
  const answer = await notify.ask((client) => client.sendSms(smsTemplate, phone, { personalisation, reference }))
  if (!('failure' in answer)) return note(deps, due, { what: 'texted', providerId: answer.value.id }, nowMs)
  const { kind, why } = answer.failure
  return kind === 'content' ? note(deps, due, { what: 'not-texted', why }, nowMs) : stop(why)
}

/** One for each letter, however often the letter itself is made again. */
export function textReference({ ref, seq }: Pick<Due, 'ref' | 'seq'>): string {
  return `${ref}.${seq}.sms`
}

function stop(why: string): false {
  log.warn('Text messages wait: GOV.UK Notify does not take them', { why })
  return false
}

function wordsFor({ organisations }: TextDeps, { ref, channel, language, organisationId }: Due): string {
  const spoken: LetterLanguage = letterLanguages.find((known) => known === language) ?? 'en'
  const { name, phone } = letterheadIn(organisations.byId(organisationId).letterhead, spoken)
  return textWords({ language: spoken, channel, ref, name, phone })
}

/** As Notify takes it, from how people write it; undefined for what is no mobile phone of the United Kingdom. */
export function mobile(written: string): string | undefined {
  const digits = written
    .replace(/\(0\)/, '')
    .replace(/[\s().-]/g, '')
    .replace(/^(\+|00)44/, '0')
  return /^07[1-9]\d{8}$/.test(digits) && !digits.startsWith('070') ? digits : undefined
}

async function note(
  { records }: TextDeps,
  { ref, seq }: Due,
  happened: { what: 'texted' | 'not-texted'; why?: string | undefined; providerId?: string | undefined },
  nowMs: number,
): Promise<true> {
  const { what, why = null, providerId = null } = happened
  const about = { complaintRef: ref, seq, at: new Date(nowMs), channel: 'sms', provider: 'notify' }
  await records.letterEvent.create({ data: { ...about, what, why, providerId } })
  return true
}
