/** The scenario of an answer that somebody else reads first, and of a letter that came back, by `npm run rehearse`. */
import { expect, it } from 'vitest'

interface Told {
  timeline: { at: string; event: string; by: string }[]
  deadlines: { name: string; due: string; metOn: string | null; status: string }[]
  letters: { kind: string }[]
  refused: { do: string; rule: string }[]
}

export const files = ['second-pair-of-eyes.yaml']

export function tests(stories: () => Told[]): void {
  it('goes as its scenario expects', () => {
    const { timeline, deadlines, letters, refused } = stories()[0] ?? nothing
    expect(timeline.map(({ event, by }) => `${event} by ${by}`)).toEqual([
      'received by resident',
      'assigned by manager:m.boss',
      'acknowledged by officer:a.khan',
      'letter-returned by officer:mail-gateway',
      'letter-posted by officer:a.khan',
      // Two working days before Friday 9 April, and one.
      'reminded by redress',
      'reminded by redress',
      'response-proposed by officer:a.khan',
      'response-sent-back by manager:m.boss',
      'response-proposed by officer:a.khan',
      'deadline-missed by redress',
      'manager-told by redress',
      'responded by manager:m.boss',
    ])
    expect(deadlines.map(({ name, due, metOn, status }) => `${name} ${due} ${status} ${metOn}`)).toEqual(
      expect.arrayContaining([
        'acknowledge-stage-1 2027-03-31 met 2027-03-24',
        'respond-stage-1 2027-04-09 late 2027-04-10',
      ]),
    )
    // To the resident: one answer, and word that it is late.
    expect(letters.map(({ kind }) => kind)).toEqual(['receipt', 'acknowledgement', 'late', 'response'])
    expect(refused.map((one) => `${one.do} ${one.rule}`)).toEqual([
      'letter-posted Redress: letter-posted',
      'approve HO Code',
      'approve HO Code',
      'approve HO Code',
    ])
  })
}

const nothing: Told = { timeline: [], deadlines: [], letters: [], refused: [] }
