/** `npm run rehearse -- scenario.yaml [--json]` */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { saveCaseFile } from '../../prisma/case-file/save.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { PolicyError } from '../../workflows/policy/yaml-file.ts'
import { printedStory } from './print-story.ts'
import { leave } from './leave.ts'
import { beginRehearsal, type Rehearsal } from './rehearsal.ts'
import { readScenarios, withReferences, type Scenario, type Step } from './scenario.ts'
import { caseOf, file, take } from './steps.ts'
import { neverTakenIn, readStory, type Refused, type Story } from './story.ts'

const help = `Takes complaints through their whole lives in seconds, by the real workflow and the real letters.

  npm run -s rehearse -- FILE [FILE …] [--json] [--case-files FOLDER]

FILE     scenarios in YAML, one for each document (see test/scenarios)
--json   the stories as JSON: ref, policy, status, stage, timeline, deadlines, letters, refused; and where
         complaints came out of it, their stories as "linked". A step with "on: linked" is about the newest of them
--case-files FOLDER   writes the case file of each complaint there, as case-file-REF.zip
--help   this

Ends with 0; with 1 when an "expect" of a step did not hold; with 2 when a file is bad, naming the line and the field.
`

interface Performed {
  story: Story
  /** What was expected and did not happen. */
  surprises: string[]
}

/** All scenarios share one clock, so what happens in any of them happens in the order of time. */
export async function perform(rehearsal: Rehearsal, scenarios: Scenario[]): Promise<Performed[]> {
  const parts = scenarios.map((scenario) => ({
    scenario,
    ref: '',
    refused: [] as Refused[],
    surprises: [] as string[],
  }))
  const refOf = (name: string) => parts.find(({ scenario, ref }) => scenario.name === name && ref !== '')?.ref
  const stories = new Map<(typeof parts)[number], Story>()
  const happenings = parts.flatMap((part) => [
    {
      atMs: part.scenario.received,
      happen: async () => {
        const { ref, refusal } = await file(rehearsal, part.scenario)
        part.ref = ref ?? ''
        const at = localTimestamp(part.scenario.received)
        if (refusal) part.refused.push({ at, do: 'file', ...refusal })
        const surprise = surpriseAt(`${at} file`, part.scenario.expect, refusal)
        if (surprise !== undefined) part.surprises.push(surprise)
      },
    },
    ...part.scenario.steps.map((step) => ({
      atMs: step.at,
      happen: async () => {
        // What was never taken in has no life.
        if (part.ref === '') return
        const ref = await caseOf(rehearsal, part.ref, step)
        const given = { ...step, with: withReferences(step.with, refOf) }
        const refusal = ref === undefined ? nothingLinked : await take(rehearsal, ref, given)
        const at = localTimestamp(step.at)
        if (refusal) part.refused.push({ at, do: step.do, ...refusal })
        const surprise = surpriseAt(`${at} ${step.do} by ${step.by}`, step.expect, refusal)
        if (surprise !== undefined) part.surprises.push(surprise)
      },
    })),
    {
      atMs: part.scenario.until,
      happen: async () => {
        const { policy } = part.scenario
        const story =
          part.ref === '' ? neverTakenIn(policy) : await readStory(rehearsal.records, part.ref, part.scenario.until)
        stories.set(part, { ...story, refused: part.refused })
        await leave(rehearsal, story)
      },
    },
  ])
  for (const { atMs, happen } of happenings.toSorted((one, other) => one.atMs - other.atMs)) {
    await rehearsal.passUntil(atMs)
    await happen()
  }
  return parts.flatMap((part) => {
    const story = stories.get(part)
    return story ? [{ story, surprises: part.surprises }] : []
  })
}

const nothingLinked: Refusal = {
  rule: 'Redress: scenario',
  message: 'No complaint has come out of this one yet, so there is none to do this on. Leave out "on", or do it later.',
}

function surpriseAt(what: string, expected: Step['expect'], refusal: Refusal | undefined): string | undefined {
  const became = refusal ? 'refused' : 'done'
  if (expected === undefined || expected === became) return undefined
  return `${what}: expected ${expected}, and was ${became}${refusal ? ` (${refusal.rule}: ${refusal.message})` : ''}`
}

function readFiles(files: string[]): Scenario[] {
  const policies = policyLibrary().policies.map((policy) => policy.id)
  return files.flatMap((name) => readScenarios(readFileSync(name, 'utf8'), name, policies, Date.now()))
}

async function rehearse(files: string[], json: boolean, folder: string | undefined): Promise<number> {
  let scenarios: Scenario[]
  try {
    scenarios = readFiles(files)
  } catch (error) {
    if (!(error instanceof PolicyError) && !(error instanceof Error && 'code' in error)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  const rehearsal = await beginRehearsal()
  try {
    const performed = await perform(rehearsal, scenarios)
    const stories = performed.map(({ story }) => story)
    const one = stories.length === 1 ? stories[0] : stories
    if (folder !== undefined) await saveCaseFiles(rehearsal, stories, folder)
    await written(json ? `${JSON.stringify(one, null, 2)}\n` : stories.map(printedStory).join('\n'))
    const surprises = performed.flatMap((each) => each.surprises)
    if (surprises.length > 0) process.stderr.write(`${surprises.join('\n')}\n`)
    return surprises.length > 0 ? 1 : 0
  } finally {
    await rehearsal.end()
  }
}

async function saveCaseFiles({ records }: Rehearsal, stories: Story[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { ref } of stories.flatMap((story) => [story, ...(story.linked ?? [])]))
    if (ref !== '') await saveCaseFile(records, ref, path.join(folder, `case-file-${ref}.zip`))
}

function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())))
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    'case-files': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help || positionals.length === 0) {
  await written(help)
  process.exitCode = values.help ? 0 : 2
} else {
  // All is ended and written by then; the worker's own grace timer would keep the process for seconds more.
  process.exit(await rehearse(positionals, values.json, values['case-files']))
}
