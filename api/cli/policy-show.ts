/** `policy list` and `policy show`: what is on file, as a table. */
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { dayInWords } from '../../workflows/policy/calendar.ts'
import type { Policy, Span } from '../../workflows/policy/policy.ts'
import type { Answer } from './answer.ts'
import { tableRow } from './wrapped-table.ts'

export function listAnswer({ policies }: PolicyLibrary): Answer {
  return {
    json: policies.map(({ id, title, inForce }) => ({ id, title, inForce })),
    text: table(policies.map((policy) => [policy.id, policy.title, forceInWords(policy)])),
  }
}

export function showAnswer(library: PolicyLibrary, ids: string[]): Answer {
  const policy = onePolicy(library, ids)
  return 'refusal' in policy ? policy : { json: policy, text: policyInWords(policy) }
}

/** The policy that the command names. */
export function onePolicy(library: PolicyLibrary, ids: string[]): Policy | { refusal: string } {
  const [id, more] = ids
  const known = library.policies.map((policy) => policy.id).join(', ')
  if (id === undefined) return { refusal: `Say which policy: ${known}` }
  if (more !== undefined) return { refusal: `One policy at a time: ${id}, and "${more}" is one too many` }
  return library.policies.find((policy) => policy.id === id) ?? { refusal: `"${id}" is no policy: ${known}` }
}

/** "10 working days" */
export function spanInWords({ number, unit }: Span): string {
  const words = unit.replace('-', ' ')
  return `${number} ${number === 1 ? words.slice(0, -1) : words}`
}

function forceInWords({ inForce }: Policy): string {
  const from = dayInWords(inForce.from)
  return inForce.to === undefined ? `in force from ${from}` : `in force from ${from} to ${dayInWords(inForce.to)}`
}

function policyInWords(policy: Policy): string {
  const rules = rulesIn(policy, [])
  const notes = [...new Set(rules.flatMap(({ assumption }) => assumption ?? []))]
  const rows = rules.map(({ name, value, clause, assumption }) => [
    name,
    value || 'required',
    [clause, assumption === undefined ? undefined : `assumed (${notes.indexOf(assumption) + 1})`]
      .filter(Boolean)
      .join(', '),
  ])
  return [
    `${policy.title} (${policy.id})`,
    `${policy.source}; ${forceInWords(policy)}; cited as ${policy.short}`,
    '',
    wrapped([['rule', 'value', 'clause'], ...rows]),
    ...explanations(policy),
    ...notes.map((note, at) => `(${at + 1}) ${note}`),
    '',
  ].join('\n')
}

function explanations({ explains }: Policy): string[] {
  const each = Object.entries(explains).map(([rule, words]) => `  ${rule}: ${words}`)
  return each.length === 0 ? [] : ['What it answers to departures from a Code:', ...each, '']
}

export interface ShownRule {
  name: string
  value: string
  clause?: string
  assumption?: string
}

/** Whatever says where it comes from is a rule, so that a rule added to the shape of a policy is shown without more ado. */
export function rulesIn(part: unknown, path: string[]): ShownRule[] {
  if (Array.isArray(part)) return part.flatMap((item: unknown) => rulesIn(item, [...path, idOf(item)]))
  if (!isRecord(part)) return []
  const { clause, assumption, id: _id, command: _command, ...values } = part
  const own = typeof clause === 'string' || typeof assumption === 'string'
  const inner = Object.entries(values).filter(([, value]) => holdsRule(value))
  const plain = Object.entries(values).filter(
    ([, value]) => !holdsRule(value) && !isEmpty(value) && !(value === 'never' && values['atMost'] === 'none'),
  )
  const rule: ShownRule = {
    name: path.map(inWords).join(', '),
    value: plain.map(([key, value]) => `${inWords(key)} ${valueInWords(value)}`).join(', '),
    ...(typeof clause === 'string' && { clause }),
    ...(typeof assumption === 'string' && { assumption }),
  }
  const below = inner.flatMap(([key, value]) => rulesIn(value, key === 'stages' ? path : [...path, key]))
  return own ? [rule, ...below] : below
}

function holdsRule(value: unknown): boolean {
  if (!isRecord(value)) return false
  return 'clause' in value || 'assumption' in value || Object.values(value).some(holdsRule)
}

/** What tells one entry of a list from the others. */
function idOf(item: unknown): string {
  if (!isRecord(item)) return ''
  const id = item['id'] ?? item['command']
  return typeof id === 'string' ? id : ''
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueInWords).join(isRecord(value[0]) ? '; ' : ', ')
  if (typeof value === 'string' && value.includes(' ')) return `“${value}”`
  if (!isRecord(value)) return String(value)
  if (isSpan(value)) return spanInWords(value)
  return Object.entries(value)
    .map(([key, inner]) => `${inWords(key)} ${valueInWords(inner)}`)
    .join(', ')
}

function isSpan(value: object): value is Span {
  return 'number' in value && 'unit' in value
}

/** heldOpen -> held open, stage-1 -> stage 1 */
function inWords(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')
}

/** As wide as a terminal is, with long cells on several lines. */
function wrapped(rows: string[][]): string {
  const most = [36, 60, 48]
  const widths = widthsOf(rows).map((width, column) => Math.min(width, most[column] ?? width))
  return rows.map((row) => `${tableRow(widths, row)}\n`).join('')
}

function widthsOf(rows: string[][]): number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
}

function table(rows: string[][]): string {
  const widths = widthsOf(rows)
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return rows.map((row) => `${line(row)}\n`).join('')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
