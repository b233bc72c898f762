/** Somebody complains for another: what each is told, and who gets which letter. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([asked, refused, lapsed, named]: Story[]): void {
  signed(asked)
  expect(refused?.refused[0]?.rule).toContain('MP or Councillor')
  forgotten(lapsed)
  later(named)
}

const lettersOf = (story: Story | undefined) =>
  story?.letters.map(({ kind, to, channel }) => `${kind} to the ${to} by ${channel}`)
const deadlineOf = (story: Story | undefined, name: string) => story?.deadlines.find((one) => one.name === name)

/** Barking and Dagenham, section 4: signed permission first; the answer waits for it, and no clock does. */
function signed(story: Story | undefined): void {
  expect(lettersOf(story)).toEqual([
    'receipt to the resident by email',
    'consent to the resident by email',
    'acknowledgement to the resident by email',
    'representation to the resident by email',
    'representation to the representative by letter',
    'response to the resident by email',
    'response to the representative by letter',
    'representation to the resident by email',
    'representation to the representative by letter',
    'receipt to the resident by email',
  ])
  expect(story?.refused.map(({ do: what }) => what)).toEqual(['respond', 'represent'])
  expect(story?.refused[0]?.message).toContain('awaited until Monday 19 April 2027')
  expect(deadlineOf(story, 'give-consent')).toMatchObject({ due: '2027-04-19', metOn: '2027-04-13', status: 'met' })
  expect(deadlineOf(story, 'respond-stage-1')).toMatchObject({ due: '2027-04-20', extendedTo: null, status: 'met' })
  const consent = story?.letters[1]?.text ?? ''
  for (const words of ['Alex Friend', 'Monday 19 April 2027', 'with your name signed', 'Signed: …']) {
    expect(consent).toContain(words)
  }
  const [answer, copy] = story?.letters.filter(({ kind }) => kind === 'response') ?? []
  expect(copy?.text).toContain('Dear Alex Friend\n\nYou act for Rosa Resident in this complaint.')
  // But for why they get it, word for word what the resident reads.
  const from = (text = '') => text.slice(text.indexOf('Dear Rosa Resident'))
  expect(from(copy?.text)).toBe(from(answer?.text))
}

/** Nobody answers: the representative is told nothing of the case, and the complaint goes on; what comes later is taken. */
function forgotten(story: Story | undefined): void {
  expect(lettersOf(story)).toEqual([
    'receipt to the resident by email',
    'consent to the resident by email',
    'acknowledgement to the resident by email',
    'representation to the resident by email',
    'representation to the representative by email',
    'representation to the resident by email',
    'representation to the representative by email',
    'response to the representative by email',
  ])
  const told = story?.letters[4]?.text ?? ''
  expect(told).toContain('We do not have their word.')
  expect(told).not.toMatch(/Rosa|lift/)
  expect(deadlineOf(story, 'give-consent')).toMatchObject({ due: '2027-04-19', status: 'late' })
  expect(story?.timeline.filter(({ event }) => event === 'consent-lapsed')).toHaveLength(1)
  expect(story?.letters.at(-1)?.text).toMatch(
    /They\s+have\s+asked\s+us\s+to\s+write\s+to\s+you\s+and\s+not\s+to\s+them\./,
  )
}

/** The Code asks for no permission (3.6); who is to have the letters is named with the resident's word. */
function later(story: Story | undefined): void {
  expect(lettersOf(story)).toEqual([
    'receipt to the resident by email',
    'representation to the resident by email',
    'representation to the resident by email',
    'representation to the representative by email',
    'acknowledgement to the representative by email',
  ])
  // What the resident is rung about is what they get themselves.
  const calls = story?.timeline.filter(({ event }) => event === 'task-opened').map(({ detail }) => detail)
  expect(calls).toMatchObject([
    { letterKind: 'receipt' },
    { letterKind: 'representation' },
    { letterKind: 'representation' },
  ])
}
