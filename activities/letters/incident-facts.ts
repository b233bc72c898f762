/** Exceptional circumstances, as a resident is told of them (HO Code 8.5): what happened, when we are back, which dates hold. */
import { localDate } from '../../workflows/policy/calendar.ts'
import { isOpen, lastDay, type Deadline } from '../../workflows/policy/deadlines.ts'
import { promisedDuty, type PromisedDuty } from '../../workflows/stages/calendar-change.ts'
import { mayWords } from './promised.ts'
import type { Source } from './source.ts'

export interface IncidentFacts {
  /** They began, or the resident first hears of them; a new day of return; they are over. */
  begun: boolean
  moved: boolean
  over: boolean
  reason: string
  since: string
  /** Null when they are over. */
  returnOn: string | null
  /** The day that they were told before. */
  before: string | null
  /** It is a service request, and no complaint. */
  request: boolean
  /** The dates that the resident was given and that still run; of a late answer the new one. */
  dates: { duty: PromisedDuty | 'acknowledgement'; day: string; late: boolean }[]
}

/** Throws Error where the records do not have what the entry names. */
export function incidentFacts(source: Source): IncidentFacts {
  const { entry, batch, records, wording } = source
  const incident = records.incidents.find(({ id }) => id === entry.detail['incident'])
  if (!incident) throw new Error(`Entry ${entry.seq} tells of an incident that is not on file`)
  const [returnOn, before] = [mayWords(source, 'returnOn'), mayWords(source, 'before')]
  const { state } = batch.case
  return {
    begun: returnOn !== null && before === null,
    moved: before !== null,
    over: returnOn === null,
    reason: incident.reason,
    since: wording.day(localDate(incident.declaredAt.getTime())),
    returnOn,
    before,
    request: state.kind === 'service-request',
    dates: state.deadlines.filter(isOpen).flatMap((deadline) => dateOf(source, deadline)),
  }
}

function dateOf({ batch, wording }: Source, deadline: Deadline): IncidentFacts['dates'] {
  const { promised, deadlines } = batch.case.state
  const duty = dutyOf(deadline.name)
  // The acknowledgement tells when the answer comes.
  const isTold = duty !== 'answer' || !deadlines.some((one) => dutyOf(one.name) === 'acknowledgement' && isOpen(one))
  if (duty === undefined || !isTold) return []
  const late = deadline.status === 'missed'
  if (!late) return [{ duty, day: wording.day(lastDay(deadline)), late }]
  return duty === 'answer' && promised !== undefined ? [{ duty, day: wording.day(promised), late }] : []
}

function dutyOf(name: string): IncidentFacts['dates'][number]['duty'] | undefined {
  return name.startsWith('acknowledge-') ? 'acknowledgement' : promisedDuty(name)
}
