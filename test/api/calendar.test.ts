import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { addDays, dayInWords, localDate, whyOff } from '../../workflows/policy/calendar.ts'
import { count } from '../../workflows/policy/counting.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { inParallel } from '../bench/in-parallel.ts'
import { openLives, type Lives } from './lives.ts'
import { intake, manager, officer, openApi, resident, type Answered, type Api, type Sent } from './world.ts'

// The council's closure days, on a real Temporal server and a real database.

const bankHolidays = calendarOf([])
const today = localDate(Date.now())
/** The working day that is so many after today. */
const working = (days: number) => count(bankHolidays, today, { number: days, unit: 'working-days' }).due
const saturday = (() => {
  for (let day = addDays(today, 1); ; day = addDays(day, 1)) if (whyOff(bankHolidays, day) === 'Saturday') return day
})()
const [nextWorkingDay, inAYear, lastYear] = [working(1), addDays(today, 365), addDays(today, -365)]

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
const closure = (date: string, name = 'Training') => ({ date, name })
const put = (closures: unknown, headers: Sent['headers'] = {}, to = api): Promise<Answered> =>
  to.ask('PUT', '/v1/calendar/closures', manager, { json: { closures }, headers })
const listed = async (to = api) => (await to.ask('GET', '/v1/calendar/closures', officer)).body['closures'] as Body[]
const change = (id: unknown, query = '') => api.ask('GET', `/v1/calendar/changes/${String(id)}${query}`, officer)
const tables = async ({ services: { records } }: Api) => [
  await records.closure.findMany(),
  await records.calendarChange.count(),
  await records.idempotencyKey.count(),
]

async function file(): Promise<string> {
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  expect(status).toBe(201)
  return String(body['ref'])
}
const eventsOf = async (ref: string) =>
  (await temporal.client.workflow.getHandle(workflowIdOf(ref)).fetchHistory()).events?.length

describe('sixty complaints that wait for their acknowledgement', () => {
  let refs: string[]
  let moves: Body[]
  beforeAll(async () => {
    const filed: string[] = []
    // Sixty at once would be turned away on a slow machine, as they should be.
    await inParallel(60, 6, async () => void filed.push(await file()))
    refs = filed.toSorted()
    moves = refs.map((ref) => ({
      ...{ ref, deadline: 'acknowledge-stage-1', number: 1, clause: '6.2' },
      ...{ from: working(5), to: working(6) },
    }))
  })

  test('a closure day moves them all, and the answer says which, from when to when, under which clause', async () => {
    const answered = await put([closure(nextWorkingDay)])
    expect(answered.status, answered.text).toBe(200)
    const { id, closures, ...rest } = answered.body
    expect(rest).toMatchObject({
      ...{ status: 'done', by: 'manager:m.boss', movedInAll: 60, moved: moves, next: null },
      complaints: { total: 60, visited: 60, unanswered: 0 },
    })
    expect(closures).toEqual([closure(nextWorkingDay)])
    expect(answered.headers.get('location')).toBe(`/v1/calendar/changes/${String(id)}`)
  })

  test('each has it on its timeline, and counts by it', async () => {
    const { body } = await api.ask('GET', `/v1/complaints/${String(refs[7])}`, officer)
    const [deadline] = body['deadlines'] as Body[]
    expect(deadline).toMatchObject({ due: working(6), status: 'running' })
    expect(deadline?.['trail']).toContainEqual({
      date: nextWorkingDay,
      counted: false,
      why: 'Council closed: Training',
    })
    expect(body['timeline']).toContainEqual(
      expect.objectContaining({ event: 'calendar-changed', clause: '6.2', by: 'manager:m.boss' }),
    )
    expect(body['dueAt']).toMatch(new RegExp(`^${working(6)}T23:59:59`))
  })

  test('the same list again changes nothing, not even a history', async () => {
    await expect.poll(() => lives.worker?.delivered()).toBe(60)
    const before = await Promise.all(refs.map(eventsOf))
    const { status, body } = await put([closure(nextWorkingDay)])
    expect([status, body['moved'], body['complaints']]).toEqual([200, [], { total: 60, visited: 60, unanswered: 0 }])
    expect(await Promise.all(refs.map(eventsOf))).toEqual(before)
  })

  test('under one key it is one change, and the key is good for nothing else', async () => {
    const key = { 'Idempotency-Key': 'the first of many' }
    const first = await put([], key)
    expect([first.status, first.body['movedInAll']]).toEqual([200, 60])
    const [, changes] = await tables(api)
    const again = await put([], key)
    expect([again.status, again.body]).toEqual([200, first.body])
    expect((await tables(api))[1]).toBe(changes)
    const other = await put([closure(nextWorkingDay)], key)
    expect([other.status, other.body['type']]).toEqual([422, '/problems/key-used'])
    expect(await listed()).toEqual([])
  })

  test('the change tells it page by page', async () => {
    const { body } = await put([closure(nextWorkingDay)])
    const pages: unknown[][] = []
    for (let next: string | null = ''; next !== null;) {
      const page = await change(body['id'], `?limit=25${next === '' ? '' : `&cursor=${next}`}`)
      pages.push(page.body['moved'] as unknown[])
      next = page.body['next'] as string | null
    }
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10])
    expect(pages.flat()).toEqual(moves)
  })

  test('one that is filed now has the closure', async () => {
    const ref = await file()
    const { body } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
    expect((body['deadlines'] as Body[])[0]).toMatchObject({ due: working(6) })
  })
})

describe('the list', () => {
  test('has a note where a closure makes no difference', async () => {
    const christmas = [closure(saturday), closure('2028-12-25', 'Christmas')]
    expect((await put(christmas)).status).toBe(200)
    expect(await listed()).toEqual([
      { ...closure(saturday), note: 'No working day anyway: Saturday' },
      { ...closure('2028-12-25', 'Christmas'), note: 'No working day anyway: Christmas Day, bank holiday' },
    ])
  })

  test('keeps the days that are over, which may be sent as they are', async () => {
    const past = closure(lastYear, 'Snow')
    await api.services.records.closure.create({
      data: { ...past, organisationId: 'exampleton', date: new Date(lastYear) },
    })
    expect((await put([closure(inAYear)])).status).toBe(200)
    expect((await listed()).map(({ date }) => date)).toEqual([lastYear, inAYear])
    expect((await put([past])).status).toBe(200)
    expect((await listed()).map(({ date }) => date)).toEqual([lastYear])
  })

  const over = `${dayInWords(addDays(today, -1))} is over`
  const wrong: [string, unknown, string, string][] = [
    ['no list', 'tomorrow', 'closures', 'must be a list'],
    ['a day that there is not', [closure('2027-02-30')], 'closures.0.date', 'must be a day that there is'],
    ['a day too far off', [closure('2200-01-01')], 'closures.0.date', 'from 1900 to 2199'],
    ['a day twice', [closure(inAYear), closure(inAYear, 'Other')], 'closures.1.date', 'twice'],
    ['no name', [closure(inAYear, ' ')], 'closures.0.name', 'must not be empty'],
    ['a name of two lines', [closure(inAYear, 'a\nb')], 'closures.0.name', 'one line'],
    ['more than there is to say', [{ ...closure(inAYear), note: 'x' }], 'closures.0.note', 'is not a field here'],
    ['a day that is over', [closure(addDays(today, -1))], 'closures.0.date', over],
    ['another name for one', [closure(lastYear, 'Rain')], 'closures.0.date', 'It stands as "Snow"'],
    [
      'a thousand and one',
      Array.from({ length: 1_001 }, (_, at) => closure(addDays(inAYear, at))),
      'closures',
      'at most',
    ],
  ]
  test.each(wrong)('is refused with %s, and nothing is stored', async (_what, closures, field, message) => {
    const before = await tables(api)
    const { status, body } = await put(closures, { 'Idempotency-Key': 'refused' })
    expect([status, body['type']]).toEqual([400, '/problems/bad-input'])
    expect(body['errors']).toContainEqual({ field, message: expect.stringContaining(message) })
    expect(await tables(api)).toEqual(before)
  })
})

test('a change that there is not is answered as such', async () => {
  for (const id of ['0', '999999', '9999999999', 'first', '1.5']) {
    const { status, body } = await change(id)
    expect([status, body['type']], id).toEqual([404, '/problems/unknown-change'])
  }
  for (const cursor of ['nonsense', 'WzFd']) expect((await change('1', `?cursor=${cursor}`)).status).toBe(400)
})

test('where Temporal is away the closures are stored, and the change is told to be under way', async () => {
  const alone = await openApi()
  try {
    const { status, body, headers } = await put([closure(inAYear)], {}, alone)
    expect([status, body['status'], body['complaints']]).toEqual([
      202,
      'running',
      { total: null, visited: 0, unanswered: 0 },
    ])
    expect(await listed(alone)).toEqual([closure(inAYear)])
    const told = await alone.ask('GET', headers.get('location') ?? '', officer)
    expect([told.status, told.body['status']]).toEqual([200, 'running'])
  } finally {
    await alone.close()
  }
})
