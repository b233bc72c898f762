/** A schedule in Temporal for each organisation whose file sets a time for its print job; none for the others. */
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
} from '@temporalio/client'
import type { Organisation, Organisations } from '../prisma/organisations.ts'
import { taskQueue } from '../workflows/start-options.ts'

type Options = ScheduleOptions<ScheduleOptionsStartWorkflowAction<(organisation: string) => Promise<string>>>

/** Done again it changes nothing; one that somebody paused in Temporal's UI stays paused. */
export async function keepPrintSchedules(client: Client, { all }: Organisations): Promise<void> {
  for (const organisation of all) {
    const { print } = organisation
    if (print) await keep(client, optionsFor(organisation, print.at))
    else await drop(client, organisation)
  }
}

const scheduleIdOf = ({ id }: Organisation) => `redress-print-${id}`

/** On a clock in London, Monday to Friday: whether the office works on that day is looked up then. */
function optionsFor(organisation: Organisation, at: string): Options {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const scheduleId = scheduleIdOf(organisation)
  return {
    scheduleId,
    spec: {
      calendars: [{ hour, minute, dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' } }],
      timezone: 'Europe/London',
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'printJob',
      workflowId: scheduleId,
      args: [organisation.id],
      taskQueue,
    },
    // One that was missed while Temporal was away is made up for on the same day.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '8h' },
    state: { note: `Print job of ${organisation.letterhead.name}, on working days at ${at}` },
  }
}

async function keep(client: Client, options: Options): Promise<void> {
  try {
    await client.schedule.create(options)
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    const { spec, action, policies, state: now } = options
    const handle = client.schedule.getHandle(options.scheduleId)
    await handle.update(({ state }) => ({
      ...{ spec, action, state: { ...state, ...now } },
      ...(policies && { policies }),
    }))
  }
}

async function drop(client: Client, organisation: Organisation): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleIdOf(organisation)).delete()
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
  }
}
