/** Complaints that run for years must go on under today's code: every recorded life is replayed against it. */
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, it } from 'vitest'
import { workflowBundle } from '../servers.ts'
import { runBefore } from '../workflows/history.ts'
import { recordedHistories } from './histories.ts'
import { lives } from './lives.ts'

beforeAll(() => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  })
})

type Recorded = ReturnType<typeof recordedHistories>[number]

async function replayed(
  bundle: WorkflowBundleOption,
  recorded = recordedHistories(),
): Promise<Map<string, Error | undefined>> {
  const results = new Map<string, Error | undefined>()
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, recorded)) {
    results.set(workflowId, error)
  }
  return results
}

describe('recorded lives', () => {
  it('are there, of every kind, each with more than a start', () => {
    const recorded = recordedHistories()
    expect(recorded.length).toBeGreaterThanOrEqual(Object.keys(lives).length)
    for (const { history } of recorded) expect(history.events?.length).toBeGreaterThan(5)
    for (const kind of Object.keys(lives)) {
      const name = kind.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      expect(recorded.map(({ workflowId }) => workflowId)).toContain(`${name}-1`)
    }
  })

  it('go on under today’s code', async () => {
    const results = await replayed(workflowBundle())
    expect(results.size).toBe(recordedHistories().length)
    expect([...results].filter(([, error]) => error !== undefined)).toEqual([])
  })

  const isFirst = ({ history }: Recorded) => runBefore(history) === ''
  it.each([
    ['a search attribute more, whichever run it is', 'changed-complaint.ts', () => true],
    // A run that goes on may begin with a timer of its own.
    ['a timer more, where it is the first run', 'later-complaint.ts', isFirst],
  ])('would not go on under code with %s: the check can fail', async (_more, file, isMeant) => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL(file, import.meta.url)),
      ignoreModules: ['zod'],
      logger: new DefaultLogger('ERROR'),
    })
    const meant = recordedHistories().filter(isMeant)
    expect(meant.length).toBeGreaterThanOrEqual(Object.keys(lives).length)
    const results = await replayed({ code }, meant)
    expect(results.size).toBe(meant.length)
    for (const [name, error] of results) expect(error, name).toBeInstanceOf(DeterminismViolationError)
  })
})
