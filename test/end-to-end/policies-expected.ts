/** What the stories in `test/scenarios/policies` come to, by policy: worked out by hand from the documents, as the scenarios say. */

export interface Expected {
  ends: string
  /** name from due [+extension] status */
  deadlines: string[]
  /** command: rule */
  refused: string[]
  /** day kind, to the resident */
  letters: string[]
}

export const expected: Record<string, Expected[]> = {
  'barking-and-dagenham': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'acknowledge-stage-1 2027-12-20 2027-12-29 met',
        'respond-stage-1 2027-12-22 2028-01-10 +2028-01-31 met',
        // Every five working days, as agreed: 10-14, 17-21, 24-28 January.
        'update-resident 2028-01-07 2028-01-14 met',
        'update-resident 2028-01-14 2028-01-21 met',
        'update-resident 2028-01-21 2028-01-28 met',
        'update-resident 2028-01-28 2028-02-04 ended',
        'request-stage-2 2028-02-01 2028-02-29 met',
        'acknowledge-stage-2 2028-02-10 2028-02-17 met',
        'respond-stage-2 2028-02-14 2028-03-13 met',
        'complete-action 2028-03-10 2028-06-01 met',
      ],
      refused: ['extend: LBBD policy 4 Stage 1 Complaint', 'extend: LBBD policy 4 Stage 1 Complaint'],
      letters: [
        '2027-12-20 receipt',
        '2027-12-22 acknowledgement',
        '2028-01-07 extension',
        '2028-01-14 update',
        '2028-01-21 update',
        // At nine, and the response an hour later.
        '2028-01-28 update',
        '2028-01-28 response',
        '2028-02-10 receipt',
        '2028-02-14 acknowledgement',
        '2028-03-10 response',
        '2028-05-31 action-completed',
      ],
    },
  ],
  'basildon-2025': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'resolve-urgent-enquiry 2027-03-23 2027-03-30 missed',
        'acknowledge-stage-1 2027-03-30 2027-04-06 met',
        'respond-stage-1 2027-04-01 2027-04-15 +2027-05-14 met',
        'complete-action 2027-04-21 2027-05-07 met',
        'request-stage-2 2027-04-21 2027-05-19 met',
        'acknowledge-stage-2 2027-05-10 2027-05-17 met',
        'respond-stage-2 2027-05-12 2027-06-10 met',
      ],
      refused: [
        'extend: Basildon policy, Stage One',
        'escalate: Basildon policy, Stage Two – Complaint Escalation',
        'assign: Basildon policy, Stage Two – Complaint Escalation',
      ],
      letters: [
        '2027-03-23 receipt',
        '2027-03-31 receipt',
        '2027-04-01 acknowledgement',
        '2027-04-14 extension',
        '2027-04-21 response',
        '2027-05-06 action-completed',
        '2027-05-10 receipt',
        '2027-05-12 acknowledgement',
        '2027-06-08 response',
      ],
    },
    {
      ends: 'urgent-enquiry closed',
      deadlines: ['resolve-urgent-enquiry 2027-03-23 2027-03-30 met'],
      refused: ['resolve-enquiry: Basildon policy, Financial Remedy'],
      letters: ['2027-03-23 receipt', '2027-03-24 closed'],
    },
    {
      ends: 'stage-1 closed',
      deadlines: [
        'acknowledge-stage-1 2027-06-01 2027-06-08 met',
        'respond-stage-1 2027-06-02 2027-06-16 met',
        'complete-action 2027-06-10 2027-06-11 met',
      ],
      refused: ['escalate: Basildon policy, Stage Two – Complaint Escalation'],
      letters: [
        '2027-06-01 receipt',
        '2027-06-02 acknowledgement',
        '2027-06-10 response',
        '2027-06-11 action-completed',
        '2027-07-09 closed',
      ],
    },
  ],
  'dartford-2023': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'acknowledge-stage-1 2027-06-01 2027-06-10 ended',
        'respond-stage-1 2027-06-01 2027-06-15 met',
        'acknowledge-stage-2 2027-06-14 2027-06-23 met',
        'respond-stage-2 2027-06-14 2027-07-12 +2027-09-01 met',
        'complete-action 2027-08-20 2027-09-10 met',
      ],
      refused: [],
      letters: [
        '2027-06-01 receipt',
        '2027-06-08 response',
        '2027-06-14 receipt',
        '2027-06-21 acknowledgement',
        '2027-07-09 extension',
        '2027-08-20 response',
        '2027-09-09 action-completed',
      ],
    },
    {
      ends: 'stage-1 acknowledged',
      deadlines: [
        'acknowledge-stage-1 2027-06-01 2027-06-10 met',
        'respond-stage-1 2027-06-01 2027-06-22 missed',
        'update-resident 2027-06-23 2027-06-30 running',
      ],
      refused: [],
      letters: ['2027-06-01 receipt', '2027-06-10 acknowledgement', '2027-06-23 late'],
    },
  ],
  'dartford-2024': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'acknowledge-stage-1 2027-06-01 2027-06-08 met',
        'respond-stage-1 2027-06-04 2027-06-18 +2027-07-02 met',
        'acknowledge-stage-2 2027-06-28 2027-07-05 met',
        'respond-stage-2 2027-07-01 2027-07-29 met',
      ],
      refused: ['respond: Dartford, Complaints Procedure 8.2.1', 'extend: Dartford, Complaints Procedure 8.2.1'],
      letters: [
        '2027-06-01 receipt',
        '2027-06-04 acknowledgement',
        '2027-06-17 extension',
        '2027-06-25 response',
        '2027-06-28 receipt',
        '2027-07-01 acknowledgement',
        '2027-07-20 response',
      ],
    },
  ],
  'example-council': [
    {
      ends: 'stage-1 closed',
      deadlines: [
        'acknowledge-stage-1 2027-06-01 2027-06-08 met',
        'respond-stage-1 2027-06-02 2027-06-16 met',
        'complete-action 2027-06-09 2027-06-15 met',
      ],
      refused: [],
      // Held open for six months after the answer.
      letters: [
        '2027-06-01 receipt',
        '2027-06-02 acknowledgement',
        '2027-06-09 response',
        '2027-06-14 action-completed',
        '2027-12-10 closed',
      ],
    },
  ],
  'information-governance-team': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'acknowledge-stage-1 2028-01-17 2028-01-24 met',
        'respond-stage-1 2028-01-18 2028-02-01 met',
        'request-stage-2 2028-01-31 2028-02-29 met',
        'acknowledge-stage-2 2028-02-29 2028-03-07 met',
        'respond-stage-2 2028-03-03 2028-03-31 met',
        'record-learning 2028-03-30 2028-04-13 met',
      ],
      refused: [
        'decline: Complaints Procedure, Exclusions',
        'respond: Complaints Procedure, Responding to the complaint',
        'escalate: Complaints Procedure, Requests for stage 2',
        'escalate: Complaints Procedure, Requests for stage 2',
      ],
      letters: [
        '2028-01-17 receipt',
        '2028-01-18 acknowledgement',
        '2028-01-31 response',
        '2028-02-29 receipt',
        '2028-03-03 acknowledgement',
        '2028-03-30 response',
      ],
    },
    {
      ends: 'stage-2 received',
      deadlines: [
        'acknowledge-stage-1 2028-01-17 2028-01-24 met',
        'respond-stage-1 2028-01-18 2028-02-01 met',
        'request-stage-2 2028-01-31 2028-02-29 ended',
        // Closed on 1 March, and opened again by the request: what is learned is said when stage 2 is over.
        'record-learning 2028-03-01 2028-03-15 ended',
        'acknowledge-stage-2 2028-03-02 2028-03-09 running',
      ],
      refused: ['escalate: Complaints Procedure, Requests for stage 2'],
      letters: [
        '2028-01-17 receipt',
        '2028-01-18 acknowledgement',
        '2028-01-31 response',
        '2028-03-01 closed',
        '2028-03-02 receipt',
      ],
    },
  ],
  'joint-code': [
    {
      ends: 'stage-2 closed',
      deadlines: [
        'acknowledge-stage-1 2027-03-25 2027-04-05 met',
        'respond-stage-1 2027-03-25 2027-04-12 met',
        'complete-action 2027-04-09 2027-04-23 met',
        'acknowledge-stage-2 2027-04-20 2027-04-27 met',
        'respond-stage-2 2027-04-20 2027-05-19 met',
        'record-learning 2027-05-10 2027-05-24 met',
      ],
      refused: ['decline: Joint Code 2.3', 'respond: Joint Code 6.8', 'respond: Joint Code 5.6'],
      letters: [
        '2027-03-25 receipt',
        '2027-03-31 acknowledgement',
        '2027-04-09 response',
        '2027-04-19 action-completed',
        '2027-04-20 receipt',
        '2027-04-22 acknowledgement',
        '2027-05-10 response',
      ],
    },
  ],
  'lgsco-code-2024': [
    {
      ends: 'stage-1 closed',
      deadlines: ['acknowledge-stage-1 2027-10-25 2027-11-01 met', 'respond-stage-1 2027-10-28 2027-11-11 met'],
      refused: [],
      // Held open for six months after the answer.
      letters: ['2027-10-25 receipt', '2027-10-28 acknowledgement', '2027-11-11 response', '2028-05-12 closed'],
    },
  ],
}
