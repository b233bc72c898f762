/** Every command there is, by name. */
import { acknowledge, define } from './acknowledge.ts'
import { addPoint } from './add-point.ts'
import { adoptPolicy } from './adopt-policy.ts'
import { approve, sendBack } from './approve.ts'
import { assign } from './assign.ts'
import type { Command } from './command.ts'
import { completeTask } from './complete-task.ts'
import { complain } from './complain.ts'
import { correctContact } from './correct-contact.ts'
import { decline, declineEscalation } from './decline.ts'
import { escalate, withdraw } from './escalate.ts'
import { addEvidence } from './evidence.ts'
import { agreeUpdates, extend } from './extend.ts'
import { letterPosted, letterReturned } from './letters.ts'
import { reopen } from './reopen.ts'
import { resolveEnquiry } from './resolve-enquiry.ts'
import { resolveRequest } from './resolve-request.ts'
import { respond } from './respond.ts'

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
  respond,
  approve,
  sendBack,
  escalate,
  declineEscalation,
  withdraw,
  reopen,
  adoptPolicy,
  completeTask,
  correctContact,
  letterReturned,
  letterPosted,
  addEvidence,
] as const
export type CommandName = (typeof commands)[number]['name']

export function commandNamed(name: string): Command<CommandName> | undefined {
  return commands.find((command) => command.name === name)
}
