/** A story for reading in a terminal. */
import { dayInShort } from '../../workflows/policy/calendar.ts'
import type { Story } from './story.ts'

export function printedStory(story: Story): string {
  const { ref, policy, stage, status, timeline, deadlines, letters, refused, linked = [] } = story
  const events = timeline.map((entry) => ({
    at: entry.at,
    line: `${entry.event} by ${entry.by}${entry.clause ? ` (${entry.clause})` : ''}${facts(entry.detail)}`,
  }))
  const sent = letters.map((letter) => ({
    at: letter.at,
    line: `  ${letter.channel === 'letter' ? 'posted' : 'emailed'}: ${letter.subject}`,
  }))
  const refusals = refused.map((one) => ({ at: one.at, line: `REFUSED ${one.do}: ${one.rule}. ${one.message}` }))
  const lines = [...events, ...refusals, ...sent].toSorted((one, other) => one.at.localeCompare(other.at))
  return [
    ref === '' ? `Not taken in under ${policy}` : `${ref} under ${policy}: ${stage}, ${status}`,
    '',
    ...lines.map(({ at, line }) => `${dayInShort(at.slice(0, 10))} ${at.slice(11, 16)}  ${line}`),
    '',
    'Deadlines',
    ...deadlines.map(({ name, clause, from, due, extendedTo, metOn, status: became }) =>
      [
        `  ${name}${clause ? ` (${clause})` : ''}: from ${dayInShort(from)}, due ${dayInShort(due)}`,
        extendedTo === null ? '' : `, extended to ${dayInShort(extendedTo)}`,
        `, ${became}`,
        metOn === null ? '' : ` on ${dayInShort(metOn)}`,
      ].join(''),
    ),
    '',
    ...linked.flatMap((one) => [`Came out of ${ref}:`, printedStory(one)]),
  ].join('\n')
}

function facts(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  const shown = Object.entries(detail).filter(
    ([key, value]) => key !== 'stage' && value !== false && typeof value !== 'object',
  )
  return shown.length === 0
    ? ''
    : `: ${shown.map(([key, value]) => (value === true ? key : `${key} ${String(value)}`)).join(', ')}`
}
