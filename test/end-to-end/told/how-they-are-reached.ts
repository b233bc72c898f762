/** Rehearsals of residents who are not reached by plain email: large print by post from the first letter to the last, and the phone. */
import { expect, it } from 'vitest'

interface Told {
  ref: string
  stage: string
  status: string
  timeline: { at: string; event: string; by: string; detail: { outcome?: string } }[]
  deadlines: { name: string; status: string }[]
  letters: Letter[]
  refused: { do: string; rule: string; message: string }[]
}
interface Letter {
  at: string
  deliveredAt: string | null
  kind: string
  channel: string
  status: string
  print: number
  text: string
}

export const files = ['large-print.yaml', 'by-phone.yaml']

export function tests(stories: () => Told[]): void {
  const told = (index: number): Told => {
    const story = stories()[index]
    if (!story) throw new Error('Two scenarios were to be rehearsed')
    return story
  }
  it('one asked for large-print letters: from the receipt to the final answer not one email', () => {
    expect(told(0)).toMatchObject({ stage: 'stage-2', status: 'closed', refused: [] })
    expect(told(0).letters.map(({ kind }) => kind)).toEqual([
      ...['receipt', 'acknowledgement', 'acknowledgement', 'extension', 'response', 'action-completed'],
      ...['receipt', 'acknowledgement', 'late', 'update', 'response', 'action-completed'],
    ])
    const how = told(0).letters.map(({ channel, status, print }) => `${channel}, ${status}, ${print} points`)
    expect(new Set(how)).toEqual(new Set(['letter, queued, 18 points']))
  })

  it('and nobody has to do anything for that by hand', () => {
    expect(told(0).timeline.filter(({ event }) => event.startsWith('task'))).toEqual([])
  })

  it('one is told by phone: what an officer decides goes out when they were told, or by four on the last day', () => {
    const went = told(1).letters.map(({ at, deliveredAt, kind, channel }) => {
      const [made, gone] = [at.slice(0, 16), deliveredAt?.slice(0, 16)]
      return `${made} ${kind}, ${channel} at ${gone === made ? 'once' : gone}`
    })
    expect(went).toEqual([
      '2027-03-22T10:00 receipt, email at once',
      '2027-03-24T09:30 acknowledgement, email at 2027-03-24T11:00',
      '2027-04-09T10:00 response, email at 2027-04-09T16:00',
      // They have given up the phone, and have letters by post.
      '2027-04-19T10:00 receipt, letter at once',
      '2027-04-22T10:00 acknowledgement, letter at once',
      '2027-05-12T15:00 response, letter at once',
      '2027-05-25T10:00 action-completed, letter at once',
    ])
    expect(told(1).deadlines.map(({ status }) => status)).toEqual(['met', 'met', 'met', 'met', 'met', 'met'])
  })

  it('and what was done, and what was not, is on the record', () => {
    const tasks = told(1).timeline.filter(({ event }) => event.startsWith('task') || event === 'contact-corrected')
    expect(
      tasks.map(({ at, event, by, detail }) =>
        [at.slice(0, 10), event, by, detail.outcome].filter((one) => one !== undefined).join(' '),
      ),
    ).toEqual([
      '2027-03-22 task-opened redress',
      '2027-03-22 task-done officer:a.khan done',
      '2027-03-24 task-opened redress',
      '2027-03-24 task-done officer:a.khan done',
      '2027-04-09 task-opened redress',
      '2027-04-10 task-late redress',
      '2027-04-12 task-done officer:a.khan not-reached',
      '2027-04-19 contact-corrected officer:a.khan',
    ])
    expect(told(1).refused.map(({ do: command }) => command)).toEqual(['complete-task', 'correct-contact'])
    expect(JSON.stringify(told(1).timeline)).not.toMatch(/01632|resident@|Example Terrace/)
  })
}
