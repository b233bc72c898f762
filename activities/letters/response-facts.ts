/** The written response (HO Code 6.9, 6.19): findings with their points, remedies and what is still to be done. */
import { z } from 'zod'
import { outcomeNames } from '../../workflows/policy/names.ts'
import { agreesWithUpheld } from '../../workflows/policy/outcome.ts'
import type { RemedyData, ResponseFacts } from './response-data.ts'
import { filesOf } from './evidence-words.ts'
import { nextStage } from './next-stage.ts'
import type { Source } from './source.ts'
import { pointsAt, responseText, textOfEntry, type ResponseText, type StoredRemedy } from './texts.ts'

export function responseFacts(source: Source): ResponseFacts {
  const { records, entry, batch } = source
  const text = textOfEntry(records, entry, responseText)
  const points = pointsAt(records, entry, batch.entries)
  const findings = text.points.map(({ finding, reasons, point }, index) => {
    const number = point ?? index + 1
    return { number, finding, reasons, point: points[number - 1] ?? null }
  })
  const noChanges = /^none\.?$/i.test(text.changes ?? '')
  return {
    late: entry.detail['late'] === true,
    ...decision(source, text),
    decision: text.decision ?? null,
    findings,
    stepsTaken: text.stepsTaken ?? null,
    evidence: text.evidence,
    files: filesOf(source),
    changes: noChanges ? null : (text.changes ?? null),
    noChanges,
    remedies: remediesOf(text.remedies, source),
    outstandingActions: text.outstandingActions,
    next: nextStage(source),
  }
}

/** The outcome as the workflow decided it, and what made it so. */
function decision({ entry, batch, policy, stage }: Source, { points, agreesWithStage1 }: ResponseText) {
  const outcome = z.enum(outcomeNames).parse(entry.detail['outcome'])
  const findings = points.map(({ finding }) => finding)
  const before =
    stage === 'stage-2' ? batch.case.state.stages.findLast(({ id }) => id === 'stage-1')?.outcome : undefined
  const agrees = agreesWithUpheld(policy, {
    findings,
    ...(agreesWithStage1 !== undefined && { agreesWithStage1 }),
    ...(before !== undefined && { stage1: before }),
  })
  return { outcome, agrees, anyFault: outcome === 'upheld' && findings.some((finding) => finding !== 'upheld') }
}

/** What is promised, as a letter of that day says it. */
export function remediesOf(remedies: readonly StoredRemedy[], { today, wording }: Source): RemedyData[] {
  return remedies.map(({ kind, by, description = null, amount }) => {
    const sum = amount === undefined ? null : wording.money(amount)
    return { kind, by: wording.day(by), later: by > today, done: by < today, description, amount: sum }
  })
}
