/**
 * What GOV.UK Notify says by itself of what it took: delivery receipts and returned letters. Its own way in, with a token of its own,
 * and no operation of the API: without NOTIFY_CALLBACK_TOKEN there is nothing at this address. Nothing depends on it, as a worker asks
 * Notify as well; it is only sooner.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import { markBounced } from '../../prisma/bounced.ts'
import type { ReturnReason } from '../../workflows/stages/returned.ts'
import { failureToProblem } from '../failures.ts'
import { badInput, sendProblem, unavailable, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { tellCameBack } from './came-back.ts'
import { letterAtNotify, noteAtNotify, type AtNotify } from './at-notify.ts'
import { isOutside } from '../../workflows/letter-out.ts'

const path = '/v1/mail/notify'
const workMs = 8_500
/** Who says so, on the timeline. */
const byNotify = 'officer:gov.uk-notify'

/** As Notify documents them, as far as they matter here; more may come. */
const receipt = z.object({
  id: z.uuid(),
  reference: z.string().max(1_000).nullish(),
  to: z.string().max(1_000).nullish(),
  status: z.string().max(100),
  notification_type: z.enum(['email', 'sms', 'letter']),
})
const returnedLetter = z
  .object({ notification_id: z.uuid(), reference: z.string().max(1_000).nullish() })
  .transform(({ notification_id: id, reference }) => ({
    ...{ id, reference, to: null, status: 'returned-letter' },
    notification_type: 'letter' as const,
  }))
const callback = z.union([receipt, returnedLetter])
type Callback = z.output<typeof callback>

export function mountNotify(app: Express, services: Services): void {
  const { notifyToken } = services
  if (notifyToken === undefined) return
  app.post(
    path,
    (request, response, next) => {
      response.locals['route'] = path
      if (hasToken(request, notifyToken)) return next()
      sendProblem(request, response, {
        problem: 'not-signed-in',
        detail: 'The bearer token is not the one in NOTIFY_CALLBACK_TOKEN. Give Notify the same one.',
        headers: { 'WWW-Authenticate': 'Bearer realm="notify"' },
      })
    },
    express.json({ limit: '100kb' }),
    (request, response) => void answer(services, request, response),
  )
}

/** In constant time: how long it takes tells nothing of the token. */
function hasToken(request: Request, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}

async function answer(services: Services, request: Request, response: Response): Promise<void> {
  const problem = await take(services, request.body).catch((error: unknown) => failureToProblem(error, services.log))
  if (problem) sendProblem(request, response, problem)
  else response.status(204).end()
}

async function take(services: Services, body: unknown): Promise<Problem | undefined> {
  const parsed = callback.safeParse(body)
  if (!parsed.success) {
    return badInput([{ field: 'body', message: 'not a delivery receipt or returned letter of GOV.UK Notify' }])
  }
  const letter = await letterAtNotify(services.records, parsed.data)
  if (!letter) return { problem: 'not-found', detail: 'No letter of this installation has that reference.' }
  if (letter.isOver) return undefined
  // Notify tries again after 5 minutes: by then it is noted that it took the letter.
  if (letter.isUnderWay) return unavailable('It is not noted yet that Notify took this letter. Send the receipt again.')
  return parsed.data.notification_type === 'sms'
    ? takeText(services, letter, parsed.data)
    : takeLetter(services, letter, parsed.data)
}

async function takeText({ records, now }: Services, letter: AtNotify, { id, status }: Callback): Promise<undefined> {
  if (!status.endsWith('-failure')) return
  await noteAtNotify(records, letter, { what: 'not-texted', channel: 'sms', id, why: `Notify ${status}` }, now())
}

/**
 * Of an email both failures are for good: Notify tries for 72 hours before it says "temporary". What it says of a letter that it does
 * not print, and of what it could not send itself, is left to the worker, which has the letter.
 */
async function takeLetter(services: Services, letter: AtNotify, sent: Callback): Promise<Problem | undefined> {
  const { id, status, notification_type: channel, to } = sent
  if (status === 'delivered' && channel === 'email') {
    await noteAtNotify(services.records, letter, { what: 'arrived', channel, id }, services.now())
    return undefined
  }
  if (channel === 'letter')
    return status === 'returned-letter' ? cameBack(services, letter, 'post-returned') : undefined
  if (status !== 'permanent-failure' && status !== 'temporary-failure') return undefined
  if (isOutside(letter.addressee)) return cameBack(services, letter, 'email-bounced')
  const why = `Notify ${status}`
  if (to && letter.addresses.includes(to.toLowerCase())) {
    await markBounced(services.records, letter.organisationId, to, { atMs: services.now(), why })
  }
  await noteAtNotify(services.records, letter, { what: 'bounced', channel, id, why }, services.now())
  return undefined
}

async function cameBack(services: Services, letter: AtNotify, why: ReturnReason): Promise<Problem | undefined> {
  const { ref, seq, attempts } = letter
  const answerBy = services.now() + workMs
  const sent = await tellCameBack(services, { ref, seq, attempts, why, by: byNotify, answerBy })
  switch (sent.is) {
    case 'done':
    case 'accepted':
      return undefined
    case 'refused':
      services.log.warn(
        { ref, seq, rule: sent.refusal.rule },
        'a letter is said to have come back and its complaint does not take it',
      )
      return undefined
    case 'not-running':
    case 'unknown':
      return unavailable('The complaint did not answer in time. Send the receipt again: it is taken once.')
  }
}
