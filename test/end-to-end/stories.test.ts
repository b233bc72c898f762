/**
 * Rehearsals of one life each, told by `npm run rehearse` on one clock: what their scenarios expect holds, and each story is as it is
 * told in `told/` and `beside/`.
 */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Story } from '../../worker/rehearsal/story.ts'
import * as reached from './told/how-they-are-reached.ts'
import * as languages from './told/languages.ts'
import * as linked from './told/linked.ts'
import * as approved from './told/second-pair-of-eyes.ts'
import * as turnedAway from './told/turned-away.ts'

const folder = 'test/scenarios'
const beside = readdirSync(`${folder}/beside`)
  .toSorted()
  .map((name) => `beside/${name}`)
const told = [...reached.files, ...languages.files, ...linked.files, ...approved.files, ...turnedAway.files]
const files = [...told, ...beside]

/** On a machine that is very busy: gRPC asks the time-skipping server too often whether it lives, and says so itself. */
const saidByGrpc =
  /^Connection to \S+ at \S+ rejected by server because of excess pings\. Increasing ping interval to \d+ ms$/

let ended: { code: unknown; stdout: string; stderr: string }
let printed: number
const stories = new Map<string, Story[]>()
/** The stories of these files, as whoever tells them reads their JSON. */
const of =
  <Told>(names: readonly string[]) =>
  (): Told[] =>
    names.flatMap((name) => stories.get(name) ?? []) as unknown as Told[]

beforeAll(async () => {
  ended = await new Promise((resolve) => {
    const args = ['run', '-s', 'rehearse', '--', ...files.map((name) => `${folder}/${name}`), '--json']
    execFile('npm', args, { maxBuffer: 256 << 20, timeout: 280_000 }, (error, stdout, stderr) =>
      // Without a code where it was killed, as when its time was over.
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr }),
    )
  })
  const all = JSON.parse(ended.stdout || '[]') as Story[]
  printed = all.length
  for (const name of files) stories.set(name, all.splice(0, documentsIn(name)))
}, 300_000)

function documentsIn(name: string): number {
  return parseAllDocuments(readFileSync(`${folder}/${name}`, 'utf8')).length
}

it('go as their scenarios expect', () => {
  const stderr = ended.stderr
    .split('\n')
    .filter((line) => !saidByGrpc.test(line))
    .join('\n')
  expect({ ...ended, stderr }).toMatchObject({ code: 0, stderr: '' })
})

it('are told one for each scenario', () => {
  expect(printed).toBe(files.reduce((sum, name) => sum + documentsIn(name), 0))
})

describe('how they are reached', () => {
  reached.tests(of(reached.files))
})
describe('languages', () => {
  languages.tests(of(languages.files))
})
describe('what comes out of another case', () => {
  linked.tests(of(linked.files))
})
describe('a second pair of eyes', () => {
  approved.tests(of(approved.files))
})
describe('turned away', () => {
  turnedAway.tests(of(turnedAway.files))
})

describe('beside and after the response', () => {
  it.each(beside)('%s', async (name) => {
    const { check } = (await import(`./${name.replace('.yaml', '.ts')}`)) as { check(stories: Story[]): void }
    expect(stories.get(name)?.length).toBeGreaterThan(0)
    expect.hasAssertions()
    check(stories.get(name) ?? [])
  })
})
