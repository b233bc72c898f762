import { createHash } from 'node:crypto'
import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from './files.ts'
import { intake, manager, officer, openApi, resident, stranger, tokenFor, type Api } from './world.ts'

// A letter exactly as it was sent, and what became of it; and the figures of all the mail.

let api: Api
let ref: string
const mime = Buffer.from('Message-ID: <x>\r\nX-Odd: \xe9\xff\r\n\r\nBytes as they are\r\n', 'latin1')
const pdf = Buffer.from('%PDF-1.7 \x00\x01\xfe', 'latin1')
const html = '<p>Llythyr â chymeriadau</p>'
const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes)

const made = {
  ...{ kind: 'receipt', addressee: 'resident', channel: 'email', status: 'sent' },
  recipient: { name: 'Sam Jones', email: 'sam@example.org' },
  ...{ subject: 'We have got your complaint', html, text: 'Llythyr', document: {}, template: 'en/receipt@12345678' },
  ...{ language: 'cy', print: 18, policyDigest: 'p'.repeat(64), dataHash: 'd'.repeat(64) },
  madeAt: new Date('2025-03-24T10:00:00Z'),
}

beforeAll(async () => {
  api = await openApi()
  ref = String((await api.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
  const sent = { mime, sha256: hash(mime).digest('hex'), provider: 'smtp', providerId: '<1@exampleton.example>' }
  const { letter, letterEvent } = api.services.records
  const at = new Date('2025-03-24T10:00:05Z')
  await letter.createMany({
    data: [
      { ...made, complaintRef: ref, seq: 1, ...sent, deliveredAt: at, bouncedAt: new Date('2025-03-24T11:00:00Z') },
      {
        ...made,
        complaintRef: ref,
        seq: 2,
        channel: 'letter',
        status: 'posted',
        pdf,
        postedOn: new Date('2025-03-25'),
      },
      { ...made, complaintRef: ref, seq: 3, kind: 'reminder', addressee: 'officer' },
    ],
  })
  const log = { complaintRef: ref, seq: 1, channel: 'email', provider: 'smtp' }
  await letterEvent.create({ data: { ...log, at, what: 'sent', providerId: '<1@exampleton.example>' } })
  await letterEvent.create({ data: { ...log, at, what: 'bounced', why: 'SMTP 550 at RCPT TO' } })
})
afterAll(() => api.close())

const letter = (seq: number, accept: string, as = officer, headers: Record<string, string> = {}) =>
  bytesOf(api, `/v1/complaints/${ref}/letters/${seq}`, as, { accept, ...headers })

test('what had gone before a letter was made again is there to staff, byte for byte', async () => {
  const { letterEvent } = api.services.records
  const about = { complaintRef: ref, seq: 2, at: new Date(), what: 'replaced', channel: 'email' }
  const kept = { sha256: hash(mime).digest('hex'), bytes: mime, recipient: made.recipient }
  const { id } = await letterEvent.create({ data: { ...about, ...kept } })
  const path = (seq: number, event: number) => `/v1/complaints/${ref}/letters/${seq}/replaced/${event}`
  const { status, bytes, headers } = await bytesOf(api, path(2, id), officer)
  expect([status, headers.get('content-type'), headers.get('etag')]).toEqual([
    200,
    'message/rfc822',
    `"${kept.sha256}"`,
  ])
  expect(bytes.equals(mime)).toBe(true)
  const { body } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
  const [, listed] = body['letters'] as { log: { kept?: object }[] }[]
  expect(listed?.log.at(-1)?.kept).toEqual({ id, sha256: kept.sha256, recipient: made.recipient })
  for (const other of [path(1, id), path(2, id + 1)]) expect((await api.ask('GET', other, officer)).status).toBe(404)
  expect((await api.ask('GET', path(2, id), resident)).status).toBe(403)
  await letterEvent.delete({ where: { id } })
})

/** By hand: fetch asks for fresh bytes whenever it is given an ETag. */
async function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const authorization = `Bearer ${await tokenFor(officer)}`
  return new Promise((resolve, reject) => {
    get(api.url + path, { headers: { authorization, ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
}

describe('the very bytes', () => {
  test.each([
    [1, 'message/rfc822', mime, 'eml', 'message/rfc822'],
    [1, 'text/html', Buffer.from(html), 'html', 'text/html; charset=utf-8'],
    [1, 'text/plain', Buffer.from('Llythyr'), 'txt', 'text/plain; charset=utf-8'],
    [2, 'application/pdf', pdf, 'pdf', 'application/pdf'],
  ] as const)('of letter %i as %s, with their SHA-256', async (seq, type, bytes, extension, full) => {
    const answered = await letter(seq, type)
    expect(answered.status).toBe(200)
    expect(answered.bytes.equals(bytes)).toBe(true)
    const { headers } = answered
    expect(headers.get('content-type')).toBe(full)
    expect(headers.get('etag')).toBe(`"${hash(bytes).digest('hex')}"`)
    expect(headers.get('repr-digest')).toBe(`sha-256=:${hash(bytes).digest('base64')}:`)
    expect(headers.get('content-disposition')).toBe(`inline; filename="${ref}-${seq}-receipt.${extension}"`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('are not sent again to who has them', async () => {
    const named = (etag: string) =>
      statusOf(`/v1/complaints/${ref}/letters/1`, { accept: 'text/html', 'if-none-match': etag })
    expect(await named(`"${hash(html).digest('hex')}"`)).toBe(304)
    expect(await named('"other"')).toBe(200)
  })

  test('in no form that the letter never had, and the message to staff alone', async () => {
    expect((await letter(1, 'application/pdf')).status).toBe(406)
    expect((await letter(2, 'message/rfc822')).status).toBe(406)
    expect((await letter(1, 'message/rfc822', resident)).status).toBe(406)
    expect((await letter(1, 'text/html', resident)).bytes.toString()).toBe(html)
    expect((await letter(3, 'text/html', resident)).status).toBe(404)
    expect((await letter(1, 'text/html', stranger)).status).toBe(404)
  })
})

test('the complaint tells staff all that is kept of a letter', async () => {
  const { body } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
  const [email, post] = body['letters'] as Record<string, unknown>[]
  expect(email).toMatchObject({
    ...{ id: 1, language: 'cy', print: 18, template: 'en/receipt@12345678', policyDigest: 'p'.repeat(64) },
    ...{ dataHash: 'd'.repeat(64), sha256: hash(mime).digest('hex'), recipient: made.recipient },
    ...{ madeAt: '2025-03-24T10:00:00+00:00', deliveredAt: '2025-03-24T10:00:05+00:00' },
    ...{ bouncedAt: '2025-03-24T11:00:00+00:00', provider: 'smtp', providerId: '<1@exampleton.example>' },
    log: [
      { what: 'sent', providerId: '<1@exampleton.example>', why: null },
      { what: 'bounced', why: 'SMTP 550 at RCPT TO' },
    ],
  })
  expect(post).toMatchObject({ id: 2, postedOn: '2025-03-25', log: [] })
})

test('the resident is told of their letters, and not of how mail works', async () => {
  const { body, text } = await api.ask('GET', `/v1/complaints/${ref}`, resident)
  const letters = body['letters'] as Record<string, unknown>[]
  expect(letters.map(({ id, sha256 }) => [id, sha256])).toEqual([
    [1, hash(mime).digest('hex')],
    [2, null],
  ])
  for (const one of letters) expect(Object.keys(one)).not.toContain('log')
  expect(text).not.toMatch(/smtp|550|1@exampleton/i)
})

test('the figures are the manager’s, and count what the records hold', async () => {
  const { letter, letterEvent, bouncedAddress } = api.services.records
  const [now, long] = [new Date(), new Date(Date.now() - 3 * 86_400_000)]
  const rows = [
    { status: 'made' },
    { status: 'made', attempts: 3, madeAt: long },
    { status: 'sending', claimedAt: now },
    { status: 'refused' },
    { channel: 'letter', status: 'queued', deliveredAt: long },
    { channel: 'letter', status: 'printed' },
  ]
  await letter.createMany({ data: rows.map((row, at) => ({ ...made, ...row, complaintRef: ref, seq: 10 + at })) })
  const events = { complaintRef: ref, seq: 10, channel: 'email' }
  for (const [what, at] of [
    ['sent', now],
    ['sent', long],
    ['may-be-doubled', long],
    ['refused', now],
    ['bounced', now],
    ['bounced', long],
  ] as const)
    await letterEvent.create({ data: { ...events, what, at } })
  await bouncedAddress.create({ data: { organisationId: 'exampleton', address: 'a@b.example', at: now, why: 'x' } })
  await bouncedAddress.create({ data: { organisationId: 'elsewhere', address: 'a@b.example', at: now, why: 'x' } })
  const { status, body, text } = await api.ask('GET', '/v1/mail', manager)
  expect(status, text).toBe(200)
  expect(body).toEqual({
    waiting: 2,
    beingSent: 1,
    notTakenYet: { letters: 1, oldest: expect.stringMatching(/^\d{4}-/) as string },
    // One of each above was in another year.
    sent: { today: 1, sevenDays: 2, inAll: 3 },
    nowRefused: 1,
    refused: { today: 1, sevenDays: 1, inAll: 1 },
    bounced: { today: 1, sevenDays: 2, inAll: 3 },
    mayBeDoubled: { today: 0, sevenDays: 1, inAll: 1 },
    printQueue: { waiting: 1, oldest: expect.stringMatching(/^\d{4}-/) as string, printedNotPosted: 1 },
    bouncedAddresses: 1,
  })
  expect((await api.ask('GET', '/v1/mail', officer)).status).toBe(403)
})
