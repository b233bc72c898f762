/** What was learned is said once a complaint is over, and what is done better outlives the case. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([said, silent]: Story[]): void {
  expect(said?.refused.map(({ rule, message }) => `${rule}: ${message.slice(0, 24)}`)).toEqual([
    'HO Code 9.1: Nothing is found yet. Gi',
    'HO Code 9.1: "bad-luck" is not on thi',
  ])
  expect(owedBy(said)).toEqual([
    'record-learning 2027-04-20 met 9.1',
    'complete-improvement 2027-06-30 met 9.1',
    'complete-improvement 2027-09-30 late 9.1',
  ])
  const events = said?.timeline
    .filter(({ at }) => at > '2027-04-16')
    .map(({ at, event }) => `${at.slice(0, 10)} ${event}`)
  expect(events).toEqual([
    ...['2027-06-16 reminded', '2027-06-25 improvement-completed', '2027-09-16 reminded'],
    ...['2027-10-01 deadline-missed', '2027-10-01 manager-told', '2027-10-29 manager-told'],
    '2027-11-08 improvement-completed',
  ])
  expect(said?.status).toBe('closed')
  expect(said?.letters.map(({ kind }) => kind)).toEqual(['receipt', 'acknowledgement', 'response', 'closed'])

  expect(silent?.status).toBe('withdrawn')
  expect(owedBy(silent)).toEqual(['record-learning 2027-04-14 missed 9.1'])
  expect(silent?.timeline.slice(-4).map(({ at, event }) => `${at.slice(0, 10)} ${event}`)).toEqual([
    '2027-04-12 reminded',
    '2027-04-15 deadline-missed',
    '2027-04-15 manager-told',
    '2027-05-14 manager-told',
  ])
}

function owedBy(story: Story | undefined): string[] {
  const owed = story?.deadlines.filter(({ name }) => /learning|improvement/.test(name)) ?? []
  return owed.map(({ name, due, status, clause }) => `${name} ${due} ${status} ${clause ?? ''}`)
}
