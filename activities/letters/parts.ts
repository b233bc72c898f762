/**
 * A letter's parts, and those that may not be missing from it. A template opens a part with a line `{{ part('ombudsman') }}`; it goes
 * on to the next such line. What a council's own words leave out is so found before a letter goes anywhere.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readYaml } from '../../workflows/policy/yaml-file.ts'
import type { LetterData } from './data.ts'
import { isOutside } from '../../workflows/letter-out.ts'

const row = z.strictObject({
  part: z.string(),
  /** What of the data must be found in it: `facts.answer.day`, `ombudsmen.phone`. What is null is not asked for. */
  says: z.array(z.string()).default([]),
  /** Only where all of these hold: `facts.next`, or `!facts.next` where it does not. */
  when: z.array(z.string()).default([]),
  /** Who asks for it; left out for a part of the answer that the policy itself lists, whose clause is cited. */
  clause: z.string().optional(),
})
type Row = z.output<typeof row>

const schema = z.strictObject({
  parts: z.record(z.string(), z.string()),
  resident: z.array(row),
  kinds: z.record(z.string(), z.array(row)),
})

let read: z.output<typeof schema> | undefined

/** From templates/mandatory.yaml, read once. */
export function mandatory(): z.output<typeof schema> {
  const file = new URL('./templates/mandatory.yaml', import.meta.url)
  read ??= readYaml(readFileSync(file, 'utf8'), 'mandatory.yaml', schema, ({ parts, resident, kinds }) =>
    [resident, ...Object.values(kinds)].flatMap((rows) =>
      rows.flatMap(({ part }) =>
        Object.hasOwn(parts, part) ? [] : [{ path: ['parts'], message: `has no part "${part}"` }],
      ),
    ),
  )
  return read
}

/** What opens a part in the rendered letter. No data can write it: braces in data have a backslash before them. */
export function partMark(name: unknown): string {
  const { parts } = mandatory()
  if (typeof name === 'string' && Object.hasOwn(parts, name)) return `\n\n{part ${name}}\n\n`
  throw new Error(`there is no part "${String(name)}". The parts are: ${Object.keys(parts).join(', ')}`)
}

export interface Piece {
  part: string
  markdown: string
}

/** A rendered letter in its parts. What stands before the first is the opening. */
export function piecesOf(rendered: string): Piece[] {
  const [opening = '', ...others] = rendered.split(/^ *\{part ([a-z0-9-]+)\} *$/m)
  const pieces = [{ part: 'opening', markdown: opening }]
  for (let at = 0; at < others.length; at += 2) pieces.push({ part: others[at] ?? '', markdown: others[at + 1] ?? '' })
  return pieces.filter(({ markdown }) => markdown.trim() !== '')
}

/** What a part says, whatever piece of the letter it stands in. */
export interface Said {
  part: string
  text: string
}

/** Throws Error that names the template's file, and each part that is missing from it with who asks for it. */
export function requireParts(data: LetterData, file: string, said: Said[]): void {
  const faults = rowsFor(data).flatMap((one) => faultIn(one, data, said))
  if (faults.length > 0) throw new Error(faults.map((fault) => `${file}: ${fault}`).join('\n'))
}

/** The parts that a letter may not be without, each with who asks for it. */
export function mandatoryParts(data: LetterData): { part: string; clause: string }[] {
  const rows = rowsFor(data).map(({ part, clause = data.stage.response.clause }) => ({ part, clause }))
  return rows.filter((one, at) => rows.findIndex(({ part }) => part === one.part) === at)
}

function rowsFor(data: LetterData): Row[] {
  const { resident, kinds } = mandatory()
  const rows = [...(isOutside(data.to.who) ? resident : []), ...(kinds[data.kind] ?? [])]
  return rows.filter(
    ({ part, clause, when }) =>
      (clause !== undefined || asksFor(data, part)) && when.every((each) => holds(data, each)),
  )
}

/** The complaint's own policy lists it among the parts of an answer. */
function asksFor({ stage }: LetterData, part: string): boolean {
  return stage.response.parts.some((one) => one === part)
}

function holds(data: LetterData, condition: string): boolean {
  const not = condition.startsWith('!')
  const found = valuesAt(data, not ? condition.slice(1) : condition)
  return found.some((value) => value !== false && value !== '') !== not
}

function faultIn(row: Row, data: LetterData, said: Said[]): string[] {
  const { part, says, clause = data.stage.response.clause } = row
  const text = said.flatMap((one) => (one.part === part ? one.text : [])).join(' ')
  const what = `the part "${part}" (${mandatory().parts[part]})`
  const wanted = says.map((path) => ({ path, values: valuesAt(data, path).map((value) => lettersOf(String(value))) }))
  const values = wanted.flatMap((one) => one.values)
  // Somebody may have written nothing but marks that cannot be printed. The letter is not held up for that.
  if (values.length > 0 && values.every((value) => value === '')) return []
  if (text.trim() === '') {
    return [`${what} is missing: ${clause}. Put its words after a line {{ part('${part}') }}.`]
  }
  const letters = lettersOf(text)
  const unsaid = wanted.filter((one) => !one.values.every((value) => letters.includes(value)))
  return unsaid.map(({ path }) => `${what} does not say {{ ${path} }}: ${clause}. Put it back.`)
}

/** Every value at a path, through lists; what is null is none. Throws Error for a path that the data does not have. */
function valuesAt(data: LetterData, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (values, key) =>
      values.flatMap((value): unknown => {
        if (typeof value !== 'object' || value === null || !(key in value))
          throw new Error(`mandatory.yaml asks a ${data.kind} for "${path}", which its data does not have`)
        return (value as Record<string, unknown>)[key] ?? []
      }),
    [data],
  )
}

/** Letters and digits alone: how a template breaks lines and begins sentences is its own affair. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}
