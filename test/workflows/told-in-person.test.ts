/** A resident who wishes to be told by phone, through a whole life: told first, and the letter confirms it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'
import { tasksOf } from './tasks-of.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const byPhone = {
  name: 'R. Resident',
  email: 'resident@example.org',
  phone: '01632 960 001',
  preferredContact: 'phone',
}
const statusOf = async ({ ref }: Life, seq: number) =>
  (await office.records.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq } } })).status

describe('a whole life by phone', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    life = await receive(office, { resident: byPhone })
    await life.done('assign', manager, { officer: 'a.khan' })
    await office.until('2027-01-11T11:00')
  })

  it('the receipt goes at once, and a call is to follow on the next working day', async () => {
    expect(await life.letters()).toEqual(['2027-01-11 receipt sent', '2027-01-11 task sent'])
    expect(await tasksOf(office, life)).toEqual(['1 call about 1 due 2027-01-12 open'])
    const { text, recipient, subject } = await life.letter('task')
    expect(subject).toBe(`To do: phone the resident by Tuesday 12 January 2027 (${life.ref})`)
    expect(text).toContain('Their letter has gone out already')
    expect(recipient).toMatchObject({ email: 'complaints@exampleton.example' })
  })

  it('a call that is done is on the record, with what was said', async () => {
    await life.done('complete-task', officer, { task: 1, outcome: 'done', note: 'They have our letter.' })
    expect((await life.entries('task-done'))[0]).toMatchObject({
      by: officer,
      detail: { task: 1, kind: 'call', letter: 1, outcome: 'done', on: '2027-01-11' },
    })
    const task = await office.records.task.findFirstOrThrow({ where: { complaintRef: life.ref } })
    const note = await office.records.text.findUniqueOrThrow({ where: { id: task.textId ?? '' } })
    expect(note.body).toMatchObject({ note: 'They have our letter.' })
  })

  it('the acknowledgement waits for its call, which says every word of it', async () => {
    await office.until('2027-01-13T09:30')
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-01-13T18:00')
    const seq = 5
    expect(await tasksOf(office, life)).toContain(`2 call about ${seq} due 2027-01-14 open`)
    expect(await statusOf(life, seq)).toBe('made')
    const [letter, script] = [await life.letter('acknowledgement'), await life.letter('task', 2)]
    const words = (text: string) => text.replace(/[\s=-]+/g, ' ')
    expect(words(script.text)).toContain('In any case it goes out at 16:00 on Thursday 14 January 2027.')
    const said = words(letter.text.split('Dear R. Resident')[1]?.split('Yours sincerely')[0] ?? '')
    expect(said.length).toBeGreaterThan(1_000)
    expect(words(script.text)).toContain(said.trim())
  })

  it('and goes out as soon as that is made', async () => {
    await office.until('2027-01-14T10:00')
    await life.done('complete-task', officer, { task: 2, outcome: 'not-reached' })
    await office.until('2027-01-14T10:01')
    expect(await statusOf(life, 5)).toBe('sent')
    const taken = office.mail.taken.filter(({ seq }) => seq === 5)
    expect(taken).toHaveLength(1)
  })

  it('an answer that nobody tells them goes at four on the next working day; the manager hears of the call that was not made', async () => {
    await office.until('2027-01-15T15:00')
    await life.done('respond', officer, response)
    await office.until('2027-01-18T15:59')
    const { seq } = await office.records.letter.findFirstOrThrow({
      where: { complaintRef: life.ref, kind: 'response' },
    })
    expect(await statusOf(life, seq)).toBe('made')
    await office.until('2027-01-18T16:01')
    expect(await statusOf(life, seq)).toBe('sent')
    expect(await life.entries('task-late')).toEqual([])
    await office.until('2027-01-19T09:15')
    expect(
      (await life.entries('task-late')).map(({ at, by, detail }) => [at.slice(0, 13), by, detail['kind']]),
    ).toEqual([['2027-01-19T09', 'redress', 'call']])
    const notice = await life.letter('task', 4)
    expect(notice.recipient).toMatchObject({ email: 'complaints.manager@exampleton.example' })
    expect(notice.subject).toBe(`Not done: phone the resident by Monday 18 January 2027 (${life.ref})`)
    expect(notice.text).not.toContain('Our repairs policy gives us 24 hours')
  })

  it('stage 2 takes the call along that is still to be made, also into a new run', async () => {
    await office.until('2027-01-20T10:00')
    await life.done('escalate', resident)
    await office.until('2027-01-20T11:00')
    expect(await tasksOf(office, life)).toContainEqual(expect.stringMatching(/^3 call .* open$/))
    await life.done('complete-task', officer, { task: 3, outcome: 'done', on: '2027-01-19' })
    await life.done('complete-task', officer, { task: 4, outcome: 'done' })
    await office.until('2027-01-21T10:00')
    await life.done('acknowledge', reviewer, acknowledgement)
    await life.done('complete-task', reviewer, { task: 5, outcome: 'done' })
  })

  it('the final answer closes the complaint, which waits for its call and its letter', async () => {
    await office.until('2027-01-29T15:00')
    await life.done('respond', reviewer, response)
    expect(await life.status()).toBe('stage-2 closed')
    // So that it is for them alone that it goes on.
    await life.learns()
    const running = async () => (await office.environment.client.workflow.getHandle(life.id).describe()).status.name
    await office.until('2027-01-30T12:00')
    expect(await running()).toBe('RUNNING')
    const final = await office.records.letter.findFirstOrThrow({
      where: { complaintRef: life.ref, kind: 'response' },
      orderBy: { seq: 'desc' },
    })
    expect(final.status).toBe('made')
    await office.until('2027-02-01T16:01')
    expect(await statusOf(life, final.seq)).toBe('sent')
    expect(await running()).toBe('RUNNING')
    await office.until('2027-02-02T09:15')
    expect(await life.ended()).toBe('closed')
  })

  it('and its call may be recorded when everything is over', async () => {
    await office.until('2027-02-03T10:00')
    await life.done('complete-task', reviewer, { task: 6, outcome: 'done', on: '2027-02-02' })
    expect(await tasksOf(office, life)).not.toContainEqual(expect.stringMatching(/open$/))
    expect(await life.ended()).toBe('closed')
    expect(office.mail.taken.filter(({ ref }) => ref === life.ref)).toHaveLength(
      await office.records.letter.count({ where: { complaintRef: life.ref, status: 'sent' } }),
    )
  })
})

describe('an extension that is given on the last day', () => {
  it('is told by phone until four, and its notice is out in time: it holds', async () => {
    await office.until('2027-03-01T10:00')
    const life = await receive(office, { resident: byPhone })
    await life.done('acknowledge', officer, acknowledgement)
    // Ten working days after Monday 1 March.
    await office.until('2027-03-15T14:00')
    await life.done('extend', officer, { reason: 'We wait for the engineer.', until: '2027-03-22' })
    await office.until('2027-03-15T15:59')
    expect(await life.letters()).toContain('2027-03-15 extension made')
    await office.until('2027-03-15T16:01')
    expect(await life.letters()).toContain('2027-03-15 extension sent')
    await office.until('2027-03-16T12:00')
    expect(await life.entries('extension-void')).toEqual([])
    expect((await life.deadlines()).at(-1)).toContain('due 2027-03-15 extended to 2027-03-22 running')
    // After four nothing waits any more.
    await office.until('2027-03-22T16:30')
    await life.done('respond', officer, response)
    await office.until('2027-03-22T16:31')
    expect(await life.letters()).toContain('2027-03-22 response sent')
    await life.done('withdraw', resident)
  })
})
