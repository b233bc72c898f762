import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLives, type Lives } from '../lives.ts'
import { intake, manager, officer, resident, type Answered, type Api } from '../world.ts'
import { exchange, exim, postfix } from './reports.ts'

// What a mail gateway hands over, from the address to the complaint's timeline.

const gateway = { role: 'officer', sub: 'mail-gateway' } as const
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
})
afterAll(() => lives.close())

/** Mail to one that came back goes by post from then on: so each complaint has an address of its own. */
let residents = 0

/** A complaint whose receipt went out by email, as its delivery would note it. */
async function receiptSent(): Promise<{ ref: string; messageId: string; email: string }> {
  const email = `resident-${++residents}@example.org`
  const json = { ...intake, resident: { ...intake.resident, email } }
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json })
  expect(status).toBe(201)
  const ref = String(body['ref'])
  const messageId = `<${ref}.1@exampleton.example>`
  const assigned = await api.ask('POST', `/v1/complaints/${ref}/assign`, manager, { json: { officer: 'a.khan' } })
  expect(assigned.status, assigned.text).toBe(200)
  await api.services.records.letter.update({
    where: { complaintRef_seq: { complaintRef: ref, seq: 1 } },
    data: { status: 'sent', attempts: 1, messageId, deliveredAt: new Date() },
  })
  return { ref, messageId, email }
}

const handOver = (raw: Buffer | string, as = gateway, type = 'message/rfc822'): Promise<Answered> =>
  api.ask('POST', '/v1/mail/bounces', as, { raw, headers: { 'content-type': type } })
const say = (json: unknown) => api.ask('POST', '/v1/mail/bounces', gateway, { json })
const whole = async (ref: string, as: typeof gateway | typeof resident = gateway) =>
  (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
const returnedIn = async (ref: string) =>
  ((await whole(ref))['timeline'] as { event: string; by: string }[]).filter(({ event }) => event === 'letter-returned')

describe('a report', () => {
  test.each([
    ['Postfix', postfix],
    ['Exchange', exchange],
    ['Exim', exim],
  ] as const)('of %s: the letter comes back, and goes by post', async (_server, made) => {
    const { ref, messageId, email } = await receiptSent()
    const answered = await handOver(made({ messageId }))
    expect([answered.status, answered.body]).toEqual([200, { taken: true, ref, letter: 1 }])
    expect(await returnedIn(ref)).toMatchObject([
      { by: 'officer:mail-gateway', detail: { letter: 1, why: 'email-bounced' } },
    ])
    const where = { organisationId_address: { organisationId: 'exampleton', address: email } }
    expect(await api.services.records.bouncedAddress.findUnique({ where })).toMatchObject({ why: 'email-bounced' })
    // Nothing of it is the resident's to read.
    const theirs = JSON.stringify((await whole(ref, resident))['timeline'])
    expect(theirs).not.toMatch(/letter-returned|mail-gateway/)
  })

  test('handed over twice, and ten times at once, it is taken once', async () => {
    const { ref, messageId } = await receiptSent()
    const all = await Promise.all(Array.from({ length: 10 }, () => handOver(postfix({ messageId }))))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    expect(await returnedIn(ref)).toHaveLength(1)
    const later = await handOver(postfix({ messageId }))
    expect([later.status, later.body['taken']]).toEqual([200, expect.any(Boolean)])
    expect(await returnedIn(ref)).toHaveLength(1)
  })

  test('as JSON', async () => {
    const { ref, messageId } = await receiptSent()
    expect((await say({ messageId, status: '5.1.1' })).body).toEqual({ taken: true, ref, letter: 1 })
  })

  test('that the server still tries, or that it arrived, changes nothing', async () => {
    const { ref, messageId } = await receiptSent()
    const delayed = await handOver(postfix({ messageId, action: 'delayed', status: '4.4.1' }))
    expect([delayed.status, delayed.body]).toEqual([
      200,
      { taken: false, why: 'The mail server still tries to deliver it (4.4.1).' },
    ])
    expect((await say({ messageId, status: '4.2.2' })).body['taken']).toBe(false)
    expect((await say({ messageId, status: '2.0.0' })).body['taken']).toBe(false)
    expect(await returnedIn(ref)).toEqual([])
  })

  test('of a notice to staff is not taken, and says why', async () => {
    const { ref, messageId } = await receiptSent()
    await api.services.records.letter.updateMany({
      where: { complaintRef: ref, seq: 1 },
      data: { addressee: 'officer' },
    })
    const answered = await handOver(postfix({ messageId }))
    expect(answered.body).toEqual({
      taken: false,
      why: 'Letter 1 is a notice to the officer. This is for letters to the resident, and to who acts for them.',
    })
  })
})

describe('what is not taken', () => {
  test('a message that is none of ours: 404', async () => {
    const { status, body } = await handOver(postfix({ messageId: '<newsletter.1@exampleton.example>' }))
    expect([status, body['type']]).toEqual([404, '/problems/not-found'])
  })

  test('another organisation’s letter: 404', async () => {
    const { ref, messageId } = await receiptSent()
    await api.services.records.complaint.update({ where: { ref }, data: { organisationId: 'elsewhere' } })
    expect((await handOver(postfix({ messageId }))).status).toBe(404)
    await api.services.records.complaint.update({ where: { ref }, data: { organisationId: 'exampleton' } })
  })

  test('what is no report: 400, and what was expected', async () => {
    const { status, body } = await handOver('Subject: Hello\r\n\r\nHello')
    expect([status, body['type']]).toEqual([400, '/problems/bad-input'])
    expect(body['errors']).toEqual([
      { field: 'body', message: expect.stringContaining('message/delivery-status') as string },
    ])
    expect((await handOver('')).status).toBe(400)
    expect((await say({ messageId: 'no brackets', status: '5.1.1' })).body['errors']).toEqual([
      { field: 'body', message: expect.stringContaining('in angle brackets') as string },
    ])
    expect((await say({ messageId: '<a@b>', status: 'bad' })).status).toBe(400)
    expect((await say({})).status).toBe(400)
  })

  test('another kind of body: 415; too large a one: 413', async () => {
    expect((await handOver('<html></html>', gateway, 'text/html')).body['detail']).toContain(
      '"Content-Type: message/rfc822"',
    )
    const large = await handOver(Buffer.alloc(2_000_001, 'a'))
    expect([large.status, large.body['detail']]).toEqual([413, 'The body is larger than 2 MB. Nothing was stored.'])
    expect((await say({ messageId: 'a'.repeat(200_000), status: '5.1.1' })).status).toBe(413)
  })

  test('from a resident: 403; from nobody: 401', async () => {
    const { messageId } = await receiptSent()
    expect((await handOver(postfix({ messageId }), resident as unknown as typeof gateway)).status).toBe(403)
    expect((await api.ask('POST', '/v1/mail/bounces', null, { json: {} })).status).toBe(401)
  })

  test('a raw mail where only JSON is taken: 415', async () => {
    const { ref, messageId } = await receiptSent()
    const sent = { raw: postfix({ messageId }), headers: { 'content-type': 'message/rfc822' } }
    expect((await api.ask('POST', `/v1/complaints/${ref}/letter-returned`, officer, sent)).status).toBe(415)
  })
})

test('what comes back is not repeated in the log', async () => {
  const { messageId } = await receiptSent()
  await handOver(postfix({ messageId, to: 'canary-sam@resident.example' }))
  expect(api.logged.join('\n')).not.toContain('canary-sam')
})
