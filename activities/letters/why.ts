/** "Why this date?" in one sentence, from the days that were counted and skipped. */
import type { LocalDate } from '../../workflows/policy/calendar.ts'
import type { DeadlineRecord } from '../../workflows/state.ts'
import { filled, type Wording } from './wording.ts'
import type { Words } from './words.ts'

/** What the sentence needs to know of a deadline. */
export type Counted = Pick<DeadlineRecord, 'counts' | 'from' | 'due' | 'trail'>

/** What a stage may begin with beside the complaint's coming and the request to go on. */
export type Beginning = 'reopened' | 'after-enquiry'

/**
 * @param today the letter's own date, which it calls so
 * @param beganWith what its stage began with, where that was neither the complaint's coming nor the request
 */
export function whyThisDate(wording: Wording, deadline: Counted, today: LocalDate, beganWith?: Beginning): string {
  const { why, daysOff } = wording.words
  const ofTheStart = deadline.counts.from === 'receipt' || deadline.counts.from === 'request'
  const named = why.events[ofTheStart && beganWith !== undefined ? beganWith : deadline.counts.from]
  const onThisDay = deadline.from === today && !ofTheStart
  const event = onThisDay ? why.thisLetter : filled(why.event, { event: named, day: wording.day(deadline.from) })
  const date = filled(why.date, { span: wording.span(deadline.counts), event })
  const skipped = deadline.trail.filter((day) => !day.counted).map((day) => day.why)
  if (skipped.length === 0) return date
  return `${date} ${filled(why.leftOut, { days: wording.list(namesOf(skipped, daysOff)) })}`
}

/** Each reason once, the weekends together and first. */
function namesOf(reasons: string[], words: Words['daysOff']): string[] {
  const weekend = (why: string) => why === 'Saturday' || why === 'Sunday'
  const others = reasons.filter((why) => !weekend(why)).map((why) => nameOf(why, words))
  return [...new Set([...(reasons.some(weekend) ? [words.weekends] : []), ...others])]
}

/** "Easter Monday, bank holiday" is well known by its name; a closure of ours is not. */
function nameOf(why: string, words: Words['daysOff']): string {
  const [, closure] = /^Council closed: (.*)$/.exec(why) ?? []
  if (closure !== undefined) return filled(words.closure, { name: closure })
  const title = why.replace(/, bank holiday$/, '')
  const [, replaced] = /^(.*) \(substitute day\)$/.exec(title) ?? []
  if (replaced !== undefined) return filled(words.substitute, { name: words.names[replaced] ?? replaced })
  const known = words.names[title]
  if (known !== undefined) return known
  return filled(/bank holiday/i.test(title) ? words.calledBankHoliday : words.other, { name: title })
}
