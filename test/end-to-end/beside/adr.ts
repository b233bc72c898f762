/** Settled out of court, or not; and a policy that has nothing of the kind. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { flat, lettersOf, refusedOf } from './read.ts'

export function check([settled, not, none]: Story[]): void {
  expect(refusedOf(settled)).toEqual([
    'agree-adr: Basildon policy, Alternative Dispute Resolution',
    'agree-adr: Basildon policy, Alternative Dispute Resolution',
    'conclude-adr: Basildon policy, Alternative Dispute Resolution',
  ])
  const [agreed, concluded] = lettersOf(settled, 'proceedings')
  expect(agreed).toContain('You will still have our answer by Friday 9 April 2027')
  expect(agreed).toContain('The mediator is from Example Mediation.')
  expect(concluded).toContain('You have new windows by the end of May')
  expect(concluded).toContain('We will close it when we have done all that we agreed')
  // It is closed when what was agreed is done, and not before.
  const events = settled?.timeline.map(({ at, event }) => `${at.slice(0, 10)} ${event}`)
  expect(events?.slice(-2)).toEqual(['2027-05-20 action-completed', '2027-05-20 closed'])
  expect(settled?.status).toBe('closed')

  // The complaint does not wait for the talks.
  expect(not?.deadlines).toContainEqual(expect.objectContaining({ name: 'respond-stage-1', status: 'met' }))
  expect(not?.deadlines).toContainEqual(
    expect.objectContaining({ name: 'conclude-adr', clause: 'Alternative Dispute Resolution', status: 'late' }),
  )
  expect(not?.timeline.map(({ event }) => event)).toContain('manager-told')
  expect(flat(not?.letters.find(({ subject }) => subject.includes('What came of our talks'))?.text)).toContain(
    'we could not agree',
  )

  expect(none?.refused).toMatchObject([{ do: 'agree-adr', rule: 'HO Code' }])
}
