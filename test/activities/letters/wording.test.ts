/** Days, spans, money and "why this date", in each language that letters are written in. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { whyThisDate } from '../../../activities/letters/why.ts'
import { wordingIn } from '../../../activities/letters/wording.ts'
import { readWords } from '../../../activities/letters/words.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { bankHolidays, calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import { addDays, dayInWords } from '../../../workflows/policy/calendar.ts'
import { count } from '../../../workflows/policy/counting.ts'
import { inWords } from '../../../workflows/policy/extension.ts'
import type { CountedFrom, Span } from '../../../workflows/policy/policy.ts'

const [english, welsh] = [wordingIn('en'), wordingIn('cy')]
const units = ['working-days', 'calendar-days', 'calendar-months'] as const

describe('English', () => {
  it('says days and spans as the workflows say them to staff', () => {
    for (let day = '2027-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
      expect(english.day(day)).toBe(dayInWords(day))
    }
    for (const unit of units) {
      for (let number = 0; number <= 40; number++)
        expect(english.span({ number, unit })).toBe(inWords({ number, unit }))
    }
  })

  it('says what comes after "every"', () => {
    expect(english.every({ number: 1, unit: 'working-days' })).toBe('working day')
    expect(english.every({ number: 5, unit: 'working-days' })).toBe('5 working days')
  })
})

describe('Welsh', () => {
  it.each([
    ['2027-01-01', 'dydd Gwener 1 Ionawr 2027'],
    ['2027-02-02', 'dydd Mawrth 2 Chwefror 2027'],
    ['2027-03-03', 'dydd Mercher 3 Mawrth 2027'],
    ['2027-04-04', 'dydd Sul 4 Ebrill 2027'],
    ['2027-05-06', 'dydd Iau 6 Mai 2027'],
    ['2027-06-07', 'dydd Llun 7 Mehefin 2027'],
    ['2027-07-10', 'dydd Sadwrn 10 Gorffennaf 2027'],
    ['2027-08-31', 'dydd Mawrth 31 Awst 2027'],
    ['2027-09-30', 'dydd Iau 30 Medi 2027'],
    ['2027-10-11', 'dydd Llun 11 Hydref 2027'],
    ['2027-11-12', 'dydd Gwener 12 Tachwedd 2027'],
    ['2028-02-29', 'dydd Mawrth 29 Chwefror 2028'],
    ['2027-12-31', 'dydd Gwener 31 Rhagfyr 2027'],
  ])('%s is %s', (day, words) => {
    expect(welsh.day(day)).toBe(words)
  })

  it.each<[Span, string, every: string]>([
    [{ number: 1, unit: 'working-days' }, '1 diwrnod gwaith', 'diwrnod gwaith'],
    [{ number: 2, unit: 'working-days' }, '2 ddiwrnod gwaith', '2 ddiwrnod gwaith'],
    [{ number: 10, unit: 'working-days' }, '10 diwrnod gwaith', '10 diwrnod gwaith'],
    [{ number: 28, unit: 'calendar-days' }, '28 diwrnod calendr', '28 diwrnod calendr'],
    [{ number: 1, unit: 'calendar-months' }, '1 mis calendr', 'mis calendr'],
    [{ number: 2, unit: 'calendar-months' }, '2 fis calendr', '2 fis calendr'],
    [{ number: 3, unit: 'calendar-months' }, '3 mis calendr', '3 mis calendr'],
    [{ number: 6, unit: 'calendar-months' }, '6 mis calendr', '6 mis calendr'],
  ])('%j', (span, words, every) => {
    expect([welsh.span(span), welsh.every(span)]).toEqual([words, every])
  })

  it('says money in pounds', () => {
    expect([welsh.money(175), welsh.money(1175.5)]).toEqual(['£175', '£1,175.50'])
  })

  it('has no day where there is none', () => {
    expect(() => welsh.day('2027-02-29')).toThrow(RangeError)
  })
})

describe('why this date, in Welsh', () => {
  const calendar = calendarOf([{ date: '2027-12-29', name: 'Gwyliau' }])
  const why = (from: string, event: CountedFrom, span: Span, today = '2020-01-01', began?: 'reopened') =>
    whyThisDate(welsh, { from, counts: { from: event, ...span }, ...count(calendar, from, span) }, today, began)
  const days = (number: number): Span => ({ number, unit: 'working-days' })

  it('names the event, its day and each day that is left out', () => {
    expect(why('2027-03-22', 'receipt', days(5))).toBe(
      "Mae'r dyddiad hwnnw 5 diwrnod gwaith ar ôl y diwrnod y cawsom eich cwyn (dydd Llun 22 Mawrth 2027). " +
        'Nid ydym yn cyfrif y dyddiau hyn: penwythnosau, Dydd Gwener y Groglith, Dydd Llun y Pasg.',
    )
  })

  it('calls its own day that of this letter, and a stage that began otherwise by that', () => {
    expect(why('2027-06-07', 'acknowledgement', days(3), '2027-06-07')).toBe(
      "Mae'r dyddiad hwnnw 3 diwrnod gwaith ar ôl dyddiad y llythyr hwn.",
    )
    expect(why('2027-06-01', 'receipt', days(3), '2027-06-02', 'reopened')).toContain(
      'y diwrnod y penderfynwyd edrych ar eich cwyn eto (dydd Mawrth 1 Mehefin 2027)',
    )
  })

  it('names days that stand for a bank holiday, and our own closures as they were written', () => {
    const told = why('2027-12-23', 'request', days(5))
    expect(told).toContain('gŵyl banc yn lle Dydd Nadolig')
    expect(told).toContain('gŵyl banc yn lle Gŵyl San Steffan')
    expect(told).toContain('dyddiau pan fydd ein swyddfa ar gau (Gwyliau)')
  })

  it.each([
    ['2027-12-31', /Dydd Calan|gŵyl banc yn lle Dydd Calan/],
    ['2027-04-30', /gŵyl banc Calan Mai/],
    ['2027-05-28', /gŵyl banc y Gwanwyn/],
    ['2027-08-27', /gŵyl banc yr Haf/],
    ['2028-12-22', /Dydd Nadolig, Gŵyl San Steffan/],
    // its name is known in English alone
    ['2023-05-05', /gŵyl banc \(Bank holiday for the coronation of King Charles III\)/],
  ])('from %s', (from, name) => {
    expect(why(from, 'request', days(3))).toMatch(name)
  })

  it('has a Welsh name for every bank holiday from 2024 on', () => {
    const { names } = welsh.words.daysOff
    const titles = Object.entries(bankHolidays())
      .filter(([day]) => day >= '2024-01-01')
      .map(([, reason]) => reason.replace(/ \(substitute day\)|, bank holiday$/g, ''))
    expect([...new Set(titles)].filter((title) => !Object.hasOwn(names, title))).toEqual([])
  })

  it('says what every Ombudsman on file looks into', () => {
    const ids = policyLibrary().ombudsmen.map(({ id }) => id)
    expect(Object.keys(welsh.words.matters).toSorted()).toEqual(ids.toSorted())
  })
})

describe('a file of words', () => {
  const file = new URL('../../../activities/letters/templates/cy/words.yaml', import.meta.url)
  const yaml = readFileSync(file, 'utf8')
  it.each([
    ['a word is missing', /^ourReference:.*\n/m, '', /cy\/words\.yaml:\d+: ourReference: is missing/],
    ['one deep in it is missing', /^ {4}reopened:.*\n/m, '', /cy\/words\.yaml:\d+: why\.events\.reopened: is missing/],
    ['a place is left out', '{span} ar ôl {event}', '{span}', /why\.date: needs these places.*\{span\} \{event\}/],
    ['a place is misspelt', '{weekday} {day}', '{wekday} {day}', /:\d+: day: needs these places/],
    ['a key is not known', 'page: Tudalen', 'paeg: Tudalen', /page: is missing[^]*paeg: is no key here/],
  ])('is refused where %s, by line and key', (_what, find, put, message) => {
    expect(readWords(yaml, 'cy/words.yaml').language).toBe('cy')
    expect(() => readWords(yaml.replace(find, put), 'cy/words.yaml')).toThrow(message)
  })

  it('of a council is laid over ours, in each language by itself', () => {
    const own = mkdtempSync(path.join(tmpdir(), 'words-'))
    try {
      mkdirSync(path.join(own, 'cy'))
      writeFileSync(path.join(own, 'cy', 'words.yaml'), 'why: { thisLetter: dyddiad y llythyr yma }\n')
      expect(wordingIn('cy', own).words.why.thisLetter).toBe('dyddiad y llythyr yma')
      expect(wordingIn('cy', own).words.ourReference).toBe('Ein cyfeirnod')
      expect(wordingIn('en', own).words).toEqual(english.words)
    } finally {
      rmSync(own, { recursive: true })
    }
  })
})
