/** The officer of a complaint has a conflict of interest: it is somebody else's, until it is found to be none. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([story]: Story[]): void {
  if (!story) throw new Error('there is no story')
  const { timeline, letters, refused } = story
  const of = (event: string) => timeline.filter((entry) => entry.event === event)
  expect(of('conflict-declared')[0]?.detail).toMatchObject({ officer: 'a.khan', hadIt: true })
  // The manager is told to give it to somebody else, with what is due first.
  expect(of('reminded')[0]?.detail).toMatchObject({
    to: 'manager',
    because: 'conflict',
    deadline: 'acknowledge-stage-1',
  })
  expect(of('assigned').map(({ detail }) => (detail as { officer: string }).officer)).toEqual([
    'a.khan',
    'c.osei',
    'a.khan',
  ])
  expect(refused.map(({ do: name }) => name)).toEqual(['declare-conflict', 'acknowledge', 'assign'])
  // The resident hears nothing of it, and waits for nothing.
  expect(letters.map(({ kind }) => kind)).toEqual(['receipt', 'acknowledgement'])
}
