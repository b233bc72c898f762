/** What an acknowledgement and a response must hold, at each stage, and what letters must not. */
import type { FormalStageId, PartName, Policy, StageRules } from '../policy.ts'
import { stageRules } from '../reading.ts'
import { aspect, duty, said, type Aspect, type Compared } from './aspect.ts'
import { beyond } from './comparing.ts'
import { listed, spaced, stageInWords } from './words.ts'

export function letterAspects(id: FormalStageId): Aspect[] {
  const rules = (policy: Policy) => stageRules(policy, id)
  const title = (words: string) => `${stageInWords(id)}: ${words}`
  return [
    duty(
      `definition-${id}`,
      title('the acknowledgement defines the complaint'),
      'the acknowledgement sets out how the complaint and the outcomes sought are understood',
      (policy) => rules(policy).definition,
    ),
    duty(
      `responsibilities-${id}`,
      title('the acknowledgement says who answers for what'),
      'the acknowledgement says which aspects the organisation is, and is not, responsible for',
      (policy) => rules(policy).responsibilities,
    ),
    duty(
      `points-${id}`,
      title('all points are answered'),
      'every point of the complaint is answered, with reasons',
      (policy) => rules(policy).points,
    ),
    responseParts(id, rules),
    duty(
      `approval-${id}`,
      title('somebody else reads the answer before it goes out'),
      'nobody sends an answer that only they have read',
      (policy) => rules(policy).response.approve,
    ),
  ]
}

function responseParts(id: FormalStageId, rules: (policy: Policy) => StageRules): Aspect {
  return aspect({
    rule: `response-parts-${id}`,
    title: `${stageInWords(id)}: what the written response holds`,
    asks: (policy) => {
      const { response } = rules(policy)
      return said(response, response.parts, listed(response.parts.map(spaced)))
    },
    compare: compareParts,
  })
}

/** A part that the document's list leaves out is not forbidden by it: the document does not say that the letter has it. */
function compareParts(policy: readonly PartName[], code: readonly PartName[]): Compared {
  const missing = beyond(code, policy)
  if (missing.length > 0) return { verdict: 'silent', how: `does not mention: ${listed(missing.map(spaced))}` }
  const more = beyond(policy, code)
  return more.length > 0 ? { verdict: 'stricter', how: `also: ${listed(more.map(spaced))}` } : { verdict: 'complies' }
}

const STAFF: Record<Policy['staffNames']['inLetters'], string> = {
  never: 'staff are never named in letters',
  'if-possible': 'the officer is named where possible',
  'as-needed': 'staff are named where needed',
}

export const staffNames = aspect({
  rule: 'staff-names',
  title: 'Letters do not name staff',
  // Only a rule against names is one to hold others to.
  asks: ({ staffNames }) =>
    staffNames.inLetters === 'never' ? said(staffNames, staffNames.inLetters, STAFF.never) : undefined,
  says: ({ staffNames }) => said(staffNames, staffNames.inLetters, STAFF[staffNames.inLetters]),
  compare: (policy) => (policy === 'never' ? { verdict: 'complies' } : { verdict: 'departs', how: STAFF[policy] }),
})
