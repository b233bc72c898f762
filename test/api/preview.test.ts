import { inspect } from 'node:util'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startUnstarted } from '../../activities/sweep.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { everyRun, readable } from '../workflows/history.ts'
import { bytesOf } from './files.ts'
import { openLives, type Lives } from './lives.ts'
import { inDays, intake, manager, officer, openApi, resident, stranger, type Api } from './world.ts'

// The officer sees the letter before it goes: on a real Temporal server and a real database.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

type Body = Record<string, unknown>
let ref: string
beforeEach(async () => {
  ref = String((await api.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
  const { letter } = api.services.records
  await vi.waitFor(() => letter.findFirstOrThrow({ where: { complaintRef: ref } }), 10_000)
})

const post = (path: string, json: unknown, as = officer, to = api) =>
  to.ask('POST', `/v1/complaints/${ref}/${path}`, as, { json })
const extension = { reason: 'CANARY-reason the part comes from abroad.', until: '' }
const lettersOf = (body: Body) => body['letters'] as Body[]
const timeline = async () =>
  ((await api.ask('GET', `/v1/complaints/${ref}`, manager)).body['timeline'] as Body[]).length
const shown = (letter: Body | undefined, accept: string, as = officer) =>
  bytesOf(api, String(letter?.['html']), as, { accept })

const acknowledgement = {
  ...{
    definition: 'CANARY-definition you have no heating.',
    points: ['CANARY-point no heating', 'CANARY-point missed'],
  },
  ...{ outcomesSought: ['A repair'], responsibleFor: ['The boiler'], notResponsibleFor: ['The gas in the street'] },
}

describe('the acknowledgement', () => {
  test('is shown as it will be, in every form, and then exactly that goes', async () => {
    const before = await timeline()
    const answered = await post('acknowledge/preview', acknowledgement)
    expect(answered.status, answered.text).toBe(200)
    const [letter, ...others] = lettersOf(answered.body)
    expect(others).toEqual([])
    expect(letter).toMatchObject({
      ...{ number: 1, kind: 'acknowledgement', to: 'resident', channel: 'email', language: 'en', print: 18 },
      recipient: { name: intake.resident.name, email: intake.resident.email },
      text: expect.stringContaining('CANARY-definition you have no heating.') as string,
      onceApproved: false,
    })
    const mandatory = (letter?.['mandatory'] ?? []) as Body[]
    expect(letter?.['parts']).toEqual(expect.arrayContaining(mandatory.map(({ part }) => part)))
    expect(mandatory.length).toBeGreaterThan(0)
    const [html, text, pdf] = [
      await shown(letter, 'text/html'),
      await shown(letter, 'text/plain'),
      await shown(letter, 'application/pdf'),
    ]
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(text.bytes.toString()).toBe(letter?.['text'])
    expect(pdf.bytes.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(pdf.headers.get('content-disposition')).toBe(`inline; filename="${ref}-preview-1-acknowledgement.pdf"`)

    // Nothing has happened to the complaint.
    expect(await timeline()).toBe(before)
    const { records } = api.services
    expect(await records.letter.count({ where: { complaintRef: ref } })).toBe(1)

    const { draft } = answered.body
    expect((await post('acknowledge', { draft })).status).toBe(200)
    const sent = await records.letter.findFirstOrThrow({ where: { complaintRef: ref, kind: 'acknowledgement' } })
    expect([sent.subject, sent.text, sent.html]).toEqual([letter?.['subject'], letter?.['text'], html.bytes.toString()])
    expect(sent.recipient).toEqual(letter?.['recipient'])
  })

  test('by the id of a stored text; where that is gone, the answer says so', async () => {
    const { body } = await api.ask('PUT', `/v1/complaints/${ref}/draft-acknowledgement`, officer, {
      json: acknowledgement,
    })
    const answered = await post('acknowledge/preview', { draft: body['draft'] })
    expect([answered.status, answered.body['draft']]).toEqual([200, body['draft']])
    await api.services.records.text.deleteMany({ where: { id: String(body['draft']) } })
    const gone = await post('acknowledge/preview', { draft: body['draft'] })
    expect([gone.status, gone.body['type']]).toEqual([404, '/problems/unknown-draft'])
  })

  test('is for staff of the complaint alone', async () => {
    const answered = await post('acknowledge/preview', acknowledgement)
    const [letter] = lettersOf(answered.body)
    expect((await shown(letter, 'text/html', resident)).status).toBe(403)
    const other = ref
    ref = String((await api.ask('POST', '/v1/complaints', stranger, { json: intake })).body['ref'])
    const elsewhere = String(letter?.['html']).replace(other, ref)
    expect((await bytesOf(api, elsewhere, officer)).status).toBe(404)
    expect((await shown(letter, 'image/png')).status).toBe(406)
    for (const number of ['0', '2', 'one'])
      expect((await bytesOf(api, String(letter?.['html']).replace(/1$/, number), officer)).status, number).toBe(404)
    expect((await post('escalate/preview', {}, resident)).status).toBe(403)
  })

  test('leaves nothing of itself in Temporal that a person wrote', async () => {
    const { body } = await post('acknowledge/preview', acknowledgement)
    const history = await everyRun(temporal.client, `preview-${String(body['id'])}`)
    const all = readable(history)
    expect(all).toContain(ref)
    // A fact of the entry, which stands in a payload alone.
    expect(all).toContain('"ownWords":false')
    expect(all + inspect(history, { depth: null })).not.toMatch(/CANARY|canary/)
  })
})

test('a command that would be refused is refused alike, with all that is missing, and nothing is stored', async () => {
  expect((await post('acknowledge', acknowledgement)).status).toBe(200)
  const texts = () => api.services.records.text.count()
  const before = await texts()
  const wrong = { points: [{ finding: 'upheld', reasons: 'CANARY we were late.' }], remedies: [] }
  const foretold = await post('respond/preview', wrong)
  expect(foretold.status).toBe(409)
  expect(await texts()).toBe(before)
  const refused = await post('respond', wrong)
  const told = ({ rule, detail, missing }: Body) => ({ rule, detail, missing })
  expect(told(foretold.body)).toEqual(told(refused.body))
  const long = { ...extension, until: inDays(300) }
  expect((await post('extend/preview', long)).body).toMatchObject({ status: 409, rule: 'HO Code 6.4' })
})

test('where the policy asks for a second pair of eyes, the answer that goes once they have seen it', async () => {
  const { records, library, organisations } = api.services
  const policy = structuredClone(library.byId('example-council'))
  policy.stages[0].response.approve = { who: ['manager'], clause: '4.5' }
  const given = {
    intake: intakeSchema.parse(intake),
    policy,
    organisation: organisations.all[0].id,
    filedBy: 'resident:sam',
  }
  ref = (await records.$transaction((tx) => fileComplaint(tx, { ...given, nowMs: Date.now() }))).ref
  expect((await post('acknowledge', acknowledgement)).status).toBe(200)
  const reasons = 'CANARY-reasons we came late.'
  const points = [
    { finding: 'upheld', reasons },
    { finding: 'not-upheld', reasons },
  ]
  const answered = await post('respond/preview', {
    points,
    decision: 'We uphold a part.',
    remedies: [{ kind: 'apology', by: inDays(0) }],
  })
  expect(answered.status, answered.text).toBe(200)
  const seen = lettersOf(answered.body).map(({ kind, to, onceApproved }) => [kind, to, onceApproved])
  expect(seen).toEqual([
    ['approval', 'manager', false],
    ['response', 'resident', true],
  ])
  expect((await post('respond', { draft: answered.body['draft'] })).status).toBe(200)
  const approved = await post('approve/preview', {}, manager)
  expect(approved.status, approved.text).toBe(200)
  const [response] = lettersOf(approved.body)
  expect(response).toMatchObject({ kind: 'response', text: lettersOf(answered.body)[1]?.['text'], onceApproved: false })
  expect(approved.body['draft']).toBeNull()
})

test('a command that sends nothing says so, without asking a worker', async () => {
  const { status, body } = await post('assign/preview', { officer: 'a.khan' }, manager)
  expect([status, body]).toEqual([200, { id: null, draft: null, letters: [] }])
})

test('a corrected address is the one that the letter would go to, and stays as it is', async () => {
  const { person } = api.services.records
  const correction = { email: 'new-address@example.org' }
  const answered = await post('correct-contact/preview', correction)
  expect(answered.status, answered.text).toBe(200)
  expect((await person.findUniqueOrThrow({ where: { complaintRef: ref } })).email).toBe(intake.resident.email)
})

test('previews older than a day are gone with the next sweep', async () => {
  const { body } = await post('acknowledge/preview', acknowledgement)
  const { letterPreview } = api.services.records
  const sweep = () => startUnstarted({ records: api.services.records, client: temporal.client }, Date.now())
  await sweep()
  expect(await letterPreview.count({ where: { id: String(body['id']) } })).toBe(1)
  await letterPreview.updateMany({ data: { at: new Date(Date.now() - 25 * 3_600_000) } })
  await sweep()
  expect(await letterPreview.count()).toBe(0)
  expect((await shown(lettersOf(body)[0], 'text/html')).status).toBe(404)
})

test('where Temporal is away it is asked for again later, and the text is kept', async () => {
  const alone = await openApi()
  try {
    ref = String((await alone.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
    const { status, headers } = await post('acknowledge/preview', acknowledgement, officer, alone)
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    const kept = await alone.ask('GET', `/v1/complaints/${ref}/draft-acknowledgement`, officer)
    expect(kept.body['body']).toMatchObject({ definition: acknowledgement.definition })
  } finally {
    await alone.close()
  }
})
