/** The office closes on a day more, or one less, and the complaints that run take it up: on their timelines and by their timers. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, response, type Life } from './a-life.ts'
import { clear, deadlineOf, movesOf, progressOf, putClosures } from './calendar-puts.ts'
import { historyOf, namesOf } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
afterEach(() => clear(office))

const happened = async (life: Life, event: string) => (await life.entries(event)).map(({ at }) => at.slice(0, 15))

describe('a closure day on the way', () => {
  it('puts off an acknowledgement that nobody makes: by itself, on the morning of the new day', async () => {
    await office.until('2027-02-01T10:00')
    const life = await receive(office)
    // 2 to 5 February, Monday 8.
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-02-01 due 2027-02-08 running')
    const change = await putClosures(office, '2027-02-04')
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-02-01 due 2027-02-09 running')
    expect(await movesOf(office, change)).toEqual([`${life.ref} acknowledge-stage-1 2027-02-08 -> 2027-02-09`])
    expect(await life.entries('calendar-changed')).toMatchObject([
      { by: manager, clause: '6.2', detail: { change, moved: [{ from: '2027-02-08', to: '2027-02-09' }] } },
    ])
    await office.until('2027-02-09T08:55')
    expect(await happened(life, 'acknowledged')).toEqual([])
    await office.until('2027-02-09T09:15')
    expect(await happened(life, 'acknowledged')).toEqual(['2027-02-09T09:0'])
    // The day does not count for the response either, though it was opened after the change: it is over by then.
    expect(await deadlineOf(life, 'respond')).toBe('from 2027-02-09 due 2027-02-23 running')
    expect(await life.letters()).not.toContainEqual(expect.stringContaining('update'))
  })

  it('puts off a response, which is missed on the new day; the resident is told why', async () => {
    await office.until('2027-03-01T10:00')
    const life = await receive(office)
    await life.done('acknowledge', officer, acknowledgement)
    // 2 to 5, 8 to 12, Monday 15 March.
    await putClosures(office, '2027-03-10', '2027-03-15')
    expect(await deadlineOf(life, 'respond')).toBe('from 2027-03-01 due 2027-03-17 running')
    await life.sends(3)
    const { text, subject } = await life.letter('update')
    expect(subject).toMatch(/^A date has changed/)
    const words = text.replaceAll(/\s+/g, ' ')
    expect(words).toContain('answer by Wednesday 17 March 2027, or sooner if we can. That is 10 working days after')
    expect(words).toContain('days when our office is closed (Training)')
    await office.until('2027-03-17T23:55')
    expect(await happened(life, 'deadline-missed')).toEqual([])
    await office.until('2027-03-18T00:15')
    expect(await happened(life, 'deadline-missed')).toEqual(['2027-03-18T00:0'])
    expect((await happened(life, 'reminded')).map((at) => at.slice(0, 10))).toEqual(['2027-03-12', '2027-03-16'])
  })

  it('taken away again brings it back, and the timer with it', async () => {
    await office.until('2027-04-12T10:00')
    const life = await receive(office)
    await putClosures(office, '2027-04-14', '2027-04-15')
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-04-12 due 2027-04-21 running')
    await putClosures(office, '2027-04-15')
    expect(await deadlineOf(life, 'acknowledge')).toBe('from 2027-04-12 due 2027-04-20 running')
    await office.until('2027-04-20T09:15')
    expect(await happened(life, 'acknowledged')).toEqual(['2027-04-20T09:0'])
  })

  it('counts for what is opened later, where nothing that runs is touched', async () => {
    await office.until('2027-05-10T10:00')
    const life = await receive(office)
    const change = await putClosures(office, '2027-05-20')
    expect(await movesOf(office, change)).toEqual([])
    await life.done('acknowledge', officer, acknowledgement)
    // 11 to 14, 17 to 19, 21, 24, Tuesday 25 May.
    expect(await deadlineOf(life, 'respond')).toBe('from 2027-05-10 due 2027-05-25 running')
    expect(await life.entries('calendar-changed')).toEqual([])
    const later = await receive(office)
    await later.done('acknowledge', officer, acknowledgement)
    expect(await deadlineOf(later, 'respond')).toBe('from 2027-05-10 due 2027-05-25 running')
  })

  it('keeps a day that was promised by an extension', async () => {
    await office.until('2027-06-01T10:00')
    const life = await receive(office)
    await life.done('acknowledge', officer, acknowledgement)
    await life.done('extend', officer, { reason: 'We wait for a part', until: '2027-06-22' })
    const change = await putClosures(office, '2027-06-10')
    expect(await movesOf(office, change)).toEqual([])
    await life.done('respond', officer, response)
    expect(await deadlineOf(life, 'respond')).toBe('from 2027-06-01 due 2027-06-16 extended to 2027-06-22 met')
  })
})

describe('the same closures again', () => {
  it('change nothing: no line, no letter, no Update in a history', async () => {
    await office.until('2027-07-05T10:00')
    const lives = [await receive(office), await receive(office)]
    await putClosures(office, '2027-07-07')
    const state = async () =>
      Promise.all(lives.map(async (life) => [await life.timeline(), await life.deadlines(), await life.letters()]))
    // This server keeps the task of a refused Update, the real one does not (`test/api/calendar.test.ts`).
    const events = async () =>
      Promise.all(
        lives.map(async ({ id }) =>
          namesOf(await historyOf(office, id)).filter((name) => !name.startsWith('workflow-task')),
        ),
      )
    await Promise.all(lives.map((life) => life.sends(1)))
    const [told, long] = [await state(), await events()]
    const again = await putClosures(office, '2027-07-07')
    expect(await movesOf(office, again)).toEqual([])
    expect(await progressOf(office, again)).toBe('2 of 2, done')
    expect([await state(), await events()]).toEqual([told, long])
  })
})
