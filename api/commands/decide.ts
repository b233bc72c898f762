/** What would become of a command on the complaint as the records have it, by the rules that the workflow decides by. Writes nothing. */
import { lookUp } from '../../prisma/look-up.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import type { Command, Given as GivenBy } from '../../workflows/commands/command.ts'
import { commit } from '../../workflows/commit.ts'
import { asOf } from '../../workflows/due.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { foundAs } from '../../workflows/named.ts'
import type { Missing } from '../../workflows/policy/refusal.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { Start, State } from '../../workflows/state.ts'
import { actorOf } from '../caller.ts'
import { caseFor, unknownComplaint } from '../complaints/case-for.ts'
import type { Asked } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Given } from './command-body.ts'
import { factsFor } from './texts.ts'

/** Stands for the text that the command would be given with. */
const someDraft = 't-00000000000000000000'

export interface Decided {
  /** Once everything that is due by now is done. */
  state: State
  facts: unknown
  given: GivenBy
  /** What stands against it, the first reason first. */
  missing: Missing[]
  /** Whether what the facts name was found; else they are not complete. */
  isRead: boolean
}

export async function decide(
  { records, organisations }: Services,
  command: Command,
  { ref, caller, body, nowMs }: Asked<unknown, Given>,
): Promise<Decided | Problem> {
  const seen = await caseFor(records, caller, ref)
  if ('problem' in seen) return seen
  const read = await factsFor(records, { command, ref, caller, body })
  if ('problem' in read) return read
  const start = await startFromRecords(records, ref, nowMs)
  if (!start) return unknownComplaint(ref)
  const state = asOf(stateOf(start, nowMs), nowMs)
  const hasText = body.draft !== undefined || body.words !== undefined
  const given = { by: actorOf(caller), nowMs, ...(hasText && { draft: body.draft ?? someDraft }) }
  const named = command.names?.(read.facts)
  const looked = named && (await lookUp(records, organisations, ref, named, localDate(nowMs)))
  if (looked && 'fault' in looked) {
    const missing = [{ rule: `Redress: ${command.name}`, message: looked.fault }]
    return { state, facts: read.facts, given, missing, isRead: false }
  }
  const facts = named && looked ? { ...read.facts, [foundAs[named.what]]: looked.found } : read.facts
  return { state, facts, given, missing: missingOf(command, state, facts, given), isRead: true }
}

function missingOf(command: Command, state: State, facts: unknown, given: GivenBy): Missing[] {
  if (command.missing) return command.missing(state, facts, given)
  const refusal = command.allowed(state, facts, given)
  return refusal ? [refusal] : []
}

/** Of a complaint whose workflow was never started: what it is once it is received. */
function stateOf({ state, receivedAtMs }: Start, nowMs: number): State {
  return receivedAtMs === undefined ? state : commit(state, receive(state, receivedAtMs, nowMs), nowMs).state
}
