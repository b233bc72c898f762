/** `policy due`: the date that a policy's rule gives, and why that date. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { calendarOf, knownUntil, type Closure } from '../../workflows/policy/bank-holidays.ts'
import { dayInShort, dayInWords, localDate, parseWhen, type LocalDate } from '../../workflows/policy/calendar.ts'
import { count, type Counted, type TrailDay } from '../../workflows/policy/counting.ts'
import {
  clockFor,
  clockNames,
  unlimited,
  type DeadlineClock,
  type ClockName,
} from '../../workflows/policy/deadline-rules.ts'
import type { CountedFrom, Policy } from '../../workflows/policy/policy.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { PolicyError, readYaml } from '../../workflows/policy/yaml-file.ts'
import type { Answer } from './answer.ts'
import { onePolicy, spanInWords } from './policy-show.ts'

export interface DueOptions {
  deadline?: string | undefined
  from?: string | undefined
  area?: string | undefined
  closures?: string | undefined
}

export function dueAnswer(library: PolicyLibrary, ids: string[], options: DueOptions): Answer {
  const policy = onePolicy(library, ids)
  if ('refusal' in policy) return policy
  const name = clockNames.find((known) => known === options.deadline)
  if (!name) {
    const said = options.deadline === undefined ? '--deadline is missing' : `"${options.deadline}" is no deadline`
    return { refusal: `${said}: write --deadline with one of ${clockNames.join(', ')}` }
  }
  const without = noSuchDeadline(policy, name)
  if (without !== undefined) return { refusal: without }
  const fromMs = instantIn(options.from)
  if (typeof fromMs !== 'number') return fromMs
  const from = localDate(fromMs)
  const closures = options.closures === undefined ? [] : closuresIn(options.closures)
  if (!Array.isArray(closures)) return closures
  const clock = clockFor(policy, name, options.area)
  return answerOf(policy, name, clock, from, count(calendarOf(closures), from, clock.span))
}

/** Why this policy has no such deadline. */
function noSuchDeadline(policy: Policy, name: ClockName): string | undefined {
  if (name === 'resolve-urgent-enquiry' && !policy.enquiry) {
    return `${cite(policy, policy.noEarlierStage?.clause)}: this policy has no step before stage 1`
  }
  const noLimit = unlimited(policy, name)
  return noLimit && `${cite(policy, noLimit.clause)}: this policy sets no limit on asking for stage 2`
}

/** @param what may be written: a clock in hours begins at a moment */
export function instantIn(when: string | undefined, what = 'the day or moment'): number | { refusal: string } {
  if (when === undefined) return { refusal: `--from is missing: write ${what}, like --from 2027-03-22T10:00` }
  try {
    return parseWhen(when)
  } catch (error) {
    if (error instanceof RangeError) return { refusal: `--from: ${error.message}` }
    throw error
  }
}

const closuresSchema = z.array(z.strictObject({ date: z.iso.date(), name: z.string().min(1) }))

export function closuresIn(file: string): Closure[] | { refusal: string } {
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

function answerOf(policy: Policy, name: ClockName, clock: DeadlineClock, from: LocalDate, counted: Counted): Answer {
  const { clause, assumption, span } = clock
  const notes = notesOn(policy, name)
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
      ...(notes.length > 0 && { notes }),
    },
    text: inWords(policy, name, clock, from, counted, notes),
    ...beyondKnown(counted.due),
  }
}

/** A day that no list of bank holidays on file reaches. */
export function beyondKnown(due: LocalDate): { warning?: string } {
  if (due <= knownUntil) return {}
  return {
    warning: `Bank holidays are on file until ${dayInWords(knownUntil)} only: npm run bank-holidays -- refresh`,
  }
}

/** What else the policy says of this deadline. */
function notesOn(policy: Policy, name: ClockName): string[] {
  const stage = policy.stages.find(({ id }) => name === `respond-${id}`)
  const acknowledged = policy.stages.find(({ id }) => name === `acknowledge-${id}`)
  const { gotWithin } = policy.escalation
  return [
    ...(stage?.respond.aim
      ? [
          `Beside it, the council sets itself ${spanInWords(stage.respond.aim.within)} of ${eventInWords(stage.respond.aim.of)} ` +
            `(${cite(policy, stage.respond.aim.clause)}). Nobody is late by that.`,
        ]
      : []),
    ...(acknowledged?.acknowledge.maySkip ? ['A complaint that is answered quickly needs no acknowledgement.'] : []),
    ...(name === 'request-stage-2' && gotWithin
      ? [
          'It counts from the day on which the resident got the response. ' +
            `Redress takes that to be ${spanInWords(gotWithin.within)} after the day it was sent.`,
        ]
      : []),
  ]
}

function inWords(
  policy: Policy,
  name: ClockName,
  clock: DeadlineClock,
  from: LocalDate,
  counted: Counted,
  notes: string[],
): string {
  const source = clock.clause === undefined ? 'assumed' : cite(policy, clock.clause)
  return [
    `${name}: ${spanInWords(clock.span)} of ${eventInWords(clock.from)} (${source}), ${policy.title}`,
    ...(clock.assumption === undefined ? [] : [clock.assumption]),
    ...notes,
    `From ${dayInWords(from)}`,
    '',
    ...counted.trail.map(trailLine),
    '',
    `Due by the end of ${dayInWords(counted.due)}`,
    '',
  ].join('\n')
}

function eventInWords(event: CountedFrom): string {
  return event.replace('-', ' ')
}

export function trailLine({ date, counted, why }: TrailDay): string {
  return `${dayInShort(date).padEnd(15)}  ${counted ? ' ' : '–'}  ${why}`
}
