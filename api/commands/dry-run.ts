/** What would become of a command if it were given now. Nothing is stored or sent, and an Idempotency-Key is not used up. */
import type { Command } from '../../workflows/commands/command.ts'
import { clauseIn } from '../../workflows/policy/reading.ts'
import type { Missing } from '../../workflows/policy/refusal.ts'
import type { State } from '../../workflows/state.ts'
import type { Asked, Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Given } from './command-body.ts'
import { decide } from './decide.ts'

export async function tryOut(
  services: Services,
  command: Command,
  asked: Asked<unknown, Given>,
): Promise<Reply | Problem> {
  const decided = await decide(services, command, asked)
  if ('problem' in decided) return decided
  const { state, facts, given, missing, isRead } = decided
  const advice = isRead ? (command.advice?.(state, facts, given) ?? []) : []
  const inWords = (each: Missing[]) => each.map((one) => withClause(state, one))
  return { status: 200, body: { ready: missing.length === 0, missing: inWords(missing), advice: inWords(advice) } }
}

function withClause({ policy }: State, { rule, message }: Missing) {
  return { rule, clause: clauseIn(policy, rule), message }
}
