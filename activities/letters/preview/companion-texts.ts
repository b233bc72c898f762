/** What an invented officer has written about a hazard in the invented resident's home. */
export const COMPANION = {
  't-hazard': [
    'start-companion',
    { companion: 'awaabs-law', what: 'Black mould on two walls of the child’s bedroom.' },
  ],
  't-summary-sent': [
    'record-step',
    {
      step: 'summary-sent',
      found: 'There is mould on two walls. Rain comes in where the gutter is broken.',
      work: 'We will clean off the mould, dry the walls and mend the gutter.',
      when: 'We begin on 25 March. It should all be done by 30 April.',
    },
  ],
  't-step': ['record-step', { step: 'made-safe', note: 'We have put a fan in the room. Please leave it on.' }],
  't-step-no-access': ['record-step', { step: 'no-access', note: 'We came on 16 and 17 March and left a card.' }],
  't-not-ours': ['end-companion', { reason: 'not-ours', why: 'The damp comes from next door, which is not ours.' }],
} as const
