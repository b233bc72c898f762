/** `npm run rehearse -- scenario.yaml [--json]` */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { saveCaseFile } from '../../prisma/case-file/save.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { PolicyError } from '../../workflows/policy/yaml-file.ts'
import { printedStory } from './print-story.ts'
import { perform } from './perform.ts'
import { beginRehearsal, type Rehearsal } from './rehearsal.ts'
import { readScenarios, type Scenario } from './scenario.ts'
import type { Story } from './story.ts'
import { CannotGoOn } from './watched.ts'

const help = `Takes complaints through their whole lives in seconds, by the real workflow and the real letters.

  npm run -s rehearse -- FILE [FILE …] [--json] [--case-files FOLDER]

FILE     scenarios in YAML, one for each document (see test/scenarios)
--json   the stories as JSON: ref, policy, status, stage, timeline, deadlines, letters, refused; and where
         complaints came out of it, their stories as "linked". A step with "on: linked" is about the newest of them
--case-files FOLDER   writes the case file of each complaint there, as case-file-REF.zip
--help   this

Ends with 0; with 1 when an "expect" of a step did not hold, or a complaint's work failed and it cannot go on; with 2 when a file is bad, naming the line and the field.
`

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
    const told = await perform(rehearsal, scenarios)
    const stories = told.map(({ story }) => story)
    const one = stories.length === 1 ? stories[0] : stories
    if (folder !== undefined) await saveCaseFiles(rehearsal, stories, folder)
    await written(json ? `${JSON.stringify(one, null, 2)}\n` : stories.map(printedStory).join('\n'))
    const surprises = told.flatMap((each) => each.surprises)
    if (surprises.length > 0) process.stderr.write(`${surprises.join('\n')}\n`)
    return surprises.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
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
