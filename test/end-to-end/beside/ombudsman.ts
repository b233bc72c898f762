/** An Ombudsman: after stage 2, during stage 1, and taking on what was declined. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { lettersOf, refusedOf, wordsOf } from './read.ts'

const eventsOf = ({ timeline }: Story, events: string[]) =>
  timeline.filter(({ event }) => events.includes(event)).map(({ at, event }) => `${at.slice(0, 10)} ${event}`)
const deadlinesOf = ({ deadlines }: Story, name: string) =>
  deadlines.filter((one) => one.name === name).map(({ due, metOn, status }) => `${due} ${metOn} ${status}`)

export function check([afterStage2, duringStage1, declined]: Story[]): void {
  if (!afterStage2 || !duringStage1 || !declined) throw new Error('a story is missing')
  fullLife(afterStage2)
  beside(duringStage1)
  takenOn(declined)
}

function fullLife(story: Story): void {
  expect([story.stage, story.status]).toEqual(['ombudsman', 'closed'])
  expect(deadlinesOf(story, 'respond-stage-1')).toEqual(['2027-03-17 2027-03-22 late'])
  expect(story.deadlines.find(({ name }) => name === 'respond-stage-2')).toMatchObject({
    ...{ due: '2027-04-28', extendedTo: '2027-05-14', metOn: '2027-05-12', status: 'met' },
  })
  expect(deadlinesOf(story, 'supply-evidence')).toEqual(['2027-06-30 2027-07-02 late', '2027-07-05 2027-06-25 met'])
  expect(deadlinesOf(story, 'comply-with-order')).toEqual([
    '2027-10-25 2027-10-22 met',
    '2027-11-08 2027-11-09 late',
    '2027-12-20 2027-12-14 met',
  ])
  // It stays open for the last recommendation, and is closed with it.
  expect(eventsOf(story, ['referred', 'determined', 'order-complied', 'closed'])).toEqual([
    '2027-05-28 referred',
    '2027-10-12 determined',
    '2027-10-22 order-complied',
    '2027-11-09 order-complied',
    '2027-12-15 order-complied',
    '2027-12-15 closed',
  ])
  expect(story.refused.map(({ do: command, message }) => `${command}: ${message}`)).toEqual([
    expect.stringMatching(/^withdraw: .*tells the Ombudsman/),
    expect.stringMatching(/^extend: .*procedure is over/),
    expect.stringMatching(/^refer-to-ombudsman: .*since Wednesday 26 May 2027/),
    expect.stringMatching(/^record-determination: quite-bad .*severe-maladministration/),
    expect.stringMatching(/^comply-with-order: .*"amountPaid"/),
  ])
  const [decided, apology, money, taught] = lettersOf(story, 'ombudsman')
  expect(decided).toContain('calls it maladministration, which means that we got it wrong')
  expect(decided).toContain('It is £650. We will do it by Monday 8 November 2027.')
  expect(apology).toContain('The day for it is Monday 20 December 2027.')
  expect(money).toContain('We paid you £650.')
  expect(taught).toContain('so we close your complaint')
  // The recordings were late for two days, the money for one: the manager heard each morning.
  const late = story.timeline.filter(({ event, detail }) => event === 'manager-told' && has(detail, 'duties'))
  expect(late.map(({ at }) => at.slice(0, 10)).filter((day) => day > '2027-05-28' && day < '2027-12-31')).toEqual([
    ...['2027-07-01', '2027-07-02', '2027-11-09'],
  ])
}

function has(detail: unknown, key: string): boolean {
  return typeof detail === 'object' && detail !== null && key in detail
}

function beside(story: Story): void {
  expect([story.stage, story.status]).toEqual(['ombudsman', 'closed'])
  // As without an Ombudsman: ten working days from Wednesday 3 March, and late after them.
  expect(deadlinesOf(story, 'respond-stage-1')).toEqual(['2027-03-17 2027-03-22 late'])
  expect(deadlinesOf(story, 'respond-stage-2')).toEqual(['2027-04-28 2027-04-21 met'])
  expect(eventsOf(story, ['referred', 'procedure-ended', 'referral-ended', 'closed'])).toEqual([
    '2027-03-05 referred',
    '2027-04-21 procedure-ended',
    '2027-05-10 referral-ended',
    '2027-05-10 closed',
  ])
  expect(wordsOf(story, 'referred')).toContain('We go on with our own work')
  expect(wordsOf(story, 'ombudsman')).toContain('Complaint Handling Failure Notice')
}

function takenOn(story: Story): void {
  expect(refusedOf(story)).toEqual(['refer-to-ombudsman: HO Code 3.7', 'decline: HO Code 2.4'])
  expect(story.timeline.find(({ event }) => event === 'reopened')?.detail).toMatchObject({
    ...{ was: 'declined', stage: 'stage-1', because: 'ombudsman' },
  })
  expect(deadlinesOf(story, 'acknowledge-stage-1')).toEqual(['2027-03-08 null ended', '2027-05-11 2027-05-06 met'])
  expect(story.status).toBe('closed')
}
