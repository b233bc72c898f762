/** Complaints that are turned away, as a rehearsal tells it: refused at intake, declined, and taken on after all. */
import { expect, it } from 'vitest'

interface Told {
  ref: string
  policy: string
  status: string
  timeline: { event: string; detail: Record<string, unknown> }[]
  deadlines: { name: string; from: string; due: string; status: string }[]
  letters: { kind: string; text: string }[]
  refused: { do: string; rule: string; message: string }[]
}

export const files = ['turned-away.yaml']

export function tests(all: () => Told[]): void {
  it('what is not taken in has no life, and a refusal with its rule', () => {
    expect(all()).toHaveLength(5)
    for (const story of all().slice(0, 2)) {
      expect(story).toMatchObject({ ref: '', status: 'refused', timeline: [], deadlines: [], letters: [] })
      expect(story.refused).toHaveLength(1)
    }
    expect(
      all()
        .slice(0, 2)
        .map(({ refused }) => refused[0]?.message),
    ).toEqual([
      expect.stringContaining('our Whistleblowing Policy and Procedure'),
      expect.stringContaining('our separate process for Members of Parliament and councillors'),
    ])
  })

  it('with signed permission it is taken, and flagged as too late', () => {
    const [received] = all()[2]?.timeline ?? []
    expect(received).toMatchObject({
      event: 'received',
      detail: { outOfTime: true, acceptedUntil: '2027-02-01', considerDiscretion: true },
    })
  })

  it('health and safety is never excluded', () => {
    expect(all()[3]?.refused).toMatchObject([{ do: 'decline', rule: 'Joint Code 2.3' }])
    expect(all()[3]?.status).toBe('received')
  })

  it('declined, overturned and begun afresh', () => {
    const story = all()[4]
    expect(story?.refused.map(({ do: command, rule }) => `${command}: ${rule}`)).toEqual([
      ...['decline: HO Code 2.2', 'decline: HO Code 2.4'],
    ])
    expect(story?.letters.map(({ kind }) => kind)).toEqual([
      ...['receipt', 'declined', 'receipt', 'acknowledgement', 'closed'],
    ])
    expect(story?.deadlines.map(({ name, from, due, status }) => `${name} ${from} ${due} ${status}`)).toEqual([
      'acknowledge-stage-1 2027-09-06 2027-09-13 ended',
      'acknowledge-stage-1 2027-11-02 2027-11-09 met',
      'respond-stage-1 2027-11-05 2027-11-19 ended',
    ])
  })
}
