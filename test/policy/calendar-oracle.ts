/**
 * Working days by another road, to compare with: dates from Intl, Easter by Gauss's rule, bank holidays from the statute.
 * It shares no code with what it checks, and is slow.
 */
const HOUR = 3_600_000

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

export interface OracleDay {
  date: string
  weekday: string
}

/** The day after the one that holds this noon: 24 hours on is always the next day, as no change is near noon. */
export function oracleDay(noonMs: number): OracleDay {
  const parts = Object.fromEntries(london.formatToParts(noonMs).map(({ type, value }) => [type, value]))
  return { date: `${parts['year']}-${parts['month']}-${parts['day']}`, weekday: parts['weekday'] ?? '' }
}

export function oracleDue(from: string, workingDays: number, closures: readonly string[]): string {
  let noon = Date.parse(`${from}T12:00:00Z`)
  let day = oracleDay(noon)
  for (let left = workingDays; left > 0; left -= isOff(day, closures) ? 0 : 1) {
    noon += 24 * HOUR
    day = oracleDay(noon)
  }
  return day.date
}

function isOff({ date, weekday }: OracleDay, closures: readonly string[]): boolean {
  return (
    weekday === 'Sat' || weekday === 'Sun' || closures.includes(date) || statutory(Number(date.slice(0, 4))).has(date)
  )
}

const known = new Map<number, Set<string>>()

/** Holds for years without a proclamation: 2024 to 2030. */
export function statutory(year: number): Set<string> {
  const found = known.get(year) ?? new Set([...easter(year), ...mondays(year), ...christmas(year), newYear(year)])
  known.set(year, found)
  return found
}

function on(year: number, month: number, day: number): OracleDay {
  return oracleDay(Date.UTC(year, month - 1, day, 12))
}

/** Gauss's rule, good for 1900 to 2099: the March day on which Easter Sunday falls, April continued. */
function easter(year: number): string[] {
  const d = (19 * (year % 19) + 24) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
  const late = (d === 29 && e === 6) || (d === 28 && e === 6 && year % 19 > 10)
  const sunday = 22 + d + e - (late ? 7 : 0)
  return [on(year, 3, sunday - 2).date, on(year, 3, sunday + 1).date]
}

/** First Monday in May, last in May, last in August. */
function mondays(year: number): string[] {
  const among = (month: number, days: number[]) =>
    days.map((day) => on(year, month, day)).filter(({ weekday }) => weekday === 'Mon')
  const may = among(
    5,
    [...Array(31).keys()].map((day) => day + 1),
  )
  const august = among(
    8,
    [...Array(31).keys()].map((day) => day + 1),
  )
  return [may[0], may.at(-1), august.at(-1)].flatMap((day) => day?.date ?? [])
}

/** The first two weekdays from 25 December on that are not the weekend: substitutes included. */
function christmas(year: number): string[] {
  const days = [25, 26, 27, 28].map((day) => on(year, 12, day))
  return days
    .filter(({ weekday }) => weekday !== 'Sat' && weekday !== 'Sun')
    .slice(0, 2)
    .map(({ date }) => date)
}

function newYear(year: number): string {
  const days = [1, 2, 3].map((day) => on(year, 1, day))
  return days.find(({ weekday }) => weekday !== 'Sat' && weekday !== 'Sun')?.date ?? ''
}
