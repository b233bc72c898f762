/** A complaint at each point of its life, decided without a server, with one of everything that may be open beside it. */
import { examples } from '../../api/commands/examples.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { addDays, localDate } from '../../workflows/policy/calendar.ts'
import { lastDay } from '../../workflows/policy/deadlines.ts'
import { dutyNames } from '../../workflows/policy/names.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { openDeadlineNamed, openDuties, formalStage } from '../../workflows/stage.ts'
import { openDuty } from '../../workflows/stages/duties.ts'
import type { State } from '../../workflows/state.ts'
import { awaabRules } from '../policy/awaab.ts'
import { acknowledged, answered, answeredAgain, at, basildon, given, housing, received } from './decided.ts'

export const nowMs = at('2027-01-20')
const today = localDate(nowMs)
/** With all that only some policies have. */
const full: Policy = { ...housing, ...(basildon.adr && { adr: basildon.adr }) }
const readTwice: Policy = structuredClone(full)
for (const { response } of readTwice.stages)
  response.approve = { who: ['officer', 'manager'], assumption: 'for this test' }

type Facts = Record<string, unknown>
const later = (state: State, name: CommandName, body: object): State =>
  given(state, name, digested(name, body), nowMs).state

function digested(name: CommandName, body: object): Facts {
  const command = commandNamed(name)
  if (!command) throw new Error(`There is no command ${name}`)
  return command.digest({ ...(examples[name] as object), ...body }, { staff: [] }) as Facts
}

/** What only a running complaint may be given, and what goes on whatever becomes of it. */
const beside = ((): Partial<State> => {
  const before = received(full)
  const clock = digested('start-companion', { awareAt: '2027-01-15' })
  const after = [
    (state: State) => later(state, 'record-adjustment', { kind: 'other' }),
    (state: State) => later(state, 'restrict-contact', {}),
    (state: State) => later(state, 'restrict-contact', { kind: 'no-visits' }),
    (state: State) => later(state, 'challenge-restriction', {}),
    (state: State) => later(state, 'agree-adr', { concludeBy: '2027-02-15' }),
    (state: State) => given(state, 'start-companion', { ...clock, rules: awaabRules }, nowMs).state,
    (state: State) =>
      given(state, 'declare-conflict', digested('declare-conflict', { officer: 'a.khan' }), nowMs).state,
  ].reduce((state, give) => give(state), before)
  const own = new Set(['seq', 'stages', 'status', 'deadlines', 'undelivered', 'toOffice'])
  const added = Object.entries(after).filter(([key, value]) => !own.has(key) && value !== before[key as keyof State])
  return Object.fromEntries(added)
})()

function laden(state: State): State {
  const task = { number: 1, kind: 'call', letter: 1, due: '2027-06-30', status: 'open' } as const
  const more: State = { ...state, ...beside, groupLead: 'C-7KQM-2XPK', tasks: [task], taskCount: 1 }
  const missing = dutyNames.filter((name) => openDuties(more, name).length === 0)
  return missing.reduce((sum, name) => openDuty(sum, { name, due: '2027-06-30', kind: 'other', entry: 1 }, nowMs), more)
}

const escalated = () => given(answered(received(full)), 'escalate', {}).state
const stage2 = () => given(escalated(), 'acknowledge', { responsibilities: 1 }).state
const finalAnswer = () => answeredAgain(answered(received(full)))
const isOpenStill = (state: State): State => ({ ...state, status: 'answered' })
const proposal = (state: State): State => given(state, 'respond', digested('respond', onePoint)).state
const onePoint = { points: [{ finding: 'not-upheld', reasons: 'We looked into it.' }], outcome: 'not-upheld' }
const withThem = () => later(finalAnswer(), 'refer-to-ombudsman', { on: today })

/** In the order of a life. What is over is over since 11 January 2027. */
export const standings: Record<string, State> = {
  'service request': laden(received(full, { kind: 'service-request' })),
  compliment: laden(received(full, { kind: 'compliment' })),
  'urgent enquiry': laden(received({ ...basildon, roles: [] }, { enquiry: true })),
  received: laden(received(full)),
  acknowledged: laden(acknowledged(received(full))),
  'answer proposed': laden(proposal(acknowledged(received(readTwice)))),
  answered: laden(answered(received(full))),
  'stage 2': laden(escalated()),
  'stage 2 acknowledged': laden(stage2()),
  'final answer': laden(isOpenStill(finalAnswer())),
  closed: laden(finalAnswer()),
  withdrawn: laden(given(received(full), 'withdraw', {}).state),
  declined: laden(given(received(full), 'decline', { reason: 'legal-proceedings' }).state),
  'with the Ombudsman': laden(withThem()),
}

/** Nothing is left to do that was promised, for what is refused until then. */
function light({ duties = [], ...state }: State): State {
  return { ...state, duties: duties.filter(({ name }) => name.startsWith('review')) }
}

/** Whose facts hold only where they fit the day, or what is open. */
const timely: Partial<Record<CommandName, (state: State) => object>> = {
  respond: () => onePoint,
  extend: (state) => {
    const stage = formalStage(state)?.id ?? 'stage-1'
    const due = openDeadlineNamed(state, `respond-${stage}`)
    return { until: due ? addDays(lastDay(due), 3) : '2027-02-01' }
  },
  'agree-adr': () => ({ concludeBy: '2027-02-15' }),
  'agree-action': () => ({ by: '2027-02-15' }),
  'start-legal-proceedings': () => ({ filedOn: today }),
  reopen: () => ({ decidedOn: today }),
  'refer-to-ombudsman': () => ({ on: today }),
  'record-evidence-request': () => ({ on: today, requests: [{ what: 'The log', by: '2027-02-15' }] }),
  'record-determination': () => ({ on: today, orders: [], recommendations: [] }),
  assign: () => ({ officer: 'b.new' }),
  'comply-with-order': () => ({ orders: [1], amountPaid: undefined }),
  'challenge-restriction': () => ({ restriction: 2 }),
  'record-failure': () => ({ on: today }),
  'end-referral': () => ({ on: today }),
  'put-off-action': () => ({ to: '2027-08-02' }),
  'start-companion': () => ({ hazard: 'damp-and-mould', awareAt: today }),
  'record-step': () => ({ step: 'investigated', at: today, found: undefined, work: undefined, when: undefined }),
  'change-track': () => ({ at: '2027-01-20T09:00' }),
  'letter-posted': () => ({ on: today }),
  'record-adjustment': () => ({ kind: 'braille' }),
}

/** What travels of the command's example there, and the complaint that it is given to. */
export function example(command: Command<CommandName>, state: State): { state: State; facts: Facts } {
  const idle = command.name === 'close' || command.name === 'start-companion' || command.name === 'agree-adr'
  const without = { ...light(state) }
  delete without.companions
  return { state: idle ? without : state, facts: digested(command.name, timely[command.name]?.(state) ?? {}) }
}
