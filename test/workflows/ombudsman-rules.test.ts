/** An Ombudsman has the complaint: when it is a stage and when it runs beside ours, what holds it open, and what is refused. */
import { describe, expect, it } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed, commands, type CommandName } from '../../workflows/commands/index.ts'
import { openDuties } from '../../workflows/stage.ts'
import { standingOf } from '../../workflows/stages/ombudsman.ts'
import type { State } from '../../workflows/state.ts'
import {
  acknowledged,
  answered,
  answeredAgain,
  at,
  finalAnswer,
  given,
  housing,
  legal,
  pass,
  received,
  refusal,
} from './decided.ts'

const monday1March = at('2027-03-01')
const referral = { on: '2027-03-01', by: 'resident' }
const determination = {
  ...{ on: '2027-03-01', findings: ['maladministration'] },
  orders: [{ kind: 'compensation', by: '2027-03-15' }],
  recommendations: ['2027-04-12'],
}
const referred = (state: State) => given(state, 'refer-to-ombudsman', referral, monday1March).state
const asItStands = ({ stages, status, closedAs }: State) => [stages.at(-1)?.id, status, closedAs]

/** The state once what is due by then is done, all of it then. */
const later = (state: State, nowMs: number): State => pass(state, nowMs, nowMs).state

describe('referred', () => {
  it.each([
    ['stage 1 runs', () => acknowledged(received(housing)), ['stage-1', 'acknowledged', undefined]],
    ['stage 2 may still be asked for', () => answered(received(housing)), ['stage-1', 'answered', undefined]],
    ['closed after the final answer', finalAnswer, ['ombudsman', 'with-ombudsman', 'closed']],
    ['declined', () => given(received(housing), 'decline', legal).state, ['ombudsman', 'with-ombudsman', 'declined']],
    ['withdrawn', () => given(received(housing), 'withdraw', {}).state, ['ombudsman', 'with-ombudsman', 'withdrawn']],
  ])('when %s', (_when, before, stands) => {
    const state = before()
    const after = referred(state)
    expect(asItStands(after)).toEqual(stands)
    // It moves none of our own days.
    expect(after.deadlines).toEqual(state.deadlines)
    expect(standingOf(after)).toBe('referred')
  })

  it.each([
    ['the final answer is given', answeredAgain, 'closed'],
    ['it is withdrawn', (state: State) => given(state, 'withdraw', {}).state, 'withdrawn'],
    ['nobody goes on to stage 2', (state: State) => later(state, at('2027-12-01')), 'closed'],
  ])('and our own procedure ends, as %s: it goes on with them', (_how, end, closedAs) => {
    expect(asItStands(end(referred(answered(received(housing)))))).toEqual(['ombudsman', 'with-ombudsman', closedAs])
  })

  it('a request for stage 2 is still taken, and they still have it', () => {
    const closed = later(answered(received(housing)), at('2027-12-01'))
    const state = given(
      given(closed, 'refer-to-ombudsman', referral, at('2027-12-01')).state,
      'escalate',
      {},
      at('2027-12-02'),
    ).state
    expect(asItStands(state)).toEqual(['stage-2', 'received', undefined])
    expect(standingOf(state)).toBe('referred')
  })

  it('a complaint about both may be with both, each once', () => {
    const state = acknowledged(received(housing, { landlordMatter: 'both' }))
    expect(refusal(state, 'refer-to-ombudsman', referral, monday1March)?.message).toContain(
      'housing-ombudsman or lgsco',
    )
    const first = given(state, 'refer-to-ombudsman', { ...referral, ombudsman: 'lgsco' }, monday1March).state
    expect(refusal(first, 'refer-to-ombudsman', { ...referral, ombudsman: 'lgsco' }, monday1March)).toBeDefined()
    const both = given(first, 'refer-to-ombudsman', { ...referral, ombudsman: 'housing-ombudsman' }, monday1March).state
    expect(refusal(both, 'record-determination', determination, monday1March)?.message).toContain('Two Ombudsmen')
    const ended = { ombudsman: 'lgsco', outcome: 'withdrawn', on: '2027-03-01' }
    expect(standingOf(given(both, 'end-referral', ended, monday1March).state)).toBe('referred')
  })
})

describe('decided', () => {
  const requests = { on: '2027-03-01', by: ['2027-03-08', '2027-03-22'] }
  const asked = given(referred(finalAnswer()), 'record-evidence-request', requests, monday1March).state
  const decided = given(asked, 'record-determination', determination, monday1March).state

  it('what they asked for and did not get is not waited for; each order has a day of its own', () => {
    const requested = openDuties(asked, 'supply-evidence')
    expect(requested.map(({ name, due, counts }) => `${name} ${due} ${counts.from}`)).toEqual([
      ...['supply-evidence 2027-03-08 asking', 'supply-evidence 2027-03-22 asking'],
    ])
    expect(openDuties(decided, 'supply-evidence')).toEqual([])
    expect(openDuties(decided, 'comply-with-order').map(({ kind, due, item }) => `${kind} ${due} ${item}`)).toEqual([
      ...['compensation 2027-03-15 1', 'recommendation 2027-04-12 2'],
    ])
  })

  it('is closed with the last order, and not before', () => {
    const paid = given(decided, 'comply-with-order', { orders: [1], paid: true }, at('2027-03-10'))
    expect(paid.entries[0]?.detail).toMatchObject({ closes: false, left: [{ number: 2 }] })
    expect(later(paid.state, at('2027-03-10')).status).toBe('with-ombudsman')
    const done = given(paid.state, 'comply-with-order', { orders: [2] }, at('2027-03-11'))
    expect(done.entries[0]?.detail).toMatchObject({ closes: true })
    expect(later(done.state, at('2027-03-11')).status).toBe('closed')
  })

  it('a complaint that was declined is that again, where they see nothing wrong in it', () => {
    const state = referred(given(received(housing), 'decline', legal).state)
    const fine = { ...determination, findings: ['no-maladministration'], orders: [], recommendations: [] }
    expect(later(given(state, 'record-determination', fine, monday1March).state, monday1March).status).toBe('declined')
  })

  it('whoever tells us to take it up again has it no longer; one that looks into it goes on', () => {
    const again = { because: 'ombudsman', decidedOn: '2027-03-01' }
    expect(standingOf(given(referred(finalAnswer()), 'reopen', again, monday1March).state)).toBeNull()
    expect(standingOf(given(asked, 'reopen', again, monday1March).state)).toBe('investigating')
  })

  const open = received(housing)
  it.each<[string, State, CommandName, Record<string, unknown>, string]>([
    ['nobody has it', open, 'record-determination', determination, 'refer-to-ombudsman'],
    ['nobody has it', open, 'record-evidence-request', requests, 'refer-to-ombudsman'],
    ['nobody has it', open, 'end-referral', { outcome: 'settled', on: '2027-03-01' }, 'refer-to-ombudsman'],
    ['in the future', open, 'refer-to-ombudsman', { ...referral, on: '2027-03-02' }, '"on"'],
    ['of no policy', open, 'refer-to-ombudsman', { ...referral, ombudsman: 'psow' }, 'housing-ombudsman and lgsco'],
    ['before they had it', asked, 'record-determination', { ...determination, on: '2027-02-26' }, '"on"'],
    ['due before it', asked, 'record-determination', { ...determination, recommendations: ['2027-02-26'] }, '"by"'],
    ['not asked for', asked, 'supply-evidence', { request: 3 }, 'Open: 1 (due Monday 8 March 2027)'],
    ['not ordered', decided, 'comply-with-order', { orders: [3] }, 'Open: 1 (compensation'],
    ['not paid', decided, 'comply-with-order', { orders: [1] }, '"amountPaid"'],
    ['nothing to pay', decided, 'comply-with-order', { orders: [2], paid: true }, '"amountPaid"'],
    ['no such file', decided, 'comply-with-order', { orders: [2], evidenceFiles: [7] }, 'file'],
  ])('refused: %s', (_why, state, name, facts, says) => {
    expect(refusal(state, name, facts, monday1March)?.message).toContain(says)
  })
})

describe('the lists are data of each Ombudsman', () => {
  const { ombudsmen } = policyLibrary()
  const body = { on: '2027-03-01', issues: [{ issue: 'The roof', finding: 'no-fault' }] }
  const facts = commandNamed('record-determination')?.digest(body, { staff: [], ombudsmen }) as Record<string, unknown>

  it('a finding of the one is none of the other', () => {
    const state = (ombudsman: string) =>
      given(
        received(housing, { landlordMatter: 'both' }),
        'refer-to-ombudsman',
        { ...referral, ombudsman },
        monday1March,
      ).state
    expect(refusal(state('lgsco'), 'record-determination', facts, monday1March)).toBeUndefined()
    expect(refusal(state('housing-ombudsman'), 'record-determination', facts, monday1March)?.message).toContain(
      'no-maladministration',
    )
  })
})

describe('nobody’s words travel', () => {
  const theirs = commands.filter(({ name }) => /ombudsman|evidence|determination|order|failure|referral/.test(name))
  it.each(theirs.map(({ name }) => name))('%s', (name) => {
    const command = commandNamed(name)
    const marked: unknown = JSON.parse(
      JSON.stringify(examples[name], (_key, value: unknown) =>
        typeof value === 'string' && /[ 0-9]{3}/.test(value) && !/^\d{4}-\d\d-\d\d$/.test(value)
          ? `CANARY ${value}`
          : value,
      ),
    )
    expect(JSON.stringify(command?.digest(marked, { staff: [], ombudsmen: policyLibrary().ombudsmen }))).not.toContain(
      'CANARY',
    )
  })
})
