/** What an Ombudsman ordered or recommended is done, and this is the proof. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import type { NamesStaff } from '../policy/response.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, openDuties } from '../stage.ts'
import { closingMoments } from '../stages/closing.ts'
import { listed, settleEach } from '../stages/duties.ts'
import type { Duty, State } from '../state.ts'
import { defineCommand } from './command.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal, type NamesEvidence } from './evidence.ts'
import { count, day, flag, listOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { notThen } from './ombudsman-evidence.ts'
import { refusal } from './ombudsman.ts'
import { paymentFault } from './owed.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint } from './rules.ts'

interface Complying extends NamesEvidence, NamesStaff {
  orders: number[]
  on?: LocalDate
  paid?: boolean
}

export const complyWithOrder = defineCommand({
  name: 'comply-with-order',
  title: 'An order is complied with',
  description:
    'Record that what an Ombudsman ordered or recommended is done, with the proof of it; of compensation, what was paid. The resident is told what is done and what is left. When nothing is left, the complaint is closed.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      orders: z
        .array(z.int().min(1).max(100_000))
        .min(1)
        .max(50)
        .describe('Their numbers, as they stand with the complaint'),
      on: fields.day().optional().describe('When it was done, if not today'),
      proof: words(4_000).describe('What shows that it is done, as the resident is told it'),
      evidenceFiles: evidenceFiles(),
      amountPaid: fields.pounds().optional().describe('Pounds, of compensation'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({
    orders: listOf(count(1, 100_000)),
    on: optional(day),
    paid: optional(flag),
    evidenceFiles: evidenceFilesFact,
    ...namesFacts,
  }),
  words: 'always',
  readsNames: true,
  digest: (body, known): Complying => ({
    orders: [...new Set(body.orders)],
    ...(body.on !== undefined && { on: body.on }),
    ...(body.amountPaid !== undefined && { paid: true }),
    ...evidenceNamed(body),
    ...namesIn(body, known),
  }),
  allowed(state, facts, { nowMs }) {
    const duties = ordersOf(state, facts.orders)
    const asked = duties.map(({ from }) => from).toSorted()
    return (
      notOrdered(state, facts.orders) ??
      notThen(state, { asked: asked.at(-1), on: facts.on }, nowMs) ??
      payment(state, duties, facts.paid ?? false) ??
      evidenceRefusal(state, facts) ??
      namesRefusal(state, facts)
    )
  },
  apply(state, { orders, on, evidenceFiles: files }, { by, nowMs, draft }) {
    const duties = ordersOf(state, orders)
    const how = { on, by: actorInWords(by), text: draft }
    const after = settleEach(state, duties, nowMs, how)
    const left = openDuties(after, 'comply-with-order')
    return {
      state: after,
      entries: [
        {
          event: 'order-complied',
          clause: duties[0]?.clause,
          detail: {
            ...{ stage: currentStage(state).id, on: on ?? localDate(nowMs), duties: listed(duties) },
            ...(left.length > 0 && { left: listed(left) }),
            ...(files && { evidenceFiles: files }),
            closes: closingMoments(after).length > 0,
          },
          text: draft,
          letter: { kind: 'ombudsman', to: 'resident' },
        },
      ],
    }
  },
})

function ordersOf(state: State, numbers: readonly number[]): Duty[] {
  return openDuties(state, 'comply-with-order').filter(({ number }) => numbers.includes(number))
}

function notOrdered(state: State, numbers: readonly number[]): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  const open = openDuties(state, 'comply-with-order')
  const unknown = numbers.filter((number) => !open.some((duty) => duty.number === number))
  if (unknown.length === 0) return undefined
  const list = open.map(({ number, kind, due }) => `${number} (${kind ?? 'order'}, due ${dayInWords(due)})`)
  return refusal(
    state,
    `Not open: ${unknown.join(', ')}. ${list.length === 0 ? 'No order of an Ombudsman is.' : `Open: ${list.join('; ')}.`} Correct "orders".`,
  )
}

/** Of compensation the sum is always told. */
function payment(state: State, duties: readonly Duty[], paid: boolean): Refusal | undefined {
  const fault = paymentFault(duties, 'compensation', paid)
  if (fault !== undefined) return refusal(state, fault)
  const unpaid = paid ? undefined : duties.find(({ kind }) => kind === 'compensation')
  if (!unpaid) return undefined
  return refusal(state, `Order ${unpaid.number} is compensation. Say in "amountPaid" what was paid.`)
}
