/** Takes complaints through what is told of them, step by step, as time passes. */
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { leave } from './leave.ts'
import type { Rehearsal } from './rehearsal.ts'
import { withReferences, type Scenario, type Step } from './scenario.ts'
import { caseOf, file, take } from './steps.ts'
import { neverTakenIn, readStory, type Refused, type Story } from './story.ts'

interface Performed {
  story: Story
  /** What was expected and did not happen. */
  surprises: string[]
}

/**
 * All scenarios share one clock, so what happens in any of them happens in the order of time.
 * @throws CannotGoOn where the work of a complaint fails for good, which would be waited for without end
 */
export async function perform(rehearsal: Rehearsal, scenarios: Scenario[]): Promise<Performed[]> {
  return Promise.race([performed(rehearsal, scenarios), rehearsal.failed])
}

async function performed(rehearsal: Rehearsal, scenarios: Scenario[]): Promise<Performed[]> {
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
