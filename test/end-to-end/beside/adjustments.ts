/** A resident who is vulnerable and at risk, with two adjustments: one for the case, one for years. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([story]: Story[]): void {
  if (!story) throw new Error('there is no story')
  const { timeline, deadlines, letters, refused, status } = story
  const of = (event: string) => timeline.filter((entry) => entry.event === event)
  const on = (event: string) => of(event).map(({ at }) => at.slice(0, 10))
  expect(status).toBe('closed')

  // Nobody had it: the manager heard at once. Reminders come a working day earlier, over Easter.
  expect(of('triaged')[0]?.detail).toMatchObject({ vulnerable: true, complex: false, risk: true })
  expect(of('reminded')[0]).toMatchObject({
    at: '2027-03-22T10:00:00+00:00',
    detail: { to: 'manager', because: 'risk' },
  })
  expect(of('reminded')[1]?.detail).toMatchObject({ to: 'officer', due: '2027-03-31', before: '2 working days' })
  expect(on('reminded').slice(0, 2)).toEqual(['2027-03-22', '2027-03-24'])

  // The letter that says so is in large print itself, and each one after it until it has ended.
  expect(letters.map(({ kind, print }) => [kind, print])).toEqual([
    ['receipt', 12],
    ['adjustment', 18],
    ['adjustment', 18],
    ['acknowledgement', 18],
    ['response', 18],
    ['closed', 18],
    ['adjustment', 18],
    ['adjustment', 18],
    ['adjustment', 12],
  ])
  const [, large, time] = letters
  expect(large?.text).toMatch(/We send you every letter in large print\.[^]*By Wednesday 22 March 2028/)
  expect(large?.text).not.toContain('Low vision')
  expect(time?.text).toContain('You have 5 working days more')

  // 28 days from the answer, and five working days more, with a bank holiday among them.
  expect(deadlines.find(({ name }) => name === 'request-stage-2')).toMatchObject({ due: '2027-05-07', status: 'ended' })
  expect(on('closed')).toEqual(['2027-05-08'])

  // That of the case ended with it; the other is looked at year by year, and the manager hears when nobody does.
  const reviews = deadlines.filter(({ name }) => name === 'review-adjustment')
  expect(reviews.map(({ due, metOn, status: one }) => [due, metOn, one])).toEqual([
    ['2028-03-22', '2028-03-20', 'met'],
    ['2028-03-22', null, 'ended'],
    ['2029-03-20', '2029-03-19', 'met'],
    ['2030-03-19', '2030-04-10', 'late'],
  ])
  expect(on('manager-told')).toEqual(['2030-03-20'])
  expect(letters.slice(-3).map(({ subject }) => subject.replace(/ \(.*/, ''))).toEqual([
    'We go on doing this for you',
    'We have changed what we do for you',
    'We have ended what we did for you',
  ])
  expect(refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('give the number in "phone" with "correct-contact" first'),
    expect.stringContaining('it is reviewed by Wednesday 22 March 2028 at the latest'),
    expect.stringContaining('The adjustment 1 has ended'),
  ])
}
