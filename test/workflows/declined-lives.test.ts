import { afterAll, beforeAll, expect, it } from 'vitest'
import { acknowledgement, intake, manager, officer, receive, resident, response, reviewer } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

// Complaints that are turned away, and taken on after all. The clock of the office goes on from test to test.

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const declining = {
  reason: 'legal-proceedings',
  explanation: 'You have asked a court to decide about the same repairs.',
  evidence: 'The claim form, filed at the county court.',
  otherRoutes: 'Citizens Advice can help you with a claim.',
}
const ombudsman = (decidedOn: string) => ({
  ...{ because: 'ombudsman', decidedOn },
  note: 'The court decides on the rent, and not on the repairs.',
})

it('is declined, and on the Ombudsman’s word dealt with from the start', async () => {
  await office.until('2027-01-11T10:00')
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await office.until('2027-01-14T15:00')
  await life.done('decline', officer, declining)
  expect(await life.ended()).toBe('declined')
  expect(await life.status()).toBe('stage-1 declined')
  const { text } = await life.letter('declined')
  for (const words of [declining.explanation, declining.evidence, declining.otherRoutes, 'Ombudsman']) {
    expect(text.replace(/\s+/g, ' ')).toContain(words)
  }
  expect(await life.refused('respond', officer, response)).toBe('HO Code')
  expect(await life.refused('decline', officer, declining)).toBe('HO Code')

  await office.until('2027-03-03T11:00')
  expect(await life.refused('reopen', officer, ombudsman('2027-01-13'))).toBe('HO Code 2.4')
  await life.done('reopen', officer, ombudsman('2027-03-02'))
  expect(await life.status()).toBe('stage-1 received')
  const receipt = (await life.letter('receipt', 2)).text.replace(/\s+/g, ' ')
  expect(receipt).toContain('On Tuesday 2 March 2027 the Ombudsman told us to take it on')
  expect(receipt).toContain('5 working days after the day it was decided to take up your complaint again')
  // Nobody acknowledges it: Redress does on the ninth's morning, as for any other.
  await office.until('2027-03-09T09:30')
  expect(await life.status()).toBe('stage-1 acknowledged')
  await life.done('respond', officer, response)
  await life.done('escalate', resident)
  await life.done('acknowledge', reviewer, acknowledgement)
  await life.done('respond', reviewer, response)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect((await life.timeline()).map((line) => line.replace(/:\d\d(?= )/, ''))).toEqual([
    '2027-01-11T10 received by resident',
    '2027-01-11T10 acknowledged by officer:a.khan',
    '2027-01-14T15 declined by officer:a.khan',
    '2027-03-03T11 reopened by officer:a.khan',
    // Two working days and one before the day on which it must be acknowledged.
    '2027-03-05T09 reminded by redress',
    '2027-03-08T09 reminded by redress',
    '2027-03-09T09 acknowledged by redress',
    '2027-03-09T09 responded by officer:a.khan',
    '2027-03-09T09 escalated by resident',
    '2027-03-09T09 acknowledged by officer:c.osei',
    '2027-03-09T09 responded by officer:c.osei',
    '2027-03-09T09 closed by officer:c.osei',
    '2027-03-09T09 learning-recorded by manager:m.boss',
  ])
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2027-01-11 due 2027-01-18 met',
    'respond-stage-1 from 2027-01-11 due 2027-01-25 ended',
    'acknowledge-stage-1 from 2027-03-02 due 2027-03-09 met',
    'acknowledge-stage-2 from 2027-03-09 due 2027-03-16 met',
    'record-learning from 2027-03-09 due 2027-03-23 met',
    'respond-stage-1 from 2027-03-09 due 2027-03-23 met',
    'respond-stage-2 from 2027-03-09 due 2027-04-08 met',
  ])
})

it('stage 2 is declined, the Ombudsman disagrees, and somebody new looks at it', async () => {
  await office.until('2027-04-12T10:00')
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, response)
  await life.done('escalate', resident, { reasons: 'It is still cold.' })
  expect(await life.refused('decline', officer, declining)).toBe('HO Code 5.11')
  expect(await life.refused('decline-escalation', officer, { ...declining, reason: 'out-of-time' })).toBe('HO Code 2.3')
  await life.done('decline-escalation', officer, declining)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect(await life.status()).toBe('stage-2 closed')
  expect(await life.refused('escalate', resident)).toBe('HO Code 5.11')
  const { text } = await life.letter('escalation-declined')
  expect(text.replace(/\s+/g, ' ')).toContain('they can tell us to look at your complaint again')

  await office.until('2027-06-01T10:00')
  await life.done('reopen', manager, ombudsman('2027-05-28'))
  expect(await life.status()).toBe('stage-2 received')
  expect(await life.refused('assign', manager, { officer: 'a.khan' })).toBe('HO Code 6.13')
  expect(await life.refused('decline-escalation', manager, declining)).toBe('HO Code 2.4')
  await life.done('acknowledge', reviewer, acknowledgement)
  await life.done('respond', reviewer, response)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect((await life.deadlines()).filter((line) => line.includes('stage-2'))).toEqual([
    'acknowledge-stage-2 from 2027-04-12 due 2027-04-19 ended',
    // Friday 28 May; Monday 31 May is the spring bank holiday.
    'acknowledge-stage-2 from 2027-05-28 due 2027-06-07 met',
    'respond-stage-2 from 2027-06-01 due 2027-06-29 met',
  ])
})

it('a request long after it was closed is declined: a letter, and it stays closed', async () => {
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, response)
  await office.until('2028-01-10T10:00')
  expect(await life.status()).toBe('stage-1 closed')
  const { closedAt } = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
  await life.done('decline-escalation', officer, declining)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect(await life.status()).toBe('stage-1 closed')
  expect((await life.letters()).at(-1)).toBe('2028-01-10 escalation-declined sent')
  const after = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
  expect(after.closedAt).toEqual(closedAt)
})

it('is withdrawn, and the council takes it up again', async () => {
  const life = await receive(office)
  await life.done('withdraw', resident, { reason: 'I thought that it was mended.' })
  expect(await life.refused('escalate', resident)).toBe('HO Code')
  await office.until('2028-01-20T10:00')
  await life.done('reopen', officer, {
    because: 'council',
    decidedOn: '2028-01-20',
    note: 'You told us that it broke again.',
  })
  expect(await life.status()).toBe('stage-1 received')
  expect((await life.letter('receipt', 2)).text).toContain('You told us that it broke again.')
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('is taken on while the letter that declined it is still on its way', async () => {
  const life = await receive(office)
  await life.sends(1)
  office.mail.away = true
  await life.done('decline', officer, declining)
  await life.done('reopen', officer, { because: 'council', decidedOn: '2028-01-20', note: 'We had it wrong.' })
  expect(await life.status()).toBe('stage-1 received')
  office.mail.away = false
  await office.until('2028-01-21T10:00')
  await life.sends(3)
  // Nothing that was decided is lost: neither the end of the first clock nor the start of the second.
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2028-01-20 due 2028-01-27 ended',
    'acknowledge-stage-1 from 2028-01-20 due 2028-01-27 running',
  ])
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('under the Joint Code a matter of health and safety is looked into, however late', async () => {
  const late = { concerns: ['health-and-safety'], issueOn: '2025-03-01' }
  const life = await receive(office, late, 'joint-code')
  const tooLate = { ...declining, reason: 'out-of-time' }
  expect(await life.refused('decline', manager, tooLate)).toBe('Joint Code 2.3')
  const [received] = await life.entries('received')
  expect(received?.detail).toMatchObject({ outOfTime: true, acceptedUnder: 'Joint Code 2.2', considerDiscretion: true })
  const other = await receive(office, { issueOn: '2025-03-01' }, 'joint-code')
  await other.done('decline', officer, tooLate)
  expect(await other.status()).toBe('stage-1 declined')
  const { text } = await other.letter('declined')
  expect(text.replace(/\s+/g, ' ')).toContain(
    'If there was a good reason why you could not tell us sooner, please let us know.',
  )
  await life.done('withdraw', resident)
})

it('the Information Governance Team’s managers decline, and nobody else', async () => {
  const life = await receive(office, {}, 'information-governance-team')
  const reason = office.library.byId('information-governance-team').decline.reasons[0]?.id
  expect(await life.refused('decline', officer, { ...declining, reason })).toBe('Complaints Procedure, Exclusions')
  await life.done('decline', manager, { ...declining, reason })
  expect(await life.ended()).toBe('declined')
  // Whoever sends it straight to Temporal is held to the same.
  const other = await receive(office, {}, 'information-governance-team')
  await other.signal('decline', {
    by: officer,
    with: { draft: await other.store('decline', { ...declining, reason }) },
  })
  await other.shows('refused')
  expect((await other.entries('refused'))[0]?.detail).toMatchObject({
    message: expect.stringContaining('a manager') as string,
  })
  await other.done('withdraw', resident)
})

it('nobody’s complaint is looked into, and nobody is written to who cannot be', async () => {
  await office.until('2028-03-06T10:00')
  const { resident: _nobody, ...rest } = intake
  const life = await receive(office, { ...rest, resident: undefined, anonymous: true })
  await office.until('2028-05-01T10:00')
  expect(await life.status()).toBe('stage-1 acknowledged')
  expect((await life.letters()).map((line) => line.slice(11))).toEqual([
    // To staff: before the acknowledgement, before the answer, and that it is missed.
    ...['reminder sent', 'reminder sent', 'reminder sent', 'reminder sent', 'missed-deadline sent'],
  ])
  expect((await life.letter('missed-deadline')).text).not.toContain('tells the resident')
  await life.done('respond', officer, response)
  const events = (await life.timeline()).map((line) => line.split(' ')[1])
  expect(events).toContain('responded')
  expect(events).not.toContain('undeliverable')
  expect(events).not.toContain('updated')
  await life.done('withdraw', officer)
  await life.learns()
  expect(await life.ended()).toBe('withdrawn')
})
