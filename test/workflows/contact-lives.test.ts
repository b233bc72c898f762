/** How residents are reached, on the way: copies of their letters, addresses that were wrong and are corrected, and who comes after. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { isBounced, markBounced } from '../../prisma/bounced.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import type { RecordedState } from '../../workflows/state.ts'
import { acknowledgement, intake, lifeOf, manager, officer, receive, resident, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'
import { tasksOf } from './tasks-of.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
afterEach(() => void (office.mail.instead = undefined))

const inBrailleAndPolish = {
  ...{ name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' },
  ...{ adjustments: ['Braille'], language: 'pl' },
}
const letterOf = ({ ref }: Life, seq: number) =>
  office.records.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq } } })
const eventsOf = async ({ ref }: Life, seq: number) =>
  (await office.records.letterEvent.findMany({ where: { complaintRef: ref, seq }, orderBy: { id: 'asc' } })).map(
    ({ what, channel }) => `${what} ${channel}`,
  )
const personOf = ({ ref }: Life) => office.records.person.findUniqueOrThrow({ where: { complaintRef: ref } })

describe('a resident who needs Braille and Polish', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-03-22T10:00')
    life = await receive(office, { resident: inBrailleAndPolish })
    await office.until('2027-03-22T10:01')
  })

  it('reads in each letter what follows, and by when', async () => {
    // Easter lies in between.
    const { text } = await life.letter('receipt')
    expect(text).toMatch(/We will also send you this letter in Braille by Wednesday 31 March\s+2027\./)
    expect(text).toMatch(/We will also send you this letter in Polish by Thursday 25 March 2027\./)
    expect(await tasksOf(office, life)).toEqual([
      '1 braille about 1 due 2027-03-31 open',
      '2 translation about 1 due 2027-03-25 open',
    ])
  })

  it('and staff what to send, with nothing personal', async () => {
    const [braille, translation] = [await life.letter('task'), await life.letter('task', 2)]
    expect(braille.subject).toBe(`To do: send a letter in Braille by Wednesday 31 March 2027 (${life.ref})`)
    expect(translation.text).toMatch(/letter 1,\s+made on Monday 22 March 2027/)
    expect(translation.text).toContain('Have all of it put into Polish')
    for (const { text } of [braille, translation]) expect(text).not.toMatch(/R\. Resident|resident@example/)
  })

  it('sees nothing wait: what is withdrawn is over when the copies are sent, or the manager knows that they are not', async () => {
    await life.done('withdraw', resident)
    await life.done('complete-task', officer, { task: 2, outcome: 'done' })
    const workflow = office.environment.client.workflow.getHandle(life.id)
    const { currentDetails } = await workflow.query<{ currentDetails: string }>('__temporal_workflow_metadata')
    expect(currentDetails.split('\n').slice(-3)).toEqual([
      '| task 1: braille | Wed 31 Mar 2027 | open | letter 1 |',
      '| task 3: braille | Wed 31 Mar 2027 | open | letter 4 |',
      '| task 4: translation | Thu 25 Mar 2027 | open | letter 4 |',
    ])
    await office.until('2027-04-01T08:00')
    expect((await workflow.describe()).status.name).toBe('RUNNING')
    await office.until('2027-04-01T09:15')
    expect(await life.ended()).toBe('withdrawn')
    expect(
      (await life.entries('task-late')).map(({ at, detail }) => `${at.slice(0, 10)} ${String(detail['task'])}`),
    ).toEqual(['2027-03-26 4', '2027-04-01 1', '2027-04-01 3'])
    expect((await life.letters()).filter((line) => line.startsWith('2027-04-01'))).toEqual([
      '2027-04-01 task sent',
      '2027-04-01 task sent',
    ])
  })
})

describe('an address that was wrong', () => {
  let life: Life
  const right = { email: 'right@example.org' }
  beforeAll(async () => {
    await office.until('2027-05-10T10:00')
    office.mail.instead = async ({ to }) =>
      to.email === 'resident@example.org'
        ? { result: 'refused', why: 'SMTP 550 at RCPT TO', about: 'address' }
        : { result: 'accepted' }
    life = await receive(office)
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-05-10T10:05')
  })

  it('leaves letters that could not be brought, and somebody looks for the resident', async () => {
    expect((await letterOf(life, 1)).status).toBe('refused')
    const tasks = await tasksOf(office, life)
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatch(/^1 find-address about \d due 2027-05-12 open$/)
  })

  it('is corrected: they are sent again, the search is over, and later letters go there', async () => {
    await life.done('correct-contact', officer, right)
    await office.until('2027-05-10T10:10')
    const acknowledged = await office.records.letter.findFirstOrThrow({
      where: { complaintRef: life.ref, kind: 'acknowledgement' },
    })
    for (const { seq } of [{ seq: 1 }, acknowledged]) {
      expect(await letterOf(life, seq)).toMatchObject({ status: 'sent', recipient: { email: 'right@example.org' } })
      expect((await eventsOf(life, seq)).slice(-3)).toEqual(['made-again email', 'queued email', 'sent email'])
    }
    expect(await tasksOf(office, life)).toEqual([expect.stringMatching(/find-address .* done$/)])
    expect(await personOf(life)).toMatchObject({
      email: 'right@example.org',
      preferredContact: 'email',
      adjustments: [],
    })
    const [corrected] = await life.entries('contact-corrected')
    expect(corrected?.detail).toMatchObject({ changed: ['email'], again: [1, acknowledged.seq] })
    expect(JSON.stringify(corrected)).not.toContain('right@')
  })

  it('stays marked until it is given again on purpose', async () => {
    const organisation = office.organisations.all[0].id
    expect(await isBounced(office.records, organisation, 'resident@example.org')).toBe(true)
    await markBounced(office.records, organisation, right.email, { atMs: Date.now(), why: 'email-bounced' })
    await life.done('correct-contact', officer, { adjustments: ['Large print'] })
    expect(await isBounced(office.records, organisation, right.email)).toBe(true)
    expect(await personOf(life)).toMatchObject({ email: right.email, forms: ['large-print'] })
    await life.done('correct-contact', officer, right)
    expect(await isBounced(office.records, organisation, right.email)).toBe(false)
    expect(await isBounced(office.records, organisation, 'resident@example.org')).toBe(true)
    await life.done('withdraw', resident)
  })

  it('is corrected while a letter waits for its call: it goes to the new one, by post', async () => {
    await office.until('2027-06-07T10:00')
    const byPhone = { ...intake.resident, phone: '01632 960 001', preferredContact: 'phone' }
    const other = await receive(office, { resident: byPhone })
    await other.done('acknowledge', officer, acknowledgement)
    await office.until('2027-06-07T11:00')
    expect(await other.letters()).toContain('2027-06-07 acknowledgement made')
    const address = ['7 Example Terrace', 'Exampleton', 'EX1 7ZZ']
    await other.done('correct-contact', officer, { preferredContact: 'letter', address, adjustments: ['Large print'] })
    await office.until('2027-06-07T11:05')
    expect(await other.letters()).toContain('2027-06-07 acknowledgement queued')
    const sent = await office.records.letter.findFirstOrThrow({
      where: { complaintRef: other.ref, kind: 'acknowledgement' },
    })
    expect(sent).toMatchObject({
      channel: 'letter',
      recipient: { address },
      document: { to: ['R. Resident', ...address] },
    })
    expect(await other.refused('correct-contact', officer, { address: null })).toBe('Redress: correct-contact')
    await other.done('withdraw', resident)
  })
})

it('two corrections at once: each is decided by what the other has left on file', async () => {
  await office.until('2027-07-05T10:00')
  const life = await receive(office, { resident: { ...intake.resident, email: 'third@example.org' } })
  const phone = { preferredContact: 'phone', phone: '01632 960 003' }
  await Promise.all([
    life.done('correct-contact', officer, phone),
    life.done('correct-contact', manager, { forms: ['braille'] }),
    life.done('correct-contact', manager, { language: 'pl' }),
  ])
  const { state } = await office.records.complaint.findUniqueOrThrow({ where: { ref: life.ref } })
  expect((state as unknown as RecordedState).reach).toEqual({ speak: 'phone', into: ['braille', 'translation'] })
  expect(await personOf(life)).toMatchObject({ ...phone, forms: ['braille'], language: 'pl' })
  await life.done('withdraw', resident)
})

describe('who is reached so is reached so', () => {
  const byPhone = {
    ...inBrailleAndPolish,
    ...{ email: 'other@example.org', phone: '01632 960 001', preferredContact: 'phone' },
  }
  const reach = { speak: 'phone', into: ['braille', 'translation'] }

  it('in a complaint that comes out of another', async () => {
    await office.until('2027-09-06T10:00')
    const request = await receive(office, { kind: 'service-request', resident: byPhone })
    await request.done('complain', resident, { summary: 'Nobody has come about the lamp.' })
    const linked = await office.records.complaint.findFirstOrThrow({ where: { linkedTo: request.ref } })
    const life = lifeOf(office, linked.ref)
    await office.until('2027-09-06T10:05')
    expect((linked.state as unknown as RecordedState).reach).toEqual(reach)
    expect((await tasksOf(office, life)).map((line) => line.split(' ')[1])).toEqual(['braille', 'translation', 'call'])
    await life.done('withdraw', resident)
    await request.done('withdraw', resident)
  })

  it('in one whose workflow was never started, and in one that is opened again', async () => {
    const nowMs = await office.environment.currentTimeMs()
    const { ref } = await office.records.$transaction((tx) =>
      fileComplaint(tx, {
        intake: intakeSchema.parse({ ...intake, resident: byPhone }),
        ...{ organisation: office.organisations.all[0].id, filedBy: 'test', nowMs },
        policy: office.library.byId('housing-ombudsman-code-2024'),
      }),
    )
    const never = await startFromRecords(office.records, ref, nowMs)
    expect(never?.state.reach).toEqual(reach)
    const life = lifeOf(office, ref)
    await life.done('decline', manager, {
      reason: 'legal-proceedings',
      explanation: 'A court decides.',
      evidence: 'The claim.',
    })
    for (const task of [1, 2, 3, 4, 5, 6]) await life.done('complete-task', officer, { task, outcome: 'done' })
    expect(await life.ended()).toBe('declined')
    const over = await startFromRecords(office.records, ref, nowMs)
    expect(over?.state.reach).toEqual(reach)
    await life.done('reopen', manager, {
      because: 'council',
      decidedOn: '2027-09-06',
      note: 'The court has another matter.',
    })
    expect(await tasksOf(office, life)).toContainEqual(expect.stringMatching(/^9 call .* open$/))
    await life.done('withdraw', resident)
  })
})
