/** What people do in a rehearsal: file the complaint, and give commands, as the API does for them. */
import { randomUUID } from 'node:crypto'
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import type { Prisma } from '../../prisma/generated/client.ts'
import { companionAtIntake } from '../../prisma/companions.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { knownFor } from '../../prisma/known.ts'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import { writeTexts } from '../../prisma/texts.ts'
import { parseActor } from '../../workflows/actor.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { commandNamed } from '../../workflows/commands/index.ts'
import { intakeRefusal } from '../../workflows/intake-rules.ts'
import type { Message } from '../../workflows/commands/message.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openingOptions, startOptions } from '../../workflows/start-options.ts'
import { bodyOfStep, storeFile } from './attachment.ts'
import { isOfficeStep, takeOfficeStep } from './office-steps.ts'
import { under } from './one-for-each.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Scenario, Step } from './scenario.ts'

/** Files the complaint and starts its workflow. Gives its reference, or why the policy does not take it in as it is. */
export async function file(
  { records, library, organisations, environment }: Rehearsal,
  scenario: Scenario,
): Promise<{ ref?: string; refusal?: Refusal }> {
  const policy = policyFor(scenario, library)
  const refusal = intakeRefusal(scenario.complaint, policy)
  if (refusal) return { refusal }
  const organisation = organisations.byId(under(policy.id, scenario.organisation))
  const nowMs = await environment.currentTimeMs()
  const hazard = companionAtIntake(organisation, scenario.complaint, nowMs)
  if ('refusal' in hazard) return hazard
  const filing = { intake: scenario.complaint, organisation: organisation.id, policy, filedBy: 'rehearsal', nowMs }
  const { ref, start } = await records.$transaction((tx) => fileComplaint(tx, { ...filing, begins: hazard }))
  await environment.client.workflow.start('complaint', startOptions(start, nowMs))
  return { ref }
}

/** As it is on file; with a second pair of eyes where the scenario has one, which none on file asks for. */
function policyFor({ policy: id, approve }: Scenario, library: PolicyLibrary): Policy {
  const onFile = library.byId(id)
  if (!approve) return onFile
  const policy = structuredClone(onFile)
  for (const { response } of policy.stages) response.approve = { who: approve, assumption: 'As the scenario has it.' }
  return policy
}

/** The case that a step is about: the scenario's own, or the newest that came out of it. */
export async function caseOf({ records }: Rehearsal, ref: string, { on }: Step): Promise<string | undefined> {
  if (on === undefined) return ref
  const newest = { where: { linkedTo: ref }, orderBy: { linkedSeq: 'desc' }, select: { ref: true } } as const
  return (await records.complaint.findFirst(newest))?.ref
}

/** Gives a step's command. Returns why it was refused, if it was. */
export async function take(rehearsal: Rehearsal, ref: string, step: Step): Promise<Refusal | undefined> {
  const { do: name } = step
  if (isOfficeStep(name)) return takeOfficeStep(rehearsal, ref, { ...step, do: name })
  const command = commandNamed(step.do)
  const body = bodyOfStep(step.do)?.safeParse(step.with)
  if (!command || !body?.success) {
    const fields = body?.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    return { rule: `Redress: ${step.do}`, message: `Not understood. ${fields ?? ''}` }
  }
  if (step.do === 'add-evidence') {
    const stored = await storeFile(rehearsal, ref, step)
    return 'rule' in stored ? stored : send(rehearsal, ref, command, { by: step.by, with: stored })
  }
  const draft = await storeWords(rehearsal, ref, command, step, body.data)
  const known = await knownFor(rehearsal.records, command, ref, [step.by])
  const facts = command.digest(body.data, known) as Record<string, unknown>
  const message: Message = { by: step.by, with: { ...facts, ...(draft !== undefined && { draft }) } }
  return send(rehearsal, ref, command, message)
}

async function storeWords(
  { records, environment }: Rehearsal,
  ref: string,
  command: Command,
  step: Step,
  body: unknown,
): Promise<string | undefined> {
  const none = command.words === 'none' || (command.words === 'some' && Object.keys(step.with).length === 0)
  if (none) return undefined
  const text = { kind: command.name, body: body as Prisma.InputJsonValue }
  const [id] = await writeTexts(records, ref, [text], step.by, await environment.currentTimeMs())
  return id
}

async function send(
  rehearsal: Rehearsal,
  ref: string,
  command: Command,
  message: Message,
): Promise<Refusal | undefined> {
  const { environment } = rehearsal
  try {
    await environment.client.workflow.getHandle(workflowIdOf(ref)).executeUpdate(command.name, { args: [message] })
    return undefined
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return openAgain(rehearsal, ref, command, message)
    return refusalIn(error)
  }
}

/** The complaint is closed: it is opened by what may be done to it, and by nothing else. */
async function openAgain(
  rehearsal: Rehearsal,
  ref: string,
  command: Command,
  message: Message,
): Promise<Refusal | undefined> {
  const { environment, records } = rehearsal
  const nowMs = await environment.currentTimeMs()
  const start = await startFromRecords(records, ref, nowMs)
  const by = parseActor(message.by)
  if (!start || !by) throw new Error(`${ref} is not in the records`)
  const { draft: _draft, ...facts } = message.with ?? {}
  const refused = command.allowed(start.state, facts, { by, nowMs })
  if (refused) return refused
  const startWorkflowOperation = new WithStartWorkflowOperation('complaint', openingOptions(start))
  try {
    await environment.client.workflow.executeUpdateWithStart(command.name, {
      ...{ args: [message], updateId: randomUUID(), startWorkflowOperation },
    })
    return undefined
  } catch (error) {
    return refusalIn(error)
  }
}

function refusalIn(error: unknown): Refusal {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  const refusal = cause instanceof ApplicationFailure ? (cause.details?.[0] as Refusal | undefined) : undefined
  if (!refusal) throw error
  return refusal
}
