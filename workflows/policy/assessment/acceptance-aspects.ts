/** Whose complaints are accepted, and how long after the matter. */
import { inWords } from '../extension.ts'
import type { Capacity, Policy } from '../policy.ts'
import { aspect, duty, said, type Compared } from './aspect.ts'
import { beyond, longerIsBetter } from './comparing.ts'
import { listed, spaced } from './words.ts'

const acceptanceWindow = aspect({
  rule: 'acceptance-window',
  title: 'How long after the matter a complaint is accepted',
  asks: ({ accept }) => said(accept, accept.within, inWords(accept.within)),
  compare: longerIsBetter,
})

/** The Codes count from when the resident came to know of it where that is later, so to count from that alone is the same. */
const acceptanceStarts = aspect({
  rule: 'acceptance-window-starts',
  title: 'What that time counts from',
  asks: ({ accept }) => (accept.of.includes('knowing') ? acceptedFrom(accept) : undefined),
  says: ({ accept }) => acceptedFrom(accept),
  compare: (of) =>
    of.includes('knowing')
      ? { verdict: 'complies' }
      : { verdict: 'departs', how: 'counts from when it happened, even where the resident came to know of it later' },
})

const BEGINNINGS = { occurring: 'when it happened', knowing: 'when the resident came to know of it' }

function acceptedFrom(accept: Policy['accept']) {
  return said(
    accept,
    accept.of,
    `counts from ${listed(
      accept.of.map((one) => BEGINNINGS[one]),
      'or',
    )}`,
  )
}

const acceptanceDiscretion = aspect({
  rule: 'acceptance-discretion',
  title: 'A later complaint may be accepted for good reasons',
  asks: ({ accept }) =>
    accept.discretion ? said(accept, true, 'a later one is considered where there are good reasons') : undefined,
  says: ({ accept }) =>
    said(accept, accept.discretion, accept.discretion ? 'a later one is considered' : 'a later one is not accepted'),
  compare: (discretion) =>
    discretion
      ? { verdict: 'complies' }
      : { verdict: 'departs', how: 'none is accepted after that, whatever the reason' },
})

const declineExplained = duty(
  'decline-explained',
  'A complaint is only turned away with an explanation',
  'the reasons are explained, with the right to go to the Ombudsman',
  ({ decline }) => decline.explanation,
)

const neverExcluded = aspect({
  rule: 'never-excluded',
  title: 'Matters that are never turned away',
  asks: ({ decline: { never } }) => never && said(never, never.concerns, listed(never.concerns.map(spaced))),
  compare: (policy, code): Compared => {
    const missing = beyond(code, policy)
    if (missing.length > 0) return { verdict: 'silent', how: `does not mention: ${listed(missing.map(spaced))}` }
    return { verdict: policy.length > code.length ? 'stricter' : 'complies' }
  },
})

/** The Codes leave it to the organisation how it makes sure of the resident's permission; that one may be there is theirs. */
const representatives = aspect({
  rule: 'representatives',
  title: 'A resident may be represented',
  asks: ({ representatives }) => said(representatives, representatives.notBy, representativesInWords(representatives)),
  compare: (policy: readonly Capacity[], code: readonly Capacity[]): Compared => {
    const more = beyond(policy, code)
    if (more.length > 0)
      return { verdict: 'departs', how: `a ${listed(more.map(capacityInWords), 'or')} may not complain for a resident` }
    return { verdict: beyond(code, policy).length > 0 ? 'stricter' : 'complies' }
  },
})

const PERMISSION: Record<Policy['representatives']['permission'], string> = {
  'not-asked': '',
  given: ', with the resident’s permission',
  signed: ', once the resident has signed for it',
}

function representativesInWords({ permission, notBy }: Policy['representatives']): string {
  const words = `by a representative${PERMISSION[permission]}`
  return notBy.length === 0 ? words : `${words}; not by a ${listed(notBy.map(capacityInWords), 'or')}`
}

function capacityInWords(capacity: Capacity): string {
  return capacity === 'mp' ? 'Member of Parliament' : spaced(capacity)
}

export const acceptanceAspects = [
  acceptanceWindow,
  acceptanceStarts,
  acceptanceDiscretion,
  declineExplained,
  neverExcluded,
  representatives,
]
