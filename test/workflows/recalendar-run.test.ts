/** The run that takes a new calendar to every complaint: whom it finds, what it finds changed meanwhile, and who else may send one. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startUnstarted } from '../../activities/sweep.ts'
import type { Transaction } from '../../prisma/client.ts'
import { fileComplaint, type Filed } from '../../prisma/file-complaint.ts'
import type { Activities } from '../../workflows/activities.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { startOptions } from '../../workflows/start-options.ts'
import { intake, lifeOf, manager, receive, type Life } from './a-life.ts'
import { clear, deadlineOf, movesOf, progressOf, putClosures, storeClosures, takeOn } from './calendar-puts.ts'
import { historyOf, namesOf } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let real: Activities
/** What stands before the real activities, where a test wants it. */
const before: Partial<Activities> = {}
beforeAll(
  async () =>
    void (office = await openOffice({
      before: (activities) => {
        real = activities
        return { record: (batch) => (before.record ?? real.record)(batch) }
      },
    })),
)
afterAll(() => office.close())
afterEach(async () => {
  delete before.record
  await clear(office)
})

const now = () => office.environment.currentTimeMs()

/** Filed as the API files it, and its workflow not started: a crash came between, or the start is on its way. */
async function filedOnly(tx: Transaction = office.records): Promise<Filed> {
  const nowMs = await now()
  const policy = office.library.byId('housing-ombudsman-code-2024')
  const organisation = office.organisations.all[0].id
  return fileComplaint(tx, { intake: intakeSchema.parse(intake), organisation, policy, filedBy: 'test', nowMs })
}

const locksAwaited = () =>
  office.records.$queryRaw`select count(*)::int as awaited from pg_locks where locktype = 'advisory' and not granted`

describe('a complaint whose workflow does not run yet', () => {
  it('is started with the new closures, and whoever comes late to start it with the old ones is too late', async () => {
    await office.until('2027-08-02T10:00')
    const { ref, start } = await filedOnly()
    const life = lifeOf(office, ref)
    const change = await putClosures(office, '2027-08-04')
    expect(await progressOf(office, change)).toBe('1 of 1, done')
    const late = office.environment.client.workflow.start('complaint', {
      ...startOptions(start, await now()),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    })
    await expect(late).rejects.toThrow(WorkflowExecutionAlreadyStartedError)
    await life.sends(1)
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-08-02 due 2027-08-10 running')
  })

  it('is waited for while it is being filed', async () => {
    await office.until('2027-08-16T10:00')
    let stored: Promise<number> | undefined
    const { ref, start } = await office.records.$transaction(async (tx) => {
      const filed = await filedOnly(tx)
      stored = storeClosures(office, '2027-08-18')
      await vi.waitFor(async () => expect(await locksAwaited()).toEqual([{ awaited: 1 }]))
      return filed
    })
    await office.environment.client.workflow.start('complaint', startOptions(start, await now()))
    const change = (await stored) ?? 0
    await takeOn(office)
    expect(await movesOf(office, change)).toEqual([`${ref} acknowledge-stage-1 2027-08-23 -> 2027-08-24`])
  })
})

describe('the run of a change', () => {
  it('goes on with the newest, which takes the place of one under way', async () => {
    await office.until('2027-09-06T10:00')
    const life = await receive(office)
    const older = await storeClosures(office, '2027-09-08')
    const newer = await storeClosures(office, '2027-09-09', '2027-09-10')
    await takeOn(office)
    expect([await progressOf(office, older), await progressOf(office, newer)]).toEqual([
      '0 of null, superseded',
      '1 of 1, done',
    ])
    expect(await movesOf(office, newer)).toEqual([`${life.ref} acknowledge-stage-1 2027-09-13 -> 2027-09-15`])
    // What is late, or comes from elsewhere, does not take it back.
    const late = { change: older, version: '1-0123456789abcdef' }
    await expect(update(life, late)).rejects.toThrow('Workflow Update failed')
    await office.environment.client.workflow.getHandle(life.id).signal('recalendar', late)
    await life.done('assign', manager, { officer: 'a.khan' })
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-09-06 due 2027-09-15 running')
  })

  it('that was stored just before a crash is taken up by the sweep', async () => {
    const life = await receive(office)
    await life.sends(1)
    const change = await storeClosures(office, '2027-09-08')
    const nowMs = await office.environment.currentTimeMs()
    const { records, environment } = office
    expect(await startUnstarted({ records, client: environment.client }, nowMs + 20_000)).toBe(1)
    await vi.waitFor(async () => expect(await progressOf(office, change)).toBe('1 of 1, done'), { timeout: 10_000 })
  })

  it('whose page was done when its worker died does it again, and nothing is told twice', async () => {
    const life = await receive(office)
    const change = await putClosures(office, '2027-09-08', '2027-09-09')
    const [moves, told] = [await movesOf(office, change), await life.timeline()]
    expect(moves).toHaveLength(1)
    const asBefore = { status: 'running', cursor: null, visited: 0, finishedAt: null }
    await office.records.calendarChange.update({ where: { id: change }, data: asBefore })
    await takeOn(office)
    expect(await progressOf(office, change)).toBe('1 of 1, done')
    expect([await movesOf(office, change), await life.timeline()]).toEqual([moves, told])
  })

  it(
    'is not held up by a complaint that does not answer, which takes it when it can',
    { timeout: 60_000 },
    async () => {
      await office.until('2027-10-04T10:00')
      const [stuck, other] = [await receive(office), await receive(office)]
      await Promise.all([stuck, other].map((life) => life.sends(1)))
      before.record = (batch) => (batch.ref === stuck.ref ? Promise.reject(new Error('away')) : real.record(batch))
      const change = await putClosures(office, '2027-10-06')
      expect(await progressOf(office, change)).toBe('2 of 2, done, 1 unanswered')
      expect(await movesOf(office, change)).toEqual([`${other.ref} acknowledge-stage-1 2027-10-11 -> 2027-10-12`])
      delete before.record
      await office.until('2027-10-04T10:10')
      await stuck.shows('calendar-changed')
      expect(await movesOf(office, change)).toHaveLength(2)
    },
  )
})

const update = (life: Life, message: unknown) =>
  office.environment.client.workflow
    .getHandle(life.id)
    .executeUpdate<unknown, [unknown]>('recalendar', { args: [message] })

describe('a bank holiday that has become known since', () => {
  it('is taken up by a PUT of the same closures', async () => {
    await office.until('2027-12-20T10:00')
    const { ref, start } = await filedOnly()
    const life = lifeOf(office, ref)
    // As it was before the substitute day for Boxing Day was on file.
    const { '2027-12-28': _boxingDay, ...daysOff } = start.state.calendar.daysOff
    const calendar = { version: '60-0123456789abcdef', daysOff }
    await office.environment.client.workflow.start(
      'complaint',
      startOptions({ ...start, state: { ...start.state, calendar } }, await now()),
    )
    await life.sends(1)
    // 21 to 24, Tuesday 28 December.
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-12-20 due 2027-12-28 running')
    const change = await putClosures(office)
    expect(await movesOf(office, change)).toEqual([`${ref} acknowledge-stage-1 2027-12-28 -> 2027-12-29`])
  })
})

describe('from Temporal’s UI or CLI', () => {
  const words = 'The resident is ill'
  const version = '61-0123456789abcdef'
  const malformed = [
    undefined,
    words,
    [],
    {},
    { change: words, version },
    { change: 0, version },
    { change: 1.5, version },
    { change: 1, version: words },
    { change: 1, version, note: words },
    { change: 1, version, calendar: { version, daysOff: { '2027-02-01': words } } },
    { change: 99_999, version },
  ]

  it('nothing but a change on file is taken, and no words come into a history’s results or a timeline', async () => {
    await office.until('2028-01-17T10:00')
    const life = await receive(office)
    await life.sends(1)
    for (const message of malformed) await expect(update(life, message)).rejects.toThrow('Workflow Update failed')
    for (const message of malformed) await life.signal('recalendar', ...(message === undefined ? [] : [message]))
    await life.done('assign', manager, { officer: 'a.khan' })
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2028-01-17 due 2028-01-24 running')
    expect((await life.timeline()).map((line) => line.split(' ')[1])).toEqual(['received', 'assigned'])
    const failed = namesOf(await historyOf(office, life.id)).filter((name) => name === 'workflow-task-failed')
    expect(failed).toEqual([])
  })
})
