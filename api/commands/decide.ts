/** What would become of a command on the complaint as the records have it, by the rules that the workflow decides by. Writes nothing. */
import type { Records } from '../../prisma/client.ts'
import { evidenceOnFile } from '../../prisma/evidence.ts'
import { rulesFor } from '../../prisma/companions.ts'
import { incidentOnFile } from '../../prisma/incident.ts'
import { otherCase } from '../../prisma/other-case.ts'
import { letterOut } from '../../prisma/letter-out.ts'
import { adoptablePolicy, type Organisations } from '../../prisma/organisations.ts'
import { digestOf } from '../../prisma/policy-versions.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import type { Command, Given as GivenBy } from '../../workflows/commands/command.ts'
import { commit } from '../../workflows/commit.ts'
import { asOf } from '../../workflows/due.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
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
  const facts = command.policyIn
    ? policyFacts(organisations, state, command.policyIn(read.facts), nowMs)
    : command.letterIn
      ? await letterFacts(records, command, ref, read.facts)
      : command.fileIn
        ? await fileFacts(records, command, ref, read.facts)
        : command.incidentIn
          ? await incidentFacts(records, command, ref, read.facts)
          : command.companionIn
            ? companionFacts(organisations, state, command, read.facts)
            : command.caseIn
              ? await caseFacts(records, command, ref, read.facts)
              : read
  if ('refusal' in facts) return { state, facts: read.facts, given, missing: [facts.refusal], isRead: false }
  const missing = missingOf(command, state, facts.facts, given)
  return { state, facts: facts.facts, given, missing, isRead: true }
}

/** What the workflow would be given of the policy that a command names; or why it may not be taken. */
function policyFacts(organisations: Organisations, state: State, id: string, nowMs: number) {
  const found = adoptablePolicy(organisations, state.organisation, id, localDate(nowMs), state.landlordMatter)
  if ('refusal' in found) return found
  return { facts: { policy: id, kept: { digest: digestOf(found.policy), policy: found.policy } } }
}

/** The rules of the companion that a command names; or that the organisation keeps none of that id. */
function companionFacts(organisations: Organisations, state: State, command: Command, facts: Record<string, unknown>) {
  const found = rulesFor(organisations.byId(state.organisation), command.companionIn?.(facts) ?? '')
  if ('rules' in found) return { facts: { ...facts, rules: found.rules } }
  return { refusal: { rule: `Redress: ${command.name}`, message: found.fault } }
}

/** How the letter that a command names stands; or that there is none. */
async function letterFacts(records: Records, command: Command, ref: string, facts: Record<string, unknown>) {
  const found = await letterOut(records, ref, command.letterIn?.(facts) ?? 0)
  if ('letter' in found) return { facts: { ...facts, was: found.letter } }
  return { refusal: { rule: `Redress: ${command.name}`, message: found.fault } }
}

/** How the exceptional circumstances stand that a command names; or that there are none. */
async function incidentFacts(records: Records, command: Command, ref: string, facts: Record<string, unknown>) {
  const found = await incidentOnFile(records, ref, command.incidentIn?.(facts) ?? 0)
  if ('incident' in found) return { facts: { ...facts, stands: found.incident } }
  return { refusal: { rule: `Redress: ${command.name}`, message: found.fault } }
}

/** How the other case stands that a command names; or that there is none. */
async function caseFacts(records: Records, command: Command, ref: string, facts: Record<string, unknown>) {
  const found = await otherCase(records, ref, command.caseIn?.(facts) ?? '')
  if ('other' in found) return { facts: { ...facts, other: found.other } }
  return { refusal: { rule: `Redress: ${command.name}`, message: found.fault } }
}

/** The file that a command names; or that there is none. */
async function fileFacts(records: Records, command: Command, ref: string, facts: Record<string, unknown>) {
  const found = await evidenceOnFile(records, ref, command.fileIn?.(facts) ?? 0)
  if ('file' in found) return { facts: { ...facts, is: found.file } }
  return { refusal: { rule: `Redress: ${command.name}`, message: found.fault } }
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
