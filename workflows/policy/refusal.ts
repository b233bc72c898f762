/** Why something may not be done: the rule, as it is cited, and plain words with what to do instead. */
export interface Refusal {
  /** "HO Code 6.13" */
  rule: string
  message: string
  /** Each thing that stands against it, where there may be more than one. The rule is the first one's. */
  missing?: Missing[]
}

export type Missing = Pick<Refusal, 'rule' | 'message'>

/** One refusal for all that stands against something: under the first one's rule, with everything in its message. */
export function together(missing: Missing[]): Refusal | undefined {
  const [first, ...others] = missing
  if (!first) return undefined
  if (others.length === 0) return { ...first, missing }
  const each = missing.map(({ rule, message }, index) => {
    // The rule is named where it is another than the one before; the first one's heads the refusal.
    const cited = rule === (missing[index - 1] ?? first).rule ? '' : `${rule}: `
    return `(${index + 1}) ${cited}${message}`
  })
  return { rule: first.rule, message: `${missing.length} things are missing. ${each.join(' ')}`, missing }
}

/** Which of a list, counted from 1 as people count points and remedies. */
export function numbers<T>(list: readonly T[], are: (one: T) => boolean): number[] {
  return list.flatMap((one, index) => (are(one) ? [index + 1] : []))
}
