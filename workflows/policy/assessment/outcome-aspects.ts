/** What a complaint comes to, what puts it right, and what is kept and said on the way. */
import type { Policy } from '../policy.ts'
import { aspect, duty, said, type Aspect, type Compared } from './aspect.ts'
import { beyond } from './comparing.ts'
import { listed, outcomesInWords, spaced } from './words.ts'

const outcomes = aspect({
  rule: 'outcomes',
  title: 'The outcomes of a complaint',
  asks: ({ outcomes }) =>
    said(
      outcomes,
      outcomes,
      `${outcomesInWords(outcomes.allowed)}; with only some points upheld, ${spaced(outcomes.mixed)}`,
    ),
  compare: compareOutcomes,
})

type Outcomes = Pick<Policy['outcomes'], 'allowed' | 'mixed'>

function compareOutcomes(policy: Outcomes, code: Outcomes): Compared {
  const more = beyond(policy.allowed, code.allowed)
  const wrong = [
    ...(more.length > 0 ? [`there is ${outcomesInWords(more)} as well`] : []),
    ...(policy.mixed !== code.mixed ? [`a complaint with only some points upheld is ${spaced(policy.mixed)}`] : []),
  ]
  return wrong.length > 0 ? { verdict: 'departs', how: listed(wrong) } : { verdict: 'complies' }
}

const upheldStays = duty(
  'upheld-stays-upheld',
  'Stage 2: upheld at stage 1 stays upheld',
  'a stage 2 that agrees with an upheld stage 1 is upheld',
  ({ agreement }) => agreement,
)

/**
 * Money after a formal investigation is money at stage 1 and at stage 2, the only stages that the Codes know. It departs where
 * the policy has a step before them: there the resident has to go on to stage 1 for it.
 */
const remedies = aspect({
  rule: 'remedies-at-any-stage',
  title: 'A complaint can be put right at any stage',
  asks: ({ remedies }) => (remedies.money === 'any-stage' ? said(remedies, '', 'any remedy at any stage') : undefined),
  says: ({ remedies, enquiry }) => {
    if (remedies.money === 'any-stage') return said(remedies, '', 'any remedy at any stage')
    return said(remedies, enquiry?.name ?? '', 'money after a formal investigation only')
  },
  compare: (without) =>
    without === ''
      ? { verdict: 'complies' }
      : { verdict: 'departs', how: `no money at the ${without}: the resident has to go on to stage 1 for it` },
})

const newPoints = duty(
  'new-points',
  'New points while it is looked at',
  'related points before the response go into it; others become a new complaint',
  ({ newPoints }) => newPoints,
)

/** A document that only promises to keep the resident informed does not say that they agree how often. */
const updates = aspect({
  rule: 'updates-when-late',
  title: 'When late: the resident is kept informed',
  asks: ({ late: { updates } }) =>
    updates.agreed ? said(updates, true, 'how often the resident hears is agreed with them') : undefined,
  compare: () => ({ verdict: 'complies' }),
})

const fullRecord = duty(
  'full-record',
  'A full record is kept',
  'a full record of the complaint and of the outcome at each stage',
  ({ keptFor }) => keptFor,
)

export const outcomeAspects: Aspect[] = [outcomes, upheldStays, newPoints, remedies, updates, fullRecord]
