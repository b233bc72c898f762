/** Complaints that are turned away, as a rehearsal tells it: refused at intake, declined, and taken on after all. */
import { execFile } from 'node:child_process'
import { beforeAll, expect, it } from 'vitest'

interface Story {
  ref: string
  policy: string
  status: string
  timeline: { event: string; detail: Record<string, unknown> }[]
  deadlines: { name: string; from: string; due: string; status: string }[]
  letters: { kind: string; text: string }[]
  refused: { do: string; rule: string; message: string }[]
}

let ended: { code: number; stdout: string; stderr: string }
let stories: Story[]
beforeAll(async () => {
  ended = await new Promise((resolve) => {
    const args = ['run', '-s', 'rehearse', '--', 'test/scenarios/turned-away.yaml', '--json']
    execFile('npm', args, { maxBuffer: 16 << 20 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
  stories = JSON.parse(ended.stdout) as Story[]
}, 120_000)

it('goes as it was expected to', () => {
  expect(ended.stderr).not.toContain('expected')
  expect(ended.code).toBe(0)
  expect(stories).toHaveLength(5)
})

it('what is not taken in has no life, and a refusal with its rule', () => {
  for (const story of stories.slice(0, 2)) {
    expect(story).toMatchObject({ ref: '', status: 'refused', timeline: [], deadlines: [], letters: [] })
    expect(story.refused).toHaveLength(1)
  }
  expect(stories.slice(0, 2).map(({ refused }) => refused[0]?.message)).toEqual([
    expect.stringContaining('our Whistleblowing Policy and Procedure'),
    expect.stringContaining('our separate process for Members of Parliament and councillors'),
  ])
})

it('with signed permission it is taken, and flagged as too late', () => {
  const [received] = stories[2]?.timeline ?? []
  expect(received).toMatchObject({
    event: 'received',
    detail: { outOfTime: true, acceptedUntil: '2027-02-01', considerDiscretion: true },
  })
})

it('health and safety is never excluded', () => {
  expect(stories[3]?.refused).toMatchObject([{ do: 'decline', rule: 'Joint Code 2.3' }])
  expect(stories[3]?.status).toBe('received')
})

it('declined, overturned and begun afresh', () => {
  const story = stories[4]
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
