import { createHash } from 'node:crypto'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteEvidence } from '../../../activities/evidence.ts'
import { keepFile } from '../../../prisma/evidence.ts'
import type { Claims } from '../../../api/token.ts'
import { evidenceTypes } from '../../../workflows/evidence-types.ts'
import { workflowIdOf } from '../../../workflows/reference.ts'
import { everyRun, readable } from '../../workflows/history.ts'
import { openLives, type Lives } from '../lives.ts'
import { bytesOf, unzipped } from '../files.ts'
import { intake, manager, officer, openApi, resident, stranger, type Answered, type Api } from '../world.ts'
import { noticesOf } from './notices.ts'
import { pdf, png, refusals, samples, type Sent } from './sample-files.ts'

// Files by HTTP: kept once, on the timeline, read by whom they are for, refused where they are not what they say.

let lives: Lives
let api: Api
let ref: string
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  ref = await filed(api)
})
afterAll(() => lives.close())

async function filed(at: Api): Promise<string> {
  return String((await at.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
}

interface Sending extends Sent {
  as?: Claims | null
  name?: string
  at?: Api
  to?: string
}

function post(raw: Buffer, given: Sending = {}): Promise<Answered> {
  const { as = resident, type = 'image/png', name = 'CANARY wall.png', note, query = '', at = api, to = ref } = given
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...(note !== undefined && { 'content-description': encodeURIComponent(note) }),
  }
  return at.ask('POST', `/v1/complaints/${to}/evidence${query}`, as, { raw, headers })
}

async function listed(
  as: Claims,
  to = ref,
): Promise<{ file: number; entry: number | null; name: string; note: string }[]> {
  const { body } = await api.ask('GET', `/v1/complaints/${to}/evidence`, as)
  return body['files'] as never
}

test('a file comes, is listed, stands on the timeline, and is read byte for byte', async () => {
  const added = await post(png, { note: 'CANARY: behind the bed' })
  expect(added.status, added.text).toBe(201)
  expect(added.body).toMatchObject({ ref, file: 1, name: 'CANARY wall.png', mediaType: 'image/png', by: 'resident' })
  expect(added.headers.get('location')).toBe(`/v1/complaints/${ref}/evidence/1`)
  const whole = (await api.ask('GET', `/v1/complaints/${ref}`, officer)).body
  const entries = (whole['timeline'] as { seq: number; event: string; by: string; detail: object }[]).filter(
    ({ event }) => event === 'evidence-added',
  )
  expect(entries).toMatchObject([{ by: 'resident', detail: { file: 1, type: 'png', size: png.length } }])
  expect(whole['evidence']).toMatchObject([{ file: 1, entry: entries[0]?.seq, note: 'CANARY: behind the bed' }])

  const read = await api.ask('GET', `/v1/complaints/${ref}/evidence/1`, resident)
  expect(read.status).toBe(200)
  const sha256 = String(added.body['sha256'])
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `attachment; filename="CANARY wall.png"; filename*=UTF-8''CANARY%20wall.png`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    etag: `"${sha256}"`,
  })
})

test('its name and note are in no history, and no log', async () => {
  const text = readable(await everyRun(lives.temporal.client, workflowIdOf(ref)))
  // A fact of the command, which stands in its payload alone.
  expect(text).toMatch(/"file":1\b/)
  expect(text).not.toMatch(/canary/i)
  expect(api.logged.join('\n')).not.toMatch(/canary/i)
})

test('the same file again is the file that there is, also 20 at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(pdf, { type: 'application/pdf' })))
  expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]))
  expect(new Set(answers.map(({ body }) => body['file']))).toEqual(new Set([2]))
  expect((await listed(officer)).map(({ file }) => file)).toEqual([1, 2])
})

test('every type that is taken is taken, and staff are told of the first of the day', async () => {
  const to = await filed(api)
  for (const { code, mediaType } of evidenceTypes) {
    const { status, text } = await post(samples[code], { type: mediaType, to })
    expect([status, text.includes('"entry":null')], `${code}: ${text}`).toEqual([201, false])
  }
  const [first] = await listed(officer, to)
  const told = { seq: first?.entry, addressee: 'officer', kind: 'reminder' }
  await expect.poll(() => noticesOf(api, to)).toEqual([{ ...told, subject: `A new file from the resident (${to})` }])
})

test('a resident reads their own, and what staff share', async () => {
  const to = await filed(api)
  expect((await post(samples.txt, { as: officer, type: 'text/plain', to, note: 'for us' })).status).toBe(201)
  expect((await post(samples.csv, { as: officer, type: 'text/csv', query: '?shared=true', to })).status).toBe(201)
  expect((await listed(resident, to)).map(({ file }) => file)).toEqual([2])
  expect((await listed(manager, to)).map(({ file }) => file)).toEqual([1, 2])
  expect(await noticesOf(api, to)).toEqual([])
  expect((await api.ask('GET', `/v1/complaints/${to}/evidence/2`, resident)).text).toBe(String(samples.csv))
  expect((await api.ask('GET', `/v1/complaints/${to}/evidence/1`, resident)).status).toBe(404)
  expect((await api.ask('GET', `/v1/complaints/${to}/evidence/2`, stranger)).status).toBe(404)
  expect((await post(png, { as: stranger, to })).status).toBe(404)
  // They have it too: from now on it is theirs to read, and what an officer wrote about it is not.
  expect((await post(samples.txt, { type: 'text/plain', to })).body).toMatchObject({
    file: 1,
    by: 'officer',
    note: null,
  })
  expect((await listed(resident, to)).map(({ file }) => file)).toEqual([1, 2])
  const { body } = await api.ask('GET', `/v1/complaints/${to}`, resident)
  expect((body['timeline'] as { event: string }[]).filter(({ event }) => event === 'evidence-added')).toEqual([])
})

describe('refused, and nothing stored', () => {
  test.each(refusals)('%s', async (_name, raw, given, status, problem) => {
    const before = await api.services.records.evidenceFile.count()
    const answered = await post(raw, given)
    expect([answered.status, answered.body['type']], answered.text).toEqual([status, `/problems/${problem}`])
    expect(answered.text).not.toContain('CANARY')
    expect(await api.services.records.evidenceFile.count()).toBe(before)
  })

  test('an answer that rests on a file which is not there', async () => {
    const { status, body } = await api.ask('POST', `/v1/complaints/${ref}/decline`, officer, {
      json: { reason: 'legal-proceedings', explanation: 'x', evidence: 'x', evidenceFiles: [1, 99] },
    })
    expect([status, body['rule']]).toEqual([409, 'HO Code'])
    expect(body['detail']).toContain('no file 99')
  })

  test('a file put on the timeline that was never stored', async () => {
    const { status, body } = await api.ask('POST', `/v1/complaints/${ref}/add-evidence`, officer, {
      json: { file: 77 },
    })
    expect([status, body['rule']]).toEqual([409, 'Redress: add-evidence'])
  })
})

describe('nothing is lost', () => {
  test('while Temporal is away a file is kept: the answer is 202, and the sweep puts it on the timeline', async () => {
    const alone = await openApi()
    try {
      const to = await filed(alone)
      const added = await post(png, { at: alone, to })
      expect([added.status, added.body['entry']]).toEqual([202, null])
    } finally {
      await alone.close()
    }
    const to = await filed(api)
    const { records, temporal: client } = api.services
    const about = { name: 'a.png', mediaType: 'image/png', bytes: png, note: null, shared: true, by: 'resident' }
    await keepFile(records, to, about, Date.now() - 60_000)
    const sweep = () => new MockActivityEnvironment().run(() => noteEvidence({ records, client }, Date.now()))
    await sweep()
    await sweep()
    expect((await listed(officer, to)).map(({ entry }) => entry)).toEqual([expect.any(Number)])
    const where = { complaintRef: to, event: 'evidence-added' }
    expect(await records.entry.findMany({ where, select: { by: true } })).toEqual([{ by: 'resident' }])
  })

  test('a complaint that is over takes a file', async () => {
    const to = await filed(api)
    expect((await api.ask('POST', `/v1/complaints/${to}/withdraw`, resident, { json: {} })).status).toBe(200)
    const added = await post(png, { to })
    expect([added.status, added.text.includes('"entry":null')], added.text).toEqual([201, false])
    expect((await api.ask('GET', `/v1/complaints/${to}`, officer)).body['status']).toBe('withdrawn')
    await expect.poll(() => noticesOf(api, to)).toMatchObject([{ addressee: 'officer', kind: 'reminder' }])
  })
})

describe('the case file', () => {
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

  test('is one zip that tells everything, the same every time, to a manager alone', async () => {
    const to = await filed(api)
    const given = async (command: string, json: object) =>
      expect((await api.ask('POST', `/v1/complaints/${to}/${command}`, officer, { json })).status).toBe(200)
    await given('acknowledge', { responsibleFor: ['the boiler'], notResponsibleFor: [] })
    await post(png, { to })
    await given('respond', {
      points: [
        { finding: 'upheld', reasons: 'CANARY-reasons <b>bold</b>' },
        { finding: 'not-upheld', reasons: 'We called twice' },
      ],
      outcome: 'partially-upheld',
      evidenceFiles: [1],
    })
    const address = `/v1/complaints/${to}/case-file`
    const { status, headers, bytes } = await bytesOf(api, address, manager)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(headers.get('content-disposition')).toBe(`attachment; filename="case-file-${to}.zip"`)
    expect((await bytesOf(api, address, manager)).bytes.equals(bytes)).toBe(true)

    const files = unzipped(bytes)
    const text = (name: string) => files.get(name)?.toString('utf8') ?? expect.fail(`${name} is not there`)
    expect(files.get('evidence/001-CANARY wall.png')?.equals(png)).toBe(true)
    const letter = await bytesOf(api, `/v1/complaints/${to}/letters/1`, manager, { accept: 'text/html' })
    expect([...files].find(([name]) => /^letters\/001-receipt-.*html$/.test(name))?.[1].equals(letter.bytes)).toBe(true)
    // What people wrote is text, and runs nothing.
    expect(text('decisions.html')).toContain('CANARY-reasons &lt;b&gt;bold&lt;/b&gt;')
    expect(text('index.html')).toContain('CANARY-point no heating')
    expect(text('index.html')).toContain('href="gaps.html"')
    const policy = [...files.keys()].find((name) => /^policy\/.*yaml$/.test(name)) ?? ''
    expect(text(policy)).toContain('clause: "6.3"')
    expect((JSON.parse(text('gaps.json')) as { gap: string }[]).map(({ gap }) => gap)).toContain('no-contact')

    const [, ...manifest] = text('manifest.csv').trim().split('\r\n')
    expect(manifest).toHaveLength(files.size - 1)
    for (const line of manifest) {
      const [, name = '', hash] = /^(.*),\d+,([0-9a-f]{64})$/.exec(line) ?? []
      expect(sha256(files.get(name) ?? Buffer.alloc(0)), name).toBe(hash)
    }
    // Every link of every page leads to something that is in it.
    for (const [name, page] of files)
      if (/^[a-z]+\.html$/.test(name))
        for (const [, target = ''] of page.toString('utf8').matchAll(/href="([^"#]+)/g))
          expect([...files.keys()], `${name}: ${target}`).toContain(target)

    expect((await api.ask('GET', address, officer)).status).toBe(403)
    expect((await api.ask('GET', address, resident)).status).toBe(403)
    expect((await api.ask('HEAD', address, manager)).status).toBe(200)
  })

  test('says where a file is not what came', async () => {
    const { records } = api.services
    await records.evidenceBytes.updateMany({
      where: { complaintRef: ref, number: 1 },
      data: { bytes: new Uint8Array([1]) },
    })
    const { bytes } = await bytesOf(api, `/v1/complaints/${ref}/case-file`, manager)
    expect(unzipped(bytes).get('gaps.json')?.toString()).toContain('file-changed')
  })
})
