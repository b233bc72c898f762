/**
 * What a reader finds when the documents are held against the Codes: every departure of every policy, and no other. Worked out
 * from the documents, with the words that each departure rests on.
 */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { assess, type Verdict } from '../../workflows/policy/assessment.ts'

const { byId, policies } = policyLibrary()

const HO = 'housing-ombudsman-code-2024'
const JOINT = 'joint-code'
const LGSCO = 'lgsco-code-2024'

/** "within 10 working days of the complaint being acknowledged" (HO 6.3, 6.14); "… being received", "… escalated" (Joint 6.3, 6.18). */
const starts = ['respond-stage-1-starts', 'respond-stage-2-starts']

const basildon = [
  'no-earlier-stage', // "we will always try to resolve the matter informally in the first instance, by … an Urgent Enquiry"
  'remedies-at-any-stage', // money needs "a formal complaint investigation", so none at the Urgent Enquiry
  'stage-2-after', // "was either partially upheld or not upheld"
  'stage-2-reasons', // "required to set out what they feel was wrong"
]

const dartfordBefore = [
  'acceptance-window', // "more than three months before the complaint is made"
  'acceptance-window-starts', // "matters that have arisen": not from when the resident came to know of them
  'same-for-all-services', // "10 working days for housing service complaints and 15 working days for all other"
  'no-earlier-stage', // "Informal stage/on-the-spot resolution"
  'acknowledge-stage-1', // "within 7 working days of receipt"
  'acknowledge-stage-1-always', // "initial acknowledgement may be unnecessary"
  'respond-stage-1', // the 15 working days, for the other services
  'acknowledge-stage-2', // "within 7 working days of receipt by the Council"
]

const informationGovernance = [
  'service-requests', // "Dealing with expressions of dissatisfaction as a service request … before they become a complaint"
  'stage-2-in-any-way', // "should be submitted in writing"
  'stage-2-reasons', // "explaining why you are unhappy"
]

const barking = [
  'acceptance-window-starts', // "no later than 12 months after the date on which the matter occurred"
  'representatives', // "A Member of Parliament or Councillor cannot make a formal complaint on behalf of a constituent"
]

const partially = 'outcomes' // "It is not appropriate to record a complaint as being partially upheld" (Joint 6.8)
const afresh = 'stage-2-looks-at' // "must not be a more thorough, detailed investigation" (Joint 6.15); IGT: process, not merits

const departures: Record<string, Record<string, string[]>> = {
  [HO]: { [HO]: [], [JOINT]: starts, [LGSCO]: [] },
  [JOINT]: { [HO]: starts, [JOINT]: [], [LGSCO]: starts },
  [LGSCO]: { [HO]: [], [JOINT]: starts, [LGSCO]: [] },
  'basildon-2025': {
    [HO]: basildon,
    [JOINT]: [...basildon, ...starts, partially, 'staff-names'], // "the name and contact details of the investigating officer"
    [LGSCO]: basildon,
  },
  'dartford-2023': {
    [HO]: [...dartfordBefore, ...starts],
    [JOINT]: [...dartfordBefore, partially, afresh],
    [LGSCO]: [...dartfordBefore, ...starts],
  },
  'dartford-2024': { [HO]: [], [JOINT]: [...starts, partially, afresh], [LGSCO]: [] },
  'information-governance-team': {
    [HO]: informationGovernance,
    [JOINT]: [...informationGovernance, ...starts, afresh],
    [LGSCO]: informationGovernance,
  },
  'barking-and-dagenham': { [HO]: barking, [JOINT]: [...barking, ...starts], [LGSCO]: barking },
  'example-council': { [HO]: [], [JOINT]: [...starts, partially, afresh], [LGSCO]: [] },
}

const found = (id: string, code: string, verdict: Verdict) =>
  assess(byId(id), byId(code)).filter((finding) => finding.verdict === verdict)

describe('the departures of each policy from each Code, and no other', () => {
  it.each(Object.entries(departures).flatMap(([id, codes]) => Object.keys(codes).map((code) => [id, code] as const)))(
    '%s against %s',
    (id, code) => {
      const departs = found(id, code, 'departs')
      expect(departs.map(({ rule }) => rule).toSorted()).toEqual(departures[id]?.[code]?.toSorted())
      for (const { clause, policyClause, how, policy, code } of departs) {
        for (const words of [clause, policyClause, how, policy, code]) expect(words).toMatch(/\S/)
      }
    },
  )

  // A policy of one's own may stand beside them: the tenth is one file, and needs no line here.
  it('has the nine that come with Redress', () => {
    expect(Object.keys(departures)).toHaveLength(9)
    expect(policies.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(departures)))
  })
})

describe('Dartford’s own self-assessment of April 2024 against the HO Code', () => {
  /** "full compliance by 30 June 2024", or with an ACTION; of the provisions that are rules of a policy. */
  const toBeAmended = '2.3 2.4 5.1 5.2 5.6 6.2 6.3 6.4 6.5 6.11 6.14 6.15 6.16'.split(' ')
  const clauses = (id: string, ...verdicts: Verdict[]) =>
    new Set(verdicts.flatMap((verdict) => found(id, HO, verdict).map(({ clause }) => clause)))

  it('departs only where the council itself found that it does', () => {
    const departing = clauses('dartford-2023', 'departs')
    expect([...departing].filter((clause) => !toBeAmended.includes(clause))).toEqual([])
    expect([...departing]).toEqual(['2.3', '5.1', '5.2', '6.2', '6.3', '6.11', '6.14'])
  })

  it('is silent on the rest of what it amended: "does not specifically include", "does not mention", "does not instruct"', () => {
    const unmet = clauses('dartford-2023', 'departs', 'silent')
    expect(toBeAmended.filter((clause) => !unmet.has(clause))).toEqual([])
  })

  it('nothing of that is left after June 2024', () => {
    const unmet = clauses('dartford-2024', 'departs', 'silent')
    expect(toBeAmended.filter((clause) => unmet.has(clause))).toEqual([])
  })
})

describe('what the issue names', () => {
  const how = (id: string, clause: string) =>
    found(id, HO, 'departs').flatMap((finding) => (finding.clause === clause ? [finding.how] : []))

  it('Basildon’s Urgent Enquiry is a stage before stage 1 (5.2), and it narrows what may escalate (6.10)', () => {
    expect(how('basildon-2025', '5.2')).toEqual(['Urgent Enquiry is a stage before stage 1'])
    expect(how('basildon-2025', '6.10')).toEqual(['not after upheld'])
  })

  it('Basildon and the Information Governance Team ask reasons for stage 2 (6.12); Barking and Dagenham does not', () => {
    expect(how('basildon-2025', '6.12')).toEqual(['the resident has to give reasons'])
    expect(how('information-governance-team', '6.12')).toEqual(['the resident has to give reasons'])
    expect(how('barking-and-dagenham', '6.12')).toEqual([])
  })

  it('Dartford before June 2024: acknowledgement, start of the clock, acceptance window', () => {
    expect(how('dartford-2023', '6.2')).toEqual(['longer than 5 working days', 'the acknowledgement may be left out'])
    expect(how('dartford-2023', '6.3')).toContainEqual(expect.stringContaining('starts earlier than the Code’s'))
    expect(how('dartford-2023', '2.3')).toContain('shorter than 12 calendar months')
  })

  it('limits on extensions and what lies beyond them are no departure where the document has none, or asks the resident', () => {
    const verdicts = (id: string, rule: string) =>
      assess(byId(id), byId(HO)).flatMap((finding) => (finding.rule === rule ? [finding.verdict] : []))
    for (const id of ['basildon-2025', 'dartford-2023', 'information-governance-team']) {
      expect(verdicts(id, 'extend-stage-1')).toEqual(['silent'])
    }
    expect(verdicts('barking-and-dagenham', 'extend-stage-1')).toEqual(['complies'])
    expect(verdicts('barking-and-dagenham', 'extend-stage-1-beyond')).toEqual(['complies'])
  })
})
