/** What each policy asks of a complaint before it takes it in, and who may give a command under it: straight from the documents. */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { roleRefusal } from '../../workflows/commands/roles.ts'
import { intakeRefusal } from '../../workflows/intake-rules.ts'
import { intakeSchema, newState } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { capacities, permissions } from '../../workflows/policy/names.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { receive } from '../../workflows/stages/receipt.ts'

const library = policyLibrary()
const policies = library.policies.map((policy) => [policy.id, policy] as const)

const resident = { name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' }
const plain = { summary: 'The lift is out', serviceArea: 'repairs', landlordMatter: true, channel: 'online' }
const intake = (changes: object) => intakeSchema.parse({ ...plain, resident, ...changes })
const anonymous = intakeSchema.parse({ ...plain, anonymous: true })
const by = (capacity: string, permission = 'signed') =>
  intake({ representative: { name: 'A. Friend', capacity, permission } })

describe.each(policies)('%s', (_id, policy) => {
  it('takes a complaint that a resident makes', () => {
    expect(intakeRefusal(intake({}), policy)).toBeUndefined()
  })

  it('takes praise, suggestions and requests from anybody', () => {
    for (const kind of ['compliment', 'suggestion', 'service-request', 'survey-feedback']) {
      expect(intakeRefusal(intakeSchema.parse({ ...plain, kind, anonymous: true }), policy), kind).toBeUndefined()
      const mp = { name: 'A. Member', capacity: 'mp', permission: 'none' }
      expect(intakeRefusal(intake({ kind, representative: mp }), policy), kind).toBeUndefined()
    }
  })

  it('knows the quick try before stage 1 where it has one, and else says why not', () => {
    const refused = intakeRefusal(intake({ agreesToEnquiry: true }), policy)
    if (policy.enquiry) expect(refused).toBeUndefined()
    else expect(refused?.message).toContain('Send it again without "agreesToEnquiry"')
  })
})

describe('nobody knows who complains', () => {
  it('Basildon does not take it, and points to its whistleblowing policy', () => {
    const refused = intakeRefusal(anonymous, library.byId('basildon-2025'))
    expect(refused?.rule).toContain('Anonymous Complaints')
    expect(refused?.message).toMatch(/Where to turn instead: our Whistleblowing Policy and Procedure\.$/)
  })

  it('the Housing Ombudsman’s Code says nothing against it', () => {
    expect(intakeRefusal(anonymous, library.byId('housing-ombudsman-code-2024'))).toBeUndefined()
  })
})

describe('somebody complains for the resident', () => {
  const barking = library.byId('barking-and-dagenham')

  it.each(['mp', 'councillor'])('in Barking and Dagenham no %s does: they have a process of their own', (capacity) => {
    const refused = intakeRefusal(by(capacity), barking)
    expect(refused?.rule).toContain('MP or Councillor')
    expect(refused?.message).toContain('our separate process for Members of Parliament and councillors')
  })

  it.each(permissions)('there a friend is taken in whose permission is %s: the resident is asked', (permission) => {
    expect(intakeRefusal(by('friend', permission), barking)).toBeUndefined()
  })

  it.each(capacities)('under the Housing Ombudsman’s Code a representative who is %s does (1.3, 3.6)', (capacity) => {
    expect(intakeRefusal(by(capacity, 'none'), library.byId('housing-ombudsman-code-2024'))).toBeUndefined()
  })
})

describe('the step before stage 1', () => {
  it('is refused with the clause that forbids it', () => {
    const refused = intakeRefusal(intake({ agreesToEnquiry: true }), library.byId('joint-code'))
    expect(refused?.rule).toBe('Joint Code 5.2')
  })
})

describe('who may give a command', () => {
  const housing = library.byId('housing-ombudsman-code-2024')
  const under = (roles: Policy['roles']) => {
    const facts = { ref: 'C-TEST', organisation: 'test', policyDigest: 'test', kind: 'complaint' } as const
    const state = newState(
      { ...facts, concerns: [], serviceArea: 'repairs', landlordMatter: true, points: 1 },
      { ...housing, roles },
      calendarOf([]),
    )
    return receive(state, 0).state
  }

  it('is narrowed at every stage, or at one', () => {
    const everywhere = under([{ command: 'decline', who: ['manager'], clause: '4' }])
    expect(roleRefusal(everywhere, 'decline', 'officer')).toEqual({
      rule: 'HO Code 4',
      message: 'Under this policy "decline" is for a manager, and not for an officer. Ask a manager to give it.',
    })
    expect(roleRefusal(everywhere, 'decline', 'manager')).toBeUndefined()
    expect(roleRefusal(everywhere, 'respond', 'officer')).toBeUndefined()
    const atStage2 = under([{ command: 'assign', stage: 'stage-2', who: ['manager'], clause: '4' }])
    expect(roleRefusal(atStage2, 'assign', 'officer')).toBeUndefined()
    const atStage1 = under([{ command: 'assign', stage: 'stage-1', who: ['manager', 'resident'], clause: '4' }])
    expect(roleRefusal(atStage1, 'assign', 'officer')?.message).toContain('at stage 1 is for a manager or the resident')
  })
})
