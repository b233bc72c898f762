/** Why something may not be done: the rule, as it is cited, and plain words with what to do instead. */
export interface Refusal {
  /** "HO Code 6.13" */
  rule: string
  message: string
}
