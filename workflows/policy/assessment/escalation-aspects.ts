/** How a resident gets to stage 2, who looks at it there, and at what. */
import { inWords } from '../extension.ts'
import type { OutcomeName, Policy, Span, StageRules } from '../policy.ts'
import { stageRules } from '../reading.ts'
import { aspect, duty, said, type Compared } from './aspect.ts'
import { beyond, longerIsBetter, mustNot } from './comparing.ts'
import { listed, outcomesInWords } from './words.ts'

const stage2 = (policy: Policy) => stageRules(policy, 'stage-2')

const reasons = aspect({
  rule: 'stage-2-reasons',
  title: 'Stage 2: no reasons are asked for',
  asks: ({ escalation }) => said(escalation.reasons, escalation.reasons.required, reasonsInWords(escalation)),
  compare: mustNot('the resident has to give reasons'),
})

function reasonsInWords({ reasons, outcomesSought }: Policy['escalation']): string {
  const asked = [
    ...(reasons.required ? ['why they are still unhappy'] : []),
    ...(outcomesSought?.required === true ? ['what outcome they want'] : []),
  ]
  return asked.length === 0 ? 'no reasons have to be given' : `the resident has to say ${listed(asked)}`
}

const inAnyWay = aspect({
  rule: 'stage-2-in-any-way',
  title: 'Stage 2: it can be asked for in any way',
  asks: ({ escalation: { inWriting } }) =>
    inWriting &&
    said(inWriting, inWriting.required, inWriting.required ? 'it has to be asked for in writing' : 'in any way'),
  compare: mustNot('a request by phone or in person is not enough'),
})

/** The outcomes of stage 1 from which no resident can go on. */
const afterWhich = aspect({
  rule: 'stage-2-after',
  title: 'Stage 2: whatever the outcome of stage 1',
  asks: ({ escalation: { from }, outcomes }) => {
    const shut = from.outcomes === 'any' ? [] : beyond(outcomes.allowed, from.outcomes)
    const words = from.outcomes === 'any' ? 'after any outcome' : `after ${outcomesInWords(from.outcomes)}`
    return said(from, shut, words)
  },
  compare: (policy: readonly OutcomeName[], code: readonly OutcomeName[]): Compared => {
    const narrower = beyond(policy, code)
    if (narrower.length > 0) return { verdict: 'departs', how: `not after ${outcomesInWords(narrower)}` }
    return { verdict: beyond(code, policy).length > 0 ? 'stricter' : 'complies' }
  },
})

/**
 * The Codes set no last day for asking, and do not forbid one: 6.10 of the HO Code says what happens to a request and not until
 * when it can be made. So a time to ask in is not held to depart from them, and what is said with it is what to look out for.
 */
const window = aspect({
  rule: 'stage-2-window',
  title: 'Stage 2: the time to ask for it',
  asks: ({ escalation: { window } }) => said<Span | 'none'>(window, window.limit, windowInWords(window.limit)),
  compare: (policy, code) => {
    if (code === 'none' && policy !== 'none') {
      return {
        verdict: 'complies',
        how: 'the Code sets no last day and forbids none; a later request with good reason should still be looked at',
      }
    }
    if (policy === 'none' || code === 'none') return { verdict: policy === code ? 'complies' : 'stricter' }
    return longerIsBetter(policy, code)
  },
})

function windowInWords(limit: Span | 'none'): string {
  return limit === 'none' ? 'no last day is set' : `${inWords(limit)} from the response`
}

const reviewer = duty(
  'stage-2-reviewer',
  'Stage 2: somebody else considers it',
  'not by the person who considered stage 1',
  (policy) => stage2(policy).reviewer,
)

type Scope = NonNullable<StageRules['looksAt']>['what']

const SCOPES: Record<Scope, string> = {
  'the-whole': 'the whole complaint, afresh',
  'stage-1-response': 'how stage 1 answered it, and what is new and relevant',
  'original-complaint': 'how stage 1 dealt with it, on what concerns the original complaint',
  process: 'the process alone, and not the merits',
}

const scope = aspect({
  rule: 'stage-2-looks-at',
  title: 'Stage 2: what is looked at',
  asks: (policy) => {
    const { looksAt } = stage2(policy)
    return looksAt && said(looksAt, looksAt.what, SCOPES[looksAt.what])
  },
  compare: compareScopes,
})

/** To keep to the original complaint is what a review of stage 1 does: only new matters are left out. */
const alike: readonly Scope[] = ['stage-1-response', 'original-complaint']

function compareScopes(policy: Scope, code: Scope): Compared {
  if (policy === code || (alike.includes(policy) && alike.includes(code))) return { verdict: 'complies' }
  return { verdict: 'departs', how: `looks at ${SCOPES[policy]}, instead of ${SCOPES[code]}` }
}

export const escalationAspects = [afterWhich, reasons, inAnyWay, window, reviewer, scope]
