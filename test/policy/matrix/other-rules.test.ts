/** The matrix: what may come of a complaint, who may complain, who may decide, and what is kept. */
import { expect, it } from 'vitest'
import { policyLibrary } from '../../../prisma/policies.ts'
import { absent, assumed, documents, hints, policyOf, says, table, words, type Document, type Row } from './table.ts'

const three = ['upheld', 'partially-upheld', 'not-upheld']

const outcomes: Row[] = [
  {
    row: 'outcomes, and what a mixture is',
    rule: ({ outcomes }) => outcomes,
    value: ({ outcomes }) => [outcomes.allowed, outcomes.mixed],
    cells: {
      HO: assumed([three, 'partially-upheld']),
      Joint: says([['upheld', 'not-upheld'], 'upheld'], '6.8'),
      LGSCO: assumed([three, 'partially-upheld']),
      Basildon: says([three, 'partially-upheld'], 'Stage One'),
      'Dartford to June 2024': says([three, 'partially-upheld'], 'report 3.5'),
      'Dartford after': says([three, 'partially-upheld'], 'report 3.5'),
      IGT: assumed([three, 'partially-upheld']),
      LBBD: assumed([three, 'partially-upheld']),
    },
  },
  {
    row: 'a stage 2 that agrees with an upheld stage 1 is upheld',
    rule: ({ agreement }) => agreement,
    value: () => true,
    cells: {
      HO: absent,
      Joint: says(true, '6.22'),
      LGSCO: absent,
      Basildon: absent,
      'Dartford to June 2024': absent,
      'Dartford after': absent,
      IGT: absent,
      LBBD: absent,
    },
  },
  {
    row: 'staff named in letters',
    rule: ({ staffNames }) => staffNames,
    value: ({ staffNames }) => staffNames.inLetters,
    cells: {
      HO: assumed('as-needed'),
      Joint: says('never', '5.6'),
      LGSCO: assumed('as-needed'),
      Basildon: says('if-possible', 'Stage One'),
      'Dartford to June 2024': assumed('as-needed'),
      'Dartford after': assumed('as-needed'),
      IGT: assumed('as-needed'),
      LBBD: assumed('as-needed'),
    },
  },
  {
    row: 'money',
    rule: ({ remedies }) => remedies,
    value: ({ remedies }) => remedies.money,
    cells: {
      HO: says('any-stage', '5.13'),
      Joint: says('any-stage', '5.11'),
      LGSCO: hints('any-stage'),
      Basildon: says('formal-investigation', 'Financial Remedy'),
      'Dartford to June 2024': says('any-stage'),
      'Dartford after': says('any-stage'),
      IGT: says('any-stage'),
      LBBD: assumed('any-stage'),
    },
  },
]

const intake: Row[] = [
  {
    row: 'accepted within',
    rule: ({ accept }) => accept,
    value: ({ accept }) => [`${words(accept.within)} of ${accept.of.join(' or ')}`, accept.discretion],
    cells: {
      HO: says(['12 calendar months of occurring or knowing', true], '2.3'),
      Joint: says(['12 calendar months of occurring or knowing', true], '2.2'),
      LGSCO: hints(['12 calendar months of occurring or knowing', true]),
      Basildon: says(['12 calendar months of occurring or knowing', true]),
      'Dartford to June 2024': says(['3 calendar months of occurring', true], 'Complaints Procedure 3.6'),
      'Dartford after': says(['12 calendar months of occurring or knowing', true], 'Complaints Procedure 3.6'),
      IGT: says(['12 calendar months of knowing', true], 'Exclusions'),
      LBBD: says(['12 calendar months of occurring', true], '8 Timescales for making a complaint'),
    },
  },
  {
    row: 'representatives: the permission needed, and who may not',
    rule: ({ representatives }) => representatives,
    value: ({ representatives }) => [representatives.permission, representatives.notBy],
    cells: {
      HO: says(['not-asked', []], '3.6'),
      Joint: says(['not-asked', []], '3.6'),
      LGSCO: hints(['not-asked', []]),
      Basildon: says(['not-asked', []]),
      // councillor, MP and next of kin, too
      'Dartford to June 2024': says(['given', []]),
      'Dartford after': says(['given', []]),
      IGT: says(['not-asked', []]),
      LBBD: says(['signed', ['mp', 'councillor']]),
    },
  },
  {
    row: 'anonymous complaints',
    rule: ({ anonymous }) => anonymous,
    value: ({ anonymous }) => [anonymous.accepted, anonymous.pointedTo],
    cells: {
      HO: assumed([true, undefined]),
      Joint: assumed([true, undefined]),
      LGSCO: assumed([true, undefined]),
      Basildon: says([false, 'our Whistleblowing Policy and Procedure'], 'Anonymous Complaints'),
      'Dartford to June 2024': assumed([true, undefined]),
      'Dartford after': assumed([true, undefined]),
      IGT: assumed([true, undefined]),
      LBBD: assumed([true, undefined]),
    },
  },
  {
    row: 'never excluded',
    rule: ({ decline }) => decline.never,
    value: ({ decline }) => decline.never?.concerns,
    cells: {
      HO: absent,
      Joint: says(['health-and-safety', 'safeguarding'], '2.3'),
      LGSCO: absent,
      Basildon: absent,
      'Dartford to June 2024': absent,
      'Dartford after': absent,
      IGT: absent,
      LBBD: absent,
    },
  },
]

const afterwards: Row[] = [
  {
    row: 'updates when late: agreed with the resident',
    rule: ({ late }) => late.updates,
    value: ({ late }) => late.updates.agreed,
    // How often is assumed for all of them: until another interval is agreed.
    cells: {
      HO: hints(true),
      Joint: hints(true),
      LGSCO: hints(true),
      Basildon: assumed(true),
      'Dartford to June 2024': hints(false),
      'Dartford after': hints(true),
      IGT: hints(false),
      LBBD: hints(true),
    },
  },
  {
    row: 'kept for',
    rule: ({ keptFor }) => keptFor,
    value: ({ keptFor }) => [keptFor.record, keptFor.for && words(keptFor.for)],
    cells: {
      HO: says(['full', undefined], '5.12'),
      Joint: says(['full', undefined], '5.10'),
      LGSCO: hints(['full', undefined]),
      Basildon: says(['full', undefined]),
      'Dartford to June 2024': says(['full', undefined]),
      'Dartford after': says(['full', undefined]),
      IGT: says(['full', undefined]),
      // 7 years
      LBBD: says(['full', '84 calendar months'], '11 Data Rights'),
    },
  },
]

table('outcomes and remedies', outcomes)
table('intake', intake)
table('afterwards', afterwards)

const named = Object.keys(documents) as Document[]

it.each<[Document, string[]]>([
  ['HO', []],
  ['Joint', []],
  ['LGSCO', []],
  ['Basildon', []],
  ['Dartford to June 2024', ['assign at stage-2: manager']],
  ['Dartford after', ['assign at stage-2: manager']],
  ['IGT', ['decline: manager']],
  ['LBBD', []],
])('who may do what: %s', (document, expected) => {
  const { roles } = policyOf(document)
  expect(roles.map(({ command, stage, who }) => `${command}${stage ? ` at ${stage}` : ''}: ${who.join(', ')}`)).toEqual(
    expected,
  )
  expect(roles.filter(({ clause }) => clause === undefined)).toEqual([])
})

it.each<[Document, number, string[]]>([
  ['HO', 3, ['out-of-time', 'legal-proceedings', 'considered-before']],
  ['Joint', 1, ['out-of-time']],
  ['LGSCO', 3, ['out-of-time', 'legal-proceedings', 'considered-before']],
  ['Basildon', 8, ['other-body', 'government-policy', 'council-policy', 'legal-proceedings', 'right-of-appeal']],
  ['Dartford to June 2024', 13, ['service-request', 'staff-matter', 'benefit-level', 'whistleblowing', 'out-of-time']],
  ['Dartford after', 13, ['service-request', 'staff-matter', 'benefit-level', 'whistleblowing', 'out-of-time']],
  [
    'IGT',
    16,
    ['legal-proceedings', 'insurance-claim', 'not-affected', 'staff-conduct', 'fraud', 'contact-restriction'],
  ],
  ['LBBD', 14, ['service-request', 'insurance-claim', 'ombudsman-case', 'information-request', 'legal-proceedings']],
])('reasons to turn a complaint away: %s has %i', (document, number, some) => {
  const { reasons } = policyOf(document).decline
  const ids = reasons.map(({ id }) => id)
  expect(ids).toHaveLength(number)
  expect(ids).toEqual(expect.arrayContaining(some))
  // What the system can see for itself is checked: the matter's age.
  expect(reasons.filter(({ onlyIf }) => onlyIf === 'out-of-time').map(({ id }) => id)).toEqual(['out-of-time'])
  expect(reasons.filter(({ clause }) => clause === undefined)).toEqual([])
})

it.each(named)('a resident is told each reason in a sentence or more: %s', (document) => {
  for (const { words } of policyOf(document).decline.reasons) expect(words).toMatch(/^[A-Z].*\.$/s)
})

it('of Dartford’s procedure, one version is in force on each day around the end of June 2024', () => {
  const onDay = (day: string) =>
    policyLibrary()
      .policies.filter(
        ({ series, inForce }) => series === 'dartford' && inForce.from <= day && day <= (inForce.to ?? day),
      )
      .map(({ id }) => id)
  expect(onDay('2024-06-30')).toEqual(['dartford-2023'])
  expect(onDay('2024-07-01')).toEqual(['dartford-2024'])
})
