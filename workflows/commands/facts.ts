/**
 * Readers for the facts that travel in a command: small, so that workflows need no schema library (which would cost each run of a
 * complaint more than its whole life does). They know only what may stand in Temporal: days, codes, numbers, yes and no.
 */
import { parseWhen } from '../policy/london-time.ts'

/** Returns the value, or throws `NotUnderstood` with the fields at fault and never what was in them. */
export type Reader<T> = (value: unknown, path: string) => T

export class NotUnderstood extends Error {
  readonly fields: string[]
  constructor(fields: string[]) {
    super(`Not understood: ${fields.join(', ')}`)
    this.fields = fields
  }
}

function reader<T>(is: (value: unknown) => value is T): Reader<T> {
  return (value, path) => {
    if (is(value)) return value
    throw new NotUnderstood([path])
  }
}

export const flag = reader((value) => typeof value === 'boolean')
export const day = reader((value): value is string => typeof value === 'string' && isDay(value))

/** A day, or a day and a time, as people write them. */
export const when = reader((value): value is string => typeof value === 'string' && isWhen(value))

export function count(least: number, most: number): Reader<number> {
  return reader((value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most)
}

export function matching(pattern: RegExp): Reader<string> {
  return reader((value): value is string => typeof value === 'string' && pattern.test(value))
}

export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return reader((value): value is T => values.some((one) => one === value))
}

export function listOf<T>(each: Reader<T>, most = 50): Reader<T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) throw new NotUnderstood([path])
    return value.map((one, index) => each(one, `${path}.${index}`))
  }
}

type Readers = Record<string, Reader<unknown>>
type Optional<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> }
type Required<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] }
export type Read<R extends Readers> = Optional<{ [K in keyof R]: ReturnType<R[K]> }> &
  Required<{ [K in keyof R]: ReturnType<R[K]> }>

export function optional<T>(inner: Reader<T>): Reader<T | undefined> {
  return (value, path) => (value === undefined ? undefined : inner(value, path))
}

/** An object with these fields and no others. */
export function shape<R extends Readers>(readers: R): Reader<Read<R>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotUnderstood([path || 'with'])
    const given = value as Record<string, unknown>
    const unknown = Object.keys(given).filter((key) => !Object.hasOwn(readers, key))
    if (unknown.length > 0) throw new NotUnderstood(unknown.map(printable))
    const read: Record<string, unknown> = {}
    for (const [key, readField] of Object.entries(readers)) {
      const field = readField(given[key], path ? `${path}.${key}` : key)
      if (field !== undefined) read[key] = field
    }
    return read as Read<R>
  }
}

/** A field's name may be repeated to whoever sent it; anything longer or stranger might be a person's words. */
function printable(key: string): string {
  return /^[A-Za-z]{1,30}$/.test(key) ? key : 'an unknown field'
}

function isDay(text: string): boolean {
  // PostgreSQL has no year 0, and the records must be able to keep it.
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function isWhen(text: string): boolean {
  try {
    return parseWhen(text) > 0
  } catch {
    return false
  }
}
