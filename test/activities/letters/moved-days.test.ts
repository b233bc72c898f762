/** The letter for a day that moved with the council's calendar: an update that says the day before, the day now, and why. */
import { expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import type { Happening } from './invented.ts'
import { REF, sourceFor } from './invented.ts'

type Day = { deadline: string; number?: number; from: string; to: string }

/** Acknowledged on Tuesday 23 March 2027, so answered by Thursday 8 April. */
const happening = (moved: Day[]): Happening => ({
  ...{ event: 'calendar-changed', letter: 'update', on: '2027-03-24' },
  detail: { change: 7, moved: moved.map((one) => ({ number: 1, clause: '6.3', ...one })) },
  deadlines: [{ name: 'respond-stage-1', from: '2027-03-23' }],
})
const letter = (...moved: Day[]) => composeLetter(letterData(sourceFor(happening(moved))))
const flat = (...moved: Day[]) => letter(...moved).text.replaceAll(/\s+/g, ' ')
const answer = { deadline: 'respond-stage-1', from: '2027-04-07', to: '2027-04-08' }

test('an answer put off: both days, why, and that we are sorry', () => {
  const { subject } = letter(answer)
  expect(subject).toBe(`A date has changed for your complaint (${REF})`)
  const text = flat(answer)
  expect(text).toContain('The days on which our office is closed have changed.')
  expect(text).toContain('answer by Thursday 8 April 2027, or sooner if we can. That is 10 working days after')
  expect(text).toContain('Before, we told you Wednesday 7 April 2027. We are sorry that you have to wait longer.')
  expect(text).toContain('You can contact the Ombudsman at any time.')
  expect(text).not.toContain('It is not ready yet')
})

test('an answer that comes sooner: nothing to be sorry for', () => {
  const text = flat({ ...answer, from: '2027-04-09' })
  expect(text).toContain('Before, we told you Friday 9 April 2027.')
  expect(text).not.toContain('sorry')
})

test('of a day that is not as it was counted no reason is given: it was promised by an extension', () => {
  expect(flat({ ...answer, to: '2027-04-12' })).toContain(
    'Before, we told you Wednesday 7 April 2027. We are sorry that you have to wait longer.',
  )
})

test('news, a quick try and the time to ask, each in its own words; what the resident was not given stays out', () => {
  const [from, to] = ['2027-04-14', '2027-04-15']
  const names = ['update-resident', 'resolve-urgent-enquiry', 'request-stage-2', 'acknowledge-stage-1']
  const text = flat(...names.map((deadline) => ({ deadline, from, to })))
  expect(text).toContain('We will write to you again by Thursday 15 April 2027')
  expect(text).toContain('We will try to put things right by Thursday 15 April 2027.')
  expect(text).toContain('You can ask us to look at your complaint again until Thursday 15 April 2027.')
  expect(text.match(/Before, we told you Wednesday 14 April 2027/g)).toHaveLength(3)
  expect(text).not.toMatch(/undefined|null|\{\{|\{%/)
})
