/**
 * What became of the letters that Notify took: asked of Notify, as its callbacks may be lost, and say nothing of letters but their
 * return. An email that did not arrive goes by post; a letter that Notify does not print is printed here; one that it posted has
 * a day of posting, which counts.
 */
import { log } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { markBounced } from '../../prisma/bounced.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { deliver, type DeliverDeps } from '../deliver.ts'
import type { SweepDeps } from '../sweep.ts'
import { tellComplaint, type Telling } from '../tell-complaint.ts'
import type { Notify } from './client.ts'
import { gone, happened, printHere, sendAnew, toSendAnew, wentTo, type Gone } from './gone.ts'
import { fateOf } from './outcome.ts'
import { isOutside } from '../../workflows/letter-out.ts'

export interface FollowDeps extends SweepDeps, Omit<DeliverDeps, 'records'> {
  notify: Notify
}

/** Who says so, on the timeline. */
export const byNotify = 'officer:gov.uk-notify'

/** When each was asked about last, in this process: more and more rarely the longer it takes. After a restart each is asked about at once. */
const asked = new Map<string, number>()
const AT_ONCE = 100

/** @param until epoch milliseconds, when the rest is left for another time */
export async function follow(deps: FollowDeps, nowMs: number, until: number): Promise<number> {
  const all = await gone(deps.records, nowMs)
  const known = new Set(all.map(keyOf))
  for (const key of asked.keys()) if (!known.has(key)) asked.delete(key)
  const due = all.filter((letter) => isDue(letter, nowMs)).slice(0, AT_ONCE)
  for (const letter of due) {
    if (Date.now() > until) break
    asked.set(keyOf(letter), nowMs)
    if (!(await settleOne(deps, letter, nowMs))) break
  }
  for (const letter of await toSendAnew(deps.records)) {
    if (Date.now() > until || !(await deliverAnew(deps, letter))) break
  }
  return due.length
}

const keyOf = ({ ref, seq, providerId }: Gone) => `${ref} ${seq} ${providerId}`

/** After half a minute first; then each time when it has been away for half as long again, every two hours at the latest. */
function isDue(letter: Gone, nowMs: number): boolean {
  const last = asked.get(keyOf(letter))
  const ageMs = nowMs - letter.deliveredAt.getTime()
  if (last === undefined) return ageMs >= 30_000
  return nowMs - last >= Math.min(7_200_000, Math.max(30_000, (last - letter.deliveredAt.getTime()) / 2))
}

/** False: Notify cannot be asked just now. */
async function settleOne(deps: FollowDeps, letter: Gone, nowMs: number): Promise<boolean> {
  const { notify, records } = deps
  const answer = await notify.ask((client) => client.getNotificationById(letter.providerId))
  if ('failure' in answer) {
    log.warn('What became of letters is not known: GOV.UK Notify cannot be asked', { why: answer.failure.why })
    // One that it keeps no more is no reason to ask about no other.
    return answer.failure.why.startsWith('Notify 404')
  }
  const { status, sent_at, completed_at } = answer.value
  switch (fateOf(letter.channel, status)) {
    case 'under-way':
      break
    case 'over':
      if (letter.channel === 'email') await happened(records, letter, { what: 'arrived' }, nowMs)
      else await tellPosted(deps, letter, localDate(momentOf(completed_at ?? sent_at) ?? nowMs), nowMs)
      break
    case 'failed':
      await failed(deps, letter, status, nowMs)
      break
    case 'unsent':
      await sendAnew(records, letter, `Notify ${status}`, nowMs)
  }
  return true
}

function momentOf(time: string | null | undefined): number | undefined {
  const atMs = Date.parse(time ?? '')
  return Number.isNaN(atMs) ? undefined : atMs
}

async function failed(deps: FollowDeps, letter: Gone, status: string, nowMs: number): Promise<void> {
  const why = `Notify ${status}`
  if (letter.channel === 'letter' && status !== 'returned-letter') return printHere(deps.records, letter, why, nowMs)
  if (isOutside(letter.addressee)) return tellReturned(deps, letter, why, nowMs)
  // To the office's own people there is no other way: what comes next goes to those whose mail arrives.
  const [email, ...others] = wentTo(letter)
  if (email !== undefined && others.length === 0) {
    await markBounced(deps.records, letter.organisationId, email, { atMs: nowMs, why })
  }
  await happened(deps.records, letter, { what: 'bounced', why }, nowMs)
}

async function tellReturned(deps: FollowDeps, letter: Gone, why: string, nowMs: number): Promise<void> {
  const { ref, seq, attempts, channel } = letter
  const facts = { letter: seq, why: channel === 'email' ? 'email-bounced' : 'post-returned' }
  await tell(
    deps,
    letter,
    { command: 'letter-returned', facts, updateId: `bounced-${ref}-${seq}-${attempts}` },
    why,
    nowMs,
  )
}

async function tellPosted(deps: FollowDeps, letter: Gone, on: string, nowMs: number): Promise<void> {
  const { ref, seq, attempts } = letter
  const facts = { letter: seq, on }
  await tell(
    deps,
    letter,
    { command: 'letter-posted', facts, updateId: `posted-${ref}-${seq}-notify-${attempts}` },
    'Notify received',
    nowMs,
  )
}

/** One that its complaint does not take is not told again. */
async function tell(
  deps: FollowDeps,
  letter: Gone,
  { command, facts, updateId }: Pick<Telling, 'command' | 'updateId'> & { facts: Record<string, unknown> },
  why: string,
  nowMs: number,
): Promise<void> {
  const { ref, seq } = letter
  const message = { by: byNotify, with: facts }
  const answer = await tellComplaint(deps, { ref, command, message, updateId }, nowMs)
  if (typeof answer === 'string') return
  log.warn('A complaint did not take what became of a letter', { ref, seq, command, rule: answer.rule })
  await happened(deps.records, letter, { what: command === 'letter-posted' ? 'arrived' : 'bounced', why }, nowMs)
}

/** Notify asks for what it could not send itself once more. Where it does not take it now either, the next round tries. */
async function deliverAnew(deps: FollowDeps, { ref, seq }: { ref: string; seq: number }): Promise<boolean> {
  try {
    await deliver(deps, ref, seq)
    return true
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error
    log.warn('A letter that GOV.UK Notify could not send is still not sent', { ref, seq, why: error.message })
    return false
  }
}
