/** Every command there is, by name. */
import { acknowledge, define } from './acknowledge.ts'
import { assign } from './assign.ts'
import type { Command } from './command.ts'
import { escalate, withdraw } from './escalate.ts'
import { agreeUpdates, extend } from './extend.ts'
import { resolveEnquiry } from './resolve-enquiry.ts'
import { respond } from './respond.ts'

export const commands = [
  resolveEnquiry,
  assign,
  acknowledge,
  define,
  extend,
  agreeUpdates,
  respond,
  escalate,
  withdraw,
] as const
export type CommandName = (typeof commands)[number]['name']

export function commandNamed(name: string): Command<CommandName> | undefined {
  return commands.find((command) => command.name === name)
}
