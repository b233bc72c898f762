/** A payment that is smaller than what was promised or ordered. */
import { describe, expect, test } from 'vitest'
import { gapsIn } from '../../../prisma/case-file/gaps.ts'
import { aCase, where, type Changes, type Row } from './a-case.ts'

/** The invented case promises £20 with its first answer, and has a payment run of 20 March as the proof. */
function promised(amount: number | undefined, amountPaid: number | undefined, action: Row = {}): Changes {
  const remedies = [{ kind: 'money', by: '2027-03-30', amount }]
  const points = [{ finding: 'upheld', reasons: 'It was off for four days' }]
  return {
    texts: (rows) =>
      where('id', 't-done', { body: { evidence: 'The payment run of 20 March', amountPaid } })(
        where('id', 't-respond', { body: { points, remedies } })(rows),
      ),
    deadlines: where('name', 'complete-action', action),
  }
}

/** An Ombudsman ordered it instead: the second order of two, and done with the first. */
function ordered(amount: number, amountPaid: number): Changes {
  const orders = [
    { kind: 'apology', what: 'Say sorry', by: '2027-03-30' },
    { kind: 'compensation', amount },
  ]
  const apology = { number: 1, kind: 'apology', item: 1, textId: 't-orders' }
  const compensation = { number: 2, kind: 'compensation', item: 2, textId: 't-orders' }
  const name = 'comply-with-order'
  const none = [{ kind: 'money', by: '2027-03-01', amount: 20 }]
  return {
    texts: (rows) => [
      ...where('id', 't-done', { body: { proof: 'The payment run', amountPaid } })(
        where('id', 't-respond', { body: { points: [{ finding: 'upheld', reasons: 'x' }], remedies: none } })(rows),
      ),
      { id: 't-orders', body: { orders } },
    ],
    deadlines: (rows) =>
      rows.flatMap((row) =>
        row['name'] === 'complete-action'
          ? [apology, compensation].map((order) => ({ ...row, name, ...order }))
          : [row],
      ),
  }
}

const found: [name: string, changes: Changes, says: string][] = [
  ['less than was promised', promised(20, 15), 'Action 1 promised £20.00; £15.00 is on record as paid.'],
  ['by a penny', promised(1300.5, 1300.49), 'Action 1 promised £1,300.50; £1,300.49 is on record as paid.'],
  ['by another number', promised(20, 15, { number: 3 }), 'Action 3 promised £20.00; £15.00 is on record as paid.'],
  ['less than was ordered', ordered(500, 300), 'Order 2 of the Ombudsman was £500.00; £300.00 is on record as paid.'],
]

describe('found: paid', () => {
  test.each(found)('%s', (_name, changes, says) => {
    const about = { rule: 'HO Code 7.3', entry: 8, day: '2027-03-30' }
    expect(gapsIn(aCase(changes))).toEqual([{ gap: 'paid-less', says, ...about }])
  })
})

const fine: [name: string, changes: Changes][] = [
  ['all of it', promised(20, 20)],
  ['all of it, in sums that are no exact numbers', promised(0.3, 0.1 + 0.2)],
  ['more', promised(20, 25)],
  ['a sum that nobody has recorded', promised(20, undefined)],
  ['of a promise without a sum', promised(undefined, 5)],
  ['all that was ordered', ordered(500, 500)],
  ['a sum beside what is no payment', promised(20, 5, { kind: 'action' })],
]

describe('not found where there is paid', () => {
  test.each(fine)('%s', (_name, changes) => expect(gapsIn(aCase(changes))).toEqual([]))
})

test('what was given up is no payment', () => {
  const gaps = gapsIn(aCase(promised(20, 5, { status: 'ended' })))
  expect(gaps.map(({ gap }) => gap)).toEqual(['not-followed-through'])
})

test('what was done late and too small are two gaps', () => {
  const gaps = gapsIn(aCase(promised(20, 5, { status: 'late' })))
  expect(gaps.map(({ gap }) => gap)).toEqual(['late-duty', 'paid-less'])
})
