/** Money that was paid is held against what was ordered or promised (an Ombudsman's orders; HO Code 7.3). */
import { amountPaid, dutyWords } from '../duty-words.ts'
import { dayOf } from '../calendar.ts'
import { textOf, type CaseFile, type DeadlineRow } from './case-file.ts'
import { deadlineRule } from './deadlines.ts'
import type { Gap } from './gap.ts'

export function moneyGaps(file: CaseFile): Gap[] {
  return file.case.deadlines.map((one) => paidLess(file, one)).filter((gap) => gap !== undefined)
}

/** Whose it was, and what was said of it. */
const owedAs: Record<string, string> = {
  'comply-with-order': 'Order {number} of the Ombudsman was',
  'complete-action': 'Action {number} promised',
}

function paidLess(file: CaseFile, one: DeadlineRow): Gap | undefined {
  const { name, number, kind, status, textId, item, doneTextId } = one
  const said = owedAs[name]
  if (said === undefined || !['met', 'late'].includes(status)) return undefined
  const { amount } = dutyWords(textOf(file.case, textId), item)
  const paid = amountPaid(kind, textOf(file.case, doneTextId))
  if (amount === null || paid === null || pence(paid) >= pence(amount)) return undefined
  const entry = file.case.timeline.find((line) => line.textId === doneTextId)?.seq ?? one.entry
  return {
    gap: 'paid-less',
    says: `${said.replace('{number}', `${number}`)} ${inPounds(amount)}; ${inPounds(paid)} is on record as paid.`,
    ...{ rule: deadlineRule(file, one) || null, entry, day: one.metOn && dayOf(one.metOn) },
  }
}

/** Whole, as sums of pounds are no exact numbers. */
function pence(pounds: number): number {
  return Math.round(pounds * 100)
}

/** "£1,300.50" */
function inPounds(pounds: number): string {
  return (pence(pounds) / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })
}
