/** `policy companions`: the statutory clocks that may run beside a complaint; and when one of theirs is due. */
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { dayInWords, localTimestamp } from '../../workflows/policy/calendar.ts'
import { citeCompanion, dueFrom, type CompanionClock } from '../../workflows/policy/companion-rules.ts'
import { rulesOf, type Companion } from '../../workflows/policy/companions.ts'
import { trailOf } from '../../workflows/policy/deadlines.ts'
import type { Answer } from './answer.ts'
import { beyondKnown, closuresIn, instantIn, trailLine, type DueOptions } from './policy-due.ts'
import { spanInWords } from './policy-show.ts'
import { wrappedTable } from './wrapped-table.ts'

export function companionsAnswer({ companions }: PolicyLibrary, [id, more]: string[]): Answer {
  const known = companions.map((one) => one.id).join(', ')
  if (more !== undefined) return { refusal: `One clock at a time: ${id}, and "${more}" is one too many` }
  if (id === undefined) {
    return {
      json: companions.map(({ id: name, title, inForce }) => ({ id: name, title, inForce })),
      text: companions.map(({ id: name, title, source }) => `${name}  ${title}\n  ${source}\n`).join(''),
    }
  }
  const companion = companions.find((one) => one.id === id)
  return companion ? { json: companion, text: inWords(companion) } : { refusal: `"${id}" is no such clock: ${known}` }
}

function inWords(companion: Companion): string {
  const notes = [...new Set(companion.clocks.flatMap(({ assumption }) => assumption ?? []))]
  const rows = companion.clocks.map(({ id, words, within, from, does, tracks, clause, assumption }) => [
    `${id}: ${words.staff}`,
    `${withinInWords(within)} of ${from.join(', ')}`,
    does.join(', '),
    tracks.join(', '),
    [clause, assumption === undefined ? undefined : `assumed (${notes.indexOf(assumption) + 1})`]
      .filter(Boolean)
      .join(', '),
  ])
  return [
    `${companion.title} (${companion.id})`,
    `${companion.source}; in force from ${dayInWords(companion.inForce.from)}`,
    '',
    wrappedTable([34, 30, 26, 22, 14], [['clock', 'within', 'met by', 'track', 'clause'], ...rows]),
    ...notes.map((note, at) => `(${at + 1}) ${note}`),
    '',
  ].join('\n')
}

function withinInWords(within: CompanionClock['within']): string {
  return 'hours' in within ? `${within.hours} hours` : spanInWords(within)
}

/** As `policy due` answers for a policy's own deadlines. */
export function companionDueAnswer(companion: Companion, options: DueOptions): Answer {
  const rules = rulesOf(companion)
  const clock = rules.clocks.find(({ id }) => id === options.deadline)
  if (!clock) {
    const known = rules.clocks.map(({ id }) => id).join(', ')
    return { refusal: `--deadline ${options.deadline ?? 'is missing'}: write one of ${known}` }
  }
  const fromMs = instantIn(options.from, 'the moment')
  if (typeof fromMs !== 'number') return fromMs
  const closures = options.closures === undefined ? [] : closuresIn(options.closures)
  if (!Array.isArray(closures)) return closures
  const calendar = calendarOf(closures)
  const counted = dueFrom(rules, clock, calendar, fromMs)
  const trail = trailOf({ ...counted, counts: { ...counted.counts, from: clock.of } }, calendar)
  const at = counted.dueAtMs === undefined ? undefined : localTimestamp(counted.dueAtMs)
  const clause = citeCompanion(rules, clock.clause)
  return {
    json: {
      ...{ companion: companion.id, deadline: clock.id, clause, within: clock.within, from: counted.from },
      ...{ due: counted.due, ...(at !== undefined && { dueAt: at }), trail },
    },
    text: [
      `${clock.id}: ${withinInWords(clock.within)} of ${clock.from.join(' or ')} (${clause})`,
      '',
      ...trail.map(trailLine),
      '',
      at === undefined
        ? `Due by the end of ${dayInWords(counted.due)}`
        : `Due by ${at.slice(11, 16)} on ${dayInWords(counted.due)}`,
      '',
    ].join('\n'),
    ...beyondKnown(counted.due),
  }
}
