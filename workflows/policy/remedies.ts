/** What is offered to put things right: what a policy asks of an offer before it goes out (HO Code 7.1, 7.3). Pure. */
import { dayInWords, type LocalDate } from './calendar.ts'
import type { RemedyKind } from './names.ts'
import type { Policy, StageRules } from './policy.ts'
import { cite } from './reading.ts'
import { numbers, type Missing } from './refusal.ts'

export interface RemedyFacts {
  kind: RemedyKind
  /** A day that has passed says that it is done already. */
  by: LocalDate
  /** It says what will be done; of money, how much. */
  says?: boolean
  /** A staff id: who sees to it, where that is not whoever has the case. */
  owner?: string
}

interface Against {
  policy: Policy
  rules: StageRules
}

/** These mean nothing to a resident until somebody says what will be done. */
const needWords: readonly RemedyKind[] = ['action', 'reconsideration', 'record-amended', 'policy-change']

/** "The remedy offer must clearly set out what will happen and by when" (7.3). When is a field that cannot be left out. */
export function remedyFaults({ policy, rules }: Against, remedies: readonly RemedyFacts[]): Missing[] {
  const rule = cite(policy, policy.remedies.offer?.clause ?? rules.response.clause)
  const vague = numbers(remedies, ({ kind, says }) => says !== true && needWords.includes(kind)).join(', ')
  const noSum = numbers(remedies, ({ kind, says }) => says !== true && kind === 'money').join(', ')
  return [
    ...(vague ? [{ rule, message: `Remedy ${vague}: say in "description" what will be done.` }] : []),
    ...(noSum ? [{ rule, message: `Remedy ${noSum} is money: give the "amount" in pounds.` }] : []),
  ]
}

/** @param wrong whether something went wrong */
export function remedyAdvice(
  { policy, rules }: Against,
  remedies: readonly RemedyFacts[],
  { wrong, today }: { wrong: boolean; today: LocalDate },
): Missing[] {
  const { due, offer } = policy.remedies
  const none = {
    rule: cite(policy, due?.clause ?? rules.response.clause),
    message: 'Something went wrong, and no remedy is offered: not even an apology.',
  }
  const past = remedies.flatMap(({ by, kind }, index) =>
    by < today && (needWords.includes(kind) || kind === 'money') ? [`${index + 1} (${dayInWords(by)})`] : [],
  )
  const done = {
    rule: cite(policy, offer?.clause ?? rules.response.clause),
    message: `The day of remedy ${past.join(', ')} has passed, so the letter says that it is done. Correct the day if it is not.`,
  }
  return [...(wrong && remedies.length === 0 ? [none] : []), ...(past.length > 0 ? [done] : [])]
}
