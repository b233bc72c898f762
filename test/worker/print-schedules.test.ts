import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printWaiting } from '../../activities/printing.ts'
import { readOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { keepPrintSchedules } from '../../worker/print-schedules.ts'
import { openLives, type Lives } from '../api/lives.ts'
import { type Api } from '../api/world.ts'
import { organisation } from '../prisma/invented-organisations.ts'

// The print job that makes itself: a schedule for each organisation that wants one, on a real Temporal server.

const library = policyLibrary()
const organisations = (at?: string) =>
  readOrganisations(
    organisation('north') + (at === undefined ? '' : `  print: { at: '${at}' }\n`) + organisation('south'),
    'ours.yaml',
    library,
  )

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives({ library, organisations: organisations('14:00') })
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

const handle = () => temporal.client.schedule.getHandle('redress-print-north')
const ids = async () => {
  const found: string[] = []
  for await (const { scheduleId } of temporal.client.schedule.list()) found.push(scheduleId)
  return found
}

test('is kept as the file says it, in London, and for nobody else; started again it is the same', async () => {
  await keepPrintSchedules(temporal.client, organisations('14:00'))
  await keepPrintSchedules(temporal.client, organisations('14:00'))
  const { spec, action, state } = await handle().describe()
  expect(spec.timezone).toBe('Europe/London')
  expect(spec.calendars).toMatchObject([
    { hour: [{ start: 14, end: 14 }], minute: [{ start: 0, end: 0 }], dayOfWeek: [{ start: 'MONDAY', end: 'FRIDAY' }] },
  ])
  expect(action).toMatchObject({ workflowType: 'printJob', args: ['north'] })
  expect(state.note).toBe('Print job of North Council, on working days at 14:00')
  await expect.poll(ids, { timeout: 10_000 }).toEqual(['redress-print-north'])
})

test('has another time with another file, and stays paused where somebody paused it', async () => {
  await handle().pause('No printer this week')
  await keepPrintSchedules(temporal.client, organisations('09:30'))
  const { spec, state } = await handle().describe()
  expect(spec.calendars).toMatchObject([{ hour: [{ start: 9 }], minute: [{ start: 30 }] }])
  expect(state.paused).toBe(true)
  await handle().unpause()
})

test('what it starts says what came of it', async () => {
  await handle().trigger()
  const started = async () => (await handle().describe()).info.recentActions.at(-1)?.action.workflow.workflowId
  await expect.poll(started, { timeout: 10_000 }).toBeDefined()
  const result = await temporal.client.workflow.getHandle((await started()) ?? '').result()
  expect(result).toMatch(/^No letter waits$|is no working day: /)
})

test('is gone with the line in the file', async () => {
  await keepPrintSchedules(temporal.client, organisations())
  await expect.poll(ids, { timeout: 10_000 }).toEqual([])
})

test('on a day off nothing is printed: a weekend, a bank holiday, the office’s own closure', async () => {
  const { records } = api.services
  await records.closure.create({ data: { organisationId: 'north', date: new Date('2027-04-20'), name: 'Training' } })
  const on = (day: string, org = 'north') => printWaiting({ records }, org, Date.parse(`${day}T14:00:00+01:00`))
  expect(await on('2027-04-17')).toBe('Saturday 17 April 2027 is no working day: Saturday')
  expect(await on('2027-03-26')).toBe('Friday 26 March 2027 is no working day: Good Friday, bank holiday')
  expect(await on('2027-04-20')).toBe('Tuesday 20 April 2027 is no working day: Council closed: Training')
  expect(await on('2027-04-20', 'south')).toBe('No letter waits')
})

test.each([
  ['25:00', 'write "14:00"'],
  ['2pm', 'write "14:00"'],
])('a time that is none stops the start: %s', (at, why) => {
  expect(() => organisations(at)).toThrow(why)
})
