/** Whether this process lives, and whether what it needs answers. */
import { z } from 'zod'
import { databaseIsDown } from './database-down.ts'
import { traceOf } from './failures.ts'
import { defineOperation } from './operation.ts'
import { unavailable } from './problem.ts'
import type { Services } from './services.ts'
import { temporalWithin } from './temporal.ts'

const probeMs = 3_000

export const live = defineOperation({
  method: 'get',
  path: '/healthz',
  id: 'live',
  tag: 'Service',
  title: 'Is it alive',
  description: 'Answers as long as the process does; asks no other server.',
  by: 'anyone',
  answers: { 200: { description: 'Alive', schema: z.strictObject({ status: z.literal('ok') }) } },
  problems: [],
  handle: () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
})

export const ready = defineOperation({
  method: 'get',
  path: '/readyz',
  id: 'ready',
  tag: 'Service',
  title: 'Is it ready',
  description: 'Whether the database and Temporal answer.',
  by: 'anyone',
  answers: {
    200: { description: 'Ready', schema: z.strictObject({ database: z.literal('ok'), temporal: z.literal('ok') }) },
  },
  problems: ['unavailable'],
  async handle(services) {
    const [database, temporal] = await Promise.all([databaseAnswers(services), temporalAnswers(services)])
    const down = [...(database ? [] : ['the database']), ...(temporal ? [] : ['Temporal'])]
    if (down.length > 0)
      return unavailable(`Not ready: ${down.join(' and ')} ${down.length > 1 ? 'do' : 'does'} not answer.`)
    return { status: 200, body: { database: 'ok', temporal: 'ok' } }
  },
})

async function databaseAnswers({ records, log }: Services): Promise<boolean> {
  try {
    await records.$queryRaw`select 1`
    return true
  } catch (error) {
    log.warn(
      traceOf(error),
      databaseIsDown(error) ? 'the database does not answer' : 'the database answers with an error',
    )
    return false
  }
}

async function temporalAnswers({ temporal, log }: Services): Promise<boolean> {
  const { namespace } = temporal.options
  try {
    await temporalWithin(temporal, probeMs, () => temporal.workflowService.describeNamespace({ namespace }))
    return true
  } catch (error) {
    log.warn(traceOf(error), 'Temporal does not answer')
    return false
  }
}
