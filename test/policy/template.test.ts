/** `example-council.yaml`, the template for a newcomer's own policy: every key that there may be, each with a comment. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { policyLibrary } from '../../prisma/policies.ts'
import { assess } from '../../workflows/policy/assessment.ts'
import { parsePolicy, PolicyError } from '../../workflows/policy/parse.ts'
import { policySchema } from '../../workflows/policy/policy.ts'

const file = new URL('../../workflows/policy/policies/example-council.yaml', import.meta.url)
const lines = readFileSync(file, 'utf8').split('\n')

/** A key that may be left out stands behind a #, without a space; the keys below it behind a # and more than one. */
const optional = /^( *)#((?: {2,})?(?:- )?[\w-]+:.*)$/
const present = /^ *(?:- )?[\w-]+:/
const prose = /^ *# \S/

/** Explained once at the top of the file, as every rule has one of them. */
const everywhere = ['clause', 'assumption']

/** The paths of all keys of a schema: `stages.acknowledge.within`. */
function keysOf(schema: unknown, path: string[] = []): string[] {
  if (!isRecord(schema)) return []
  const { properties, prefixItems, items, anyOf } = schema
  const inside = [...listOf(prefixItems), ...listOf(anyOf), items].flatMap((part) => keysOf(part, path))
  const own = isRecord(properties) ? Object.entries(properties).filter(([key]) => !everywhere.includes(key)) : []
  return [
    ...new Set([
      ...inside,
      ...own.flatMap(([key, part]) => [[...path, key].join('.'), ...keysOf(part, [...path, key])]),
    ]),
  ]
}

/** The same of what is written. */
function keysIn(value: unknown, path: string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => keysIn(item, path))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, part]) => [[...path, key].join('.'), ...keysIn(part, [...path, key])])
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Where each key that may be left out begins and ends. */
const blocks = lines.flatMap((line, at) => {
  const key = /^ *#(?:- )?([\w-]+):/.exec(line)?.[1]
  if (key === undefined) return []
  const rest = lines.slice(at + 1).findIndex((next) => !/^ *# {2,}(?:- )?[\w-]+:/.test(next))
  return [{ key, at, to: at + 1 + rest }]
})

const used = (which: (at: number) => boolean): string =>
  lines.map((line, at) => (which(at) ? line.replace(optional, '$1$2') : line)).join('\n')

/** A span is also accepted as number and unit; a policy's file writes it in words. */
const isWritten = (path: string) => !/\.(number|unit)$/.test(path)

describe('the template', () => {
  it('shows every key of the schema, there or to be taken', () => {
    const wanted = keysOf(z.toJSONSchema(policySchema, { io: 'input', unrepresentable: 'any' })).filter(isWritten)
    expect(wanted.length).toBeGreaterThan(90)
    const shown = new Set(keysIn(parse(used(() => true))))
    expect(wanted.filter((path) => !shown.has(path))).toEqual([])
  })

  it('has a comment at every key', () => {
    const keys = lines
      .map((line, at) => ({ line, above: lines[at - 1] ?? '', bare: line.replace(optional, '$1$2') }))
      .filter(({ line, bare }) => present.test(bare) && !(prose.test(line) && bare === line))
      .filter(({ bare }) => !everywhere.some((key) => bare.trim().startsWith(`${key}:`)))
    expect(keys.length).toBeGreaterThan(100)
    const isSecond = (bare: string) => /^ +(- id|words|onlyIf):/.test(bare)
    const bald = keys.filter(({ bare, above }) => !/ # \S/.test(bare) && !prose.test(above) && !isSecond(bare))
    expect(bald.map(({ line }) => line)).toEqual([])
  })

  it('is a policy as it stands, and departs from nothing in the Housing Ombudsman’s Code', () => {
    const library = policyLibrary()
    const findings = assess(library.byId('example-council'), library.byId('housing-ombudsman-code-2024'))
    expect(findings.length).toBeGreaterThan(20)
    expect(findings.filter(({ verdict }) => verdict !== 'complies' && verdict !== 'stricter')).toEqual([])
  })

  // What may be taken in place of something else, and what is said where both are there.
  const instead: Record<string, string> = {
    enquiry: 'noEarlierStage: contradicts enquiry',
    areas: 'sameForAllServices: contradicts respond.areas',
    gotWithin: 'escalation.gotWithin: is for a window that has a limit',
  }
  it('has keys to be taken', () =>
    expect(blocks.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(instead))))

  it.each(blocks)('$key can be taken by taking the # away', ({ key, at, to }) => {
    const text = used((line) => line >= at && line < to)
    let faults: readonly { key: string; message: string }[] = []
    try {
      parsePolicy(text, 'example-council.yaml')
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError)
      if (error instanceof PolicyError) faults = error.faults
    }
    const expected = instead[key]
    expect(faults.map((fault) => `${fault.key}: ${fault.message}`)).toEqual(
      expected === undefined ? [] : [expect.stringContaining(expected)],
    )
  })
})
