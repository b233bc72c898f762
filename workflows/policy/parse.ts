/** A policy or the Ombudsmen from the text of their files. Workflow code never imports this: it gets a parsed policy. */
import { z } from 'zod'
import { ombudsmanSchema, type Ombudsman } from './ombudsman.ts'
import { policySchema, type CountedFrom, type FormalStageId, type Policy } from './policy.ts'
import type { Fault } from './schema-faults.ts'
import { readYaml } from './yaml-file.ts'

export { detailsOn, type Ombudsman, type OmbudsmanDetails } from './ombudsman.ts'
export { PolicyError } from './yaml-file.ts'

/**
 * Throws PolicyError whose message has a line for each fault: `file:line: key: what is wrong and what is allowed`.
 * @param fileName only for the message
 * @param ombudsmen the ids that the policy may name; not checked where they are not given
 */
export function parsePolicy(text: string, fileName: string, ombudsmen?: readonly string[]): Policy {
  return readYaml(text, fileName, policySchema, (policy) => [
    ...(ombudsmen ? ombudsmanFaults(policy, ombudsmen) : []),
    ...stageFaults(policy),
    ...forceFaults(policy),
  ])
}

/** Throws PolicyError as `parsePolicy` does. */
export function parseOmbudsmen(text: string, fileName: string): Ombudsman[] {
  return readYaml(text, fileName, z.array(ombudsmanSchema).min(1), (ombudsmen) =>
    ombudsmen.flatMap((ombudsman, at) => [
      ...(ombudsmen.findIndex(({ id }) => id === ombudsman.id) < at
        ? [{ path: [at, 'id'], message: `${ombudsman.id} is the id of another Ombudsman above` }]
        : []),
      ...ombudsman.details.flatMap(({ from }, entry) =>
        from <= (ombudsman.details[entry - 1]?.from ?? '')
          ? [{ path: [at, 'details', entry, 'from'], message: `${from} must be after the entry above: oldest first` }]
          : [],
      ),
    ]),
  )
}

function ombudsmanFaults({ ombudsman }: Policy, known: readonly string[]): Fault[] {
  return (['landlord', 'other'] as const)
    .filter((key) => !known.includes(ombudsman[key]))
    .map((key) => ({
      path: ['ombudsman', key],
      message: `${ombudsman[key]} is no Ombudsman in ombudsmen.yaml: write ${known.join(' or ')}`,
    }))
}

const ORDER: readonly FormalStageId[] = ['stage-1', 'stage-2']

/** Stage 1 opens with the receipt and stage 2 with the request; only a response can wait for the acknowledgement. */
const EVENTS: Record<FormalStageId, { acknowledge: CountedFrom[]; respond: CountedFrom[] }> = {
  'stage-1': { acknowledge: ['receipt'], respond: ['receipt', 'acknowledgement'] },
  'stage-2': { acknowledge: ['request'], respond: ['request', 'acknowledgement'] },
}

function stageFaults(policy: Policy): Fault[] {
  return policy.stages.flatMap((rules, at) => {
    if (rules.id !== ORDER[at]) return [{ path: ['stages', at, 'id'], message: `${rules.id} is not ${ORDER[at]}` }]
    const clocks = (['acknowledge', 'respond'] as const)
      .filter((key) => !EVENTS[rules.id][key].includes(rules[key].of))
      .map((key) => ({
        path: ['stages', at, key, 'of'],
        message: `${rules[key].of} is not what ${rules.id} can count from: write ${EVENTS[rules.id][key].join(' or ')}`,
      }))
    return [...clocks, ...reviewerFaults(rules.reviewer?.notOf, at)]
  })
}

function reviewerFaults(notOf: string | undefined, at: number): Fault[] {
  const earlier: string[] = ORDER.slice(0, at)
  if (notOf === undefined || earlier.includes(notOf)) return []
  const allowed = earlier.length > 0 ? `write ${earlier.join(' or ')}` : 'the first stage has none, leave reviewer out'
  return [{ path: ['stages', at, 'reviewer', 'notOf'], message: `${notOf} is no earlier stage: ${allowed}` }]
}

function forceFaults({ inForce }: Policy): Fault[] {
  if (inForce.to === undefined || inForce.to >= inForce.from) return []
  return [{ path: ['inForce', 'to'], message: `${inForce.to} is before ${inForce.from}, from which it is in force` }]
}
