/** What is wrong with what was sent: the field, and plain words. What stood in the field is never repeated. */
import type { z } from 'zod'
import type { FieldError } from './problem.ts'

type Issue = z.core.$ZodIssue

/** @param whole what the whole is called: "body", or "query" */
export function faultsOf(error: z.ZodError, sent: unknown, whole: string): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: fieldOf([...path, key], whole), message: 'is not a field here' }))
    }
    return [{ field: fieldOf(path, whole), message: isMissing(issue, sent) ? 'must be given' : inWords(issue) }]
  })
}

/** `resident.address.0` */
function fieldOf(path: string[], whole: string): string {
  return path.length === 0 ? whole : path.join('.').slice(0, 200)
}

function isMissing(issue: Issue, sent: unknown): boolean {
  const value = issue.path.reduce<unknown>((at, part) => (isRecord(at) ? at[String(part)] : undefined), sent)
  return issue.code !== 'custom' && value === undefined
}

const types: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
}

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return `must be ${unionInWords(issue)}`
    case 'invalid_format':
      return formats[issue.format] ?? issue.message
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number'
        ? 'must not be empty'
        : `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}${units[issue.origin] ?? ''}`
    default:
      return issue.message
  }
}

const units: Record<string, string> = { string: ' characters', array: ' entries' }
const formats: Record<string, string> = {
  date: 'must be a day that there is, such as 2027-04-20',
  email: 'must be an email address',
}

function unionInWords(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const each = issue.errors.flatMap((issues) => issues.slice(0, 1).map((one) => inWords(one).replace(/^must be /, '')))
  return [...new Set(each)].join(', or ').replace('one of: ', '') || 'one of the forms that are described'
}

/** PostgreSQL can store neither the NUL character nor half a surrogate pair. Only for what a schema has bounded already. */
export function unstorable(value: unknown, path: string[] = []): FieldError[] {
  if (typeof value === 'string') {
    const message = 'holds a character that is none: leave out NUL and broken emoji'
    return /\0|\p{Surrogate}/u.test(value) ? [{ field: fieldOf(path, 'body'), message }] : []
  }
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, [...path, key]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
