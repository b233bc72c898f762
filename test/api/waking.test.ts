import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localDate } from '../../workflows/policy/calendar.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openLives, type Lives } from './lives.ts'
import { complaintInQueue, queue } from './print-queue.ts'
import { officer, resident, type Api } from './world.ts'

// Several commands at once for a complaint that is over: it is opened once, and none of them is lost.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

test('what is answered as done stands on the timeline, each once', async () => {
  const on = localDate(Date.now())
  for (let round = 0; round < 4; round++) {
    const ref = await complaintInQueue(api)
    expect((await api.ask('POST', `/v1/complaints/${ref}/withdraw`, resident, { json: {} })).status).toBe(200)
    await temporal.client.workflow.getHandle(workflowIdOf(ref)).result()
    const letters = await api.services.records.letter.findMany({
      where: { complaintRef: ref, addressee: 'resident' },
      select: { seq: true },
    })
    expect(letters).toHaveLength(2)
    for (const { seq } of letters) await queue(api, ref, seq)
    const given = letters.map(({ seq }) => ({ letter: seq, on }))
    const answers = await Promise.all(
      given.map((json) => api.ask('POST', `/v1/complaints/${ref}/letter-posted`, officer, { json })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const { body } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
    const timeline = body['timeline'] as { event: string; detail: { letter?: number } }[]
    const posted = timeline.filter(({ event }) => event === 'letter-posted').map(({ detail }) => detail.letter)
    expect(posted.toSorted()).toEqual(letters.map(({ seq }) => seq).toSorted())
  }
})
