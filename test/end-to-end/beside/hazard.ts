/** Awaab's Law beside complaints, as `test/scenarios/beside/hazard.yaml` tells it. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { lettersOf, refusedOf, wordsOf } from './read.ts'

const clocksOf = ({ deadlines }: Story) =>
  deadlines
    .filter(({ name }) => name === 'companion-step')
    .map(({ clause, due, metOn, status }) => [clause, due, metOn, status])
const complaintOf = ({ deadlines }: Story) => deadlines.filter(({ name }) => name !== 'companion-step')
const letters = ({ letters: all }: Story) => all.filter(({ kind }) => kind === 'companion')
const eventsAt = ({ timeline }: Story, at: string) =>
  timeline.filter((entry) => entry.at.startsWith(at)).map(({ event, clause }) => [event, clause])

export function check(stories: Story[]): void {
  const [significant, without, emergency, changed] = stories
  if (!significant || !without || !emergency || !changed) throw new Error('hazard.yaml has four stories')
  // It came as a matter of health and safety: the manager is asked to look at once. Whose clock runs already is looked at.
  expect(eventsAt(without, '2027-03-08T10:00').map(([event]) => event)).toEqual(['received', 'reminded'])
  inTimeAndLate(significant)
  // The complaint has its own days, with the hazard and without.
  expect(complaintOf(significant)).toEqual(complaintOf(without))
  expect([significant.status, without.status]).toEqual(['closed', 'closed'])
  atNight(emergency)
  toAndFro(changed)
}

function inTimeAndLate(story: Story): void {
  expect(clocksOf(story)).toEqual([
    ["Awaab's Law, reg 6", '2027-03-22', '2027-03-18', 'met'],
    ["Awaab's Law, reg 9", '2027-03-23', '2027-03-23', 'met'],
    ["Awaab's Law, reg 11(2)(a)", '2027-03-25', '2027-03-31', 'late'],
    ["Awaab's Law, reg 13(2)", '2027-03-25', '2027-03-24', 'met'],
    ["Awaab's Law, reg 13(3)(b)", '2027-06-10', '2027-04-12', 'met'],
  ])
  expect(letters(story).map(({ at, subject }) => [at.slice(0, 10), subject.replace(/ \(.*/, '')])).toEqual([
    ['2027-03-08', 'We must act on a hazard in your home'],
    ['2027-03-23', 'What we found in your home'],
    ['2027-03-24', 'We have begun to plan the work on your home'],
    ['2027-03-26', 'We are sorry: we are late with the hazard in your home'],
    ['2027-03-31', 'We have made your home safe'],
    ['2027-04-12', 'The work on your home has begun'],
    ['2027-04-30', 'The work on your home is done'],
  ])
  const [started, summary, , late] = lettersOf(story, 'companion')
  expect(started).toContain('We will look into the hazard by Monday 22 March 2027.')
  expect(summary).toContain('There is mould on two walls. Rain comes in where the gutter is broken.')
  expect(summary).toContain('We begin on 25 March.')
  expect(late).toContain('We should have made your home safe by Thursday 25 March 2027.')
  expect(refusedOf(story)).toEqual(["start-companion: Awaab's Law", "record-step: Awaab's Law, reg 9"])
}

/** 24 hours over the night in which the clocks go forward; nobody is in. */
function atNight(story: Story): void {
  expect(eventsAt(story, '2027-03-27T22:40')).toEqual([
    ['received', '6.2'],
    ['companion-started', "Awaab's Law"],
    ['reminded', "Awaab's Law"],
  ])
  expect(eventsAt(story, '2027-03-28T19:30:00+01:00')).toHaveLength(2)
  expect(eventsAt(story, '2027-03-28T23:30:00+01:00')).toEqual([
    ['deadline-missed', "Awaab's Law"],
    ['manager-told', "Awaab's Law"],
  ])
  expect(wordsOf(story, 'companion')).toContain('We will look at the danger by 23:30 on Sunday 28 March 2027.')
  expect(clocksOf(story)).toEqual([
    ["Awaab's Law", '2027-03-28', '2027-03-29', 'late'],
    ["Awaab's Law", '2027-03-28', '2027-03-29', 'late'],
    ["Awaab's Law, reg 9", '2027-04-01', '2027-03-29', 'met'],
    ["Awaab's Law, reg 13(2)", '2027-04-05', null, 'ended'],
    ["Awaab's Law, reg 13(3)(b)", '2027-06-21', null, 'ended'],
  ])
}

function toAndFro(story: Story): void {
  expect(clocksOf(story).map(([, due, , status]) => [due, status])).toEqual([
    ['2027-11-11', 'ended'],
    ['2027-11-11', 'ended'],
    ['2027-10-31', 'ended'],
    ['2027-10-31', 'ended'],
  ])
  const [, worse] = lettersOf(story, 'companion')
  // From 16:00 on the Saturday: the clocks go back that night.
  expect(worse).toContain('by 15:00 on Sunday 31 October 2027')
}
