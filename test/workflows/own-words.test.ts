/** An officer's own words in letters: what they add, and that none of it names staff where the policy says so (Joint Code 5.6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandName } from '../../workflows/commands/index.ts'
import { acknowledgement, manager, officer, receive, resident, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.until('2027-01-11T10:00')
  const { id: organisationId } = office.organisations.all[0]
  await office.records.staffMember.createMany({
    data: [
      { id: 'a.khan', name: 'Amina Khan' },
      { id: 'c.osei', name: 'Will Osei' },
    ].map((one) => ({ ...one, organisationId, email: `${one.id}@example.org`, role: 'officer' })),
  })
})
afterAll(() => office.close())

const flat = (text: string) => text.replace(/\s+/g, ' ')
const added = 'I am sorry about the dust in your kitchen. Will you be in on Friday?'
const because = 'The resident asked for a named contact.'

async function fieldsRefused(life: Life, command: CommandName, body: Record<string, unknown>): Promise<string> {
  const sent = await life.give(command, officer, body)
  if (sent.is !== 'refused') throw new Error(`not refused but ${sent.is}`)
  expect(sent.refusal.rule).toBe('Joint Code 5.6')
  expect(sent.refusal.message).not.toMatch(/Khan|Amina/)
  return /and (.+) names? somebody/.exec(sent.refusal.message)?.[1] ?? ''
}

describe('where staff are never named (Joint Code)', () => {
  it('an acknowledgement, its correction, an extension and an answer: neither what they say nor what is added', async () => {
    const life = await receive(office, {}, 'joint-code')
    await life.done('assign', manager, { officer: 'a.khan' })
    const named = {
      ...acknowledgement,
      definition: 'You say that Ms Khan did not ring.',
      addition: 'Ask for Amina Khan.',
    }
    expect(await fieldsRefused(life, 'acknowledge', named)).toBe('definition, addition')
    await life.done('acknowledge', officer, { ...named, addition: added, namesStaffBecause: because })
    const { text } = await life.letter('acknowledgement')
    expect(flat(text)).toContain(`A note from us -------------- ${added} How to reach us`)
    expect(flat(text)).not.toContain(because)

    expect(await fieldsRefused(life, 'define', { points: ['Our officer Amina did not ring.'] })).toBe('points.0')
    await life.done('define', officer, { definition: 'You say that nobody rang.' })

    const until = { until: '2027-02-01' }
    expect(await fieldsRefused(life, 'extend', { ...until, reason: 'A. Khan is on leave.' })).toBe('reason')
    await life.done('extend', officer, { ...until, reason: 'Our surveyor is on leave.', addition: added })
    expect(flat((await life.letter('extension')).text)).toContain(added)

    const points = [1, 2].map(() => ({ finding: 'not-upheld', reasons: 'We rang on the day.' }))
    expect(await fieldsRefused(life, 'respond', { points, addition: 'Yours, Amina Khan' })).toBe('addition')
    await life.done('respond', officer, { points, addition: added })
    expect(flat((await life.letter('response')).text)).toContain(added)

    await life.done('escalate', resident)
    const declining = { reason: 'out-of-time', explanation: 'It was in 2024.', evidence: 'Mr Osei’s notes' }
    await life.done('assign', manager, { officer: 'c.osei' })
    const sent = await life.give('decline-escalation', reviewer, { ...declining, issueOn: '2024-05-01' })
    expect(sent.is === 'refused' && sent.refusal.rule).toBe('Joint Code 5.6')
  })

  it('a complaint that is declined, and one taken up again', async () => {
    const life = await receive(office, { issueOn: '2024-05-01' }, 'joint-code')
    await life.done('assign', manager, { officer: 'a.khan' })
    const body = { reason: 'out-of-time', explanation: 'It was in 2024.', evidence: 'The notes of Ms Khan' }
    expect(await fieldsRefused(life, 'decline', body)).toBe('evidence')
    await life.done('decline', officer, { ...body, evidence: 'Our notes', addition: added })
    const [entry] = await life.entries('declined')
    expect(entry?.detail).toEqual({ stage: 'stage-1', reason: 'out-of-time' })
    expect(flat((await life.letter('declined')).text)).toContain(added)
    const reopening = { because: 'council', decidedOn: '2027-01-11', note: 'Amina Khan found the papers.' }
    expect(await fieldsRefused(life, 'reopen', reopening)).toBe('note')
  })
})

it('staff may be named where the policy leaves it open, and what is added stands in the letter', async () => {
  const life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('acknowledge', officer, { ...acknowledgement, addition: 'Please ask for Amina Khan.' })
  expect(flat((await life.letter('acknowledgement')).text)).toContain('Please ask for Amina Khan.')
})

it('nothing but an addition corrects no definition', async () => {
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await expect(life.give('define', officer, { addition: added })).rejects.toThrow('say what to correct')
})
