/** Which of a complaint's policies an entry was made under, and which its next stage is under. */
import { expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { batchOf } from '../../workflows/batch.ts'
import { commit } from '../../workflows/commit.ts'
import { newState } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import type { Change } from '../../workflows/change.ts'
import { adopt, stageAfter, versionsAt } from '../../workflows/stages/adoption.ts'
import { unresolved } from '../../workflows/stages/enquiry.ts'
import { goOn } from '../../workflows/stages/investigation.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { RecordedState, State } from '../../workflows/state.ts'

const library = policyLibrary()
const basildon = library.byId('basildon-2025')
const code = library.byId('housing-ombudsman-code-2024')
const mondayMorning = atTime('2027-01-11', '10:00')

const recorded = (state: State): RecordedState => batchOf(state, [], [], mondayMorning).case.state
const done = (state: State, change: Change): State => commit(state, change, mondayMorning).state

it('by the entry, through every stage, whatever a batch holds of them', () => {
  const about = { kind: 'complaint', serviceArea: 'repairs', landlordMatter: true, points: 1, concerns: [] } as const
  const facts = { ref: 'C-TEST', organisation: 'north', policyDigest: 'first', enquiry: true, ...about, concerns: [] }
  const before = newState(facts, basildon, calendarOf([]))
  const enquiry = done(before, receive(before, mondayMorning))
  expect([enquiry.seq, stageAfter(enquiry)]).toEqual([1, 'stage-1'])

  const chosen = done(enquiry, adopt(enquiry, { digest: 'second', policy: code }))
  expect([chosen.policy.id, chosen.policyDigest]).toEqual(['basildon-2025', 'first'])
  expect([1, 2].map((seq) => versionsAt(recorded(chosen), seq))).toEqual([
    { now: 'first', next: 'second' },
    { now: 'first', next: 'second' },
  ])

  // The third entry is the first of stage 1.
  const stage1 = done(chosen, unresolved(chosen, mondayMorning))
  expect([stage1.seq, stage1.policy.id, stage1.policyDigest, stageAfter(stage1)]).toEqual([
    ...[3, 'housing-ombudsman-code-2024', 'second', 'stage-2'],
  ])
  expect(stage1).not.toHaveProperty('nextPolicy')

  const again = done(stage1, adopt(stage1, { digest: 'third', policy: basildon }))
  const stage2 = done(again, goOn(again, mondayMorning, undefined))
  expect([stage2.seq, stage2.policy.id, stageAfter(stage2)]).toEqual([5, 'basildon-2025', undefined])
  expect([1, 2, 3, 4, 5].map((seq) => versionsAt(recorded(stage2), seq))).toEqual([
    { now: 'first', next: 'second' },
    { now: 'first', next: 'second' },
    { now: 'second', next: 'third' },
    { now: 'second', next: 'third' },
    { now: 'third', next: 'third' },
  ])
})

it('is one and the same where nothing was adopted', () => {
  expect(versionsAt({ policyDigest: 'first' }, 7)).toEqual({ now: 'first', next: 'first' })
})

it('is chosen for no later stage than there is: neither of the last one, nor of what is no complaint', () => {
  const about = { serviceArea: 'repairs', landlordMatter: true, points: 1, concerns: [] }
  const facts = { ref: 'C-TEST', organisation: 'north', policyDigest: 'first', ...about }
  for (const kind of ['service-request', 'compliment'] as const) {
    const before = newState({ ...facts, kind }, code, calendarOf([]))
    expect(stageAfter(done(before, receive(before, mondayMorning)))).toBeUndefined()
  }
})
