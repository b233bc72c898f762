/** What a policy's schema cannot see: rules that contradict each other, and names of things that are kept elsewhere. */
import { bothInForce } from './in-force.ts'
import { dayInWords } from './calendar.ts'
import type { CountedFrom, FormalStageId, Policy, StageRules } from './policy.ts'
import type { Fault, Path } from './schema-faults.ts'

/** What a policy may name that is kept elsewhere; what is not given is not checked. */
export interface Known {
  /** The ids of `ombudsmen.yaml`. */
  ombudsmen?: readonly string[] | undefined
  /** The commands' names. */
  commands?: readonly string[] | undefined
}

export function policyFaults(policy: Policy, known: Known): Fault[] {
  return [
    ...ombudsmanFaults(policy, known.ombudsmen),
    ...forceFaults(policy),
    ...declineFaults(policy),
    ...beforeStage1Faults(policy),
    ...outcomeFaults(policy),
    ...policy.stages.flatMap((rules, at) => stageFaults(rules, at)),
    ...windowFaults(policy),
    ...roleFaults(policy, known.commands),
  ]
}

/**
 * Of the versions of one policy, no two may be in force on the same day, or a complaint of that day would have two. A line for each two
 * that are, in the style of a file's faults; none where all is well.
 */
export function seriesFaults(policies: readonly Policy[]): string[] {
  return policies.flatMap((policy, at) =>
    policies.slice(0, at).flatMap((earlier) => {
      if (earlier.series !== policy.series) return []
      const day = bothInForce(earlier, policy)
      if (day === undefined) return []
      return [
        `policies/${policy.id}.yaml: inForce: ${earlier.id} of the series ${policy.series} is in force on ${dayInWords(day)}, too: ` +
          'end one with "to" before the other begins, or give them series of their own',
      ]
    }),
  )
}

function ombudsmanFaults({ ombudsman }: Policy, known: readonly string[] | undefined): Fault[] {
  if (!known) return []
  return (['landlord', 'other'] as const)
    .filter((key) => !known.includes(ombudsman[key]))
    .map((key) => ({
      path: ['ombudsman', key],
      message: `${ombudsman[key]} is no Ombudsman in ombudsmen.yaml: write ${known.join(' or ')}`,
    }))
}

function forceFaults({ inForce }: Policy): Fault[] {
  if (inForce.to === undefined || inForce.to >= inForce.from) return []
  return [{ path: ['inForce', 'to'], message: `${inForce.to} is before ${inForce.from}, from which it is in force` }]
}

function declineFaults({ decline: { reasons } }: Policy): Fault[] {
  return twice(
    reasons.map(({ id }, at) => ({ name: id, path: ['decline', 'reasons', at, 'id'] })),
    'is the id of another reason above: give each reason its own',
  )
}

function beforeStage1Faults({ enquiry, noEarlierStage, sameForAllServices, stages }: Policy): Fault[] {
  const faults: Fault[] = []
  if (enquiry && noEarlierStage) {
    const message = `contradicts enquiry, which makes ${enquiry.name} a step before stage 1: leave one of them out`
    faults.push({ path: ['noEarlierStage'], message })
  }
  if (sameForAllServices && stages.some(({ respond }) => respond.areas.length > 0)) {
    const message = 'contradicts respond.areas, which gives some services a time of their own: leave one of them out'
    faults.push({ path: ['sameForAllServices'], message })
  }
  return faults
}

function outcomeFaults({ outcomes: { allowed, mixed }, escalation }: Policy): Fault[] {
  const listed = `outcomes.allowed has only ${allowed.join(', ')}`
  const from = escalation.from.outcomes === 'any' ? [] : escalation.from.outcomes
  return [
    ...twice(
      allowed.map((name, at) => ({ name, path: ['outcomes', 'allowed', at] })),
      'stands here twice: keep one',
    ),
    ...(allowed.includes(mixed)
      ? []
      : [{ path: ['outcomes', 'mixed'], message: `${mixed} is no outcome of this policy: ${listed}` }]),
    ...from.flatMap((name, at) =>
      allowed.includes(name)
        ? []
        : [
            {
              path: ['escalation', 'from', 'outcomes', at],
              message: `${name} is no outcome of this policy: ${listed}`,
            },
          ],
    ),
  ]
}

const ORDER: readonly FormalStageId[] = ['stage-1', 'stage-2']

/** Stage 1 opens with the receipt and stage 2 with the request; only a response can wait for the acknowledgement. */
const EVENTS: Record<FormalStageId, { acknowledge: CountedFrom[]; respond: CountedFrom[] }> = {
  'stage-1': { acknowledge: ['receipt'], respond: ['receipt', 'acknowledgement'] },
  'stage-2': { acknowledge: ['request'], respond: ['request', 'acknowledgement'] },
}

function stageFaults(rules: StageRules, at: number): Fault[] {
  if (rules.id !== ORDER[at]) return [{ path: ['stages', at, 'id'], message: `${rules.id} is not ${ORDER[at]}` }]
  const { acknowledge, respond, extend } = rules
  const counted = (key: 'acknowledge' | 'respond', of: CountedFrom | undefined, path: Path): Fault[] => {
    const allowed = EVENTS[rules.id][key]
    if (of === undefined || allowed.includes(of)) return []
    return [{ path, message: `${of} is not what ${rules.id} can count from: write ${allowed.join(' or ')}` }]
  }
  const unlimited = extend.atMost === 'none' && extend.beyond !== 'never'
  return [
    ...counted('acknowledge', acknowledge.of, ['stages', at, 'acknowledge', 'of']),
    ...counted('respond', respond.of, ['stages', at, 'respond', 'of']),
    ...counted('respond', respond.aim?.of, ['stages', at, 'respond', 'aim', 'of']),
    ...areaFaults(rules, at),
    ...(unlimited
      ? [{ path: ['stages', at, 'extend', 'beyond'], message: 'there is no limit to go beyond: leave it out' }]
      : []),
    ...reviewerFaults(rules.reviewer?.notOf, at),
  ]
}

function areaFaults({ respond: { areas } }: StageRules, at: number): Fault[] {
  return twice(
    areas.flatMap(({ of }, entry) =>
      of.map((name, place) => ({ name, path: ['stages', at, 'respond', 'areas', entry, 'of', place] })),
    ),
    'has a time above already: keep one',
  )
}

function reviewerFaults(notOf: string | undefined, at: number): Fault[] {
  const earlier: string[] = ORDER.slice(0, at)
  if (notOf === undefined || earlier.includes(notOf)) return []
  const allowed = earlier.length > 0 ? `write ${earlier.join(' or ')}` : 'the first stage has none, leave reviewer out'
  return [{ path: ['stages', at, 'reviewer', 'notOf'], message: `${notOf} is no earlier stage: ${allowed}` }]
}

/** A complaint must not stay open for ever because its policy sets no last day. */
function windowFaults({ escalation: { window, heldOpen, gotWithin } }: Policy): Fault[] {
  if (window.limit !== 'none') return []
  const faults: Fault[] = []
  if (!heldOpen) {
    const message =
      'is missing: where window.limit is none, say how long an answered complaint is held open, ' +
      'like { within: 6 calendar months, of: response, assumption: … }'
    faults.push({ path: ['escalation', 'heldOpen'], message })
  }
  if (gotWithin) {
    faults.push({
      path: ['escalation', 'gotWithin'],
      message: 'is for a window that has a limit, and limit is none: leave it out',
    })
  }
  return faults
}

function roleFaults({ roles, enquiry }: Policy, commands: readonly string[] | undefined): Fault[] {
  return roles.flatMap(({ command, stage }, at) => {
    const faults: Fault[] = []
    if (commands && !commands.includes(command)) {
      const message = `${command} is no command: write one of ${commands.join(', ')}`
      faults.push({ path: ['roles', at, 'command'], message })
    }
    if (stage === 'urgent-enquiry' && !enquiry) {
      faults.push({
        path: ['roles', at, 'stage'],
        message: 'this policy has no step before stage 1: there is no enquiry',
      })
    }
    if (roles.findIndex((other) => other.command === command && other.stage === stage) < at) {
      faults.push({
        path: ['roles', at, 'command'],
        message: `${command} stands above already for this stage: keep one`,
      })
    }
    return faults
  })
}

/** A fault at each name that stands for the second time. */
function twice(names: { name: string; path: Path }[], message: string): Fault[] {
  return names.flatMap(({ name, path }, at) =>
    names.findIndex((other) => other.name === name) < at ? [{ path, message: `${name} ${message}` }] : [],
  )
}
