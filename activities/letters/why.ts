/** "Why this date?" in one sentence, from the days that were counted and skipped. */
import { dayInWords, type LocalDate } from '../../workflows/policy/calendar.ts'
import { inWords } from '../../workflows/policy/extension.ts'
import type { CountedFrom } from '../../workflows/policy/policy.ts'
import type { DeadlineRecord } from '../../workflows/state.ts'

/** What the sentence needs to know of a deadline. */
export type Counted = Pick<DeadlineRecord, 'counts' | 'from' | 'due' | 'trail'>

const EVENTS: Record<CountedFrom, string> = {
  receipt: 'the day we got your complaint',
  request: 'the day you asked us to look again',
  acknowledgement: 'the day we wrote to say what your complaint is',
  response: 'the day of our answer',
  'last-update': 'the day we last wrote to you',
}

/**
 * @param today the letter's own date, which it calls so
 * @param beganWith what its stage began with, where that was neither the complaint's coming nor the request
 */
export function whyThisDate(deadline: Counted, today: LocalDate, beganWith?: string): string {
  const ofTheStart = deadline.counts.from === 'receipt' || deadline.counts.from === 'request'
  const named = ofTheStart && beganWith !== undefined ? beganWith : EVENTS[deadline.counts.from]
  const onThisDay = deadline.from === today && !ofTheStart
  const event = onThisDay ? 'the date of this letter' : `${named} (${dayInWords(deadline.from)})`
  const skipped = deadline.trail.filter((day) => !day.counted).map((day) => day.why)
  const leftOut = skipped.length > 0 ? ` We do not count ${listed(namesOf(skipped))}.` : ''
  return `That is ${inWords(deadline.counts)} after ${event}.${leftOut}`
}

/** Each reason once, the weekends together and first. */
function namesOf(reasons: string[]): string[] {
  const weekend = (why: string) => why === 'Saturday' || why === 'Sunday'
  const others = reasons.filter((why) => !weekend(why)).map(named)
  return [...new Set([...(reasons.some(weekend) ? ['weekends'] : []), ...others])]
}

/** "Easter Monday, bank holiday" is well known by its name; a closure of ours is not. */
function named(why: string): string {
  const closure = /^Council closed: (.*)$/.exec(why)
  if (closure) return `days when our office is closed (${closure[1]})`
  const name = why.replace(/, bank holiday$/, '')
  const substitute = /^(.*) \(substitute day\)$/.exec(name)
  if (substitute) return `the bank holiday for ${substitute[1]}`
  return /bank holiday/i.test(name) ? `the ${name}` : name
}

function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
