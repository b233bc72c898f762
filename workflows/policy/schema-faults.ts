/** What zod found wrong, in plain words: what stands there and what is allowed instead. */
import { z } from 'zod'

export type Path = (string | number)[]

export interface Fault {
  path: Path
  message: string
}

type Issue = z.core.$ZodIssue
type SourceOf = (path: Path) => string | undefined

/**
 * One fault for each issue, and one for each key that is not known.
 * @param value what was checked against the schema
 * @param sourceOf how a value is written in the file, where that differs from what was read (6.10 is read as 6.1)
 */
export function faultsOf(error: z.ZodError, schema: z.ZodType, value: unknown, sourceOf: SourceOf): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol')
    if (issue.code === 'unrecognized_keys') {
      const message = `is no key here: the keys are ${keysAt(schema, path).join(', ')}`
      return issue.keys.map((key) => ({ path: [...path, key], message }))
    }
    const found = valueAt(value, path)
    const shown = sourceOf(path) ?? JSON.stringify(found)
    return [{ path, message: found === undefined ? `is missing: ${needed(issue)}` : wrong(issue, shown, found) }]
  })
}

function needed(issue: Issue): string {
  if (issue.code === 'invalid_type') return `write ${TYPES[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') return `write ${issue.values.map(String).join(' or ')}`
  return issue.message
}

function wrong(issue: Issue, shown: string, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && typeof found !== 'object') return `${shown} must be in quotes: '${shown}'`
      return `${shown} is not ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `${shown} is not allowed: write ${issue.values.map(String).join(' or ')}`
    case 'invalid_format':
      return `${shown} is not right: ${FORMATS[issue.format] ?? issue.message}`
    case 'invalid_union':
      return `${shown} is ${issue.message}`
    case 'too_small':
      if (issue.origin === 'array') return `has ${count(found)}, and needs at least ${issue.minimum}`
      return issue.origin === 'string' ? 'is empty' : `${shown} is too small: at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'array' ? `has ${count(found)}, and at most ${issue.maximum} are allowed` : issue.message
    default:
      return issue.message
  }
}

const TYPES: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  tuple: 'a list',
  object: 'keys with values',
  record: 'keys with values',
}

const FORMATS: Record<string, string> = {
  date: 'write a day that there is, like 2024-04-01',
  time: "write a time of day in quotes, like '09:00'",
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (isRecord(at) ? at[String(part)] : undefined), value)
}

/** The keys that the schema knows at a path, from its JSON Schema. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  for (const part of path) {
    const { properties, prefixItems, items, additionalProperties } = objectIn(at)
    if (typeof part === 'string') at = isRecord(properties) ? properties[part] : additionalProperties
    else at = (Array.isArray(prefixItems) ? prefixItems[part] : undefined) ?? items
  }
  const { properties } = objectIn(at)
  return isRecord(properties) ? Object.keys(properties) : []
}

/** Of alternatives, the one that has keys. */
function objectIn(schema: unknown): Record<string, unknown> {
  if (!isRecord(schema)) return {}
  const alternatives: unknown[] = Array.isArray(schema['anyOf']) ? schema['anyOf'] : []
  const object = alternatives.find((one) => isRecord(one) && one['type'] === 'object')
  return isRecord(object) ? object : schema
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
