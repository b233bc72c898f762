/** What is done at GOV.UK Notify beside deliveries, now and then: text messages that are due, and the end of what it took. */
import type { Organisations } from '../../prisma/organisations.ts'
import type { Notify } from './client.ts'
import { follow, type FollowDeps } from './follow.ts'
import { sendTexts } from './texts.ts'

export interface NotifyDesk {
  notify: Notify
  /** Left out, no text messages are sent. */
  smsTemplate?: string
}

export interface RoundDeps extends Omit<FollowDeps, 'notify'> {
  organisations: Organisations
  /** Without it there is nothing to do. */
  notify?: NotifyDesk
}

/** Well within what a sweep may take. */
const ROUND_MS = 8_000
const LOCK = 20_270_401

/** One process at a time, however many workers there are: two would each ask, and then each send. */
export async function notifyRound(deps: RoundDeps, nowMs: number): Promise<void> {
  const { notify: desk, records } = deps
  if (!desk) return
  await records.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ ours: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}::bigint) as ours`
      if (!lock?.ours) return
      const { notify, smsTemplate } = desk
      const until = Date.now() + ROUND_MS
      // What is written stands at once, in transactions of its own: this one only holds the lock.
      if (smsTemplate !== undefined) await sendTexts({ ...deps, notify, smsTemplate }, nowMs, until)
      await follow({ ...deps, notify }, nowMs, until)
    },
    { timeout: 3 * ROUND_MS },
  )
}
