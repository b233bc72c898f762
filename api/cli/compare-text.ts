/** A comparison for reading in a terminal: what comes under each policy side by side, marked where it differs. */
import { dayInShort, dayInWords } from '../../workflows/policy/calendar.ts'
import type { Comparison } from './compare-stories.ts'
import { tableRow } from './wrapped-table.ts'

const WIDTHS = [1, 32, 44, 44]

export function comparisonInWords(name: string, comparison: Comparison): string {
  const { a, b, received, deadlines, letters, events, refused } = comparison
  const row = (differs: boolean, ...cells: string[]) => tableRow(WIDTHS, [differs ? '≠' : '', ...cells])
  const table = (title: string, rows: string[]) =>
    rows.length === 0 ? [] : [row(false, title, a.policy, b.policy), ...rows, '']
  return [
    `${name}, received on ${dayInWords(received.slice(0, 10))}`,
    `  under ${a.title} (${a.policy})${a.note === null ? '' : `, ${a.note}`}`,
    `  and ${b.title} (${b.policy})${b.note === null ? '' : `, ${b.note}`}`,
    '',
    ...table(
      'Deadlines',
      deadlines.map((one) => row(one.differs, spaced(one.name), deadline(one.a), deadline(one.b))),
    ),
    ...table(
      'Letters to the resident',
      letters.map((one) => row(one.differs, `${spaced(one.kind)}: ${one.subject}`, ...both(one, day))),
    ),
    ...table(
      'What happened',
      events.map((one) => row(one.differs, happened(one), ...both(one, moment))),
    ),
    ...table(
      'What was refused',
      refused.map((one) => row(one.differs, `${one.do}, ${minute(one.at)}`, refusal(one.a), refusal(one.b))),
    ),
    ...table('How it ended', [row(ended(a) !== ended(b), '', ended(a), ended(b))]),
    '≠ marks what differs. Letters of the same day may still differ in their words: --json says which do.',
    '',
  ].join('\n')
}

function both<T>({ a, b }: { a: T | null; b: T | null }, inWords: (one: T) => string): [string, string] {
  return [a === null ? '–' : inWords(a), b === null ? '–' : inWords(b)]
}

function deadline(one: Comparison['deadlines'][number]['a']): string {
  if (one === null) return '–'
  const extended = one.extendedTo === null ? '' : `, extended to ${dayInShort(one.extendedTo)}`
  const met = one.metOn === null ? one.status : `${one.status} on ${dayInShort(one.metOn)}`
  return `${dayInShort(one.due)}${one.clause === null ? '' : ` (${one.clause})`}${extended}, ${met}`
}

function day({ at }: { at: string }): string {
  return dayInShort(at.slice(0, 10))
}

function moment({ at, outcome }: { at: string; outcome: string | null }): string {
  return outcome === null ? minute(at) : `${minute(at)}, ${spaced(outcome)}`
}

function happened({ event, stage }: Comparison['events'][number]): string {
  return stage === null ? spaced(event) : `${spaced(event)}, ${spaced(stage)}`
}

function refusal(one: Comparison['refused'][number]['a']): string {
  return one === null ? 'not refused' : `${one.rule}: ${one.message}`
}

function ended({ stage, status }: Comparison['a']): string {
  return stage === '' ? 'never taken in' : `${spaced(stage)}, ${spaced(status)}`
}

function minute(at: string): string {
  return `${dayInShort(at.slice(0, 10))} ${at.slice(11, 16)}`
}

function spaced(name: string): string {
  return name.replaceAll('-', ' ')
}
