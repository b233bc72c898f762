/** What was agreed with an invented resident, and what was decided about how they get in touch. */
export const ARRANGEMENTS = {
  't-adjustment': [
    'record-adjustment',
    { kind: 'extra-time', what: 'We give you more time to read our letters and to answer us.', days: 5 },
  ],
  't-adjustment-changed': [
    'review-adjustment',
    { adjustment: 1, outcome: 'changed', what: 'We phone you before each letter, and give you more time.', days: 10 },
  ],
  't-adjustment-note': ['review-adjustment', { adjustment: 1, outcome: 'kept', note: 'They told us by phone.' }],
  't-restriction': [
    'restrict-contact',
    {
      kind: 'one-channel',
      what: 'Please write to us by email or letter. We do not take your calls for now.',
      evidence: 'You phoned us 41 times between 1 and 12 March 2027. You shouted at our staff in most of these calls.',
      proportionate:
        'We asked you twice to stop, and you went on. You can still write to us. We thought about your rights under the Equality Act. We asked you if you find it hard to write, and you said no.',
    },
  ],
  't-restriction-kept': [
    'review-restriction',
    { restriction: 1, outcome: 'kept', why: 'You phoned us 20 times last month.' },
  ],
  't-restriction-changed': [
    'review-restriction',
    {
      restriction: 1,
      outcome: 'changed',
      what: 'You can phone us on Tuesdays between 10am and noon.',
      why: 'There were fewer calls this summer.',
    },
  ],
  't-challenge': ['challenge-restriction', { restriction: 1, why: 'I have no computer, and the post is slow.' }],
  't-challenge-decided': [
    'decide-challenge',
    { challenge: 1, outcome: 'lifted', why: 'We had not known that you have no computer.' },
  ],
} as const
