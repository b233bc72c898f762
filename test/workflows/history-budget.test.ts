import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../worker/embedded/config.ts'
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts'
import { searchAttributes } from '../../workflows/search-attributes.ts'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { acknowledgement, manager, officer, receive, response, type Life } from './a-life.ts'
import { historyOf, namesOf } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let life: Life
beforeAll(async () => {
  const path = await findTemporalCli(readConfig())
  const server = {
    executable: { type: 'existing-path', path },
    searchAttributes: Object.values(searchAttributes),
  } as const
  office = await openOffice({ environment: await TestWorkflowEnvironment.createLocal({ server }) })
  life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, { ...response, remedies: [] })
  await life.sends(3)
})
afterAll(() => office.close())

it('needs at most 55 events for a stage 1 in time: assigned, acknowledged and answered, with three letters', async () => {
  const names = namesOf(await historyOf(office, life.id))
  process.stderr.write(`stage 1 in time: ${names.length} events\n`)
  // All of it is there: three commands, three letters delivered, and the timer to closing runs.
  expect(names.filter((name) => name.endsWith('update-completed'))).toHaveLength(3)
  expect(names.filter((name) => name === 'activity-task-completed')).toHaveLength(3)
  expect(names.length).toBeLessThanOrEqual(55)
})

it('names its timers by deadline and clause, and nobody', async () => {
  const { events = [] } = await historyOf(office, life.id)
  const summaries = (events ?? []).flatMap(({ timerStartedEventAttributes, userMetadata }) =>
    timerStartedEventAttributes ? [Buffer.from(userMetadata?.summary?.data ?? []).toString()] : [],
  )
  expect(summaries[0]).toMatch(
    /^"Reminder to officer: Stage 1 acknowledgement due \w{3} \d+ \w{3} \d{4}, HO Code 6.2"$/,
  )
  expect(summaries.at(-1)).toMatch(/^"Closed after \w{3} \d+ \w{3} \d{4}, if the resident does not go on"$/)
  for (const summary of summaries) expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(200)
})
