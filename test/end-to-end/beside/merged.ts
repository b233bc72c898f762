/** One resident’s two complaints have one answer; many residents’ one cause has one answer each, in a complaint of their own. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { flat, wordsOf } from './read.ts'

export function check([older, younger, lead, member, leaver]: Story[]): void {
  merged(older, younger)
  answeredTogether(lead, member)
  leftTheGroup(leaver)
}

function merged(older: Story | undefined, younger: Story | undefined): void {
  expect(older?.refused).toMatchObject([{ do: 'merge', message: expect.stringContaining('the other way round') }])
  expect(younger?.refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('is this complaint itself'),
    expect.stringContaining('There is no complaint'),
  ])
  expect(younger?.status).toBe('closed')
  const told = wordsOf(younger, 'linked')
  expect(told).toContain(`We answer both under the reference ${older?.ref}`)
  expect(told).toContain('You will have our answer by Friday 9 April 2027')
  // The point that was not there yet is, and it is answered with the rest; the answer comes no later for it.
  const added = flat(older?.letters.find(({ subject }) => subject.includes('added'))?.text)
  expect(added).toContain('Nobody tells us how long it takes')
  expect(older?.timeline.find(({ event }) => event === 'responded')?.detail).toMatchObject({
    findings: ['upheld', 'upheld'],
  })
  expect(older?.deadlines).toContainEqual(
    expect.objectContaining({ name: 'respond-stage-1', due: '2027-04-09', status: 'met' }),
  )
}

function answeredTogether(lead: Story | undefined, member: Story | undefined): void {
  expect(member?.refused.map(({ do: what }) => what)).toEqual(['merge', 'link', 'join-group'])
  expect(lead?.refused.map(({ do: what }) => what)).toEqual(['answer-group', 'answer-group'])
  expect(member?.letters.map(({ kind }) => kind)).toEqual([
    'receipt',
    'linked',
    'acknowledgement',
    'response',
    'receipt',
  ])
  // The same words, in a letter of their own, as they wish it to be.
  const answer = member?.letters.find(({ kind }) => kind === 'response')
  expect(answer).toMatchObject({ channel: 'letter', print: 18, to: 'resident' })
  expect(answer?.text).toContain(member?.ref ?? 'a reference')
  for (const words of ['M. Member', 'The part came late.', 'We put up no notice.', 'second pump'])
    expect(answer?.text).toContain(words)
  expect(answer?.text).not.toContain('L. Lead')
  // Its clocks are its own, and so is the right to go on.
  expect(member?.deadlines).toContainEqual(expect.objectContaining({ name: 'acknowledge-stage-1', due: '2027-04-01' }))
  expect(member?.stage).toBe('stage-2')
  // It was given as whoever answered, who may not review it (6.13), and not as whoever handed it on.
  expect(member?.timeline.find(({ event }) => event === 'responded')?.by).toBe('officer:a.khan')
  expect(member?.deadlines).toContainEqual(expect.objectContaining({ name: 'complete-action', due: '2027-05-28' }))
}

function leftTheGroup(leaver: Story | undefined): void {
  expect(leaver?.letters.filter(({ kind }) => kind === 'linked')).toHaveLength(2)
  expect(leaver?.letters.map(({ kind }) => kind)).not.toContain('response')
  expect(leaver?.refused.map(({ do: what }) => what)).toEqual(['unlink'])
  expect(leaver?.status).toBe('acknowledged')
}
