/** Contact is restricted, challenged, changed, reviewed and lifted; the complaint is answered as any other. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { lettersOf } from './read.ts'

export function check([story]: Story[]): void {
  if (!story) throw new Error('there is no story')
  const { timeline, deadlines, refused } = story
  const about = lettersOf(story, 'restriction')
  expect(about).toHaveLength(5)
  const [placed = '', challenged = '', decided = '', kept = '', lifted = ''] = about
  for (const told of ['We do not take your calls', 'You phoned us 41 times', 'the Equality Act', 'Housing Ombudsman'])
    expect(placed).toContain(told)
  expect(placed).toContain('By Thursday 23 September 2027 we will look at them again')
  expect(placed).toContain('We still deal with your complaint in the same way, and in the same time.')
  expect(placed).toContain('You can ask us to look at this again at any time')
  expect(challenged).toContain('write to you with our decision by Monday 12 April 2027')
  expect(decided).toMatch(/You can phone us on Tuesdays.* Until now, this was so: Please write to us by email/)
  expect(kept).toMatch(/stay as they are\..*You can phone us on Tuesdays.*By Wednesday 1 March 2028/)
  expect(lifted).toMatch(/We have ended the limits.*You can still complain to us/)
  expect(lifted).not.toContain('If you do not agree')

  // Its clock is the same as without.
  const of = (name: string) => deadlines.filter((deadline) => deadline.name === name)
  expect(of('respond-stage-1')).toMatchObject([{ from: '2027-03-24', due: '2027-04-09', status: 'met' }])
  expect(of('decide-challenge')).toMatchObject([{ due: '2027-04-12', metOn: '2027-03-30', status: 'met' }])
  expect(of('review-restriction').map(({ due, status }) => [due, status])).toEqual([
    ['2027-09-23', 'met'],
    ['2028-03-01', 'met'],
  ])
  // It outlived the case.
  expect(timeline.findIndex(({ event }) => event === 'closed')).toBeLessThan(
    timeline.findLastIndex(({ event }) => event === 'restriction-reviewed'),
  )
  expect(refused.map(({ rule }) => rule)).toEqual([
    'Redress: restrict-contact',
    'HO Code 5.14',
    'HO Code 5.15',
    'HO Code 5.15',
  ])
}
