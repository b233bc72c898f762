/** Ten years of one case: an adjustment that is looked at every year, an Ombudsman's order of seven years, an improvement of ten. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([story]: Story[]): void {
  expect(story).toMatchObject({ stage: 'ombudsman', status: 'closed', refused: [] })
  const reviews = story?.deadlines.filter(({ name }) => name === 'review-adjustment') ?? []
  expect(reviews.map(({ due, status }) => `${due.slice(0, 4)} ${status}`)).toEqual(
    Array.from({ length: 10 }, (_, year) => `${2028 + year} met`),
  )
  // Five working days before each, by the calendar of that year: in 2034 the 25th is a Saturday, and the 20th is the Monday before.
  const reminded = story?.timeline.filter(
    ({ event, detail }) => event === 'reminded' && JSON.stringify(detail).includes('review-adj'),
  )
  expect(reminded?.map(({ at }) => at.slice(0, 10))).toContain('2034-02-20')
  expect(story?.timeline.filter(({ event }) => event === 'deadline-missed')).toEqual([])
  expect(story?.timeline.findLast(({ event }) => event === 'closed')?.at.slice(0, 10)).toBe('2034-09-18')
  expect(story?.deadlines.find(({ name }) => name === 'complete-improvement')).toMatchObject({
    due: '2036-12-19',
    metOn: '2036-12-12',
  })
  // All that the resident was told is in large print from the day on which they asked for it, until they needed it no more.
  const meanwhile = story?.letters.slice(1, -1) ?? []
  expect(new Set(meanwhile.map(({ print }) => print))).toEqual(new Set([18]))
}
