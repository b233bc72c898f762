/** Why a complaint, or a request for stage 2, is turned away (HO Code 2.4, 5.11), and why one that was over is taken up again. */
import { reasonOf } from '../../workflows/stages/declining.ts'
import type { Entry } from '../../workflows/state.ts'
import type { DeclinedFacts, ReopenedFacts } from './data.ts'
import { filesOf } from './evidence-words.ts'
import type { Source } from './source.ts'
import { declineText, reopeningText, textOfEntry } from './texts.ts'

export function declinedFacts(source: Source): DeclinedFacts {
  const { records, entry, policy } = source
  const reason = reasonOf(policy, told(entry, 'reason'))
  if (!reason)
    throw new Error(`Entry ${entry.seq} (${entry.event}) has no reason of ${policy.id}, which its letter must tell`)
  const { explanation, evidence, otherRoutes = null } = textOfEntry(records, entry, declineText)
  return {
    ...{ reason: reason.words, explanation, evidence, otherRoutes, files: filesOf(source) },
    elsewhere: reason.elsewhere ?? null,
    mayExplainDelay: reason.onlyIf === 'out-of-time' && policy.accept.discretion,
  }
}

export function reopenedFacts({ records, entry, wording }: Source): ReopenedFacts | null {
  if (entry.event !== 'reopened') return null
  const was = told(entry, 'was')
  return {
    byOmbudsman: told(entry, 'because') === 'ombudsman',
    decidedOn: wording.day(told(entry, 'decidedOn')),
    note: textOfEntry(records, entry, reopeningText).note,
    declined: was === 'declined',
    escalationDeclined: was === 'escalation-declined',
  }
}

function told({ seq, event, detail }: Entry, key: string): string {
  const value = detail[key]
  if (typeof value === 'string') return value
  throw new Error(`Entry ${seq} (${event}) has no "${key}", which its letter must tell`)
}
