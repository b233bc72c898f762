/** A complaint that went another way: a claim at court, talks out of court, an older complaint or a group that it is answered with. */
import type { DeadlineName } from '../../workflows/policy/deadline-rules.ts'
import { isOpen } from '../../workflows/policy/deadlines.ts'
import { adrKinds, adrOutcomes, type AdrKind, type AdrOutcome } from '../../workflows/policy/names.ts'
import { isFormal } from '../../workflows/policy/reading.ts'
import { isOver } from '../../workflows/stage.ts'
import { actionsLeft } from './action-facts.ts'
import type { Owed } from './duty-words.ts'
import type { PromisedDay } from './frame.ts'
import { mayWords, promised, told, words } from './promised.ts'
import type { RemedyData } from './response-data.ts'
import { remediesOf } from './response-facts.ts'
import type { Source } from './source.ts'
import { conclusionText, proceedingsText, talksText, textOfEntry } from './texts.ts'

export interface ProceedingsFacts extends WhileItGoesOn {
  /** A claim was filed: by whom, when, and why that ends it. */
  started: { filedOn: string; byUs: boolean; explanation: string } | null
  /** Ways of settling it out of court, where the policy has them for this complaint. */
  ways: AdrKind[]
  agreed: { way: AdrKind; with: string | null; by: string; note: string | null } | null
  concluded: Concluded | null
  /** What is still promised and not done. */
  left: Owed[]
}

interface Concluded {
  way: AdrKind
  outcome: AdrOutcome
  terms: string | null
  remedies: RemedyData[]
  note: string | null
  /** The complaint ends with it: at once, or when all that was agreed is done. */
  ends: boolean
  closed: boolean
}

interface WhileItGoesOn {
  /** When they first hear from us, and when our answer comes; null where that is over, or no day is promised. */
  acknowledgement: PromisedDay | null
  answer: PromisedDay | null
  /** Whether there is a complaint to go on with. */
  goesOn: boolean
}

export function proceedingsFacts(source: Source): ProceedingsFacts {
  const { entry } = source
  return {
    started: entry.event === 'proceedings-started' ? startedIn(source) : null,
    ways: waysFor(source),
    agreed: entry.event === 'adr-agreed' ? agreedIn(source) : null,
    concluded: entry.event === 'adr-concluded' ? concludedIn(source) : null,
    left: actionsLeft(source),
    ...whileItGoesOn(source),
  }
}

function startedIn(source: Source): ProceedingsFacts['started'] {
  const { note } = textOfEntry(source.records, source.entry, proceedingsText)
  return { filedOn: words(source, 'filedOn'), byUs: told(source, 'by') === 'council', explanation: note }
}

function waysFor({ policy: { adr }, batch }: Source): AdrKind[] {
  const { landlordMatter } = batch.case.state
  return adr && (adr.for === 'any-complaint' || landlordMatter !== false) ? adr.kinds : []
}

function agreedIn(source: Source): ProceedingsFacts['agreed'] {
  const { with: helper = null, note = null } = textOfEntry(source.records, source.entry, talksText)
  return { way: wayIn(source), with: helper, by: words(source, 'concludeBy'), note }
}

function concludedIn(source: Source): Concluded {
  const { terms = null, note = null, remedies } = textOfEntry(source.records, source.entry, conclusionText)
  const outcome = told(source, 'outcome')
  return {
    ...{ way: wayIn(source), terms, note },
    outcome: adrOutcomes.find((known) => known === outcome) ?? 'withdrawn',
    remedies: remediesOf(remedies, source),
    ends: source.entry.detail['ends'] === true,
    closed: source.entry.detail['closed'] === true,
  }
}

function wayIn(source: Source): AdrKind {
  const kind = told(source, 'kind')
  return adrKinds.find((known) => known === kind) ?? 'negotiation'
}

export interface LinkedFacts extends WhileItGoesOn {
  how: 'merged' | 'joined' | 'left'
  /** The complaint that it is answered in or with. */
  other: string
  /** Of the complaint that it is merged into: when the answer comes, where that is known. */
  otherAnswer: string | null
  /** What is complained of is now said as for everybody in the group. */
  defined: boolean
  left: Owed[]
}

const how = { merged: 'merged', 'group-joined': 'joined', 'group-left': 'left' } as const

/** The entry's detail has the other complaint's reference. Throws Error for an entry that does neither merge nor group. */
export function linkedFacts(source: Source): LinkedFacts {
  const { entry } = source
  const known = Object.entries(how).find(([event]) => event === entry.event)?.[1]
  if (!known) throw new Error(`Entry ${entry.seq} (${entry.event}) links nothing that a letter tells of`)
  return {
    how: known,
    other: told(source, 'other'),
    otherAnswer: mayWords(source, 'answerBy'),
    defined: entry.text !== undefined && known === 'joined',
    left: actionsLeft(source),
    ...whileItGoesOn(source),
  }
}

function whileItGoesOn(source: Source): WhileItGoesOn {
  const { stage, batch, entry } = source
  const { state } = batch.case
  // A claim at court ends it, whatever has come after that by now.
  const goesOn = entry.event !== 'proceedings-started' && !isOver(state) && state.status !== 'answered'
  const running = (name: DeadlineName) => goesOn && state.deadlines.some((one) => one.name === name && isOpen(one))
  const given = (name: DeadlineName) => (running(name) ? promised(source, name) : null)
  return {
    acknowledgement: isFormal(stage) ? given(`acknowledge-${stage}`) : null,
    answer: isFormal(stage) ? given(`respond-${stage}`) : null,
    goesOn,
  }
}
