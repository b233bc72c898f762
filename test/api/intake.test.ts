import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFromRecords } from '../../prisma/restart.ts'
import { addDays } from '../../workflows/policy/calendar.ts'
import { inDays, intake, manager, officer, openApi, resident, stranger, type Answered, type Api } from './world.ts'

// With Temporal down: a complaint is taken all the same, reads go on, commands are told to come again.

let api: Api
beforeAll(async () => void (api = await openApi()))
afterAll(() => api.close())

const file = (json: unknown, key?: string, as = resident): Promise<Answered> =>
  api.ask('POST', '/v1/complaints', as, { json, ...(key !== undefined && { headers: { 'idempotency-key': key } }) })

test('a complaint is recorded, and the sweep will find it', async () => {
  const { status, body, headers } = await file(intake)
  expect(status).toBe(202)
  expect(headers.get('location')).toBe(`/v1/complaints/${String(body['ref'])}`)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toMatchObject({ policy: 'housing-ombudsman-code-2024', stage: 'stage-1', status: 'received' })
  expect(String(body['note'])).toContain('within a minute')
  const [deadline] = body['deadlines'] as { name: string; due: string; trail: unknown[] }[]
  expect(deadline).toMatchObject({
    name: 'acknowledge-stage-1',
    status: 'running',
    counts: { from: 'receipt', number: 5, unit: 'working-days' },
  })
  const { records } = api.services
  const start = await startFromRecords(records, String(body['ref']), Date.now())
  expect(start?.state).toMatchObject({ points: 2, serviceArea: 'repairs', landlordMatter: true })
  // The same deadline from the records as in the answer.
  const { body: read } = await api.ask('GET', `/v1/complaints/${String(body['ref'])}`, resident)
  expect(read['deadlines']).toEqual(body['deadlines'])
})

describe('an Idempotency-Key', () => {
  test('50 in parallel: one complaint and one answer', async () => {
    const before = await api.rows()
    const all = await Promise.all(Array.from({ length: 50 }, () => file(intake, 'parallel')))
    expect(all.filter(({ status }) => status !== 201 && status !== 202)).toEqual([])
    expect(new Set(all.map(({ body }) => body['ref'])).size).toBe(1)
    expect(new Set(all.map(({ body }) => JSON.stringify({ ...body, note: undefined }))).size).toBe(1)
    const after = await api.rows()
    expect(after['complaint']).toBe((before['complaint'] ?? 0) + 1)
    expect(after['idempotencyKey']).toBe((before['idempotencyKey'] ?? 0) + 1)
  })

  test('another body under it is refused, the same in another order is not', async () => {
    const { body: first } = await file(intake, 'twice')
    const before = await api.rows()
    const other = await file({ ...intake, summary: 'Something else' }, 'twice')
    expect([other.status, other.body['type']]).toEqual([422, '/problems/key-used'])
    const reordered = Object.fromEntries(Object.entries(intake).reverse())
    expect((await file(reordered, 'twice')).body['ref']).toBe(first['ref'])
    expect(await api.rows()).toEqual(before)
  })

  test('is each person’s own', async () => {
    const mine = await file(intake, 'mine')
    const theirs = await file(intake, 'mine', stranger)
    expect(theirs.body['ref']).not.toBe(mine.body['ref'])
  })

  test('keeps nothing that a person wrote', async () => {
    await file(intake, 'kept')
    const rows = await api.services.records.idempotencyKey.findMany()
    expect(JSON.stringify(rows)).not.toMatch(/canary/i)
  })
})

test('a command is told to come again, and its text is kept with its key', async () => {
  const { body } = await file(intake)
  const headers = { 'idempotency-key': 'later' }
  const started = Date.now()
  const answered = await api.ask('POST', `/v1/complaints/${String(body['ref'])}/withdraw`, resident, {
    json: { reason: 'done' },
    headers,
  })
  expect(Date.now() - started).toBeLessThan(10_000)
  expect([answered.status, answered.body['type']]).toEqual([503, '/problems/unavailable'])
  expect(Number(answered.headers.get('retry-after'))).toBeGreaterThan(0)
  const kept = await api.services.records.idempotencyKey.findFirst({ where: { key: 'later' } })
  expect(kept).toMatchObject({ status: null, answer: { draft: expect.stringMatching(/^t-/) as string } })
})

test('a text can be stored and read again, the last one first', async () => {
  const { body } = await file(intake)
  const path = `/v1/complaints/${String(body['ref'])}/draft-extension`
  await api.ask('PUT', path, officer, { json: { reason: 'The first', until: '2027-01-15' } })
  await new Promise((resolve) => setTimeout(resolve, 5))
  const second = await api.ask('PUT', path, officer, { json: { reason: 'The second', until: '2027-01-18' } })
  expect(second.body).toEqual({
    draft: expect.stringMatching(/^t-/) as string,
    until: '2027-01-18',
    reason: true,
    goodReason: false,
  })
  const read = await api.ask('GET', path, manager)
  expect(read.body).toMatchObject({ draft: second.body['draft'], by: 'officer:a.khan', body: { reason: 'The second' } })
  expect((await api.ask('GET', path.replace('extension', 'response'), officer)).status).toBe(404)
})

describe('the list', () => {
  const refsOf = ({ body }: Answered) => (body['complaints'] as { ref: string }[]).map(({ ref }) => ref)

  test.each(['dueAt', '-dueAt', 'filedAt', '-filedAt'])('by %s, page by page, while others are filed', async (sort) => {
    const { records } = api.services
    // The one without a date, which comes last either way.
    const undated = await records.complaint.findFirst({ where: { dueAt: null } })
    const late = undated ?? (await records.complaint.findFirstOrThrow({ orderBy: { ref: 'asc' } }))
    await records.complaint.update({ where: { ref: late.ref }, data: { dueAt: null } })
    const all = refsOf(await api.ask('GET', `/v1/complaints?sort=${sort}&limit=100`, officer))
    const seen: string[] = []
    let next: unknown = ''
    while (typeof next === 'string') {
      const page = await api.ask(
        'GET',
        `/v1/complaints?sort=${sort}&limit=3${next === '' ? '' : `&cursor=${next}`}`,
        officer,
      )
      seen.push(...refsOf(page))
      next = page.body['next']
      if (seen.length === 3) await file(intake)
    }
    expect(seen.filter((ref) => all.includes(ref))).toEqual(all)
    expect(new Set(seen).size).toBe(seen.length)
    if (sort.endsWith('dueAt')) expect(seen.at(-1)).toBe(late.ref)
  })

  test('filters, and holds nothing personal', async () => {
    const today = inDays(0)
    const none = [
      'status=closed',
      'stage=stage-2',
      'serviceArea=planning',
      'officer=a.khan',
      'overdue=true',
      `dueBefore=${today}`,
    ]
    for (const filter of none)
      expect(refsOf(await api.ask('GET', `/v1/complaints?${filter}`, officer)), filter).toEqual([])
    const some = [
      'status=received',
      'stage=stage-1',
      'serviceArea=repairs',
      'overdue=false',
      `dueBefore=${addDays(today, 30)}`,
    ]
    const page = await api.ask('GET', `/v1/complaints?${some.join('&')}&limit=2`, officer)
    expect(refsOf(page)).toHaveLength(2)
    expect(page.text).not.toMatch(/canary/i)
  })
})

describe('letters', () => {
  let ref: string
  const pdf = Buffer.from('%PDF-1.7 …')
  beforeAll(async () => {
    ref = String((await file(intake)).body['ref'])
    const letter = {
      complaintRef: ref,
      kind: 'receipt',
      channel: 'letter',
      recipient: {},
      subject: 'We have got your complaint',
      document: {},
      template: 'x',
      ...{ language: 'en', print: 12, policyDigest: 'x', dataHash: 'x' },
      madeAt: new Date(),
    }
    const data = [
      { ...letter, seq: 1, addressee: 'resident', html: '<p>Ŵ\r\n</p>', text: 'Ŵ\r\n', status: 'queued', pdf },
      { ...letter, seq: 2, addressee: 'officer', html: '<p>2</p>', text: '2', channel: 'email' },
    ]
    await api.services.records.letter.createMany({ data })
  })

  test.each([
    ['text/html', 'text/html; charset=utf-8', '<p>Ŵ\r\n</p>'],
    ['text/plain', 'text/plain; charset=utf-8', 'Ŵ\r\n'],
    ['application/pdf', 'application/pdf', String(pdf)],
    ['application/pdf;q=0.5, text/plain;q=0.9', 'text/plain; charset=utf-8', 'Ŵ\r\n'],
    ['*/*', 'text/html; charset=utf-8', '<p>Ŵ\r\n</p>'],
  ])('as %s', async (accept, type, text) => {
    const answered = await api.ask('GET', `/v1/complaints/${ref}/letters/1`, resident, { headers: { accept } })
    expect([answered.status, answered.type, answered.text]).toEqual([200, type, text])
    expect(answered.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('in a form that is not kept', async () => {
    const headers = { accept: 'application/pdf' }
    const answered = await api.ask('GET', `/v1/complaints/${ref}/letters/2`, officer, { headers })
    expect([answered.status, answered.body['type']]).toEqual([406, '/problems/not-acceptable'])
    expect(
      (await api.ask('GET', `/v1/complaints/${ref}/letters/1`, officer, { headers: { accept: 'image/png' } })).status,
    ).toBe(406)
  })

  test('one for staff is not the resident’s, and what is no letter is not there', async () => {
    for (const id of ['2', '3', '1.0', '-1', 'x', '99999999999']) {
      expect((await api.ask('GET', `/v1/complaints/${ref}/letters/${id}`, resident)).status, id).toBe(404)
    }
    const { body } = await api.ask('GET', `/v1/complaints/${ref}`, resident)
    expect((body['letters'] as { id: number }[]).map(({ id }) => id)).toEqual([1])
  })

  test('those to print', async () => {
    const { body } = await api.ask('GET', '/v1/print-queue', officer)
    expect(body['letters']).toMatchObject([{ ref, id: 1, kind: 'receipt' }])
  })
})

test('it is alive, and not ready: Temporal is down', async () => {
  expect((await api.ask('GET', '/healthz', null)).status).toBe(200)
  const { status, body } = await api.ask('GET', '/readyz', null)
  expect([status, body['detail']]).toEqual([503, 'Not ready: Temporal does not answer.'])
})
