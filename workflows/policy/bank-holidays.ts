/**
 * Bank holidays in England and Wales, and the calendar made from them and a council's own closure days.
 *
 * `bank-holidays.json` has gov.uk's shape. gov.uk publishes about two years ahead; later years follow the Banking and
 * Financial Dealings Act 1971 until `npm run bank-holidays -- refresh` brings a proclaimed change.
 */
import published from './bank-holidays.json' with { type: 'json' }
import { councilClosed, type Calendar } from './calendar.ts'
import { dayNumber, weekdayOf, type LocalDate } from './day-number.ts'

/** One event of gov.uk's file. */
export interface BankHoliday {
  title: string
  date: LocalDate
  /** "Substitute day" or empty */
  notes: string
  /** whether it is an occasion to hang bunting, as gov.uk says */
  bunting: boolean
}

/** A day on which a council is closed beside bank holidays: `{ date: '2027-12-29', name: 'Christmas' }`. */
export interface Closure {
  date: LocalDate
  name: string
}

/**
 * The events for England and Wales in gov.uk's file (https://www.gov.uk/bank-holidays.json), by date.
 * Throws RangeError that says what is wrong when it is no such file.
 */
export function readBankHolidays(file: unknown): BankHoliday[] {
  const events = field(field(file, 'england-and-wales'), 'events')
  if (!Array.isArray(events) || events.length === 0) {
    throw new RangeError('not a file of bank holidays: "england-and-wales" must hold "events", at least one')
  }
  const read = events
    .map((event: unknown, at) => readEvent(event, `england-and-wales.events[${at}]`))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
  const twice = read.find(({ date }, at) => read[at + 1]?.date === date)
  if (twice) throw new RangeError(`not a file of bank holidays: ${twice.date} stands in it twice`)
  return read
}

function readEvent(event: unknown, at: string): BankHoliday {
  const [title, date, notes, bunting] = ['title', 'date', 'notes', 'bunting'].map((key) => field(event, key))
  if (typeof title !== 'string' || title === '') throw new RangeError(`${at}.title must be text`)
  if (typeof date !== 'string') throw new RangeError(`${at}.date must be a day like 2027-03-26`)
  if (typeof notes !== 'string') throw new RangeError(`${at}.notes must be text, empty where there are none`)
  if (typeof bunting !== 'boolean') throw new RangeError(`${at}.bunting must be true or false`)
  dayNumber(date)
  return { title, date, notes, bunting }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

const holidays = readBankHolidays(published)

/** The last day for which bank holidays are on file. A deadline after it may fall on one that nobody has told us of. */
export const knownUntil: LocalDate = `${holidays.at(-1)?.date.slice(0, 4)}-12-31`

/** Every bank holiday on file, with its reason: `{ '2027-03-26': 'Good Friday, bank holiday' }`. */
export function bankHolidays(): Record<LocalDate, string> {
  return Object.fromEntries(holidays.map((holiday) => [holiday.date, reason(holiday)]))
}

function reason({ title, notes }: BankHoliday): string {
  const name = notes === '' ? title : `${title} (${notes.toLowerCase()})`
  return /bank holiday/i.test(title) ? name : `${name}, bank holiday`
}

/**
 * The bank holidays and a council's closure days, weekends left out, between two days (both included) where a window is
 * given: a complaint carries only the year or two that it can reach. Throws RangeError for a closure on what is no day.
 */
export function calendarOf(closures: readonly Closure[], window?: { from: LocalDate; to: LocalDate }): Calendar {
  const closed = closures
    .map(({ date, name }): [LocalDate, string] => [date, `${councilClosed}${name}`])
    .sort((a, b) => (a.join() < b.join() ? 1 : -1))
  // where several reasons meet on a day, a bank holiday wins, then the first by name, so the order given never matters
  const reasons = { ...Object.fromEntries(closed), ...bankHolidays() }
  const daysOff = Object.entries(reasons)
    .filter(([date]) => ![0, 6].includes(weekdayOf(dayNumber(date))))
    .filter(([date]) => !window || (date >= window.from && date <= window.to))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return { version: `${daysOff.length}-${fingerprint(JSON.stringify(daysOff))}`, daysOff: Object.fromEntries(daysOff) }
}

/** Two runs of FNV-1a, 64 bits in all: to tell two calendars apart, not to keep a secret. */
function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f]
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(text.length - 1 - at), 0x01000193)
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
