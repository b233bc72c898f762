/** A rehearsal in which complaints come out of a service request and of each other: each has its own story. */
import { expect, it } from 'vitest'

interface Told {
  ref: string
  policy: string
  stage: string
  status: string
  timeline: { at: string; event: string; detail: Record<string, unknown> }[]
  deadlines: { name: string; from: string; due: string; status: string }[]
  letters: { kind: string; text: string }[]
  refused: { do: string }[]
  linked?: Told[]
}

export const files = ['request-and-complaint.yaml']

export function tests(stories: () => Told[]): void {
  it('prints the story of each, one in the other', () => {
    const [story] = stories()
    expect(story).toMatchObject({ stage: 'service-request', status: 'closed', deadlines: [] })
    expect(story?.refused.map((refused) => refused.do)).toEqual(['acknowledge'])
    const [complaint, ...others] = story?.linked ?? []
    expect(others).toEqual([])
    expect(complaint).toMatchObject({ policy: story?.policy, stage: 'stage-1', status: 'answered', refused: [] })
    expect(complaint?.timeline[0]?.detail['linkedTo']).toBe(story?.ref)
    // Complained on Wednesday 27 January 2027, acknowledged the day after: its own days, none of the request's.
    expect(complaint?.deadlines.map(({ name, from, due, status }) => `${name} ${from} ${due} ${status}`)).toEqual([
      'acknowledge-stage-1 2027-01-27 2027-02-03 met',
      'respond-stage-1 2027-01-28 2027-02-11 met',
    ])
    const [apart] = complaint?.linked ?? []
    expect(apart).toMatchObject({ stage: 'stage-1', status: 'received' })
    expect(apart?.letters[0]?.text).toContain(complaint?.ref)
    // A case that nothing came out of has no such key: the contract for the others is as it was.
    expect(apart).not.toHaveProperty('linked')
  })
}
