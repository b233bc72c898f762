/** What gov.uk publishes now, laid over what is on file. */
import type { BankHoliday } from '../../workflows/policy/bank-holidays.ts'

export interface Refreshed {
  /** by date */
  holidays: BankHoliday[]
  added: BankHoliday[]
  removed: BankHoliday[]
  renamed: BankHoliday[]
  knownUntil: string
}

/** England and Wales have eight in an ordinary year, so a year with fewer is published in part. */
const WHOLE_YEAR = 8

/** Years published in full replace ours; of a year published in part ours are kept beside it; other years stay as they are. */
export function mergeBankHolidays(onFile: BankHoliday[], fresh: BankHoliday[]): Refreshed {
  const replaced = new Set(
    fresh.map(yearOf).filter((year) => fresh.filter((one) => yearOf(one) === year).length >= WHOLE_YEAR),
  )
  const kept = onFile.filter((one) => !replaced.has(yearOf(one)) && !on(fresh, one))
  const holidays = [...kept, ...fresh].sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    holidays,
    added: fresh.filter((one) => !on(onFile, one)),
    removed: onFile.filter((one) => !on(holidays, one)),
    renamed: fresh.filter((one) => on(onFile, one) && on(onFile, one)?.title !== one.title),
    knownUntil: `${holidays.at(-1)?.date.slice(0, 4)}-12-31`,
  }
}

function on(holidays: BankHoliday[], { date }: BankHoliday): BankHoliday | undefined {
  return holidays.find((one) => one.date === date)
}

function yearOf({ date }: BankHoliday): string {
  return date.slice(0, 4)
}
