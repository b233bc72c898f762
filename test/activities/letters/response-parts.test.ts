import { describe, expect, it } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import type { CaseRecords } from '../../../activities/letters/records.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import type { OutcomeName } from '../../../workflows/policy/names.ts'
import type { Policy, StageId } from '../../../workflows/policy/policy.ts'
import { defined, escalated, records, sourceFor, tuesday23March, type Happening } from './invented.ts'

const { policies, byId } = policyLibrary()
const [ho, joint, igt, basildon] = [
  ...['housing-ombudsman-code-2024', 'joint-code', 'information-governance-team', 'basildon-2025'],
].map(byId) as [Policy, Policy, Policy, Policy]

const on = '2027-04-16'
const answerTo = (stage: StageId): Happening => ({
  ...{ event: 'responded', letter: 'response', on, stage, text: 't-response' },
  detail: { late: false },
})
const upheld = { finding: 'upheld', reasons: 'We were late.' }
const notUpheld = { finding: 'not-upheld', reasons: 'We came.' }

/** The response as a policy's letter has it, its lines joined. */
function response(body: object, { policy = ho, stage = 'stage-1', outcome = 'upheld', before }: Given = {}): string {
  const texts = [...records().texts, { id: 't-written', kind: 'respond', body }]
  const happening = answerTo(stage)
  const source = sourceFor({ ...happening, detail: { late: false, outcome } }, { texts, timeline: defined })
  const entry = { ...source.entry, text: 't-written' }
  const stages = source.batch.case.state.stages.map((one) => ({ ...one, ...(before && { outcome: before }) }))
  const batch = {
    ...source.batch,
    entries: [entry],
    case: { ...source.batch.case, state: { ...source.batch.case.state, stages } },
  }
  return flat(composeLetter(letterData({ ...source, policy, batch, entry })).text)
}
interface Given {
  policy?: Policy
  stage?: StageId
  outcome?: OutcomeName
  before?: OutcomeName
}
const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('the parts that the author writes', () => {
  const parts = {
    stepsTaken: 'We read the job sheets and spoke to the team that came.',
    evidence: ['The job sheets of 5 and 9 March', 'Your photographs'],
    changes: 'From June every missed visit is rung through the same day.',
  }
  it('stand in the letter, before the decision and after the remedies', () => {
    const text = response({ points: [upheld, notUpheld], ...parts }, { policy: igt, outcome: 'partially-upheld' })
    expect(text).toMatch(
      /What we did to look into it -+ We read the job sheets .*What we took into account -+ - The job sheets of 5 and 9 March - Your photographs Our decision/,
    )
    expect(text).toMatch(
      /What we will do to put things right .*What we will change -+ From June every missed visit .* What is still to be done/,
    )
  })

  it('are left out where they are not written', () => {
    const text = response({ points: [upheld, notUpheld] }, { outcome: 'partially-upheld' })
    expect(text).not.toMatch(/What we did to look into it|What we took into account|What we will change/)
  })

  it.each(['none', 'None.'])('changes "%s": nothing has to change', (changes) => {
    const text = response({ points: [notUpheld], changes }, { outcome: 'not-upheld' })
    expect(text).toContain('We have looked at how we work. We do not need to change it because of your complaint.')
  })
})

describe('the decision in words', () => {
  it.each<[what: string, body: object, given: Given, words: string]>([
    ['all upheld', { points: [upheld, upheld] }, {}, 'This means that we agree with you: things went wrong.'],
    [
      'any fault',
      { points: [upheld, notUpheld] },
      { policy: joint },
      'something went wrong, even if we do not agree with you on every point',
    ],
    [
      'a mixture',
      { points: [upheld, notUpheld] },
      { outcome: 'partially-upheld' },
      'We uphold part of your complaint.',
    ],
    ['none', { points: [notUpheld] }, { policy: joint, outcome: 'not-upheld' }, 'We do not uphold your complaint.'],
    [
      'agreed with stage 1 (Joint Code 6.22)',
      { points: [notUpheld], agreesWithStage1: true },
      { policy: joint, stage: 'stage-2', before: 'upheld' },
      'We uphold your complaint. We upheld it at stage 1, and we agree with that answer.',
    ],
  ])('%s', (_, body, given, words) => {
    expect(response(body, given)).toContain(words)
  })
})

describe('a remedy whose day has passed is told as done', () => {
  it.each([
    ['money', 'We have paid you £50: the tap is mended.'],
    ['action', 'The tap is mended. We have done this already.'],
    ['record-amended', 'We have corrected our records. The tap is mended.'],
    ['policy-change', 'We have changed how we work.'],
    ['reconsideration', 'We have looked at our decision again.'],
    ['apology', 'Please accept our apology.'],
  ])('%s', (kind, words) => {
    const remedy = { kind, by: '2027-04-15', amount: 50, description: 'the tap is mended' }
    const text = response({ points: [upheld], remedies: [remedy] })
    expect(text).toContain(words)
    expect(text).toContain('There is nothing left for us to do.')
    // Today is not over: it is still a promise.
    expect(response({ points: [upheld], remedies: [{ ...remedy, by: on }] })).not.toMatch(
      /We have (paid|done|corrected|changed)/,
    )
  })
})

describe('what stage 2 looks at, as the policy says', () => {
  const said: Record<string, [ahead: string, behind: string] | undefined> = {
    'the-whole': ['We will look at your whole complaint again', 'We looked at your whole complaint again'],
    'stage-1-response': [
      'We will look at whether our first answer was good enough',
      'We looked at whether our first answer was good enough',
    ],
    'original-complaint': ['the complaint that you first made', 'the complaint that you first made'],
    process: [
      'We will look at whether we kept to our rules and the law',
      'We looked at whether we kept to our rules and the law',
    ],
  }
  it.each(policies.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
    const what = policy.stages[1].looksAt?.what ?? 'nothing'
    const [ahead, behind] = said[what] ?? []
    const acknowledged = acknowledgement(policy, 'stage-2')
    const answered = response({ points: [upheld] }, { policy, stage: 'stage-2' })
    if (ahead !== undefined && behind !== undefined) {
      expect(acknowledged).toContain(ahead)
      expect(answered).toContain(behind)
    } else
      expect(acknowledged + answered).not.toMatch(
        /first answer was good enough|whole complaint again|kept to our rules/,
      )
    const atStage1 = acknowledgement(policy, 'stage-1') + response({ points: [upheld] }, { policy })
    expect(atStage1).not.toMatch(/first answer was good enough|whole complaint again|kept to our rules/)
  })
})

function acknowledgement(policy: Policy, stage: StageId, changes: Partial<CaseRecords> = {}): string {
  const source = sourceFor(
    {
      ...{ event: 'acknowledged', letter: 'acknowledgement', on: tuesday23March, stage },
      detail: { ownWords: true, respondBy: '2027-04-08', late: false },
    },
    { timeline: stage === 'stage-2' ? escalated : [], ...changes },
  )
  return flat(composeLetter(letterData({ ...source, policy })).text)
}

describe('the officer in the acknowledgement', () => {
  const known = { officerName: 'Amina Khan' }
  it('is named "if possible" (Basildon, Stage One): where somebody is assigned and on the staff list', () => {
    expect(acknowledgement(basildon, 'stage-1', known)).toContain(
      'Amina Khan is looking into your complaint. You can ask for them by name',
    )
    expect(acknowledgement(basildon, 'stage-1')).not.toContain('by name')
  })

  const others = policies.filter(({ staffNames }) => staffNames.inLetters !== 'if-possible')
  it.each(others.map((policy) => [policy.id, policy] as const))('is never named under %s', (_, policy) => {
    expect(acknowledgement(policy, 'stage-1', known)).not.toMatch(/Amina|Khan|by name/)
  })
})
