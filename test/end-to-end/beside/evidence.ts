/** Files that come with a complaint, and decisions that rest on them. */
import { expect } from 'vitest'
import type { Story } from '../../../worker/rehearsal/story.ts'

export function check([answered, declined]: Story[]): void {
  if (!answered || !declined) return expect.fail('Two stories are told')
  const files = (story: Story) =>
    story.timeline.filter(({ event }) => event === 'evidence-added').map(({ by, detail }) => ({ by, detail }))
  // The same bytes again are the same file, and what comes after the end is kept as well.
  expect(files(answered)).toMatchObject([
    { by: 'resident', detail: { file: 1, type: 'gif', size: 14 } },
    { by: 'officer:a.khan', detail: { file: 2, type: 'txt' } },
    { by: 'resident', detail: { file: 3, type: 'txt' } },
  ])
  expect(answered.status).toBe('withdrawn')
  expect(answered.refused).toMatchObject([{ do: 'respond', message: expect.stringContaining('no file 7') as string }])
  expect(answered.timeline.find(({ event }) => event === 'responded')?.detail).toMatchObject({ evidenceFiles: [1, 2] })
  const letter = answered.letters.find(({ kind }) => kind === 'response')?.text
  expect(letter).toContain('- mould.gif, on our file since Monday 22 March 2027')
  expect(letter).toContain('- Survey of 29 March.txt, on our file since Tuesday 30 March 2027')
  // What a file is called is words, and stays out of the timeline.
  expect(JSON.stringify(answered.timeline)).not.toMatch(/mould|Survey/)

  expect(declined.timeline.find(({ event }) => event === 'declined')?.detail).toMatchObject({ evidenceFiles: [1] })
  expect(declined.letters.find(({ kind }) => kind === 'declined')?.text).toContain(
    '- Claim form.txt, on our file since',
  )
}
