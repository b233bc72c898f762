/** What is done at GOV.UK Notify beside deliveries: text messages, and the end of what it took. */
import type { Client } from '@temporalio/client'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliver } from '../../activities/deliver.ts'
import { openNotify, type Notify } from '../../activities/notify/client.ts'
import { notifyEmail } from '../../activities/notify/email.ts'
import { notifyLetter } from '../../activities/notify/letter.ts'
import { notifyRound } from '../../activities/notify/round.ts'
import { ONE_MESSAGE, textWords } from '../../activities/notify/text-words.ts'
import { mobile } from '../../activities/notify/texts.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import { lettersAtHand, type AtHand, type Desk } from './letters-at-hand.ts'
import { notifyServer, type NotifyServer, type Stored } from './notify-server.ts'

const organisations = loadOrganisations(policyLibrary())
let at: AtHand
let notify: NotifyServer
let opened: Notify
let desk: Desk
beforeAll(async () => {
  at = await lettersAtHand()
})
afterAll(() => at.close())
beforeEach(async () => {
  notify = await notifyServer()
  opened = openNotify({ apiKey: notify.apiKey, baseUrl: notify.url, requestLimitMs: 2_000 })
  desk = at.desk({ email: notifyEmail(opened, notify.emailTemplate), letter: notifyLetter(opened, 'second') })
})
afterEach(async () => {
  await notify.stop()
  await at.records.letter.deleteMany()
})

/** No complaint is told here: there is no Temporal that one could be told by. */
const nobody = {} as Client
const round = (texts = true) =>
  new MockActivityEnvironment().run(() => {
    const beside = { notify: opened, ...(texts && { smsTemplate: notify.smsTemplate }) }
    return notifyRound({ ...desk, records: at.records, organisations, client: nobody, notify: beside }, desk.clock.ms)
  })
const later = (seconds: number) => void (desk.clock.ms += seconds * 1_000)
const ofType = (type: Stored['type']) => notify.taken.filter((one) => one.type === type)
const become = (status: string) => {
  for (const one of notify.taken) Object.assign(one, { status, completed_at: '2027-03-23T15:30:00.000000Z' })
}

async function delivered(changes: Parameters<AtHand['letter']>[0] = {}, person = {}): Promise<string> {
  const ref = await at.letter(changes)
  const resident = { name: 'Rosa Resident', preferredContact: 'email', phone: '07700 900 123', texts: true, ...person }
  await at.records.person.create({ data: { complaintRef: ref, ...resident } })
  await deliver(desk, ref, 1)
  return ref
}

describe('a text message', () => {
  test('tells once of a letter that went, and nothing of what it is about', async () => {
    const ref = await delivered()
    await round()
    await round()
    expect(ofType('sms')).toMatchObject([{ to: '07700900123', reference: `${ref}.1.sms` }])
    const [text] = ofType('sms')
    expect(text?.body).toBe(
      `Exampleton Council: we have sent you an email. Our reference: ${ref}. Questions? Ring 01632 960 100.`,
    )
    expect(await at.happened(ref)).toContain('texted sms')
  })

  test.for([
    ['by post', { channel: 'letter' }, 'letter by post'],
    ['in Welsh', { language: 'cy' }, 'e-bost'],
  ] as const)('%s', async ([, changes, words]) => {
    await delivered(changes)
    await round()
    expect(ofType('sms')[0]?.body).toContain(words)
  })

  test.for([
    ['who did not agree', { texts: false }],
    ['without a number', { phone: null }],
  ] as const)('does not go to somebody %s', async ([, person]) => {
    await delivered({}, person)
    await round()
    expect(ofType('sms')).toEqual([])
  })

  test('does not go to the office, nor of a letter that has not gone', async () => {
    await delivered({ addressee: 'officer' })
    await at.records.letter.updateMany({ data: { status: 'made' } })
    await delivered({ addressee: 'manager' })
    await round()
    expect(ofType('sms')).toEqual([])
  })

  test('to a number that takes none is tried once', async () => {
    const [landline, wrong] = [
      await delivered({}, { phone: '01632 960 001' }),
      await delivered({}, { phone: '07700 9001' }),
    ]
    await round()
    await round()
    expect(ofType('sms')).toEqual([])
    expect(await at.happened(landline)).toContain('not-texted sms no mobile phone of this country')
    expect(await at.happened(wrong)).toContain('not-texted sms no mobile phone of this country')
  })

  test('at night waits for the morning, in London', async () => {
    desk.clock.ms = parseWhen('2027-07-05T20:00')
    await delivered()
    await round()
    desk.clock.ms = parseWhen('2027-07-06T07:59')
    await round()
    expect(ofType('sms')).toEqual([])
    desk.clock.ms = parseWhen('2027-07-06T08:00')
    await round()
    expect(ofType('sms')).toHaveLength(1)
  })

  test('whose answer was lost is not sent again', async () => {
    notify.misbehave = (asked) => (asked.endsWith('/sms') ? { afterTaking: 'drop' } : undefined)
    const ref = await delivered()
    await round()
    await round()
    expect(ofType('sms')).toHaveLength(1)
    expect(await at.happened(ref)).toContain('texted sms Notify sending, found by reference')
  })

  test('waits while Notify takes none, and the letters are no worse for it', async () => {
    notify.misbehave = (asked) => (asked.endsWith('/sms') ? { answer: 429, error: 'RateLimitError' } : undefined)
    const refs = [await delivered(), await delivered()]
    await round()
    expect(notify.requests.filter((one) => one.endsWith('/sms'))).toHaveLength(1)
    notify.misbehave = () => undefined
    await round()
    expect(
      ofType('sms')
        .map(({ reference }) => reference)
        .toSorted(),
    ).toEqual(refs.map((ref) => `${ref}.1.sms`).toSorted())
  })

  test('sent by many rounds at once is one', async () => {
    await delivered()
    await Promise.all(Array.from({ length: 8 }, () => round()))
    expect(ofType('sms')).toHaveLength(1)
  })

  test('is one message however long the council’s name is', () => {
    const told = { language: 'en', channel: 'letter', ref: 'C-7KQM-2XPA', phone: '01632 960100' } as const
    const name = 'The Royal Borough of Exampleton and the Isle of Specimen – Housing’s Association'
    const text = textWords({ ...told, name })
    expect(text.length).toBeLessThanOrEqual(ONE_MESSAGE)
    expect(text).toContain("Housing's")
    expect(text).toMatch(/C-7KQM-2XPA.*01632 960100/)
    for (const language of ['en', 'cy'] as const) {
      for (const channel of ['email', 'letter'] as const) {
        expect(textWords({ ...told, language, channel, name: 'Exampleton Borough Council' })).toMatch(
          /^[\w .,:?'@()-]{60,160}$/,
        )
      }
    }
  })

  test.for([
    ['+44 (0)7700 900123', '07700900123'],
    ['0044 7700-900123', '07700900123'],
    ['07700 900 123', '07700900123'],
    ['01632 960 001', undefined],
    ['+33 6 12 34 56 78', undefined],
    ['ask my daughter', undefined],
  ] as const)('goes to a mobile phone of this country: %s', ([written, number]) => {
    expect(mobile(written)).toBe(number)
  })
})

describe('what became of what Notify took', () => {
  test('an email that arrived is logged so, and not asked about again', async () => {
    const ref = await delivered()
    later(31)
    become('delivered')
    await round(false)
    later(600)
    await round(false)
    expect(await at.happened(ref)).toEqual(['queued email', 'sent email Notify 201', 'arrived email'])
    expect(notify.requests.filter((one) => one.startsWith('GET'))).toHaveLength(1)
  })

  test('one on its way is asked about more and more rarely', async () => {
    await delivered()
    for (let minute = 0; minute < 60; minute++) {
      later(60)
      await round(false)
    }
    const asked = notify.requests.filter((one) => one.startsWith('GET')).length
    expect(asked).toBeGreaterThan(4)
    expect(asked).toBeLessThan(15)
  })

  test('an email that Notify could not send itself goes to it once more, under another reference', async () => {
    const ref = await delivered()
    later(31)
    become('technical-failure')
    notify.misbehave = (asked) => (asked.startsWith('POST') ? { answer: 503, error: '' } : undefined)
    await round(false)
    notify.misbehave = () => undefined
    later(60)
    await round(false)
    expect(notify.taken.map(({ reference }) => reference)).toEqual([`${ref}.1`, `${ref}.1.2`])
    expect(await at.rowOf(ref)).toMatchObject({ status: 'sent', providerId: notify.taken[1]?.id })
  })

  test.for(['validation-failed', 'virus-scan-failed', 'permanent-failure', 'cancelled'])(
    'a letter that Notify does not print (%s) is printed here, as the same bytes',
    async (status) => {
      const ref = await delivered({ channel: 'letter' })
      later(31)
      become(status)
      await round(false)
      const row = await at.rowOf(ref)
      expect(row).toMatchObject({ status: 'queued', channel: 'letter', provider: 'post', providerId: null })
      expect(Buffer.from(row.pdf ?? []).equals(notify.taken[0]?.pdf ?? Buffer.of())).toBe(true)
      expect(await at.happened(ref)).toContain(`refused letter Notify ${status}`)
    },
  )

  test('a notice to the office that does not arrive: the address is marked, and nobody is written to in its place', async () => {
    const ref = await delivered({
      addressee: 'officer',
      recipient: { name: 'A. Khan', email: 'Khan@exampleton.example' },
    })
    later(31)
    become('permanent-failure')
    await round(false)
    expect(await at.happened(ref)).toContain('bounced email Notify permanent-failure')
    const marked = await at.records.bouncedAddress.findMany({ where: { address: 'khan@exampleton.example' } })
    expect(marked).toMatchObject([{ why: 'Notify permanent-failure' }])
  })

  test('while Notify is away nothing changes', async () => {
    const ref = await delivered()
    later(31)
    notify.misbehave = () => 'drop'
    await round()
    expect(await at.rowOf(ref)).toMatchObject({ status: 'sent' })
  })
})
