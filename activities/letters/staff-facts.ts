/** What the office's own people are told beside deadlines: a response that waits for approval or came back, a letter that came back. */
import { lastDay } from '../../workflows/policy/deadlines.ts'
import { cite, isFormal, stageRules } from '../../workflows/policy/reading.ts'
import { mayTell } from './promised.ts'
import type { Source } from './source.ts'
import type { AnswerDue, ApprovalFacts, SentBackFacts, UndeliverableFacts } from './staff-data.ts'
import { noteText, textOfEntry } from './texts.ts'

export function approvalFacts(source: Source): ApprovalFacts {
  const { entry, policy, stage } = source
  const rule = isFormal(stage) ? stageRules(policy, stage).response.approve : undefined
  return {
    ...answerDue(source),
    proposedBy: nameOf(source, entry.by),
    replaces: entry.detail['replaces'] !== undefined,
    officersMay: rule?.who.includes('officer') ?? false,
    managersMay: rule?.who.includes('manager') ?? false,
    approvalClause: cite(policy, rule?.clause),
  }
}

export function sentBackFacts(source: Source): SentBackFacts {
  const { note } = textOfEntry(source.records, source.entry, noteText)
  return { ...answerDue(source), sentBackBy: nameOf(source, source.entry.by), note }
}

export function undeliverableFacts(source: Source): UndeliverableFacts {
  const { entry, batch, records, wording } = source
  const seq = entry.detail['letter']
  const about = records.letters.find((one) => one.seq === seq)
  const { deadlines, tasks = [] } = batch.case.state
  const told = deadlines.find(({ status, extension }) => status === 'running' && extension?.notice === seq)
  const sought = tasks.find(({ kind }) => kind === 'find-address')
  const posted = entry.detail['posted'] === true
  return {
    letter: about ? { kind: about.kind, madeOn: wording.day(about.madeOn) } : null,
    why: mayTell(source, 'why') ?? 'email-refused',
    posted,
    postBy: posted && told?.extension ? wording.day(told.extension.from) : null,
    extensionVoid: about?.kind === 'extension' && !told,
    findBy: posted || !sought ? null : wording.day(sought.due),
  }
}

/** Whether a response waits for its second pair of eyes: told with each reminder of the answer. */
export function waitsForApproval({ batch }: Source): boolean {
  return batch.case.state.proposed !== undefined
}

function answerDue({ batch, policy, stage, today, wording }: Source): AnswerDue {
  const name = `respond-${stage}`
  const deadline = batch.case.state.deadlines.findLast((one) => one.name === name)
  if (!deadline) throw new Error(`${batch.ref} has no ${name}, which the notice must tell`)
  const due = lastDay(deadline)
  return { due: wording.day(due), overdue: due < today, clause: cite(policy, deadline.clause) }
}

/** By name, where they are on the staff list; else by their id. */
function nameOf({ records }: Source, by: string): string {
  const id = by.replace(/^.*:/, '')
  return records.staff.find((one) => one.id === id)?.name ?? id
}
