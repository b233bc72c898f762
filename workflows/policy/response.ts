/**
 * What a policy asks of a written response before it may go out: every point answered with reasons, an outcome that follows, remedies
 * that say what and by when, the parts that its author writes, and no member of staff named where that is forbidden. Pure.
 */
import type { LocalDate } from './calendar.ts'
import { writtenParts, type OutcomeName, type WrittenPart } from './names.ts'
import { agreesWithUpheld, decisionOf, mustSayWhetherItAgrees, type Found } from './outcome.ts'
import type { Policy, StageRules } from './policy.ts'
import { cite } from './reading.ts'
import { numbers, type Missing } from './refusal.ts'
import { remedyAdvice, remedyFaults, type RemedyFacts } from './remedies.ts'

/** The facts of a response. The words themselves are in the records. */
export interface ResponseFacts extends NamesStaff {
  findings: OutcomeName[]
  /** Whether each point has its reasons. */
  reasons: boolean[]
  /** The decision on the whole, where the author states it. Left out, it follows from the findings. */
  outcome?: OutcomeName
  remedies: RemedyFacts[]
  /** The parts that the author wrote, beside the answers to the points. */
  written?: WrittenPart[]
  /** Of a stage 2: whether it agrees with the answer to stage 1. */
  agreesWithStage1?: boolean
  /** The files that it rests on, by their numbers. */
  evidenceFiles?: number[]
}

/** Of a text that a resident gets to read. */
export interface NamesStaff {
  /** The fields in which a member of staff is named: `points.0.reasons`. */
  namesStaff?: string[]
  /** It says what the exceptional circumstances are in which staff are named. */
  namesStaffBecause?: boolean
}

/** What a response is held against. */
export interface Answering {
  policy: Policy
  rules: StageRules
  /** How many the complaint's definition has. */
  points: number
  /** The outcome of stage 1, where this is the answer to stage 2. */
  stage1?: OutcomeName
}

/** All that is missing, the points first. */
export function responseFaults(given: Answering, facts: ResponseFacts): Missing[] {
  return [
    ...pointFaults(given, facts),
    ...outcomeFaults(given, facts),
    ...remedyFaults(given, facts.remedies),
    ...partFaults(given, facts),
    ...nameFaults(given, facts),
  ]
}

/** Every point of the definition is answered, with reasons (6.7 and 6.18). */
function pointFaults({ policy, rules, points }: Answering, { findings, reasons }: ResponseFacts): Missing[] {
  const rule = cite(policy, rules.points.clause)
  const bare = numbers(reasons, (given) => !given)
  const wrongNumber = `The complaint has ${counted(points)} and this response answers ${findings.length}. Give a finding and reasons for each point, in the order of the definition.`
  const which = bare.length === 1 ? `Point ${bare.join('')} has` : `Points ${bare.join(', ')} have`
  return [
    ...(findings.length === points ? [] : [{ rule, message: wrongNumber }]),
    ...(bare.length === 0 ? [] : [{ rule, message: `${which} no reasons. Give clear reasons for each decision.` }]),
  ]
}

/** The outcome is one that the policy knows, and follows from the findings (6.9 c; Joint Code 6.8, 6.22). */
function outcomeFaults({ policy, rules, stage1 }: Answering, facts: ResponseFacts): Missing[] {
  const { outcome, findings } = facts
  const found = foundIn(facts, stage1)
  const known = (name: OutcomeName) => policy.outcomes.allowed.includes(name)
  const unknown = [
    ...numbers(findings, (finding) => !known(finding)).map((number) => `point ${number}`),
    ...(outcome === undefined || known(outcome) ? [] : ['the outcome']),
  ]
  const faults: Missing[] = []
  if (unknown.length > 0) {
    faults.push({
      rule: cite(policy, policy.outcomes.clause),
      message: `This policy only knows ${policy.outcomes.allowed.join(', ')}. Correct ${unknown.join(', ')}.`,
    })
  }
  if (mustSayWhetherItAgrees(policy, found)) {
    faults.push({
      rule: cite(policy, policy.agreement?.clause),
      message:
        'Stage 1 upheld this complaint. Say in "agreesWithStage1" whether this response agrees with that: if it does, the complaint is upheld, whatever is found of how it was handled.',
    })
  } else if (outcome !== undefined && known(outcome) && outcome !== decisionOf(policy, found)) {
    faults.push(contradiction(policy, rules, found, outcome))
  }
  return faults
}

function contradiction(policy: Policy, rules: StageRules, found: Found, outcome: OutcomeName): Missing {
  const follows = decisionOf(policy, found)
  const says = `and the response says "${outcome}". Correct one or the other.`
  if (agreesWithUpheld(policy, found)) {
    return {
      rule: cite(policy, policy.agreement?.clause),
      message: `Stage 1 was upheld and this response agrees with it, so the outcome is "${follows}", ${says}`,
    }
  }
  if (policy.outcomes.mixed === 'upheld' && follows === 'upheld') {
    return {
      rule: cite(policy, policy.outcomes.clause),
      message: `Something went wrong on at least one point, so the outcome is "${follows}", ${says}`,
    }
  }
  return {
    rule: cite(policy, rules.response.clause),
    message: `The findings on the points make the outcome "${follows}", ${says}`,
  }
}

const howToWrite: Record<WrittenPart, string> = {
  'steps-taken': 'Say in "stepsTaken" which steps you took to look into the complaint.',
  'evidence-considered': 'List in "evidence" the information and evidence that you took into account.',
  changes: 'Say in "changes" which processes or policies will change, or "none" where none need to.',
}

function partFaults({ policy, rules }: Answering, { written = [] }: ResponseFacts): Missing[] {
  const missing = writtenParts.filter((part) => rules.response.parts.includes(part) && !written.includes(part))
  return missing.map((part) => ({ rule: cite(policy, rules.response.clause), message: howToWrite[part] }))
}

/** "must not identify individual members of staff … except in exceptional circumstances" (Joint Code 5.6) */
export function nameFaults(
  { policy }: Pick<Answering, 'policy'>,
  { namesStaff = [], namesStaffBecause }: NamesStaff,
): Missing[] {
  if (policy.staffNames.inLetters !== 'never' || namesStaff.length === 0 || namesStaffBecause) return []
  return [
    {
      rule: cite(policy, policy.staffNames.clause),
      message: `Staff are not named to the resident, and ${namesStaff.join(', ')} ${namesStaff.length === 1 ? 'names' : 'name'} somebody who works on this case. Write "our officer" or "we". In exceptional circumstances, or where it is somebody else of that name, say so in "namesStaffBecause".`,
    },
  ]
}

/** What would be better, and is no rule that a response breaks. */
export function responseAdvice(
  { policy, rules, stage1 }: Answering,
  facts: ResponseFacts,
  today: LocalDate,
): Missing[] {
  const decision = decisionOf(policy, foundIn(facts, stage1))
  return remedyAdvice({ policy, rules }, facts.remedies, { wrong: decision !== 'not-upheld', today })
}

export function foundIn({ findings, agreesWithStage1 }: ResponseFacts, stage1: OutcomeName | undefined): Found {
  return {
    findings,
    ...(agreesWithStage1 !== undefined && { agreesWithStage1 }),
    ...(stage1 !== undefined && { stage1 }),
  }
}

function counted(points: number): string {
  return points === 1 ? '1 point' : `${points} points`
}
