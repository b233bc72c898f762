/** The stored texts as the letters read them. Each kind's body is checked where it is read. */
import { z } from 'zod'
import { definingEvents, pointsAfter } from '../../prisma/definition.ts'
import { outcomeNames } from '../../workflows/policy/names.ts'
import type { Entry } from '../../workflows/state.ts'
import type { CaseRecords } from './records.ts'

const summary = z.object({ summary: z.string() })
const outcomesSought = z.object({ outcomesSought: z.array(z.string()) })
const definition = z.object({
  definition: z.string().optional(),
  points: z.array(z.string()).optional(),
  outcomesSought: z.array(z.string()).optional(),
  responsibleFor: z.array(z.string()).optional(),
  notResponsibleFor: z.array(z.string()).optional(),
})
export type Definition = z.infer<typeof definition>

/** What an officer adds to a letter in words of their own. */
export const additionText = z.object({ addition: z.string().optional() })
export const extensionText = z.object({ reason: z.string(), goodReason: z.string().optional() })
export const declineText = z.object({
  explanation: z.string(),
  evidence: z.string(),
  otherRoutes: z.string().optional(),
})
export const reopeningText = z.object({ note: z.string() })
export const withdrawalText = z.object({ reason: z.string().optional() })
const escalationText = z.object({ reasons: z.string().optional() })
const askedWithStage2 = z.object({ outcomesSought: z.string() })
/** One thing that is promised to put something right. */
export const remedyText = z.object({
  kind: z.string(),
  by: z.iso.date(),
  description: z.string().optional(),
  amount: z.number().optional(),
})
const remedies = z.array(remedyText).default([])
export type StoredRemedy = z.infer<typeof remedies>[number]

export const requestText = z.object({ outcome: z.string(), resolved: z.boolean() })
/** From one member of staff to another. */
export const noteText = z.object({ note: z.string() })
/** What is asked of the resident because it is not clear. */
export const clarificationText = z.object({ questions: z.array(z.string()).min(1) })
/** What the resident answers. */
export const answerText = z.object({ answer: z.string() })
/** What an officer tells in an update. */
export const newsText = z.object({ news: z.string() })
/** Why something that was promised takes longer, or a case is closed. */
export const reasonText = z.object({ reason: z.string() })
/** Why it is passed on. `body` and `contact` of an office that is no Ombudsman; `next` where more is known of what it will do. */
export const referralText = z.object({
  why: z.string(),
  body: z.string().optional(),
  contact: z.string().optional(),
  shared: z.array(z.string()).default([]),
  next: z.string().optional(),
})
/** Why a claim at court ends the complaint. */
export const proceedingsText = z.object({ note: z.string() })
/** Talks out of court: who helps and how it goes; and what was agreed in them. */
export const talksText = z.object({ with: z.string().optional(), note: z.string().optional() })
export const conclusionText = z.object({ terms: z.string().optional(), note: z.string().optional(), remedies })
/** What an Ombudsman found; and that they find our handling at fault. */
export const determinationText = z.object({ issues: z.array(z.object({ issue: z.string(), finding: z.string() })) })
export const failureText = z.object({ what: z.string() })
export const proofText = z.object({ proof: z.string(), amountPaid: z.number().optional() })
export const whyText = z.object({ why: z.string() })
export const enquiryText = z.object({ outcome: z.string(), remedies })
export const responseText = z.object({
  points: z.array(z.object({ finding: z.enum(outcomeNames), reasons: z.string(), point: z.number().optional() })),
  agreesWithStage1: z.boolean().optional(),
  decision: z.string().optional(),
  stepsTaken: z.string().optional(),
  evidence: z.array(z.string()).default([]),
  changes: z.string().optional(),
  remedies,
  outstandingActions: z.array(z.string()).default([]),
})
export type ResponseText = z.infer<typeof responseText>

/** The body of a text, as it is stored; undefined where it is not on file. */
export function bodyOf({ texts }: Pick<CaseRecords, 'texts'>, id: unknown): unknown {
  return texts.find((text) => text.id === id)?.body
}

/** The entry's own text. Throws Error when the letter needs one and there is none, or it is not what the letter needs. */
export function textOfEntry<T>(records: CaseRecords, entry: Entry, schema: z.ZodType<T>): T {
  const read = schema.safeParse(bodyOf(records, entry.text))
  if (read.success) return read.data
  // the message names fields only: what a person wrote stays in the records
  const fields = read.error.issues.map((issue) => issue.path.join('.') || 'body').join(', ')
  throw new Error(
    `Entry ${entry.seq} (${entry.event}) needs a stored text with ${fields}. Store it before the command.`,
  )
}

export function summaryIn(records: CaseRecords): string {
  return summary.parse(records.texts.find(({ kind }) => kind === 'summary')?.body ?? { summary: '' }).summary
}

function outcomesIn(records: CaseRecords): string[] {
  const text = records.texts.find(({ kind }) => kind === 'outcomes-sought')
  return outcomesSought.parse(text?.body ?? { outcomesSought: [] }).outcomesSought
}

/**
 * The definition as it stood at an entry: each correction changes what it names and leaves the rest. Only texts that the
 * timeline knows count, as a stored draft may have been refused.
 */
export function definitionAt(records: CaseRecords, entry: Entry, batch: readonly Entry[]): Definition | undefined {
  const texts = textsOf(records, entry, batch, ['acknowledged', 'defined', 'group-joined']).map((body) =>
    definition.parse(body),
  )
  return texts.length === 0 ? undefined : Object.assign({}, ...texts)
}

/** The points as they stood at an entry: the definition's, or those of the intake; and what was added to them since. */
export function pointsAt(records: CaseRecords, entry: Entry, batch: readonly Entry[]): string[] {
  const first = records.points.map(({ words }) => words)
  return pointsAfter(first, textsOf(records, entry, batch, [...definingEvents]))
}

/** Why the resident asked for stage 2, where they wished to say. */
export function reasonsAt(records: CaseRecords, entry: Entry, batch: readonly Entry[]): string | null {
  const [last] = textsOf(records, entry, batch, ['escalated']).slice(-1)
  return last === undefined ? null : (escalationText.parse(last).reasons ?? null)
}

/** What the resident would like to happen: as it was last defined, and what they asked for with stage 2 since then. */
export function outcomesAt(records: CaseRecords, entry: Entry, batch: readonly Entry[]): string[] {
  const texts = textsOf(records, entry, batch, ['acknowledged', 'defined', 'escalated'])
  return texts.reduce<string[]>((outcomes, body) => {
    const asked = askedWithStage2.safeParse(body)
    return asked.success
      ? [...outcomes, asked.data.outcomesSought]
      : (definition.parse(body).outcomesSought ?? outcomes)
  }, outcomesIn(records))
}

function textsOf(records: CaseRecords, entry: Entry, batch: readonly Entry[], events: Entry['event'][]): unknown[] {
  const now = batch
    .filter((one) => one.text !== undefined)
    .map(({ seq, event, text }) => ({ seq, event, textId: text }))
  const before = records.timeline.filter(({ seq }) => !now.some((one) => one.seq === seq))
  return [...before, ...now]
    .filter(({ seq, event }) => seq <= entry.seq && events.some((known) => known === event))
    .sort((a, b) => a.seq - b.seq)
    .flatMap(({ textId }) => records.texts.filter(({ id }) => id === textId).map(({ body }) => body))
}
