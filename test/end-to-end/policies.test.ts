/**
 * Every policy rehearses a story of its own to the end. The dates stand here as they were worked out by hand from its document; the
 * working is in the scenario's comments.
 */
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expected } from './policies-expected.ts'

interface Story {
  policy: string
  status: string
  stage: string
  timeline: { at: string; event: string; clause: string | null; detail: Record<string, unknown> }[]
  deadlines: {
    name: string
    from: string
    due: string
    extendedTo: string | null
    metOn: string | null
    status: string
  }[]
  letters: { at: string; kind: string; to: string; text: string }[]
  refused: { do: string; rule: string; message: string }[]
}

const folder = 'test/scenarios/policies'
const files = readdirSync(folder).toSorted()

describe('every policy', { timeout: 180_000 }, () => {
  let ended: { code: number; stdout: string; stderr: string }
  let stories: Story[]
  beforeAll(async () => {
    const paths = files.map((name) => `${folder}/${name}`)
    ended = await new Promise((resolve) => {
      const options = { maxBuffer: 64 << 20, timeout: 170_000 }
      execFile('npm', ['run', '-s', 'rehearse', '--', ...paths, '--json'], options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      )
    })
    stories = JSON.parse(ended.stdout || '[]') as Story[]
  }, 180_000)

  // What was done that a scenario expects to be refused, or the other way round, is told on stderr.
  it('goes as its scenario expects', () => {
    expect(ended.stderr).toBe('')
    expect(ended.code).toBe(0)
  })

  it('has a story', () => {
    expect(files.map((name) => name.replace('.yaml', ''))).toEqual(Object.keys(expected).toSorted())
    expect(stories).toHaveLength(Object.values(expected).flat().length)
  })

  it.each(Object.entries(expected).flatMap(([policy, all]) => all.map((each, index) => ({ policy, index, each }))))(
    '$policy, story $index',
    ({ policy, index, each }) => {
      const story = stories.filter((one) => one.policy === policy)[index]
      const told = story && {
        ends: `${story.stage} ${story.status}`,
        deadlines: story.deadlines.map(({ name, from, due, extendedTo, status }) =>
          [name, from, due, ...(extendedTo === null ? [] : [`+${extendedTo}`]), status].join(' '),
        ),
        refused: story.refused.map((one) => `${one.do}: ${one.rule}`),
        letters: story.letters
          .filter(({ to }) => to === 'resident')
          .map(({ at, kind }) => `${at.slice(0, 10)} ${kind}`),
      }
      expect(told).toEqual(each)
    },
  )

  it('tells staff of an aim of its own on its day', () => {
    const [basildon] = stories.filter(({ policy }) => policy === 'basildon-2025')
    const aims = basildon?.timeline.filter(({ event, detail }) => event === 'reminded' && detail['aim'] !== undefined)
    expect(aims?.map(({ at, detail }) => [at.slice(0, 10), detail['aim']])).toEqual([['2027-06-01', '2027-06-01']])
  })

  it('answers what the resident asks for with stage 2', () => {
    const [story] = stories.filter(({ policy }) => policy === 'information-governance-team')
    const stage2 = story?.letters.filter(({ at }) => at >= '2028-02-29') ?? []
    expect(stage2.filter(({ text }) => text.includes('- A meeting.')).map(({ kind }) => kind)).toEqual([
      'receipt',
      'acknowledgement',
      'response',
    ])
  })
})
