/** `policy due`: the date that a policy's rule gives, and why that date. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { calendarOf, knownUntil, type Closure } from '../../workflows/policy/bank-holidays.ts'
import { dayInShort, dayInWords, localDate, parseWhen, type LocalDate } from '../../workflows/policy/calendar.ts'
import { count, type Counted, type TrailDay } from '../../workflows/policy/counting.ts'
import {
  clockFor,
  deadlineNames,
  unlimited,
  type DeadlineClock,
  type DeadlineName,
} from '../../workflows/policy/deadline-rules.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { PolicyError, readYaml } from '../../workflows/policy/yaml-file.ts'
import type { Answer } from './answer.ts'
import { onePolicy, spanInWords } from './policy-show.ts'

interface DueOptions {
  deadline?: string | undefined
  from?: string | undefined
  area?: string | undefined
  closures?: string | undefined
}

export function dueAnswer(library: PolicyLibrary, ids: string[], options: DueOptions): Answer {
  const policy = onePolicy(library, ids)
  if ('refusal' in policy) return policy
  const name = deadlineNames.find((known) => known === options.deadline)
  if (!name) {
    const said = options.deadline === undefined ? '--deadline is missing' : `"${options.deadline}" is no deadline`
    return { refusal: `${said}: write --deadline with one of ${deadlineNames.join(', ')}` }
  }
  const noLimit = unlimited(policy, name)
  if (noLimit) return { refusal: `${cite(policy, noLimit.clause)}: this policy sets no limit on asking for stage 2` }
  const from = dayFrom(options.from)
  if (typeof from !== 'string') return from
  const closures = options.closures === undefined ? [] : closuresIn(options.closures)
  if (!Array.isArray(closures)) return closures
  const clock = clockFor(policy, name, options.area)
  return answerOf(policy, name, clock, from, count(calendarOf(closures), from, clock.span))
}

function dayFrom(when: string | undefined): LocalDate | { refusal: string } {
  if (when === undefined) return { refusal: '--from is missing: write the day or moment, like --from 2027-03-22T10:00' }
  try {
    return localDate(parseWhen(when))
  } catch (error) {
    if (error instanceof RangeError) return { refusal: `--from: ${error.message}` }
    throw error
  }
}

const closuresSchema = z.array(z.strictObject({ date: z.iso.date(), name: z.string().min(1) }))

function closuresIn(file: string): Closure[] | { refusal: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { refusal: `--closures: ${error instanceof Error ? error.message : file}` }
  }
  try {
    return readYaml(text, file, closuresSchema)
  } catch (error) {
    if (error instanceof PolicyError) return { refusal: error.message }
    throw error
  }
}

function answerOf(policy: Policy, name: DeadlineName, clock: DeadlineClock, from: LocalDate, counted: Counted): Answer {
  const { clause, assumption, span } = clock
  return {
    json: {
      policy: policy.id,
      deadline: name,
      clause: clause ?? null,
      ...(assumption !== undefined && { assumption }),
      counts: { from: clock.from, number: span.number, unit: span.unit },
      from,
      due: counted.due,
      trail: counted.trail,
    },
    text: inWords(policy, name, clock, from, counted),
    ...(counted.due > knownUntil && {
      warning: `Bank holidays are on file until ${dayInWords(knownUntil)} only: npm run bank-holidays -- refresh`,
    }),
  }
}

function inWords(policy: Policy, name: DeadlineName, clock: DeadlineClock, from: LocalDate, counted: Counted): string {
  const source = clock.clause === undefined ? 'assumed' : cite(policy, clock.clause)
  return [
    `${name}: ${spanInWords(clock.span)} of ${clock.from.replace('-', ' ')} (${source}), ${policy.title}`,
    ...(clock.assumption === undefined ? [] : [clock.assumption]),
    `From ${dayInWords(from)}`,
    '',
    ...counted.trail.map(trailLine),
    '',
    `Due by the end of ${dayInWords(counted.due)}`,
    '',
  ].join('\n')
}

function trailLine({ date, counted, why }: TrailDay): string {
  return `${dayInShort(date).padEnd(15)}  ${counted ? ' ' : '–'}  ${why}`
}
