/** Letters by email through GOV.UK Notify, in a template of the council's own that holds ((subject)) and ((body)). */
import type { Carrier, Outgoing, SendOutcome } from '../carrier.ts'
import type { Notify } from './client.ts'
import { findAtNotify } from './find.ts'
import { notifyBody, notifySubject } from './markdown.ts'
import { outcomeOf } from './outcome.ts'

/** What Notify is sent, one for each address. */
interface EmailRequest {
  email_address: string
  template_id: string
  personalisation: { subject: string; body: string }
  reference: string
}

/** Notify's limit, template and all; the rest is for the words around ours. */
const MOST_BYTES = 2_000_000 - 50_000
/**
 * For how long nobody else may try: Notify gives a request up after 30 s, so after that the look-up by reference finds whatever an
 * earlier try has left there.
 */
export const NOTIFY_CLAIM_MS = 35_000
/** A further address is begun within this; it and its look-up have their own limits. */
const TOGETHER_MS = 6_000

export function notifyEmail(notify: Notify, templateId: string): Carrier {
  return {
    provider: 'notify',
    sendLimitMs: NOTIFY_CLAIM_MS,
    async pack(letter) {
      return { mime: Buffer.from(JSON.stringify(requestsFor(letter, templateId))) }
    },
    async send(_letter, { mime = new Uint8Array() }) {
      const requests = JSON.parse(Buffer.from(mime).toString()) as EmailRequest[]
      return together(requests, await sendInTurn(notify, requests))
    },
    find: (reference) => findAtNotify(notify, 'email', reference),
    close() {
      // Idle connections hold no process open, and there is nothing else.
    },
  }
}

/** The reference itself goes last: where Notify has that one, it has them all. */
function requestsFor({ reference, to, subject, document }: Outgoing, templateId: string): EmailRequest[] {
  const personalisation = { subject: notifySubject(subject), body: notifyBody(document) }
  const others = (to.also ?? []).map((email, index) => ({ email, reference: `${reference}.also${index + 1}` }))
  const all = to.email === undefined ? others : [...others, { email: to.email, reference }]
  return all.map((one) => ({
    email_address: one.email,
    template_id: templateId,
    personalisation,
    reference: one.reference,
  }))
}

/** Stops at the first that has to wait: the next attempt finds those before it. */
async function sendInTurn(notify: Notify, requests: EmailRequest[]): Promise<SendOutcome[]> {
  const outcomes: SendOutcome[] = []
  const beganMs = performance.now()
  for (const request of requests) {
    if (performance.now() - beganMs > TOGETHER_MS) {
      outcomes.push({ result: 'later', why: 'Notify is slow', mayHaveArrived: false })
      break
    }
    const outcome = await sendOne(notify, request, requests.length > 1)
    outcomes.push(outcome)
    if (outcome.result === 'later') break
  }
  return outcomes
}

async function sendOne(notify: Notify, request: EmailRequest, askFirst: boolean): Promise<SendOutcome> {
  const { email_address, template_id, personalisation, reference } = request
  if (Buffer.byteLength(personalisation.body) > MOST_BYTES) {
    return { result: 'refused', why: 'longer than an email by Notify may be', about: 'letter' }
  }
  const found = askFirst ? await findAtNotify(notify, 'email', reference) : undefined
  if (found) return found
  const answer = await notify.ask((client) =>
    client.sendEmail(template_id, email_address, { personalisation, reference }),
  )
  if ('failure' in answer) return outcomeOf(answer.failure, 'address')
  return { result: 'accepted', why: 'Notify 201', providerId: answer.value.id }
}

function together(requests: EmailRequest[], outcomes: SendOutcome[]): SendOutcome {
  const waits = outcomes.find(({ result }) => result === 'later')
  if (waits) return waits
  const accepted = outcomes.findLast((outcome) => outcome.result === 'accepted')
  const refused = outcomes.flatMap((outcome, index) =>
    outcome.result === 'refused' ? [{ email: requests[index]?.email_address ?? '', why: outcome.why }] : [],
  )
  if (accepted) return { ...accepted, ...(refused.length > 0 && { refused }) }
  return outcomes[0] ?? { result: 'refused', why: 'no mail address', about: 'address' }
}
