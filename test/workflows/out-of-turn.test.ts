/**
 * The commands of the procedure itself, in every situation by every role, with the clause that forbids each. The table is written from
 * the Code. All commands by role and point of a life: `permission-table.test.ts`.
 */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import type { Actor } from '../../workflows/actor.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { isRefusal, readMessage, textRefusal } from '../../workflows/commands/message.ts'
import { commit } from '../../workflows/commit.ts'
import { newState } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import { close } from '../../workflows/stages/closing.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'

const policy = policyLibrary().byId('housing-ombudsman-code-2024')
const mondayMorning = atTime('2027-01-11', '10:00')
const draft = 't-00000000000000000000'

const facts = {
  'resolve-enquiry': { resolved: true, remedies: [], draft },
  assign: { officer: 'c.osei' },
  acknowledge: { responsibilities: 1, draft },
  define: { draft },
  extend: { until: '2027-02-09', reason: true, goodReason: true, draft },
  'agree-updates': { every: { number: 5, unit: 'working-days' } },
  respond: { findings: ['upheld'], reasons: [true], outcome: 'upheld', remedies: [], draft },
  escalate: {},
  withdraw: {},
  decline: { reason: 'legal-proceedings', draft },
  'decline-escalation': { reason: 'legal-proceedings', draft },
  reopen: { because: 'ombudsman', decidedOn: '2027-01-11', draft },
  'resolve-request': { resolved: true, draft },
  complain: { draft },
  'add-point': { related: true, delays: false, draft },
  'adopt-policy': { policy: 'housing-ombudsman-code-2024' },
  approve: {},
  'send-back': { draft },
  'letter-returned': { letter: 1, why: 'email-bounced' },
  'letter-posted': { letter: 1, on: '2027-01-11' },
  'complete-task': { task: 1, outcome: 'done' },
  'add-evidence': { file: 1 },
  'correct-contact': { changed: ['language'], reach: {}, draft },
} satisfies Partial<Record<CommandName, Record<string, unknown>>>
type Procedural = keyof typeof facts

const received = (): State => {
  const state = newState(
    {
      ref: 'C-TEST',
      organisation: 'exampleton',
      policyDigest: 'as-filed',
      kind: 'complaint',
      serviceArea: 'repairs',
      landlordMatter: true,
      points: 1,
      concerns: [],
      reach: { into: ['braille'] },
    },
    policy,
    calendarOf([]),
  )
  return commit(state, receive(state, mondayMorning), mondayMorning).state
}

function after(state: State, name: Procedural, by: Actor): State {
  const command = commandNamed(name)
  const { draft: text, ...rest }: Record<string, unknown> = facts[name]
  if (!command) throw new Error(name)
  const given = { by, nowMs: mondayMorning, ...(text !== undefined && { draft }) }
  return commit(state, command.apply(state, rest, given), mondayMorning).state
}

const khan: Actor = { role: 'officer', id: 'a.khan' }
const osei: Actor = { role: 'officer', id: 'c.osei' }
const received1 = received()
const acknowledged1 = after(received1, 'acknowledge', khan)
const answered1 = after(acknowledged1, 'respond', khan)
const received2 = after(answered1, 'escalate', khan)
const acknowledged2 = after(received2, 'acknowledge', osei)
const situations = {
  'stage 1 received': received1,
  'stage 1 acknowledged': acknowledged1,
  'stage 1 answered': answered1,
  'stage 1 closed': commit(answered1, close(answered1, mondayMorning), mondayMorning).state,
  'stage 1 withdrawn': after(acknowledged1, 'withdraw', khan),
  'stage 2 received': received2,
  'stage 2 acknowledged': acknowledged2,
  'stage 2 answered, so closed': after(acknowledged2, 'respond', osei),
  'stage 2 withdrawn': after(acknowledged2, 'withdraw', khan),
}
type Situation = keyof typeof situations

/** The clause that forbids it; `over` where the complaint is closed or withdrawn, `yes` where it may be done. */
type Verdict = 'yes' | 'over' | `${number}.${number}`
const order: Situation[] = [
  ...(['stage 1 received', 'stage 1 acknowledged', 'stage 1 answered', 'stage 1 closed', 'stage 1 withdrawn'] as const),
  ...(['stage 2 received', 'stage 2 acknowledged', 'stage 2 answered, so closed', 'stage 2 withdrawn'] as const),
]
const table: Record<Procedural, Verdict[]> = {
  // The Code knows no step before stage 1 (5.2), so there is never one to resolve.
  'resolve-enquiry': ['over', 'over', 'over', 'over', 'over', 'over', 'over', 'over', 'over'],
  // Work on a stage ends with its written response (6.9).
  assign: ['yes', 'yes', '6.9', 'over', 'over', 'yes', 'yes', 'over', 'over'],
  // Acknowledged once (6.2, 6.11); a correction is `define`.
  acknowledge: ['yes', '6.2', '6.9', 'over', 'over', 'yes', '6.11', 'over', 'over'],
  define: ['6.2', 'yes', '6.9', 'over', 'over', '6.11', 'yes', 'over', 'over'],
  // The time to respond runs from the acknowledgement (6.3, 6.14): before it there is nothing to extend.
  extend: ['6.2', 'yes', '6.9', 'over', 'over', '6.11', 'yes', 'over', 'over'],
  'agree-updates': ['yes', 'yes', '6.9', 'over', 'over', 'yes', 'yes', 'over', 'over'],
  respond: ['6.2', 'yes', '6.9', 'over', 'over', '6.11', 'yes', 'over', 'over'],
  // After the answer, whatever it was (6.10), with no last day; stage 2 is the final stage (6.19).
  escalate: ['6.10', '6.10', 'yes', 'yes', 'over', '6.19', '6.19', '6.19', '6.19'],
  withdraw: ['yes', 'yes', 'yes', 'over', 'over', 'yes', 'yes', 'over', 'over'],
  // Before it is answered, for a reason of the list (2.2). A request for stage 2 is turned down for the same reasons (5.11).
  decline: ['yes', 'yes', '6.9', 'over', 'over', '5.11', '5.11', 'over', 'over'],
  // Opened or only asked for (6.10), and not answered yet.
  'decline-escalation': ['6.10', '6.10', 'yes', 'yes', 'over', 'yes', 'yes', 'over', 'over'],
  // The Code asks for no second pair of eyes, so that nothing waits for one (6.9, 6.19).
  approve: ['6.9', '6.9', '6.9', 'over', 'over', '6.19', '6.19', 'over', 'over'],
  'send-back': ['6.9', '6.9', '6.9', 'over', 'over', '6.19', '6.19', 'over', 'over'],
  // A letter may come back, and be posted, whatever has become of the complaint meanwhile: the records say how it stands.
  'letter-returned': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  'letter-posted': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  // Their copy of the first letter is still to be sent, and how they are reached may change at any time.
  'complete-task': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  'correct-contact': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  // What came late is kept with the case as well.
  'add-evidence': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  // What is over, however it ended; what goes on cannot be opened.
  reopen: ['over', 'over', 'over', 'yes', 'yes', 'over', 'over', 'yes', 'yes'],
  // For a service request, which this is not (1.4).
  'resolve-request': ['1.4', '1.4', '1.4', 'over', 'over', '1.4', '1.4', 'over', 'over'],
  // For what is no complaint yet.
  complain: ['1.4', '1.4', '1.4', '1.4', '1.4', '1.4', '1.4', '1.4', '1.4'],
  // What is new is always taken: into this complaint, or as one of its own (6.8). A complaint withdrawn has no points to add to.
  'add-point': ['yes', 'yes', 'yes', 'yes', 'over', 'yes', 'yes', 'yes', 'over'],
  // For the next stage, so while there is one to come (stage 2 is the final stage, 6.19).
  'adopt-policy': ['yes', 'yes', 'yes', 'over', 'over', '6.19', '6.19', 'over', 'over'],
}
/** What the resident decides for themselves; all else is for staff. */
const residents: Procedural[] = ['escalate', 'withdraw', 'complain', 'add-evidence']
/** What an officer does not decide. */
const managers: Procedural[] = ['adopt-policy']

const roles = ['officer:c.osei', 'manager:c.osei', 'resident']
const names = Object.keys(facts) as Procedural[]
const cells = names.flatMap((name) =>
  order.flatMap((situation, index) =>
    roles.map((by) => {
      const forbidden =
        (by === 'resident' && !residents.includes(name)) || (!by.startsWith('manager') && managers.includes(name))
      const verdict = table[name][index]
      const expected = forbidden
        ? `Redress: ${name}`
        : verdict === 'over'
          ? 'HO Code'
          : verdict === 'yes'
            ? verdict
            : `HO Code ${verdict}`
      return { name, situation, by, expected }
    }),
  ),
)

describe('a command', () => {
  it('stands in the table for every situation', () => {
    expect(order.toSorted()).toEqual(Object.keys(situations).toSorted())
    expect(cells).toHaveLength(names.length * 9 * 3)
    for (const [name, verdicts] of Object.entries(table)) expect(verdicts, name).toHaveLength(order.length)
  })

  it.each(cells)('$name, $situation, by $by: $expected', ({ name, situation, by, expected }) => {
    const command = commandNamed(name)
    if (!command) throw new Error(name)
    const before = JSON.stringify(situations[situation])
    expect(ruleFor(name, command, situations[situation], by)).toBe(expected)
    expect(JSON.stringify(situations[situation])).toBe(before)
  })
})

function ruleFor(name: Procedural, command: Command, state: State, by: string): string {
  const read = readMessage(command, { by, with: facts[name] })
  if (isRefusal(read)) return read.rule
  const given = { by: read.by, nowMs: mondayMorning, ...(read.draft !== undefined && { draft: read.draft }) }
  return (command.allowed(state, read.facts, given) ?? textRefusal(command, read))?.rule ?? 'yes'
}
