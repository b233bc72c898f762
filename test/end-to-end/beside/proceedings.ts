/** A claim at court ends the procedure once it is filed; what was promised is still done, and talks may go on. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'
import { refusedOf, wordsOf } from './read.ts'

export function check([filed, kept, talks]: Story[]): void {
  const words = wordsOf(filed, 'proceedings')
  expect(refusedOf(filed)).toEqual([
    'start-legal-proceedings: HO Code 2.2',
    'start-legal-proceedings: HO Code 2.2',
    'respond: HO Code',
  ])
  expect(filed?.timeline).toContainEqual(
    expect.objectContaining({ at: '2027-04-06T10:00:00+01:00', event: 'proceedings-started', clause: '2.2' }),
  )
  expect(words).toContain('On Monday 5 April 2027 you filed a claim at court')
  expect(words).toContain('Your claim at the county court is about the same damp.')
  // The promise outlives it, and the letter says so.
  expect(words).toContain('We will dry out the bedroom wall. We will do this by Friday 30 April 2027.')
  expect(words).toContain('If the claim is taken back')
  expect(words).toContain('Housing Ombudsman')
  expect(dutiesOf(filed)).toEqual(['complete-action met'])
  expect(filed?.deadlines.filter(({ status }) => status === 'ended').map(({ name }) => name)).toEqual([
    'respond-stage-1',
  ])
  // A claim that is taken back brings the complaint back, with its clocks from that day.
  expect(filed?.status).toBe('acknowledged')
  expect(filed?.deadlines).toContainEqual(expect.objectContaining({ name: 'respond-stage-1', due: '2027-09-16' }))

  expect(kept?.refused).toMatchObject([{ rule: 'Joint Code 2.3' }])
  expect(kept?.status).toBe('received')

  expect(talks?.status).toBe('closed')
  expect(talks?.letters.filter(({ kind }) => kind === 'proceedings').map(({ subject }) => subject)).toEqual([
    expect.stringContaining('a court has it now'),
    expect.stringContaining('We have agreed to try mediation'),
    expect.stringContaining('What came of our mediation'),
  ])
  expect(dutiesOf(talks)).toEqual(['conclude-adr late', 'complete-action met'])
  expect(talks?.timeline.map(({ event }) => event)).toContain('manager-told')
}

function dutiesOf(story: Story | undefined): string[] {
  const duties = story?.deadlines.filter(({ name }) => name === 'complete-action' || name === 'conclude-adr') ?? []
  return duties.map(({ name, status }) => `${name} ${status}`)
}
