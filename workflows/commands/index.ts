/** Every command there is, by name. */
import { acknowledge, define } from './acknowledge.ts'
import { agreeAction, assignAction, completeAction, endAction, putOffAction } from './actions.ts'
import { addPoint } from './add-point.ts'
import { agreeAdr, concludeAdr } from './adr.ts'
import { recordAdjustment, reviewAdjustment } from './adjustments.ts'
import { adoptPolicy } from './adopt-policy.ts'
import { approve, sendBack } from './approve.ts'
import { assign } from './assign.ts'
import type { Command } from './command.ts'
import { changeTrack, endCompanion, recordStep } from './companion-steps.ts'
import { completeTask } from './complete-task.ts'
import { answerClarification, askClarification } from './clarification.ts'
import { complain } from './complain.ts'
import { complyWithOrder } from './comply-with-order.ts'
import { declareConflict, endConflict } from './conflicts.ts'
import { close } from './close.ts'
import { correctContact } from './correct-contact.ts'
import { decline, declineEscalation } from './decline.ts'
import { escalate, withdraw } from './escalate.ts'
import { addEvidence } from './evidence.ts'
import { extend } from './extend.ts'
import { startCompanion } from './start-companion.ts'
import { answerGroup, joinGroup, leaveGroup } from './group.ts'
import { startLegalProceedings } from './legal-proceedings.ts'
import { completeImprovement, recordLearning } from './learning.ts'
import { link, merge, unlink } from './link.ts'
import { letterPosted, letterReturned } from './letters.ts'
import { noteIncident } from './note-incident.ts'
import { referElsewhere } from './refer-elsewhere.ts'
import { recordDetermination } from './ombudsman-decides.ts'
import { recordEvidenceRequest, supplyEvidence } from './ombudsman-evidence.ts'
import { recordFailure } from './ombudsman-failure.ts'
import { endReferral, referToOmbudsman } from './ombudsman.ts'
import { recordContact } from './record-contact.ts'
import { reopen } from './reopen.ts'
import { represent } from './represent.ts'
import { resolveEnquiry } from './resolve-enquiry.ts'
import { resolveRequest } from './resolve-request.ts'
import { respond } from './respond.ts'
import { challengeRestriction, decideChallenge, restrictContact, reviewRestriction } from './restrictions.ts'
import { triage } from './triage.ts'
import { agreeUpdates, sendNews } from './updates.ts'

export const commands = [
  resolveRequest,
  complain,
  resolveEnquiry,
  assign,
  decline,
  acknowledge,
  define,
  addPoint,
  extend,
  agreeUpdates,
  sendNews,
  respond,
  approve,
  sendBack,
  escalate,
  declineEscalation,
  withdraw,
  startLegalProceedings,
  agreeAdr,
  concludeAdr,
  referElsewhere,
  link,
  unlink,
  merge,
  joinGroup,
  leaveGroup,
  answerGroup,
  reopen,
  adoptPolicy,
  completeTask,
  correctContact,
  askClarification,
  answerClarification,
  represent,
  letterReturned,
  letterPosted,
  referToOmbudsman,
  recordEvidenceRequest,
  supplyEvidence,
  recordDetermination,
  complyWithOrder,
  recordFailure,
  endReferral,
  noteIncident,
  addEvidence,
  startCompanion,
  recordStep,
  changeTrack,
  endCompanion,
  agreeAction,
  completeAction,
  putOffAction,
  endAction,
  assignAction,
  recordContact,
  close,
  recordLearning,
  completeImprovement,
  triage,
  recordAdjustment,
  reviewAdjustment,
  restrictContact,
  reviewRestriction,
  challengeRestriction,
  decideChallenge,
  declareConflict,
  endConflict,
] as const
export type CommandName = (typeof commands)[number]['name']

export function commandNamed(name: string): Command<CommandName> | undefined {
  return commands.find((command) => command.name === name)
}
