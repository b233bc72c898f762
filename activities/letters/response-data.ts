/** What an answer says: findings, remedies, and how to go on from it. */
import type { OutcomeName } from '../../workflows/policy/policy.ts'
import type { FileData } from './evidence-words.ts'
import type { StageData } from './frame.ts'

export interface ResponseFacts {
  late: boolean
  outcome: OutcomeName
  /** It is upheld because it agrees with the answer to stage 1, which upheld it. */
  agrees: boolean
  /** It is upheld, though not every point is: under this policy any fault makes it so. */
  anyFault: boolean
  decision: string | null
  findings: { number: number; point: string | null; finding: OutcomeName; reasons: string }[]
  stepsTaken: string | null
  evidence: string[]
  files: FileData[]
  /** What we change in how we work; and whether it is said that nothing needs to change. */
  changes: string | null
  noChanges: boolean
  remedies: RemedyData[]
  outstandingActions: string[]
  /** How to go on; null after the last stage. */
  next: NextStageData | null
}

export interface RemedyData {
  kind: string
  by: string
  /** Whether it is done with this letter, or is still to come. */
  later: boolean
  /** Its day was before the letter's. */
  done: boolean
  description: string | null
  amount: string | null
}

export interface NextStageData {
  reasonsRequired: boolean
  outcomesSoughtRequired: boolean
  inWriting: boolean
  /** "by Friday 9 April 2027"; null where the policy sets no last day. */
  ask: string | null
  acknowledgeWithin: string
  answer: StageData['answer']
  newPerson: boolean
}
