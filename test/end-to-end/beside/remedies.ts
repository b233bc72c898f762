/** What is promised is followed through: put off, late, done and proved; and a case is closed when nothing of it is left. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { flat, refusedOf, wordsOf } from './read.ts'

export function check([gutter, mould, bins, fence]: Story[]): void {
  expect(refusedOf(gutter)).toEqual([
    'agree-action: HO Code 7.3',
    'agree-action: HO Code 7.3',
    'complete-action: HO Code 7.3',
    'put-off-action: HO Code 7.3',
    'close: HO Code 7.3',
  ])
  expect(gutter?.refused.at(-1)?.message).toContain(
    '2 (money, due Tuesday 20 April 2027); 3 (action, due Friday 14 May',
  )
  expect(actionsOf(gutter)).toEqual(['2027-03-31 met', '2027-04-20 late', '2027-05-14 met'])
  expect(lettersOf(gutter)).toEqual([
    ...['2027-03-22 receipt', '2027-03-23 action-agreed', '2027-03-24 acknowledgement', '2027-03-30 action-completed'],
    ...['2027-04-06 response', '2027-04-14 action-put-off', '2027-04-21 action-late', '2027-04-26 update'],
    ...['2027-05-07 action-completed', '2027-05-13 action-completed', '2027-05-18 closed'],
  ])
  const late = wordsOf(gutter, 'action-late')
  expect(late).toContain('To pay you £75: for the damage to your door mat.')
  expect(late).toContain('If you have not heard from us by Thursday 6 May 2027')
  expect(wordsOf(gutter, 'action-put-off')).toContain('We will do it by Friday 14 May 2027.')
  const [, paid, mended] = gutter?.letters.filter(({ kind }) => kind === 'action-completed') ?? []
  expect(flat(paid?.text)).toContain('We will put in a new gutter. We will do this by Friday 14 May 2027.')
  expect(flat(mended?.text)).toContain('Nothing. We have now done all that we promised you.')
  expect(flat(mended?.text)).not.toContain('we have closed')
  expect(wordsOf(gutter, 'closed')).toContain('because you told us that we may')
  // Whoever is to see to it is told and reminded; the manager hears twice that the money is late.
  expect(gutter?.timeline.filter(({ event }) => event === 'manager-told').map(({ at }) => at.slice(0, 10))).toEqual([
    '2027-04-21',
    '2027-05-06',
  ])

  // After the final answer the last of what was promised closes the complaint, and its letter says so.
  expect(mould?.status).toBe('closed')
  expect(mould?.timeline.slice(-4).map(({ at, event }) => `${at.slice(0, 10)} ${event}`)).toEqual([
    '2027-05-10 action-completed',
    '2027-05-10 closed',
    '2027-05-11 contact-recorded',
    '2027-05-12 learning-recorded',
  ])
  expect(flat(mould?.letters.at(-1)?.text)).toContain('So we have closed your complaint.')

  expect(refusedOf(bins)).toEqual([
    'agree-action: Basildon policy, Financial Remedy',
    'resolve-enquiry: Basildon policy, Urgent Enquiry',
  ])
  expect(wordsOf(bins, 'closed')).toContain('Then we will close the case')
  expect(bins?.timeline.at(-1)?.event).toBe('closed')

  // Given up by a manager: what was late stays missed, the resident is told why, and the last of them closes the complaint.
  expect(refusedOf(fence)).toEqual(['end-action: Redress: end-action', 'complete-action: HO Code 7.3'])
  expect(actionsOf(fence)).toEqual(['2027-05-04 missed', '2027-05-11 ended'])
  expect(lettersOf(fence).slice(-2)).toEqual(['2027-04-27 action-ended', '2027-04-28 action-ended'])
  const [money, hedge] = fence?.letters.filter(({ kind }) => kind === 'action-ended') ?? []
  expect(flat(money?.text)).toContain('To pay you £50: for the wait.')
  expect(flat(money?.text)).toContain('We will put up a new fence. We will do this by Tuesday 11 May 2027.')
  expect(flat(hedge?.text)).toContain('You have put up a hedge and told us that you want no fence.')
  expect(flat(hedge?.text)).toContain(
    'Nothing else that we promised you is left to do. So we have closed your complaint.',
  )
  expect(fence?.status).toBe('closed')
  // Who let it go is not told again that it is late, as the manager was of the gutter's money on the sixteenth day.
  expect(fence?.timeline.filter(({ event }) => event === 'manager-told')).toHaveLength(1)
}

function actionsOf(story: Story | undefined): string[] {
  const actions = story?.deadlines.filter(({ name }) => name === 'complete-action') ?? []
  return actions.map(({ due, status }) => `${due} ${status}`)
}

function lettersOf(story: Story | undefined): string[] {
  return story?.letters.map(({ at, kind }) => `${at.slice(0, 10)} ${kind}`) ?? []
}
