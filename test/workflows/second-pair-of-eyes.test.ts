/** A response under a policy that asks for approval: sent back once, then approved too late. Its clock never stood still. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { acknowledgement, manager, officer, receive, response, reviewer, resident, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

const library = policyLibrary()
const asking = structuredClone(library.byId('housing-ombudsman-code-2024'))
for (const { response: rule } of asking.stages) rule.approve = { who: ['manager'], clause: '9.1' }
const policies = library.policies.map((policy) => (policy.id === asking.id ? asking : policy))
const withApproval: PolicyLibrary = {
  ...library,
  policies,
  byId: (id) => (id === asking.id ? asking : library.byId(id)),
}

let office: Office
let life: Life
beforeAll(async () => {
  office = await openOffice({ library: withApproval })
  const { id: organisationId } = office.organisations.all[0]
  const staff = [
    ['a.khan', 'Amina Khan', 'officer'],
    ['m.boss', 'Mary Boss', 'manager'],
  ] as const
  const data = staff.map(([id, name, role]) => ({ organisationId, id, name, role, email: `${id}@exampleton.example` }))
  await office.records.staffMember.createMany({ data })
  await office.until('2027-01-11T10:00')
  life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await office.until('2027-01-13T09:30')
  await life.done('acknowledge', officer, acknowledgement)
})
afterAll(() => office.close())

const good = { ...response, points: [...response.points] }
/** The lines of a letter are broken where they are full. */
const words = (text: string) => text.replace(/\s+/g, ' ')
const decisionText = 'We uphold part of your complaint.'

it('a response that is proposed does not go to the resident, and a manager is asked to read it', async () => {
  // Ten working days after Wednesday 13 January: due on Wednesday 27.
  await office.until('2027-01-25T10:00')
  await life.done('respond', officer, good)
  expect(await life.status()).toBe('stage-1 acknowledged')
  await office.until('2027-01-25T10:05')
  const { subject, text, recipient } = await life.letter('approval')
  expect(subject).toBe(`An answer waits for your approval, due Wednesday 27 January 2027 (${life.ref})`)
  expect(recipient).toMatchObject({ email: 'm.boss@exampleton.example' })
  expect(words(text)).toContain('Amina Khan has written the stage 1 answer')
  expect(words(text)).toContain('That date does not move while the answer waits for you.')
  expect(words(text)).toContain('HO Code 9.1')
  expect(await life.letters()).not.toContainEqual(expect.stringContaining('response'))
})

it('sent back, with a note that its author gets', async () => {
  await office.until('2027-01-25T15:00')
  expect(await life.refused('approve', officer)).toBe('HO Code 9.1')
  await life.done('send-back', manager, { note: 'Say when the engineer came.' })
  await office.until('2027-01-25T15:05')
  const { text, recipient } = await life.letter('sent-back')
  expect(recipient).toMatchObject({ email: 'a.khan@exampleton.example' })
  expect(words(text)).toContain('Mary Boss has read the stage 1 answer')
  expect(words(text)).toContain('Say when the engineer came.')
  expect(words(text)).toContain('It is still due by Wednesday 27 January 2027 (HO Code 6.3)')
  expect(await life.refused('approve', manager)).toBe('HO Code 9.1')
})

it('proposed again, the reminders go on and say that it waits', async () => {
  await office.until('2027-01-25T16:00')
  await life.done('respond', officer, { ...good, decision: decisionText })
  await office.until('2027-01-26T12:00')
  const reminders = await office.records.letter.findMany({
    where: { complaintRef: life.ref, kind: 'reminder' },
    orderBy: { seq: 'asc' },
  })
  expect(reminders.map(({ addressee, text }) => [addressee, text.includes('waits for approval')])).toEqual([
    // On the morning of Monday 25 nothing was proposed yet.
    ['officer', false],
    ['manager', true],
  ])
  const { state } = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
  expect(state).toMatchObject({ proposed: { by: 'a.khan' } })
})

it('approved a day late it is late, with all that follows, and is its author’s', async () => {
  await office.until('2027-01-28T10:00')
  await life.done('approve', manager)
  await office.until('2027-01-28T10:05')
  expect(await life.deadlines()).toContain('respond-stage-1 from 2027-01-13 due 2027-01-27 late')
  expect((await life.timeline()).map((line) => line.slice(17))).toEqual([
    'received by resident',
    'assigned by manager:m.boss',
    'acknowledged by officer:a.khan',
    'reminded by redress',
    'response-proposed by officer:a.khan',
    'response-sent-back by manager:m.boss',
    'response-proposed by officer:a.khan',
    'reminded by redress',
    'deadline-missed by redress',
    'manager-told by redress',
    'responded by manager:m.boss',
  ])
  expect((await life.entries('responded'))[0]?.detail).toMatchObject({
    ...{ late: true, proposedBy: 'officer:a.khan', approvedBy: 'm.boss' },
  })
  const [decision] = await office.records.decision.findMany({ where: { complaintRef: life.ref } })
  expect(decision).toMatchObject({ by: 'officer:a.khan', outcome: 'partially-upheld' })
  const { text } = await life.letter('response')
  expect(words(text)).toContain(decisionText)
  expect(text).not.toMatch(/approv|Mary Boss/i)
})

it('at stage 2 the same, by others; a withdrawal drops what waits', async () => {
  await life.done('escalate', resident)
  await office.until('2027-01-29T10:00')
  await life.done('acknowledge', reviewer, acknowledgement)
  expect(await life.refused('respond', officer, good)).toBe('HO Code 6.13')
  await life.done('respond', reviewer, good)
  await life.done('withdraw', resident)
  expect(await life.refused('approve', manager)).toBe('HO Code')
  await life.learns()
  expect(await life.ended()).toBe('withdrawn')
  const { state } = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
  expect(state).not.toHaveProperty('proposed')
})
