/** Rows of the matrix: what is read of a policy, and what stands in its document. Each cell is a test. */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../../prisma/policies.ts'
import type { RuleSource } from '../../../workflows/policy/deadline-rules.ts'
import { inWords } from '../../../workflows/policy/extension.ts'
import type { Policy, Span } from '../../../workflows/policy/policy.ts'

/** The documents by their short names. */
export const documents = {
  HO: 'housing-ombudsman-code-2024',
  Joint: 'joint-code',
  LGSCO: 'lgsco-code-2024',
  Basildon: 'basildon-2025',
  'Dartford to June 2024': 'dartford-2023',
  'Dartford after': 'dartford-2024',
  IGT: 'information-governance-team',
  LBBD: 'barking-and-dagenham',
} as const
export type Document = keyof typeof documents

export const policyOf = (document: Document): Policy => policyLibrary().byId(documents[document])

export interface Cell {
  value: unknown
  source: 'says' | 'hints' | 'assumed' | 'absent'
  clause?: string | undefined
}

/** The document says so; with its clause, where the matrix names it. */
export const says = (value: unknown, clause?: string): Cell => ({ value, source: 'says', clause })
/** The document says a part, and we assume the rest. */
export const hints = (value: unknown): Cell => ({ value, source: 'hints' })
/** The document does not say, and we assume. */
export const assumed = (value: unknown): Cell => ({ value, source: 'assumed' })
/** The document does not say, and there is no such rule. */
export const absent: Cell = { value: undefined, source: 'absent' }

type Sourced = { clause?: string | undefined; assumption?: string | undefined } | undefined

export interface Row {
  row: string
  /** The rule, and what of it the cells give. */
  rule: (policy: Policy) => Sourced
  value: (policy: Policy) => unknown
  cells: Record<Document, Cell>
}

export function table(title: string, rows: Row[]): void {
  describe(`The matrix, ${title}`, () => {
    describe.each(rows)('$row', ({ rule, value, cells }) => {
      const each = Object.entries(cells) as [Document, Cell][]
      it.each(each)('%s', (document, cell) => {
        const policy = policyOf(document)
        const source = rule(policy)
        expect(source && value(policy)).toEqual(cell.value)
        expect(sourceOf(source)).toBe(cell.source)
        if (cell.clause !== undefined) expect(source?.clause).toBe(cell.clause)
      })
    })
  })
}

function sourceOf(source: RuleSource | Sourced): Cell['source'] {
  if (source?.clause !== undefined) return source.assumption === undefined ? 'says' : 'hints'
  return source === undefined ? 'absent' : 'assumed'
}

/** "10 working days", or "none". */
export const words = (span: Span | 'none'): string => (span === 'none' ? span : inWords(span))
