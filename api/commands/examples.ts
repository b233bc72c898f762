/** An example of every command's body, for the document and for the tests that try each. */
export const examples: Record<string, unknown> = {
  assign: { officer: 'a.khan' },
  acknowledge: {
    definition: 'You have had no heating or hot water since Friday, and two appointments were missed.',
    points: ['No heating or hot water for four days', 'Two appointments were missed'],
    outcomesSought: ['A repair this week'],
    responsibleFor: ['The boiler and our engineers’ appointments'],
    notResponsibleFor: ['The gas supply to the street, which is the network’s'],
  },
  define: { definition: 'The heating failed on Thursday, not on Friday.' },
  extend: { reason: 'The part for the boiler comes from abroad.', until: '2027-04-20' },
  'agree-updates': { every: '5 working days' },
  respond: {
    points: [
      { finding: 'upheld', reasons: 'The boiler was off for four days, and our target is one.' },
      { finding: 'not-upheld', reasons: 'Our engineer came twice and nobody was in.' },
    ],
    outcome: 'partially-upheld',
    decision: 'We uphold part of your complaint.',
    remedies: [{ kind: 'money', by: '2027-05-04', amount: 150, description: 'For four days without heating' }],
  },
  escalate: { reasons: 'The engineer never came; our neighbours were in all day.' },
  withdraw: { reason: 'It has been repaired.' },
}
