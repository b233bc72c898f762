/** A YAML file read against a schema, with every fault told by line, key, what is wrong and what is allowed. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml'
import type { z } from 'zod'
import { faultsOf, type Fault, type Path } from './schema-faults.ts'

/** The message has a line for each fault, in the order of the file: `file:line: key: what is wrong and what is allowed`. */
export class PolicyError extends Error {
  override name = 'PolicyError'
  /** The same, for programs; empty where the fault is not in one file. */
  readonly faults: readonly PlacedFault[]

  constructor(message: string, faults: readonly PlacedFault[] = []) {
    super(message)
    this.faults = faults
  }
}

export interface PlacedFault {
  line: number
  /** stages[0].respond.within */
  key: string
  message: string
}

/** Further rules on what the schema accepted, such as references from one part to another. */
export type Check<T> = (value: T) => Fault[]

/**
 * The file's value by the schema. Throws PolicyError that lists all faults: of the YAML first, then of the schema, then of
 * the check, as each can only be looked for once the one before is mended.
 */
export function readYaml<T>(text: string, fileName: string, schema: z.ZodType<T>, check?: Check<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const broken = [...document.errors, ...document.warnings]
  refuse(
    fileName,
    broken.map((error) => ({ line: lines.linePos(error.pos[0]).line, ...yamlFault(error, text) })),
  )

  const place = (fault: Fault) => ({
    line: lines.linePos(offsetOf(document, fault.path)).line,
    key: keyInWords(fault.path),
    message: fault.message,
  })
  const value: unknown = document.toJS()
  const read = schema.safeParse(value)
  if (!read.success) {
    const faults = faultsOf(read.error, schema, value, (path) => sourceOf(document, path))
    refuse(fileName, faults.map(place))
    throw new PolicyError(`${fileName}: ${read.error.message}`)
  }
  refuse(fileName, (check?.(read.data) ?? []).map(place))
  return read.data
}

function refuse(fileName: string, faults: PlacedFault[]): void {
  if (faults.length === 0) return
  const inOrder = faults.toSorted((a, b) => a.line - b.line)
  const lines = inOrder.map(({ line, key, message }) => `${fileName}:${line}: ${key}: ${message}`)
  throw new PolicyError(lines.join('\n'), inOrder)
}

function yamlFault(error: YAMLError, text: string): Omit<PlacedFault, 'line'> {
  if (error.code !== 'DUPLICATE_KEY') return { key: 'YAML', message: error.message }
  const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0] ?? 'key'
  return { key, message: 'stands here twice: keep one' }
}

/** Where in the text the fault is: at its key, or at the deepest part above it that there is. */
function offsetOf(document: Document, path: Path): number {
  return walk(document, path).offset
}

/** How a value is written in the file: 6.10, where the number read from it is 6.1. */
function sourceOf(document: Document, path: Path): string | undefined {
  const { node } = walk(document, path)
  return isScalar(node) ? node.source : undefined
}

function walk(document: Document, path: Path): { node: unknown; offset: number } {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment))
      if (!pair) return { node: undefined, offset }
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(segment)]
      if (item === undefined) return { node: undefined, offset }
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset
      node = item
    }
  }
  return { node, offset }
}

/** stages[0].respond.within */
function keyInWords(path: Path): string {
  const words = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return words.replace(/^\./, '') || 'file'
}
