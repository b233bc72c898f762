/** A scenario: a complaint, what people do and when, as `npm run rehearse` reads it. */
import { LineCounter, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { parseActor } from '../../workflows/actor.ts'
import { commands } from '../../workflows/commands/index.ts'
import { code } from '../../workflows/commands/fields.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { makeReference } from '../../workflows/reference.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import { readYaml } from '../../workflows/policy/yaml-file.ts'
import { bodyOfStep } from './attachment.ts'
import { bodyOfOfficeStep, officeSteps } from './office-steps.ts'

/** Epoch milliseconds of a time as scenarios give it; without an offset, Europe/London's. */
const when = z.string().transform((text, context) => {
  try {
    return parseWhen(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'no time' })
    return z.NEVER
  }
})

/** Stands for a complaint that is not filed yet. */
const anyReference = makeReference(() => 0)

/** What is given with a step, with references in the place of names. Unknown names stay. */
export function withReferences<T>(value: T, refOf: (name: string) => string | undefined): T {
  if (typeof value === 'string' && /^\$[a-z0-9-]+$/.test(value)) return (refOf(value.slice(1)) ?? value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => withReferences(one, refOf)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withReferences(one, refOf)])) as T
}

const names = commands.map((command) => command.name)
const stepSchema = z
  .strictObject({
    at: when,
    do: z.enum([...names, ...officeSteps], {
      error: `no command: use one of ${[...names, ...officeSteps].join(', ')}`,
    }),
    by: z.string().refine((by) => parseActor(by) !== undefined, 'officer:ID, manager:ID or resident'),
    with: z.record(z.string(), z.unknown()).default({}),
    expect: z.enum(['refused', 'done']).optional(),
    /** Not the case of the scenario, but the newest complaint that came out of it. */
    on: z.literal('linked', { error: 'write "linked", or leave it out' }).optional(),
  })
  .superRefine((step, context) => {
    // A body that is not even understood may be meant to be refused.
    const read = (bodyOfOfficeStep(step.do) ?? bodyOfStep(step.do))?.safeParse(
      withReferences(step.with, () => anyReference),
    )
    if (read?.success !== false || step.expect === 'refused') return
    for (const issue of read.error.issues)
      context.addIssue({ code: 'custom', path: ['with', ...issue.path], message: issue.message })
  })
export type Step = z.output<typeof stepSchema>

const scenarioSchema = z.strictObject({
  /** By which steps of others name this complaint: `into: $older` in "with" is the reference of the one that is called older. */
  name: code().optional(),
  policy: z.string(),
  /** An organisation of its own under that policy: what happens to it happens to no other scenario’s. */
  organisation: code().optional(),
  /** Who may approve a response, as if the policy asked for a second pair of eyes. */
  approve: z
    .array(z.enum(['officer', 'manager']))
    .min(1)
    .optional(),
  received: when,
  complaint: intakeSchema.refine(({ received }) => received === undefined, {
    path: ['received'],
    message: 'stands outside "complaint", at the top of the scenario',
  }),
  /** Whether it is taken in at all: some policies ask for signed permission, or take nothing without a name. */
  expect: z.enum(['refused', 'done']).default('done'),
  steps: z.array(stepSchema).default([]),
  until: when,
})
export type Scenario = z.output<typeof scenarioSchema>

/**
 * The scenarios of a file, one for each of its documents. Throws PolicyError with `file:line: field: what is wrong`.
 * @param nowMs the rehearsal's clock starts now, so what lies before cannot be rehearsed
 */
export function readScenarios(text: string, fileName: string, policies: readonly string[], nowMs: number): Scenario[] {
  return documentsOf(text).map((document) =>
    readYaml(document, fileName, scenarioSchema, (scenario) => [
      ...(policies.includes(scenario.policy)
        ? []
        : [{ path: ['policy'], message: `there is no such policy: use one of ${policies.join(', ')}` }]),
      ...outOfOrder(scenario, nowMs),
    ]),
  )
}

function outOfOrder({ received, steps, until }: Scenario, nowMs: number) {
  const faults: { path: (string | number)[]; message: string }[] = []
  if (received < nowMs)
    faults.push({ path: ['received'], message: 'lies in the past: the rehearsal’s clock starts now' })
  steps.forEach(({ at }, index) => {
    if (at < received) faults.push({ path: ['steps', index, 'at'], message: 'lies before the complaint is received' })
    if (at > until) faults.push({ path: ['steps', index, 'at'], message: 'lies after "until"' })
    const before = steps[index - 1]?.at
    if (before !== undefined && at < before)
      faults.push({ path: ['steps', index, 'at'], message: 'lies before the step above it' })
  })
  if (until < received) faults.push({ path: ['until'], message: 'lies before the complaint is received' })
  return faults
}

/** Each document's text, with empty lines in front, so that its faults have the file's own line numbers. */
function documentsOf(text: string): string[] {
  const lines = new LineCounter()
  const documents = [...parseAllDocuments(text, { lineCounter: lines })]
  const starts = documents.map((document) => document.range[0])
  return starts.map((start, index) => {
    const line = lines.linePos(start).line
    return '\n'.repeat(Math.max(0, line - 1)) + bodyOf(text.slice(start, starts[index + 1]))
  })
}

function bodyOf(document: string): string {
  return document.replace(/^---[ \t]*$/m, '').replace(/^(---|\.\.\.)[ \t]*$[\s\S]*/m, '')
}
