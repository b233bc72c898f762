/** A cyber incident: who waits is told, who complains meanwhile too, and nobody else; what runs out in the time is marked with it. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { lettersOf } from './read.ts'

export function check([waiting, meanwhile, after, elsewhere, turnedAway]: Story[]): void {
  expect(waiting?.refused.map(({ do: what, message }) => `${what}: ${message}`)).toEqual([
    'declare-incident: This is for managers.',
    'end-incident: No incident is on. Declare one first.',
    expect.stringMatching(
      /^declare-incident: Incident \d+ is on already, with Monday 24 March 2031 as the day of return/,
    ),
    'end-incident: No incident is on. Declare one first.',
  ])

  // A letter when it begins, one when the day of return moves (and none when it does not), one at its end.
  expect(toldTo(waiting)).toEqual([
    '2031-03-10 We cannot work as normal: what this means for your complaint',
    '2031-03-20 A new date for when we are back to normal',
    '2031-03-31 We are working as normal again',
  ])
  const [begun, moved, over] = lettersOf(waiting, 'incident')
  expect(begun).toContain('We have switched them off until they are safe again.')
  expect(begun).toContain('We expect to work as normal again by Monday 24 March 2031')
  expect(begun).toContain('You will have our answer by Tuesday 18 March 2031.')
  expect(begun).toContain('Housing Ombudsman Service')
  expect(moved).toContain('We told you that we would be back to normal by Monday 24 March 2031. This has changed.')
  expect(over).toContain('You will have our answer by Tuesday 1 April 2031. This is the new date for our answer')

  // Nothing stops: it is late as ever, and marked.
  expect(waiting?.deadlines).toContainEqual(
    expect.objectContaining({
      name: 'respond-stage-1',
      due: '2031-03-18',
      status: 'late',
      incident: expect.any(Number),
    }),
  )
  const [missed] = waiting?.timeline.filter(({ event }) => event === 'deadline-missed') ?? []
  expect(missed?.detail).toMatchObject({ deadline: 'respond-stage-1', incident: waiting?.incidents?.[0]?.id })
  expect(waiting?.deadlines.filter((deadline) => 'incident' in deadline)).toHaveLength(1)

  // Who comes meanwhile is told at once, by Redress, and hears nothing more once they have withdrawn.
  expect(toldTo(meanwhile)).toEqual(['2031-03-12 We cannot work as normal: what this means for your complaint'])
  expect(meanwhile?.timeline.find(({ event }) => event === 'incident-declared')?.by).toBe('redress')
  expect([toldTo(after), toldTo(elsewhere)]).toEqual([[], []])
  // Taken up again in the same circumstances, it hears of them anew on the next morning.
  expect(toldTo(turnedAway)).toEqual([
    '2031-03-12 We cannot work as normal: what this means for your complaint',
    '2031-03-19 We cannot work as normal: what this means for your complaint',
    '2031-03-20 A new date for when we are back to normal',
    '2031-03-31 We are working as normal again',
  ])

  const [incident] = waiting?.incidents ?? []
  expect(incident).toMatchObject({ kind: 'cyber-incident', returnOn: '2031-03-27' })
  expect(incident?.report).toMatchObject({
    ...{ told: 3, received: 2, open: 2, letters: { declared: 4, moved: 2, ended: 2 } },
    ...{ due: 5, metInTime: 4, ranOut: 1, late: 1, byName: [{ name: 'respond-stage-1', late: 1, missed: 0 }] },
  })
  // Drafts with each change; from the working day after the day of return managers are reminded, and not at the weekend.
  const papers = incident?.papers.map(({ at, kind, about }) => `${at.slice(0, 10)} ${kind} ${about}`.trim())
  const drafts = (day: string) =>
    ['ombudsman housing-ombudsman', 'ombudsman lgsco', 'website'].map((one) => `${day} ${one}`)
  expect(papers).toEqual([
    ...drafts('2031-03-10'),
    ...drafts('2031-03-20'),
    '2031-03-28 reminder 2031-03-28',
    '2031-03-31 reminder 2031-03-31',
    ...drafts('2031-03-31'),
  ])
  const [toOmbudsman, , website] = incident?.papers ?? []
  expect(toOmbudsman?.text).toContain('Complaints that are open with us at the moment: 1.')
  expect(toOmbudsman?.text).toContain('(HO Code 8.5)')
  expect(website?.text).toContain('We expect to work as normal again by Monday 24 March 2031.')
}

function toldTo(story: Story | undefined): string[] {
  const letters = story?.letters.filter(({ kind }) => kind === 'incident') ?? []
  return letters.map(({ at, subject }) => `${at.slice(0, 10)} ${subject.replace(/ \(.*/, '')}`)
}
