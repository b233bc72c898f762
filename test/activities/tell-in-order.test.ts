import { MockActivityEnvironment } from '@temporalio/testing'
import { expect, test } from 'vitest'
import type { Answer } from '../../activities/tell-complaint.ts'
import { tellInOrder } from '../../activities/tell-in-order.ts'

interface Thing {
  ref: string
  number: number
}

const things = (ref: string, most: number): Thing[] =>
  Array.from({ length: most }, (_each, at) => ({ ref, number: at + 1 }))

async function told(all: Thing[], answer: (one: Thing) => Answer, until?: number) {
  const tried: Thing[] = []
  const tell = (one: Thing) => Promise.resolve((tried.push(one), answer(one)))
  const given = { refOf: ({ ref }: Thing) => ref, tell, ...(until !== undefined && { until }) }
  const answers = await new MockActivityEnvironment().run(() => tellInOrder(all, given))
  return { tried, answers: answers as Answer[] }
}

test('of a complaint that does not answer one thing is tried, however many it is to be told', async () => {
  const all = [...things('A', 20), ...things('B', 2)]
  const { tried, answers } = await told(all, ({ ref }) => (ref === 'A' ? 'unanswered' : 'told'))
  expect(tried.filter(({ ref }) => ref === 'A')).toEqual([{ ref: 'A', number: 1 }])
  expect(tried.filter(({ ref }) => ref === 'B')).toEqual(things('B', 2))
  expect(answers).toEqual([...Array<Answer>(20).fill('unanswered'), 'told', 'told'])
})

test('each complaint takes its own in order, and what one refuses holds up nothing', async () => {
  const mixed = [...things('A', 3), ...things('B', 3)].toSorted((a, b) => a.number - b.number)
  const { tried, answers } = await told(mixed, ({ number }) => (number === 2 ? { rule: 'Redress' } : 'told'))
  for (const ref of ['A', 'B']) expect(tried.filter((one) => one.ref === ref)).toEqual(things(ref, 3))
  expect(answers.filter((one) => typeof one === 'object')).toHaveLength(2)
})

test('past its time nothing is begun any more', async () => {
  const { tried, answers } = await told(things('A', 3), () => 'told', Date.now() - 1)
  expect(tried).toEqual([])
  expect(answers).toEqual(['unanswered', 'unanswered', 'unanswered'])
})
