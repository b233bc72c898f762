/** `policy compare`: what would have happened under another policy. The same story is rehearsed under two, and what differs is told. */
import { readFileSync } from 'node:fs'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { Answer } from './answer.ts'
import { rehearsed } from './compare-rehearsal.ts'
import { inTime, storyUnder } from './compare-scenario.ts'
import { compareStories, type Comparison } from './compare-stories.ts'
import { comparisonInWords } from './compare-text.ts'

interface CompareOptions {
  scenario?: string | undefined
}

const DEFAULT = new URL('compare-story.yaml', import.meta.url)

/** Rehearses for some seconds: the real workflow and the real letters, twice over on one clock. */
export async function compareAnswer(library: PolicyLibrary, ids: string[], options: CompareOptions): Promise<Answer> {
  const policies = twoPolicies(library, ids)
  if ('refusal' in policies) return policies
  const scenario = scenarioText(options.scenario)
  if (typeof scenario !== 'string') return scenario
  const name = options.scenario ?? 'the story that comes with Redress'
  const texts = policies.map((policy) => storyUnder(scenario, policy))
  const missing = texts.findIndex((text) => text === undefined)
  if (missing >= 0)
    return { refusal: `${name}: policy: is missing: each story names one, and the two are put in its place` }
  const told = await rehearsed(
    texts.filter((text) => text !== undefined),
    name,
  )
  if ('refusal' in told) return told
  const comparisons = told.pairs.map(([one, other]) => compareStories(policies, one, other))
  return { json: comparisons.length === 1 ? comparisons[0] : comparisons, text: inWords(name, comparisons) }
}

function twoPolicies({ policies }: PolicyLibrary, ids: string[]): [Policy, Policy] | { refusal: string } {
  const known = policies.map(({ id }) => id).join(', ')
  const [one, other, more] = ids.map((id) => policies.find((policy) => policy.id === id) ?? id)
  const unknown = [one, other].find((found) => typeof found === 'string')
  if (unknown !== undefined) return { refusal: `"${unknown}" is no policy: ${known}` }
  if (one === undefined || other === undefined || more !== undefined)
    return { refusal: `Say which two policies: ${known}` }
  return [one as Policy, other as Policy]
}

function scenarioText(file: string | undefined): string | { refusal: string } {
  if (file === undefined) return inTime(readFileSync(DEFAULT, 'utf8'), Date.now())
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return { refusal: `--scenario: ${error instanceof Error ? error.message : file}` }
  }
}

function inWords(name: string, comparisons: Comparison[]): string {
  const stories = comparisons.map((comparison, at) => {
    const which = comparisons.length === 1 ? name : `${name}, story ${at + 1} of ${comparisons.length}`
    return comparisonInWords(which, comparison)
  })
  return stories.join('\n')
}
