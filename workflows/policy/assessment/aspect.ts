/** One thing on which a policy is held against a Code: how each of the two is read, and how they compare. */
import type { Policy } from '../policy.ts'

/**
 * - `departs`: what the document says goes against the Code, or gives the resident less than it.
 * - `silent`: the document does not say. A duty of the Code that a policy leaves unsaid is silent and not a departure: a
 *   reader finds nothing in the document that goes against the Code, and has to look at what is done instead.
 * - `stricter`: it asks more of the organisation than the Code does.
 */
export type Verdict = 'complies' | 'stricter' | 'departs' | 'silent'

export interface Compared {
  verdict: Verdict
  /** In what it departs, or why it does not; in words that stand by themselves. */
  how?: string
}

/** What a policy has on an aspect. Without a clause its document says nothing, and the value is what Redress assumes. */
export interface Said<T> {
  value: T
  /** "5 working days of receipt" */
  words: string
  clause: string | undefined
  /** What of it is assumed, and why. */
  assumption: string | undefined
}

/** A rule of a policy, as far as it says where it comes from. */
interface Sourced {
  clause?: string | undefined
  assumption?: string | undefined
}

export function said<T>({ clause, assumption }: Sourced, value: T, words: string): Said<T> {
  return { value, words, clause, assumption }
}

export interface Judged extends Compared {
  clause: string
  policy: string
  /** Null where no clause speaks of it. */
  policyClause: string | null
  policyAssumption: string | null
  code: string
  codeAssumption: string | null
}

export interface Aspect {
  /** Stable: a policy's `explains` goes by it. */
  rule: string
  /** What it is about, as a member of a governing body would say it. */
  title: string
  /** Undefined where the Code asks nothing here: it has no such rule, or only an assumption of ours. */
  judge: (policy: Policy, code: Policy) => Judged | undefined
}

interface AspectOf<T> {
  rule: string
  title: string
  /** What the Code asks for; undefined where it asks for nothing. */
  asks: (code: Policy) => Said<T> | undefined
  /** What the policy says to that; by the same reading as the Code's, where this is left out. */
  says?: (policy: Policy) => Said<T> | undefined
  compare: (policy: T, code: T) => Compared
}

export function aspect<T>({ rule, title, asks, says = asks, compare }: AspectOf<T>): Aspect {
  return {
    rule,
    title,
    judge: (policy, code) => {
      const asked = asks(code)
      if (asked?.clause === undefined) return undefined
      const given = says(policy)
      const both = {
        clause: asked.clause,
        code: asked.words,
        codeAssumption: asked.assumption ?? null,
        policyClause: given?.clause ?? null,
        policyAssumption: given?.assumption ?? null,
      }
      if (given === undefined) return { ...both, policy: 'does not say', verdict: 'silent' }
      if (given.clause === undefined) {
        return { ...both, policy: `does not say; Redress goes by: ${given.words}`, verdict: 'silent' }
      }
      return { ...both, policy: given.words, ...compare(given.value, asked.value) }
    },
  }
}

/** An aspect where all that counts is that the document has the rule. */
export function duty(rule: string, title: string, words: string, of: (policy: Policy) => Sourced | undefined): Aspect {
  const read = (policy: Policy) => {
    const source = of(policy)
    return source && said(source, true, words)
  }
  return aspect({ rule, title, asks: read, compare: () => ({ verdict: 'complies' }) })
}
