import { createHash } from 'node:crypto'
/** Letters that come back: by post instead, or to be brought where the resident is found. And the day of posting, on the clock. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const gateway = 'officer:mail-gateway'
const address = ['1 Sample Street', 'EX1 1EX']
const byEmail = (name: string) => ({ name, email: `${name}@resident.example`, preferredContact: 'email' })
const words = (text: string) => text.replace(/\s+/g, ' ')

async function seqOf({ ref }: Life, kind: string): Promise<number> {
  const letter = await office.records.letter.findFirstOrThrow({
    where: { complaintRef: ref, kind, addressee: 'resident' },
  })
  return letter.seq
}
const rowOf = ({ ref }: Life, seq: number) =>
  office.records.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq } } })
async function logOf({ ref }: Life, seq: number): Promise<string[]> {
  const events = await office.records.letterEvent.findMany({
    where: { complaintRef: ref, seq },
    orderBy: { id: 'asc' },
  })
  return events.map(({ what, channel, why }) => [what, channel, ...(what === 'bounced' ? [why] : [])].join(' '))
}
const message = async (life: Life, name: 'letter-returned' | 'letter-posted', body: Record<string, unknown>) => {
  const sent = await life.give(name, gateway, body)
  return sent.is === 'refused' ? sent.refusal.message : sent.is
}

describe('an acknowledgement by email that bounces', () => {
  let life: Life
  let seq: number
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    life = await receive(office, { resident: { ...byEmail('one'), address } })
    await life.done('assign', manager, { officer: 'a.khan' })
    await office.until('2027-01-15T15:00')
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-01-15T15:05')
    seq = await seqOf(life, 'acknowledgement')
  })

  it('goes by post within a minute, and its officer is told', async () => {
    const sent = await rowOf(life, seq)
    expect(sent).toMatchObject({ status: 'sent', channel: 'email' })
    await office.until('2027-01-15T15:06')
    await life.done('letter-returned', gateway, { letter: seq, why: 'email-bounced' }, `bounced-${life.ref}-${seq}-1`)
    await office.until('2027-01-15T15:07')
    const row = await rowOf(life, seq)
    expect(row).toMatchObject({ status: 'queued', channel: 'letter', bouncedAt: expect.any(Date) as Date })
    expect(row.pdf?.length).toBeGreaterThan(1_000)
    const log = await logOf(life, seq)
    expect(log.slice(-3)).toEqual(['bounced email email-bounced', 'made-again letter', 'queued letter'])
    // what had gone is kept, byte for byte
    const kept = await office.records.letterEvent.findFirstOrThrow({
      where: { complaintRef: life.ref, seq, what: 'replaced' },
    })
    expect(kept).toMatchObject({ channel: 'email', sha256: sent.sha256, bytes: sent.mime, recipient: sent.recipient })
    expect(createHash('sha256').update(kept.bytes!).digest('hex')).toBe(sent.sha256)
    const { text, subject, recipient } = await life.letter('undeliverable')
    expect(subject).toBe(`An email did not arrive and goes by post (${life.ref})`)
    expect(recipient).toMatchObject({ email: 'complaints@exampleton.example' })
    expect(words(text)).toContain('the acknowledgement of Friday 15 January 2027 did not reach the resident')
    expect(words(text)).toContain('The letter is in the print queue and goes by post.')
    expect((await life.entries('letter-returned'))[0]).toMatchObject({
      by: gateway,
      detail: { letter: seq, posted: true },
    })
    expect(await life.entries('task-opened')).toEqual([])
  })

  it('bounces once: the same report, and a later one, change nothing', async () => {
    await life.done('letter-returned', gateway, { letter: seq, why: 'email-bounced' }, `bounced-${life.ref}-${seq}-1`)
    expect(await message(life, 'letter-returned', { letter: seq, why: 'email-bounced' })).toContain('goes by post')
    expect(await message(life, 'letter-returned', { letter: 99, why: 'email-bounced' })).toContain(
      'There is no letter 99',
    )
    expect(await life.entries('letter-returned')).toHaveLength(1)
    expect(await logOf(life, seq)).toHaveLength((await logOf(life, seq)).lastIndexOf('queued letter') + 1)
  })

  it('is late, where it is posted after its last day', async () => {
    // Due on Monday 18 January, five working days after Monday 11.
    await office.until('2027-01-19T16:00')
    expect(await life.deadlines()).toContain('acknowledge-stage-1 from 2027-01-11 due 2027-01-18 met')
    await life.done('letter-posted', officer, { letter: seq, on: '2027-01-19' })
    expect(await life.deadlines()).toContain('acknowledge-stage-1 from 2027-01-11 due 2027-01-18 late')
    expect(await rowOf(life, seq)).toMatchObject({ status: 'posted', postedOn: new Date('2027-01-19') })
    await office.until('2027-01-19T16:05')
    expect((await life.letter('missed-deadline')).text).toContain('It was sent late')
    expect(await message(life, 'letter-posted', { letter: seq, on: '2027-01-19' })).toContain(
      'was posted on Tuesday 19',
    )
  })

  it('nothing more is sent to that address', async () => {
    await life.done('respond', officer, response)
    await office.until('2027-01-19T16:10')
    const answer = await seqOf(life, 'response')
    expect(await rowOf(life, answer)).toMatchObject({ status: 'queued', channel: 'letter' })
    const sentThere = office.mail.taken.filter(({ to }) => to.email === 'one@resident.example')
    expect(sentThere.map((letter) => letter.seq)).toEqual([1, seq])
  })

  it('the answer, posted and returned, waits for an address; and posted again makes nothing late', async () => {
    const answer = await seqOf(life, 'response')
    expect(await message(life, 'letter-returned', { letter: answer, why: 'gone-away' })).toContain(
      'still in the print queue',
    )
    await office.until('2027-01-20T16:00')
    await life.done('letter-posted', officer, { letter: answer, on: '2027-01-20' })
    await office.until('2027-01-25T10:00')
    await life.done('letter-returned', officer, { letter: answer, why: 'gone-away' })
    await office.until('2027-01-25T10:05')
    expect(await rowOf(life, answer)).toMatchObject({ status: 'refused', channel: 'letter' })
    const { text } = await life.letter('undeliverable', 2)
    expect(words(text)).toContain('They do not live there any more.')
    expect(words(text)).toContain('Please find out how they can be reached by Wednesday 27 January 2027')
    await life.done('correct-contact', officer, { address: ['2 New Street', 'EX2 2EX'] })
    await office.until('2027-01-25T10:10')
    expect(await rowOf(life, answer)).toMatchObject({ status: 'queued', channel: 'letter' })
    await office.until('2027-02-10T10:00')
    await life.done('letter-posted', officer, { letter: answer, on: '2027-02-10' })
    // It was in the post on 20 January, a week before its last day.
    const row = await office.records.deadline.findFirstOrThrow({
      where: { complaintRef: life.ref, name: 'respond-stage-1' },
    })
    expect(row).toMatchObject({ status: 'met', metOn: new Date('2027-01-20') })
    await life.done('withdraw', resident)
  })
})

describe('an email that bounces where no other address is known', () => {
  it('somebody is asked to find them, and it goes where they are found', async () => {
    await office.until('2027-03-01T10:00')
    const life = await receive(office, { resident: byEmail('two') })
    await office.until('2027-03-01T10:05')
    await life.done('letter-returned', gateway, { letter: 1, why: 'email-bounced' })
    await office.until('2027-03-01T10:10')
    expect(await rowOf(life, 1)).toMatchObject({ status: 'refused' })
    const [task] = await office.records.task.findMany({ where: { complaintRef: life.ref } })
    expect(task).toMatchObject({ kind: 'find-address', letter: 1, status: 'open', due: new Date('2027-03-03') })
    expect(words((await life.letter('undeliverable')).text)).toContain('We have no other address for them.')
    expect((await life.timeline()).map((line) => line.slice(17))).toEqual([
      'received by resident',
      'letter-returned by officer:mail-gateway',
      'task-opened by officer:mail-gateway',
    ])
    expect(await message(life, 'letter-returned', { letter: 1, why: 'email-bounced' })).toContain('came back already')
    await life.done('correct-contact', officer, { email: 'two@elsewhere.example' })
    await office.until('2027-03-01T10:15')
    expect(await rowOf(life, 1)).toMatchObject({ status: 'sent', channel: 'email' })
    await life.done('withdraw', resident)
  })
})

describe('the notice of an extension', () => {
  async function extended(monday: string, name: string, at: string, until: string): Promise<[Life, number]> {
    await office.until(`${monday}T10:00`)
    const life = await receive(office, { resident: { ...byEmail(name), address } })
    await life.done('acknowledge', officer, acknowledgement)
    await office.until(at)
    await life.done('extend', officer, { reason: 'We wait for the engineer', until })
    return [life, await seqOf(life, 'extension')]
  }
  const respondOf = async (life: Life) => (await life.deadlines()).find((line) => line.startsWith('respond-stage-1'))

  it('that comes back before the old deadline holds, where it is in the post by then', async () => {
    // Due on Monday 19 April: ten working days after Monday 5.
    const [life, notice] = await extended('2027-04-05', 'three', '2027-04-16T10:00', '2027-04-26')
    await office.until('2027-04-16T11:00')
    await life.done('letter-returned', gateway, { letter: notice, why: 'email-bounced' })
    await office.until('2027-04-16T11:05')
    expect(words((await life.letter('undeliverable')).text)).toContain('in the post by Monday 19 April 2027')
    await office.until('2027-04-19T17:00')
    await life.done('letter-posted', officer, { letter: notice, on: '2027-04-19' })
    await office.until('2027-04-20T10:00')
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-04-05 due 2027-04-19 extended to 2027-04-26 running')
    await life.done('withdraw', resident)
  })

  it('that comes back after it is void at once', async () => {
    // Due on Monday 24 May.
    const [life, notice] = await extended('2027-05-10', 'four', '2027-05-21T10:00', '2027-06-02')
    await office.until('2027-05-25T11:00')
    expect(await life.entries('extension-void')).toEqual([])
    await life.done('letter-returned', gateway, { letter: notice, why: 'email-bounced' })
    await office.until('2027-05-25T11:30')
    expect((await life.entries('extension-void')).map(({ detail }) => detail['due'])).toEqual(['2027-05-24'])
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-05-10 due 2027-05-24 missed')
    expect(await rowOf(life, notice)).toMatchObject({ status: 'queued' })
    await life.done('withdraw', resident)
  })

  it('that is posted after it is void, however late that is known', async () => {
    // Due on Monday 21 June.
    const byPost = { resident: { name: 'Five', address, preferredContact: 'letter' } }
    await office.until('2027-06-07T10:00')
    const life = await receive(office, byPost)
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-06-21T15:00')
    await life.done('extend', officer, { reason: 'We wait for the engineer', until: '2027-06-30' })
    await office.until('2027-06-24T10:00')
    expect(await respondOf(life)).toContain('extended to 2027-06-30 running')
    await life.done('letter-posted', officer, { letter: await seqOf(life, 'extension'), on: '2027-06-22' })
    await office.until('2027-06-24T10:30')
    expect(await respondOf(life)).toBe('respond-stage-1 from 2027-06-07 due 2027-06-21 missed')
    expect((await life.entries('deadline-missed')).map(({ detail }) => detail['due'])).toEqual(['2027-06-21'])
    await life.done('withdraw', resident)
  })
})

it('a final answer is posted after it has closed the complaint; and one to stage 1, whose stage is long over', async () => {
  const byPost = { resident: { name: 'Six', address, preferredContact: 'letter' } }
  await office.until('2027-07-05T10:00')
  const life = await receive(office, byPost)
  await life.done('acknowledge', officer, acknowledgement)
  // Ten working days after Monday 5 July.
  await office.until('2027-07-19T16:00')
  await life.done('respond', officer, response)
  const first = await seqOf(life, 'response')
  await life.done('escalate', resident)
  await office.until('2027-07-20T10:00')
  await life.done('acknowledge', reviewer, acknowledgement)
  await life.done('respond', reviewer, response)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  await office.until('2027-07-21T10:00')
  await life.done('letter-posted', officer, { letter: first, on: '2027-07-20' })
  expect(await life.status()).toBe('stage-2 closed')
  expect(await life.deadlines()).toContain('respond-stage-1 from 2027-07-05 due 2027-07-19 late')
  expect(await life.ended()).toBe('closed')
})
