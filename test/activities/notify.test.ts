/** GOV.UK Notify as a carrier of letters, against a server on this machine that speaks its API. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Carrier, Outgoing } from '../../activities/carrier.ts'
import { composeLetter } from '../../activities/letters/compose.ts'
import { letterData } from '../../activities/letters/gather.ts'
import { faultsAtNotify } from '../../activities/notify/check.ts'
import { openNotify } from '../../activities/notify/client.ts'
import { notifyEmail } from '../../activities/notify/email.ts'
import { notifyLetter } from '../../activities/notify/letter.ts'
import { happenings } from './letters/happenings.ts'
import { sourceFor, type Happening } from './letters/invented.ts'
import { notifyServer, type NotifyServer } from './notify-server.ts'

let notify: NotifyServer
beforeEach(async () => {
  notify = await notifyServer()
})
afterEach(() => notify.stop())

const rosa = { name: 'Rosa Resident', email: 'rosa@resident.example', address: ['12 Specimen Road', 'EX2 2EX'] }
const { subject, html, text, document } = composeLetter(
  letterData(sourceFor(happenings.receipt[0] as unknown as Happening)),
)
const letter: Outgoing = {
  ...{ ref: 'C-7KQM-2XPA', seq: 1, reference: 'C-7KQM-2XPA.1', threadOf: 'C-7KQM-2XPA.1', channel: 'email' },
  ...{ organisationId: 'exampleton', madeAtMs: 0, from: document.sender.mailbox, to: rosa },
  ...{ subject, html, text, document },
}
const opened = (settings: { apiKey?: string; requestLimitMs?: number; baseUrl?: string } = {}) =>
  openNotify({ apiKey: notify.apiKey, baseUrl: notify.url, requestLimitMs: 2_000, ...settings })
const email = (settings = {}) => notifyEmail(opened(settings), notify.emailTemplate)
const post = (settings = {}) => notifyLetter(opened(settings), 'second')
const sent = async (carrier: Carrier, changes: Partial<Outgoing> = {}) => {
  const outgoing = { ...letter, ...changes }
  return carrier.send(outgoing, await carrier.pack(outgoing))
}

describe('an email', () => {
  test('comes with the letter’s words and is found by its reference', async () => {
    const carrier = email()
    expect(await carrier.find?.(letter.reference)).toBeUndefined()
    const outcome = await sent(carrier)
    const [taken] = notify.taken
    expect(outcome).toEqual({ result: 'accepted', why: 'Notify 201', providerId: taken?.id })
    expect(taken).toMatchObject({ to: rosa.email, subject, reference: 'C-7KQM-2XPA.1' })
    expect(taken?.body).toContain(`Our reference: ${document.reference.replaceAll('-', String.raw`\-`)}`)
    expect(await carrier.find?.(letter.reference)).toMatchObject({ result: 'accepted', providerId: taken?.id })
  })

  test('is packed the same each time', async () => {
    const [once, again] = [await email().pack(letter), await email().pack(letter)]
    expect(once).toEqual(again)
  })

  test('to several people goes to each once, whichever request is lost', async () => {
    const to = { name: 'Mo Manager', email: 'mo@exampleton.example', also: ['di@exampleton.example', 'not an address'] }
    const carrier = email()
    notify.misbehave = (asked, count) =>
      asked === 'POST /v2/notifications/email' && count === 3 ? { afterTaking: 'drop' } : undefined
    expect(await sent(carrier, { to })).toMatchObject({ result: 'later', mayHaveArrived: true })
    expect(await sent(carrier, { to })).toMatchObject({
      result: 'accepted',
      refused: [{ email: 'not an address', why: 'Notify 400 ValidationError' }],
    })
    expect(notify.taken.map((one) => one.to).toSorted()).toEqual(['di@exampleton.example', 'mo@exampleton.example'])
  })

  test.for([
    ['permanent-failure', { result: 'refused', why: 'Notify permanent-failure', about: 'address' }],
    ['temporary-failure', { result: 'refused', why: 'Notify temporary-failure', about: 'address' }],
    ['delivered', { result: 'accepted' }],
  ] as const)('that Notify has as %s is found so', async ([status, expected]) => {
    await sent(email())
    for (const one of notify.taken) one.status = status
    expect(await email().find?.(letter.reference)).toMatchObject(expected)
  })

  test('that Notify could not send itself is to be sent again', async () => {
    await sent(email())
    for (const one of notify.taken) one.status = 'technical-failure'
    expect(await email().find?.(letter.reference)).toBeUndefined()
  })

  test('that is longer than Notify takes is refused as a letter, and not even sent', async () => {
    const blocks = [{ type: 'paragraph' as const, runs: [{ text: 'word '.repeat(400_000) }] }]
    const outcome = await sent(email(), { document: { ...document, blocks } })
    expect(outcome).toMatchObject({ result: 'refused', about: 'letter' })
    expect(notify.requests).toEqual([])
  })
})

describe('a letter by post', () => {
  test('is our own PDF, found by its reference', async () => {
    const carrier = post()
    expect(await sent(carrier, { channel: 'letter' })).toMatchObject({ result: 'accepted' })
    expect(notify.taken).toMatchObject([{ type: 'letter', postage: 'second', reference: 'C-7KQM-2XPA.1' }])
    expect(Buffer.from((await carrier.pack(letter)).pdf ?? []).equals(notify.taken[0]?.pdf ?? Buffer.of())).toBe(true)
    expect(await carrier.find?.(letter.reference)).toMatchObject({ result: 'accepted' })
    for (const one of notify.taken) one.status = 'validation-failed'
    expect(await carrier.find?.(letter.reference)).toMatchObject({ result: 'refused', about: 'letter' })
  })

  test.for([
    ['no postcode at its end', { to: ['Rosa Resident', '12 Specimen Road', 'Exampleton'] }],
    ['a name and one line', { to: ['Rosa Resident', 'EX2 2EX'] }],
    [
      'more pages than Notify prints',
      { blocks: Array.from({ length: 400 }, () => document.blocks[0] ?? paragraph('')) },
    ],
  ] as const)('with %s is for our own printer', async ([, changes]) => {
    const outcome = await sent(post(), { document: { ...document, ...changes } as Outgoing['document'] })
    expect(outcome).toMatchObject({ result: 'refused', about: 'letter' })
    expect(notify.requests).toEqual([])
  })
})

describe('where Notify does not take it', () => {
  const answers = (answer: number, error: string) => {
    notify.misbehave = (asked) => (asked.startsWith('POST') ? { answer, error } : undefined)
  }

  test('an address that it knows to be none is refused', async () => {
    const outcome = await sent(email(), { to: { name: 'Rosa', email: 'rosa@@resident' } })
    expect(outcome).toEqual({ result: 'refused', why: 'Notify 400 ValidationError', about: 'address' })
  })

  test.for([
    [429, 'RateLimitError', false],
    [429, 'TooManyRequestsError', false],
    [500, 'Exception', true],
    [503, '', true],
    [504, 'EventletTimeout', true],
  ] as const)('%i %s waits', async ([status, error, mayHaveArrived]) => {
    answers(status, error)
    expect(await sent(email())).toEqual({ result: 'later', why: `Notify ${status} ${error}`.trim(), mayHaveArrived })
    expect(await sent(post())).toMatchObject({ result: 'later', mayHaveArrived })
  })

  test('a wrong key is for the office to mend: nobody is refused for it, and the key is not told', async () => {
    const apiKey = `redress-${notify.key.service}-00000000-0000-4000-8000-000000000000`
    const outcomes = [await sent(email({ apiKey })), await sent(post({ apiKey }))]
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ result: 'later', mayHaveArrived: false })
      expect(JSON.stringify(outcome)).toContain('NOTIFY_API_KEY')
      expect(JSON.stringify(outcome)).not.toContain('00000000')
    }
  })

  test.for(['team key', 'wrong template', 'template with other fields'])('a %s is, too', async (what) => {
    if (what === 'team key') notify.key.type = 'team'
    if (what === 'wrong template') notify.templates.delete(notify.emailTemplate)
    const template = notify.templates.get(notify.emailTemplate)
    if (template && what === 'template with other fields') template.body = 'Dear ((name))'
    const outcome = await sent(email())
    expect(outcome).toMatchObject({ result: 'later', mayHaveArrived: false })
    expect(JSON.stringify(outcome)).not.toContain('rosa')
  })

  test('a request that trickles ends in time, may have arrived, and is found', async () => {
    notify.misbehave = (asked) => (asked.startsWith('POST') ? 'trickle' : undefined)
    const before = performance.now()
    expect(await sent(email({ requestLimitMs: 500 }))).toMatchObject({ result: 'later', mayHaveArrived: true })
    expect(performance.now() - before).toBeLessThan(1_500)
    expect(await email().find?.(letter.reference)).toMatchObject({ result: 'accepted' })
  })

  test('a Notify that is not there has surely not taken it; one that hangs up may have', async () => {
    expect(await sent(email({ baseUrl: 'http://127.0.0.1:1' }))).toEqual({
      result: 'later',
      why: 'Notify ECONNREFUSED',
      mayHaveArrived: false,
    })
    notify.misbehave = () => 'drop'
    expect(await sent(email())).toMatchObject({ result: 'later', mayHaveArrived: true })
    expect(await email().find?.(letter.reference)).toMatchObject({ result: 'later' })
  })

  test('more than its minute allows are told to wait', async () => {
    notify.key.mostAMinute = 1
    expect(await sent(email())).toMatchObject({ result: 'accepted' })
    expect(await sent(email(), { reference: 'C-7KQM-2XPA.2' })).toMatchObject({
      result: 'later',
      why: 'Notify 429 RateLimitError',
    })
  })
})

describe('what is wrong at Notify is told at the start', () => {
  const faults = (settings = {}) =>
    faultsAtNotify(opened(settings), { emailTemplate: notify.emailTemplate, smsTemplate: notify.smsTemplate })

  test('nothing, where all is as it should be, and where Notify cannot be asked', async () => {
    expect(await faults()).toEqual([])
    expect(await faults({ baseUrl: 'http://127.0.0.1:1' })).toEqual([])
  })

  test('a wrong key, without the key', async () => {
    const apiKey = `redress-${notify.key.service}-00000000-0000-4000-8000-000000000000`
    expect((await faults({ apiKey })).join()).toMatch(/^(?!.*00000000).*403.*check NOTIFY_API_KEY/)
  })

  test('templates that are not there, for something else, or with other fields', async () => {
    const [email, sms] = [notify.templates.get(notify.emailTemplate), notify.templates.get(notify.smsTemplate)]
    if (email) email.body = 'Dear ((name))'
    if (sms) sms.type = 'email'
    expect(await faults()).toEqual([
      'NOTIFY_EMAIL_TEMPLATE: the template must have ((subject)) and ((body)), and no other field.',
      'NOTIFY_SMS_TEMPLATE: that is a template for email. Give one for sms.',
    ])
    notify.templates.clear()
    expect((await faults())[0]).toBe('NOTIFY_EMAIL_TEMPLATE: GOV.UK Notify has no such template in this service.')
  })
})

function paragraph(words: string): Outgoing['document']['blocks'][number] {
  return { type: 'paragraph', runs: [{ text: words }] }
}
