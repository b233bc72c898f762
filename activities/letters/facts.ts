/** What each kind of letter says beside the frame, from its entry's facts and stored text. */
import { localDate } from '../../workflows/policy/calendar.ts'
import { clockFor } from '../../workflows/policy/deadline-rules.ts'
import { isDuty } from '../../workflows/policy/duty-rules.ts'
import { citeDuty, isFormal, stageRules } from '../../workflows/policy/reading.ts'
import type { About, AcknowledgementFacts, ClosedFacts, DutyFacts, ReceiptFacts, ReminderFacts } from './data.ts'
import {
  actionAgreedFacts,
  actionCompletedFacts,
  actionEndedFacts,
  actionLateFacts,
  actionPutOffFacts,
  actionsLeft,
} from './action-facts.ts'
import { clarificationFacts } from './clarification-facts.ts'
import { adjustmentFacts } from './adjustment-facts.ts'
import { companionFacts } from './companion-facts.ts'
import { consentFacts, representationFacts } from './consent-facts.ts'
import { dueInWords, lawOf, owedUnder } from './duty-words.ts'
import { declinedFacts, reopenedFacts } from './declined-facts.ts'
import { incidentFacts } from './incident-facts.ts'
import { newsOf } from './news-facts.ts'
import { nextStage } from './next-stage.ts'
import { every, mayTell, mayWords, promised, told, words } from './promised.ts'
import { ombudsmanFacts } from './ombudsman-facts.ts'
import { referredFacts } from './referred-facts.ts'
import { restrictionFacts } from './restriction-facts.ts'
import { remediesOf, responseFacts } from './response-facts.ts'
import { linkedFacts, proceedingsFacts } from './other-path-facts.ts'
import { closedRequest, receiptOfKind, toLookAt } from './other-kinds.ts'
import type { Source } from './source.ts'
import { approvalFacts, sentBackFacts, undeliverableFacts, waitsForApproval } from './staff-facts.ts'
import { taskFacts } from './task-facts.ts'
import { updateFacts } from './update-facts.ts'
import { madeKind } from './templates.ts'
import { definitionAt, enquiryText, extensionText, textOfEntry, withdrawalText } from './texts.ts'

export function factsOf(source: Source): About {
  const kind = madeKind(source.entry.letter.kind)
  switch (kind) {
    case 'receipt':
      return { kind, facts: receiptFacts(source) }
    case 'acknowledgement':
      return { kind, facts: acknowledgementFacts(source) }
    case 'extension':
      return { kind, facts: extensionFacts(source) }
    case 'late':
      return { kind, facts: lateFacts(source) }
    case 'update':
      return { kind, facts: updateFacts(source) }
    case 'response':
      return { kind, facts: responseFacts(source) }
    case 'declined':
    case 'escalation-declined':
      return { kind, facts: declinedFacts(source) }
    case 'closed':
      return { kind, facts: closedFacts(source) }
    case 'clarification':
      return { kind, facts: clarificationFacts(source) }
    case 'consent':
      return { kind, facts: consentFacts(source) }
    case 'representation':
      return { kind, facts: representationFacts(source) }
    case 'action-agreed':
      return { kind, facts: actionAgreedFacts(source) }
    case 'action-put-off':
      return { kind, facts: actionPutOffFacts(source) }
    case 'action-ended':
      return { kind, facts: actionEndedFacts(source) }
    case 'action-late':
      return { kind, facts: actionLateFacts(source) }
    case 'action-completed':
      return { kind, facts: actionCompletedFacts(source) }
    case 'referred':
      return { kind, facts: referredFacts(source) }
    case 'ombudsman':
      return { kind, facts: ombudsmanFacts(source) }
    case 'proceedings':
      return { kind, facts: proceedingsFacts(source) }
    case 'linked':
      return { kind, facts: linkedFacts(source) }
    case 'incident':
      return { kind, facts: incidentFacts(source) }
    case 'adjustment':
      return { kind, facts: adjustmentFacts(source) }
    case 'restriction':
      return { kind, facts: restrictionFacts(source) }
    case 'companion':
      return { kind, facts: companionFacts(source) }
    case 'reminder':
      return { kind, facts: reminderFacts(source) }
    case 'missed-deadline':
      return { kind, facts: dutyFacts(source) }
    case 'task':
      return { kind, facts: taskFacts(source) }
    case 'undeliverable':
      return { kind, facts: undeliverableFacts(source) }
    case 'approval':
      return { kind, facts: approvalFacts(source) }
    case 'sent-back':
      return { kind, facts: sentBackFacts(source) }
  }
}

function receiptFacts(source: Source): ReceiptFacts {
  const { entry, policy, stage, records } = source
  const { enquiry } = policy
  const afterEnquiry = entry.event === 'enquiry-unresolved'
  const whyNot = afterEnquiry && entry.text !== undefined ? textOfEntry(records, entry, enquiryText).outcome : null
  return {
    acknowledgement: isFormal(stage) ? promised(source, `acknowledge-${stage}`) : null,
    enquiry:
      enquiry && stage === 'urgent-enquiry'
        ? { name: enquiry.name, by: promised(source, 'resolve-urgent-enquiry') }
        : null,
    ...{ afterEnquiry, whyNot },
    reopened: reopenedFacts(source),
    ...receiptOfKind(source),
    acknowledgeWithin: acknowledgeWithin(source),
  }
}

function acknowledgementFacts(source: Source): AcknowledgementFacts {
  const { entry, batch, records, policy } = source
  const [corrected, added] = [entry.event === 'defined', entry.event === 'point-added']
  const ownWords = entry.detail['ownWords'] === true
  const asBefore = ownWords && definitionAt(records, entry, batch.entries) !== undefined
  const answer = promised(source, `respond-${source.stage}`, mayTell(source, 'respondBy'))
  // "if possible, the name … of the investigating officer"; where a policy does not ask for it, nobody is named.
  const officer = policy.staffNames.inLetters === 'if-possible' ? records.officerName : null
  return { ownWords, asBefore, corrected, added, late: entry.detail['late'] === true, answer, officer }
}

function extensionFacts(source: Source) {
  const { reason, goodReason = null } = textOfEntry(source.records, source.entry, extensionText)
  return {
    ...{ from: words(source, 'from'), to: words(source, 'to'), reason, goodReason, atMost: atMost(source) },
    agreed: source.entry.detail['agreed'] === true,
    every: every(source),
  }
}

function lateFacts(source: Source) {
  const nextUpdate = promised(source, 'update-resident', told(source, 'nextUpdate'))
  return { due: words(source, 'due'), newDate: words(source, 'newDate'), nextUpdate, every: every(source) }
}

function closedFacts(source: Source): ClosedFacts {
  const { entry, batch, policy, records, stage } = source
  const withdrawn = entry.event === 'withdrawn'
  const agreed = entry.detail['agreed'] === true
  const hasReason = (withdrawn || agreed) && entry.text !== undefined
  const answeredAt = batch.case.state.stages.findLast(({ id }) => id === stage)?.answeredAtMs
  const enquiry = entry.event === 'enquiry-resolved' ? textOfEntry(records, entry, enquiryText) : null
  const stillAccepted = policy.escalation.window.limit === 'none'
  const [over, goOn] = [!withdrawn && !enquiry, nextStage(source)]
  return {
    withdrawn,
    enquiry: enquiry && {
      outcome: enquiry.outcome,
      remedies: remediesOf(enquiry.remedies, source),
      stillToDo: entry.detail['stillToDo'] === true,
    },
    request: closedRequest(source),
    acknowledgeWithin: acknowledgeWithin(source),
    reason: hasReason ? (textOfEntry(records, entry, withdrawalText).reason ?? null) : null,
    agreed,
    answeredOn: answeredAt === undefined ? null : source.wording.day(localDate(answeredAt)),
    next: over && stillAccepted ? goOn : null,
    timeIsOver: over && !stillAccepted && goOn !== null,
    left: withdrawn ? actionsLeft(source) : [],
  }
}

function reminderFacts(source: Source): ReminderFacts {
  const news = newsOf(source)
  if (news) return { toLookAt: null, news }
  const looked = toLookAt(source)
  return looked ? { toLookAt: looked, news: null } : { ...dutyFacts(source), toLookAt: null, news: null }
}

function dutyFacts(source: Source): DutyFacts {
  const { entry, batch, policy, records } = source
  const name = told(source, 'deadline')
  const clause = batch.case.state.deadlines.findLast((deadline) => deadline.name === name)?.clause ?? entry.clause
  const duty = (['acknowledge', 'respond', 'update'] as const).find((verb) => name.startsWith(verb)) ?? 'other'
  const { promised: newDate, stages } = batch.case.state
  const officer = batch.case.officer ?? stages.at(-1)?.officer ?? null
  return {
    duty,
    owed: isDuty(name) ? owedUnder(source, name) : null,
    due: dueInWords(source),
    clause: citeDuty(policy, name, clause ?? lawOf(source)),
    newDate: duty === 'respond' && newDate !== undefined ? source.wording.day(newDate) : null,
    doneLate: entry.detail['doneLate'] === true,
    officer: records.staff.find(({ id }) => id === officer)?.name ?? officer,
    atMost: atMost(source),
    aim: mayWords(source, 'aim'),
    waitsForApproval: duty === 'respond' && waitsForApproval(source),
    reachable: batch.case.state.anonymous !== true,
    because: (['risk', 'conflict', 'hazard'] as const).find((one) => one === entry.detail['because']) ?? null,
    pressing: (['vulnerable', 'complex', 'risk'] as const).filter((one) => batch.case.state.triage?.[one]),
  }
}

/** How soon a complaint is acknowledged, where none is made yet. */
function acknowledgeWithin({ policy, batch, wording }: Source): string {
  return wording.span(clockFor(policy, `acknowledge-${policy.stages[0].id}`, batch.case.state.serviceArea).span)
}

function atMost({ policy, stage, wording }: Source): string | null {
  const most = isFormal(stage) ? stageRules(policy, stage).extend.atMost : 'none'
  return most === 'none' ? null : wording.span(most)
}
