/** A resident hears as often as was agreed: from an officer, or from Redress where nobody has written. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { lettersOf, refusedOf } from './read.ts'

export function check([byOfficer, bySelf]: Story[]): void {
  expect(refusedOf(byOfficer)).toEqual(['send-update: HO Code 5.9', 'send-update: HO Code 5.9'])
  const updates = byOfficer?.deadlines.filter(({ name }) => name === 'update-resident')
  expect(updates?.map(({ due, metOn, status }) => `${due} ${status} ${metOn ?? ''}`)).toEqual([
    '2027-04-01 met 2027-03-31',
    '2027-04-07 late 2027-04-08',
    '2027-04-15 met 2027-04-13',
    '2027-04-20 late 2027-04-21',
    '2027-04-28 ended ',
  ])
  // The officer is asked in the morning; nobody writes, so the manager hears of it, and the resident from Redress.
  const around = byOfficer?.timeline.filter(({ at, detail }) => /^2027-04-0[78]/.test(at) && isUpdate(detail))
  expect(around?.map(({ at, event, by }) => `${at.slice(0, 10)} ${event} ${by}`)).toEqual([
    '2027-04-07 reminded redress',
    '2027-04-08 deadline-missed redress',
    '2027-04-08 manager-told redress',
    '2027-04-08 updated redress',
  ])
  expect(lettersOf(byOfficer, 'update')).toEqual([
    expect.stringMatching(/The lift needs a new motor\. .*You will have our answer by Thursday 8 April 2027/),
    expect.stringMatching(/you would hear from us by Wednesday 7 April 2027, and you did not\. We are sorry\./),
    expect.stringMatching(/still waiting .*The motor came on Monday.* We expect to send it by Friday 23 April 2027/),
    expect.stringMatching(/by Tuesday 20 April 2027, and you did not/),
  ])

  const sent = bySelf?.letters.filter(({ kind }) => kind === 'update').map(({ at }) => at.slice(0, 10))
  expect(sent).toEqual(['2027-03-25', '2027-04-01', '2027-04-06'])
  expect(bySelf?.timeline.map(({ event }) => event)).not.toContain('deadline-missed')
}

function isUpdate(detail: unknown): boolean {
  return JSON.stringify(detail).includes('update-resident') || JSON.stringify(detail).includes('nextUpdate')
}
