/** A letter's data: what the batch says has happened, and the words and the person from the records. */
import { letterheadIn } from '../../prisma/letterhead.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { clockFor } from '../../workflows/policy/deadline-rules.ts'
import { detailsOn } from '../../workflows/policy/ombudsman.ts'
import { isOutside } from '../../workflows/letter-out.ts'
import { cite, isFormal, ombudsmenFor, stageRules } from '../../workflows/policy/reading.ts'
import type { LetterData } from './data.ts'
import type { Print } from './document.ts'
import { factsOf } from './facts.ts'
import type { Addressee, ComplaintData, Frame, OmbudsmanData, StageData } from './frame.ts'
import { recipientOf } from './recipient.ts'
import type { Source } from './source.ts'
import { copiesOf } from './task-facts.ts'
import { additionText, bodyOf, definitionAt, outcomesAt, pointsAt, reasonsAt, summaryIn } from './texts.ts'
import { begun } from './wording.ts'

/** Throws Error for a kind of letter that there is not. */
export function letterData(source: Source): LetterData {
  return { ...frameOf(source), ...factsOf(source) }
}

function frameOf(source: Source): Frame {
  const { batch, entry, today, organisation, wording } = source
  const { name, address = [] } = recipientOf(source)
  const through = throughOf(source, name)
  return {
    ref: batch.ref,
    language: wording.language,
    date: begun(wording.day(today)),
    madeAtMs: entry.letter.atMs,
    to: {
      ...{ who: entry.letter.to, address, through, print: printOf(source) },
      name: through ? (source.records.person?.name ?? name) : name,
      copies: through ? [] : copiesOf(source, entry.seq),
    },
    organisation: letterheadIn(organisation, wording.language),
    ombudsmen: ombudsmenOf(source),
    stage: stageOf(source),
    complaint: complaintOf(source),
    addition: additionOf(source),
  }
}

/** A resident's letter, and all that it says to them, may go to who acts for them; what is written to those themselves speaks to them. */
function throughOf({ entry: { letter }, isCopy }: Source, name: string): Addressee['through'] {
  if (letter.to !== 'representative' || letter.kind === 'representation') return null
  return { name, alone: isCopy !== true }
}

function printOf({ entry, records }: Source): Print {
  const forms = entry.letter.to === 'resident' ? (records.person?.forms ?? []) : []
  if (forms.includes('very-large-print')) return 24
  return forms.includes('large-print') ? 18 : 12
}

function ombudsmenOf({ policy, batch, today, library, wording }: Source): OmbudsmanData[] {
  const ids = ombudsmenFor(policy, batch.case.state.landlordMatter)
  return ids.map((id) => {
    const ombudsman = library.ombudsmen.find((one) => one.id === id)
    if (!ombudsman) throw new Error(`${policy.id} names the Ombudsman "${id}", which is not in ombudsmen.yaml`)
    const { address, phone = null, email = null, website = null } = detailsOn(ombudsman, today)
    const matters = wording.words.matters[id] ?? ombudsman.matters
    return { name: ombudsman.name, matters, address, phone, email, website }
  })
}

/** The policy's codes in letters alone, which templates can compare. */
const looksAt = {
  'the-whole': 'the-whole',
  'stage-1-response': 'the-answer',
  'original-complaint': 'the-complaint',
  process: 'the-process',
} as const

function stageOf({ policy: ofTheStage, nextPolicy, batch, stage, wording }: Source): StageData {
  // Before stage 1 a letter can only tell what comes if it comes to that.
  const policy = isFormal(stage) ? ofTheStage : nextPolicy
  const id = isFormal(stage) ? stage : policy.stages[0].id
  const rules = stageRules(policy, id)
  const answer = clockFor(policy, `respond-${id}`, batch.case.state.serviceArea)
  const numbers = { 'stage-1': 1, 'stage-2': 2 } as const
  return {
    number: isFormal(stage) ? numbers[stage] : 0,
    final: rules === policy.stages.at(-1),
    answer: { within: wording.span(answer.span), of: answer.from },
    newPerson: rules.reviewer !== undefined,
    looksAt: isFormal(stage) && rules.looksAt ? looksAt[rules.looksAt.what] : null,
    response: { parts: [...rules.response.parts], clause: cite(policy, rules.response.clause) },
  }
}

function complaintOf({ records, batch, entry, wording }: Source): ComplaintData {
  const definition = definitionAt(records, entry, batch.entries)
  return {
    receivedOn: wording.day(localDate(records.receivedAt.getTime())),
    definition: definition?.definition ?? summaryIn(records),
    points: pointsAt(records, entry, batch.entries),
    outcomes: outcomesAt(records, entry, batch.entries),
    responsibleFor: definition?.responsibleFor ?? [],
    notResponsibleFor: definition?.notResponsibleFor ?? [],
    reasons: reasonsAt(records, entry, batch.entries),
  }
}

/** In the text that the letter's own command came with. */
function additionOf({ entry, records }: Source): string | null {
  if (!isOutside(entry.letter.to)) return null
  return additionText.safeParse(bodyOf(records, entry.text)).data?.addition ?? null
}
