import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLives, type Lives } from './lives.ts'
import { intake, manager, officer, resident, reviewer, type Answered, type Api } from './world.ts'

// Tasks beside letters, the worklist of them, and corrected contact details: over HTTP, on a real Temporal server and database.

let api: Api
let lives: Lives
let [first, second] = ['', '']
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  first = await file({ preferredContact: 'phone', phone: '01632 960 001', forms: ['braille'] })
  second = await file({ language: 'pl' })
})
afterAll(() => lives.close())

async function file(how: object): Promise<string> {
  const json = { ...intake, resident: { ...intake.resident, ...how } }
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json })
  expect(status).toBe(201)
  const ref = String(body['ref'])
  // Its tasks are there as it is filed; its letter once the workflow has written it.
  await vi.waitFor(async () => expect((await read(ref))['letters']).not.toEqual([]), 10_000)
  return ref
}
const give = (ref: string, name: string, json: unknown, as = officer): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json })
const read = async (ref: string, as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body

type Listed = { ref: string; number: number; kind: string; status: string; officer: string | null; letterKind: string }
async function listed(query: string, as = officer): Promise<Listed[]> {
  const { status, body } = await api.ask('GET', `/v1/tasks?${query}`, as)
  expect(status).toBe(200)
  return body['tasks'] as Listed[]
}
const told = (tasks: Listed[]) => tasks.map(({ ref, number, kind }) => `${ref} ${number} ${kind}`)

test('the tasks of a case stand with it, for staff alone', async () => {
  const tasks = (await read(first))['tasks'] as object[]
  expect(tasks).toEqual([
    { number: 1, kind: 'braille', letter: 1, due: expect.any(String), status: 'open', doneOn: null, by: null },
    { number: 2, kind: 'call', letter: 1, due: expect.any(String), status: 'open', doneOn: null, by: null },
  ])
  const theirs = await read(first, resident)
  expect(theirs['tasks']).toEqual([])
  expect(JSON.stringify(theirs['timeline'])).not.toContain('task')
})

test('the worklist has those of every case, what is due first in front, and nothing personal', async () => {
  const all = await listed('')
  expect(told(all)).toEqual([`${first} 2 call`, `${second} 1 translation`, `${first} 1 braille`])
  expect(all.map(({ letterKind, officer: who }) => [letterKind, who])).toEqual(all.map(() => ['receipt', null]))
  expect(JSON.stringify(all)).not.toContain(intake.resident.name)
})

test('a page at a time, filtered by kind, state, day and officer', async () => {
  const pages: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await api.ask('GET', `/v1/tasks?limit=2${cursor}`, manager)
    pages.push(...told(body['tasks'] as Listed[]))
    const next = body['next'] as string | null
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  expect(pages).toEqual(told(await listed('')))
  expect(told(await listed('kind=braille'))).toEqual([`${first} 1 braille`])
  expect(await listed('dueBefore=2020-01-01')).toEqual([])
  expect(await listed('officer=a.khan')).toEqual([])
  expect((await give(second, 'assign', { officer: 'a.khan' }, manager)).status).toBe(200)
  expect(told(await listed('officer=a.khan'))).toEqual([`${second} 1 translation`])
})

test.each(['status=lost', 'cursor=abc', 'kind=letter', 'limit=0'])('%s is refused, with the field', async (query) => {
  const { status, body } = await api.ask('GET', `/v1/tasks?${query}`, officer)
  expect([status, body['errors']]).toEqual([400, [expect.objectContaining({ field: query.split('=')[0] })]])
})

test('residents have no worklist, and complete nothing', async () => {
  expect((await api.ask('GET', '/v1/tasks', resident)).status).toBe(403)
  expect((await give(first, 'complete-task', { task: 2, outcome: 'done' }, resident)).status).toBe(403)
})

test('done, with what was said; and no second time', async () => {
  const note = 'They have our letter and will wait.'
  expect((await give(first, 'complete-task', { task: 2, outcome: 'done', note }, reviewer)).status).toBe(200)
  expect(told(await listed(''))).not.toContain(`${first} 2 call`)
  expect(await listed('status=done')).toMatchObject([{ ref: first, number: 2, by: 'officer:c.osei' }])
  const entry = ((await read(first))['timeline'] as { event: string; words?: object }[]).find(
    ({ event }) => event === 'task-done',
  )
  expect(entry?.words).toMatchObject({ note })
  const again = await give(first, 'complete-task', { task: 2, outcome: 'done' })
  expect([again.status, again.body['detail']]).toEqual([409, expect.stringMatching(/^Task 2 is done already. Open: 1/)])
})

test('corrected: only what is given changes, and the next letter is as they need it', async () => {
  const address = ['7 Example Terrace', 'EX1 7ZZ']
  const unreachable = await give(first, 'correct-contact', { preferredContact: 'letter', address: null })
  expect([unreachable.status, unreachable.body['detail']]).toEqual([409, expect.stringContaining('"address"')])
  const sent = { preferredContact: 'letter', address, adjustments: ['Large print'] }
  expect((await give(first, 'correct-contact', sent)).status).toBe(200)
  const { resident: now, letters, tasks } = await read(first)
  expect(now).toMatchObject({ ...sent, name: intake.resident.name, forms: ['braille', 'large-print'] })
  expect((await give(first, 'acknowledge', { responsibleFor: ['All'], notResponsibleFor: [] })).status).toBe(200)
  const then = await read(first)
  const made = (then['letters'] as { kind: string; channel: string }[]).filter(({ kind }) => kind === 'acknowledgement')
  expect(made).toMatchObject([{ channel: 'letter' }])
  expect((then['letters'] as object[]).length - (letters as object[]).length).toBe(2)
  // No call any more, and still Braille.
  expect((then['tasks'] as object[]).slice((tasks as object[]).length)).toMatchObject([{ kind: 'braille' }])
})

test('tried out first: what stands against a correction is answered, and nothing is stored', async () => {
  const before = await api.rows()
  const path = `/v1/complaints/${second}/correct-contact?dryRun=true`
  const { body } = await api.ask('POST', path, officer, { json: { email: null } })
  expect(body).toMatchObject({
    ready: false,
    missing: [{ message: expect.stringContaining('give the address in "email"') }],
  })
  expect((await api.ask('POST', path, officer, { json: { texts: false } })).body).toMatchObject({ ready: true })
  expect(await api.rows()).toEqual(before)
})
