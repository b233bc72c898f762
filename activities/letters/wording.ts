/** How days, spans, lists and money are told in a letter, in its language. */
import { dayNumber, type LocalDate } from '../../workflows/policy/day-number.ts'
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import type { Span } from '../../workflows/policy/policy.ts'
import { wordsIn, type Words } from './words.ts'

export interface Wording {
  language: LetterLanguage
  words: Words
  /** "Friday 9 April 2027", as it stands in a sentence. Throws RangeError for what is no day. */
  day: (day: LocalDate) => string
  /** "10 working days" */
  span: (span: Span) => string
  /** "5 working days", "working day": what comes after "every". */
  every: (span: Span) => string
  /** "Saturday, Good Friday or Easter Monday" */
  list: (items: readonly string[]) => string
  /** Pounds: "£175", "£175.50". */
  money: (pounds: number) => string
}

/**
 * Throws Error where this Node has no data for the language, and PolicyError for words that are missing or wrong.
 * @param own the folder of the council's own words
 */
export function wordingIn(language: LetterLanguage, own?: string): Wording {
  const key = `${language} ${own ?? ''}`
  const known = made.get(key)
  if (known) return known
  const wording = wordingWith(language, wordsIn(language, own))
  made.set(key, wording)
  return wording
}

const made = new Map<string, Wording>()

export function wordingWith(language: LetterLanguage, words: Words): Wording {
  if (Intl.DateTimeFormat.supportedLocalesOf([words.language]).length === 0) {
    throw new Error(
      `This Node has no months and weekdays for "${words.language}". Run one that is built with full ICU.`,
    )
  }
  const plurals = new Intl.PluralRules(words.language)
  const money = moneyIn(words.language)
  const noun = ({ number, unit }: Span) => {
    const forms = words.spans[unit]
    const category = plurals.select(number)
    return (category === 'zero' ? undefined : forms[category]) ?? forms.other
  }
  return {
    language,
    words,
    day: dayIn(words),
    span: (span) => `${span.number} ${noun(span)}`,
    every: (span) => (span.number === 1 ? noun(span) : `${span.number} ${noun(span)}`),
    list: (items) => listed(items, words.list),
    money: (pounds) => money.format(pounds),
  }
}

/** By parts, as the commas between them differ from one edition of the locale data to the next. */
function dayIn({ language, day: pattern, smallWeekdays }: Words): Wording['day'] {
  const format = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  })
  return (day) => {
    const parts = format.formatToParts(dayNumber(day) * 86_400_000)
    const words = Object.fromEntries(parts.map(({ type, value }) => [type, value]))
    const weekday = words['weekday'] ?? ''
    return filled(pattern, { ...words, weekday: smallWeekdays ? smallBegun(weekday, language) : weekday })
  }
}

function smallBegun(word: string, language: string): string {
  return word.slice(0, 1).toLocaleLowerCase(language) + word.slice(1)
}

/** The same text begun with a capital: for a date that stands alone. */
export function begun(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Not Intl's: what comes after the Welsh "neu" or "a" would have to change its first letter. */
function listed(items: readonly string[], { between, last }: Words['list']): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(between)}${last}${items.at(-1)}`
}

function moneyIn(language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'GBP',
    trailingZeroDisplay: 'stripIfInteger',
  } as Intl.NumberFormatOptions)
}

/** A message with what is told in its places. */
export function filled(message: string, told: Readonly<Record<string, string>>): string {
  return message.replace(/\{([^{}]*)\}/g, (place, name: string) => told[name] ?? place)
}
