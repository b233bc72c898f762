/** Decisions without reasons or an acknowledgement before them, by who may not give them, and promises that nobody follows. */
import { z } from 'zod'
import type { FormalStageId, Policy } from '../../workflows/policy/policy.ts'
import { cite, isFormal, isStage, stageRules } from '../../workflows/policy/reading.ts'
import { isStillToDo } from '../../workflows/stages/actions.ts'
import { dayOfInstant, detailOf, policyAt, textOf, type CaseFile, type EntryRow } from './case-file.ts'
import { author, findingsIn } from './decisions.ts'
import { gapAt, type Gap } from './gap.ts'
import { spoken, whoIs } from './words.ts'

export function decisionGaps(file: CaseFile): Gap[] {
  return file.case.timeline
    .filter(({ event }) => event === 'responded')
    .flatMap((entry) => [
      ...reasonGaps(file, entry),
      ...remedyGaps(file, entry),
      notAcknowledged(file, entry),
      sameAuthor(file, entry),
    ])
    .filter((gap) => gap !== undefined)
}

/** Every point is answered with clear reasons (HO Code 6.7). */
function reasonGaps(file: CaseFile, entry: EntryRow): Gap[] {
  const { rules, policy } = rulesAt(file, entry)
  const found = findingsIn(file, entry)
  const rule = cite(policy, rules?.points.clause)
  if (found.length === 0) return [gapAt(entry, 'no-reasons', 'The words of this answer are not on file.', rule)]
  return found
    .filter(({ reasons }) => reasons === null || reasons.trim() === '')
    .map(({ number }) => gapAt(entry, 'no-reasons', `Point ${number} was decided and no reasons are given.`, rule))
}

const promised = z.object({ remedies: z.array(z.object({ kind: z.string(), by: z.string() })) })

/** What an answer promises is followed through (HO Code 7.3). */
function remedyGaps(file: CaseFile, entry: EntryRow): Gap[] {
  const { policy } = rulesAt(file, entry)
  const { remedies } = promised.safeParse(textOf(file.case, entry.textId)).data ?? { remedies: [] }
  const followed = file.case.deadlines.filter(
    ({ name, textId }) => name === 'complete-action' && textId === entry.textId,
  )
  return remedies.flatMap(({ kind, by }, index) =>
    !isStillToDo(kind, by, dayOfInstant(entry.at)) || followed.some(({ item }) => item === index + 1)
      ? []
      : [
          gapAt(
            entry,
            'not-followed-through',
            `The answer promises: ${spoken(kind).toLowerCase()}. No action says that it was followed through.`,
            cite(policy, policy.remedies.clause),
          ),
        ],
  )
}

function notAcknowledged(file: CaseFile, entry: EntryRow): Gap | undefined {
  const { rules, policy, stage } = rulesAt(file, entry)
  if (!rules || rules.acknowledge.maySkip) return undefined
  const isDone = before(file, entry).some((one) => one.event === 'acknowledged' && detailOf(one)['stage'] === stage)
  if (isDone) return undefined
  const rule = cite(policy, rules.acknowledge.clause)
  return gapAt(entry, 'letter-missing', `${spoken(stage)} was answered and never acknowledged.`, rule)
}

/** Who considers a stage is not who considered the one before it (HO Code 6.13). */
function sameAuthor(file: CaseFile, entry: EntryRow): Gap | undefined {
  const { rules, policy } = rulesAt(file, entry)
  const reviewer = rules?.reviewer
  if (!reviewer) return undefined
  const first = before(file, entry).find(
    (one) => one.event === 'responded' && detailOf(one)['stage'] === reviewer.notOf && author(one) === author(entry),
  )
  if (!first) return undefined
  const says = `${whoIs(file, author(entry))} answered this stage and the one before it.`
  return gapAt(entry, 'same-reviewer', says, cite(policy, reviewer.clause))
}

function before({ case: { timeline } }: CaseFile, { seq }: EntryRow): EntryRow[] {
  return timeline.filter((one) => one.seq < seq)
}

function rulesAt(file: CaseFile, entry: EntryRow) {
  const policy: Policy = policyAt(file, entry.seq)
  const { stage } = detailOf(entry)
  const id: FormalStageId | undefined =
    typeof stage === 'string' && isStage(stage) && isFormal(stage) ? stage : undefined
  return { policy, stage: id ?? '', ...(id && { rules: stageRules(policy, id) }) }
}
