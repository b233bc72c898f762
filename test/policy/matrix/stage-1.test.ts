/** The matrix: what comes before stage 1, and stage 1. */
import { absent, assumed, hints, says, table, words, type Row } from './table.ts'

const sevenParts = ['stage', 'definition', 'decision', 'reasons', 'remedy', 'outstanding-actions', 'how-to-go-on']
const tenOfIgt = [...sevenParts, 'steps-taken', 'evidence-considered', 'changes'].sort()

const before: Row[] = [
  {
    row: 'a step before stage 1',
    rule: ({ enquiry, noEarlierStage }) => enquiry ?? noEarlierStage,
    value: ({ enquiry }) =>
      enquiry && `${enquiry.name}, ${words(enquiry.within)} of ${enquiry.of}, agreed: ${enquiry.byAgreement}`,
    cells: {
      HO: says(undefined, '5.2'),
      Joint: says(undefined, '5.2'),
      LGSCO: hints(undefined),
      Basildon: says('Urgent Enquiry, 3 working days of receipt, agreed: true', 'Urgent Enquiry'),
      // The document gives no time.
      'Dartford to June 2024': hints('Informal stage, 5 working days of receipt, agreed: false'),
      'Dartford after': says(undefined, 'self-assessment 5.2'),
      IGT: absent,
      LBBD: absent,
    },
  },
  {
    row: 'a service request first; and of dissatisfaction, too',
    rule: ({ serviceRequests }) => serviceRequests,
    value: ({ serviceRequests: { first, dissatisfactionToo = false } }) => ({ first, dissatisfactionToo }),
    // How often a request is looked at is assumed for all of them.
    cells: {
      HO: hints({ first: true, dissatisfactionToo: false }),
      Joint: hints({ first: true, dissatisfactionToo: false }),
      LGSCO: hints({ first: true, dissatisfactionToo: false }),
      Basildon: hints({ first: true, dissatisfactionToo: false }),
      'Dartford to June 2024': hints({ first: true, dissatisfactionToo: false }),
      'Dartford after': hints({ first: true, dissatisfactionToo: false }),
      IGT: hints({ first: true, dissatisfactionToo: true }),
      LBBD: hints({ first: true, dissatisfactionToo: false }),
    },
  },
  {
    row: 'the same times for every service',
    rule: ({ sameForAllServices }) => sameForAllServices,
    value: () => true,
    cells: {
      HO: says(true, '5.1'),
      Joint: says(true, '5.1'),
      LGSCO: hints(true),
      Basildon: absent,
      'Dartford to June 2024': absent,
      'Dartford after': says(true, 'self-assessment 5.1'),
      IGT: absent,
      LBBD: absent,
    },
  },
]

const acknowledgement: Row[] = [
  {
    row: 'acknowledged within',
    rule: ({ stages: [{ acknowledge }] }) => acknowledge,
    value: ({ stages: [{ acknowledge }] }) => `${words(acknowledge.within)} of ${acknowledge.of}`,
    cells: {
      HO: says('5 working days of receipt', '6.2'),
      Joint: says('5 working days of receipt', '6.2'),
      LGSCO: hints('5 working days of receipt'),
      Basildon: says('5 working days of receipt', 'Stage One'),
      'Dartford to June 2024': says('7 working days of receipt', 'Complaints Procedure 8.2.1'),
      'Dartford after': says('5 working days of receipt', 'Complaints Procedure 8.2.1'),
      IGT: says('5 working days of receipt', 'Acknowledging the complaint'),
      LBBD: says('5 working days of receipt', '4 Stage 1 Complaint'),
    },
  },
  {
    row: 'the acknowledgement may be skipped; and it has to be in writing',
    rule: ({ stages: [{ acknowledge }] }) => acknowledge,
    value: ({ stages: [{ acknowledge }] }) => [acknowledge.maySkip, acknowledge.inWriting ?? false],
    cells: {
      HO: says([false, false]),
      Joint: says([false, false]),
      LGSCO: hints([false, false]),
      Basildon: says([false, false]),
      'Dartford to June 2024': says([true, false]),
      'Dartford after': says([false, false]),
      IGT: says([false, true]),
      LBBD: says([false, false]),
    },
  },
  {
    row: 'it defines the complaint and the outcomes sought',
    rule: ({ stages: [{ definition }] }) => definition,
    value: () => true,
    cells: {
      HO: says(true, '5.6'),
      Joint: says(true, '5.3'),
      LGSCO: hints(true),
      Basildon: says(true, 'Stage One'),
      'Dartford to June 2024': absent,
      'Dartford after': says(true),
      IGT: absent,
      LBBD: says(true),
    },
  },
  {
    row: 'it says what the organisation is, and is not, responsible for',
    rule: ({ stages: [{ responsibilities }] }) => responsibilities,
    value: () => true,
    cells: {
      HO: says(true, '5.7'),
      Joint: says(true, '5.5'),
      LGSCO: hints(true),
      Basildon: absent,
      'Dartford to June 2024': says(true),
      'Dartford after': says(true),
      IGT: absent,
      LBBD: says(true),
    },
  },
  {
    row: 'it gives the day of the response',
    rule: ({ stages: [{ responseDate }] }) => responseDate,
    value: () => true,
    cells: {
      HO: absent,
      Joint: absent,
      LGSCO: absent,
      Basildon: says(true, 'Stage One'),
      'Dartford to June 2024': absent,
      'Dartford after': absent,
      IGT: absent,
      LBBD: says(true, '4 Stage 1 Complaint'),
    },
  },
]

const response: Row[] = [
  {
    row: 'answered within',
    rule: ({ stages: [{ respond }] }) => respond,
    value: ({ stages: [{ respond }] }) => [
      `${words(respond.within)} of ${respond.of}`,
      ...respond.areas.map(({ of, within }) => `${words(within)} for ${of.join(', ')}`),
    ],
    cells: {
      HO: says(['10 working days of acknowledgement'], '6.3'),
      Joint: says(['10 working days of receipt'], '6.3'),
      // known, and the only clock of this Code that is
      LGSCO: says(['10 working days of acknowledgement'], '6.3'),
      Basildon: says(['10 working days of acknowledgement'], 'Stage One'),
      'Dartford to June 2024': says([
        '15 working days of receipt',
        '10 working days for housing, repairs, tenancy, communal, anti-social-behaviour, allocations, rents, leasehold',
      ]),
      'Dartford after': says(['10 working days of acknowledgement']),
      IGT: says(['10 working days of acknowledgement'], 'Responding to the complaint'),
      LBBD: says(['10 working days of acknowledgement'], '4 Stage 1 Complaint'),
    },
  },
  {
    row: 'extended by',
    rule: ({ stages: [{ extend }] }) => extend,
    value: ({ stages: [{ extend }] }) => `${words(extend.atMost)}, then ${extend.beyond}`,
    cells: {
      HO: says('10 working days, then good-reason', '6.4'),
      Joint: says('10 working days, then good-reason', '6.4'),
      LGSCO: hints('10 working days, then good-reason'),
      Basildon: says('none, then never', 'Stage One'),
      'Dartford to June 2024': says('none, then never', 'Complaints Procedure 8.2.1'),
      'Dartford after': says('10 working days, then good-reason', 'Complaints Procedure 8.2.1'),
      IGT: says('none, then never', 'Responding to the complaint'),
      LBBD: says('10 working days, then agreed-with-resident', '4 Stage 1 Complaint'),
    },
  },
  {
    row: 'the notice has the Ombudsman’s details',
    rule: ({ stages: [{ extend }] }) => extend.notice,
    value: ({ stages: [{ extend }] }) => extend.notice.ombudsman,
    cells: {
      HO: says(true, '6.5'),
      Joint: says(true, '6.5'),
      LGSCO: hints(true),
      Basildon: says(true, 'Stage One'),
      'Dartford to June 2024': says(false, 'self-assessment 6.5'),
      'Dartford after': says(true, 'self-assessment 6.5'),
      IGT: says(false),
      LBBD: says(false),
    },
  },
  {
    row: 'the parts of the response',
    rule: ({ stages: [{ response }] }) => response,
    value: ({ stages: [{ response }] }) => (response.parts.length > 7 ? [...response.parts].sort() : response.parts),
    cells: {
      HO: says(sevenParts, '6.9'),
      Joint: says(sevenParts, '6.10'),
      LGSCO: hints(sevenParts),
      Basildon: assumed(sevenParts),
      'Dartford to June 2024': says(sevenParts, 'self-assessment 6.9'),
      'Dartford after': says(sevenParts, 'self-assessment 6.9'),
      IGT: says(tenOfIgt, 'Responding to the complaint'),
      LBBD: assumed(sevenParts),
    },
  },
]

table('before stage 1', before)
table('stage 1: the acknowledgement', acknowledgement)
table('stage 1: the response', response)
