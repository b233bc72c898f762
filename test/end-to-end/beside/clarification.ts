/** What is unclear is asked (HO Code 5.6, Joint Code 5.3), and no clock waits for the answer. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { refusedOf, wordsOf } from './read.ts'

export function check([answered, silent]: Story[]): void {
  const dueOf = (story: Story | undefined, name: string) => story?.deadlines.find((one) => one.name === name)

  const asked = wordsOf(answered, 'clarification')
  for (const words of [
    'What is it that leaks?',
    'Please answer by Wednesday 14 April 2027.',
    'We do not stop and wait',
    'by Tuesday 20 April 2027',
  ]) {
    expect(asked).toContain(words)
  }
  expect(dueOf(answered, 'answer-clarification')).toMatchObject({
    due: '2027-04-14',
    metOn: '2027-04-09',
    status: 'met',
  })
  expect(dueOf(answered, 'respond-stage-1')).toMatchObject({ due: '2027-04-20', extendedTo: null, status: 'met' })
  expect(refusedOf(answered)).toEqual(['answer-clarification: HO Code 5.6', 'ask-clarification: HO Code 5.6'])

  expect(dueOf(silent, 'answer-clarification')).toMatchObject({ due: '2027-04-12', status: 'missed' })
  expect(silent?.timeline.map(({ event }) => event)).toContain('clarification-unanswered')
  expect(dueOf(silent, 'respond-stage-1')).toMatchObject({ due: '2027-04-19', extendedTo: null, status: 'met' })
}
