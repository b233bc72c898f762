/** Passed on to another office: we go on, or end it where the resident agrees. And withdrawn: confirmed, with what is still owed. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { wordsOf } from './read.ts'

export function check([goesOn, ended, withdrawn]: Story[]): void {
  expect(goesOn?.status).toBe('acknowledged')
  const passed = wordsOf(goesOn, 'referred')
  expect(passed).toContain('Example Water')
  expect(passed).toContain('We go on with our own work on your complaint')

  expect(ended?.refused).toMatchObject([{ do: 'refer-elsewhere', rule: 'HO Code 2.4' }])
  expect(ended?.status).toBe('closed')
  expect(wordsOf(ended, 'referred')).toContain('We will clean the path. We will do this by Friday 9 April 2027.')
  expect(ended?.deadlines).toContainEqual(expect.objectContaining({ name: 'complete-action', status: 'met' }))

  expect(withdrawn?.status).toBe('withdrawn')
  const closed = wordsOf(withdrawn, 'closed')
  expect(closed).toContain('You told us that you do not want to go on')
  expect(closed).toContain('We will plane the gate. We will do this by Friday 9 April 2027.')
  expect(withdrawn?.deadlines).toContainEqual(expect.objectContaining({ name: 'complete-action', status: 'running' }))
}
