/** An example of every command's body, for the document and for the tests that try each. */
export const examples: Record<string, unknown> = {
  'adopt-policy': { policy: 'housing-ombudsman-code-2024' },
  'resolve-enquiry': {
    resolved: true,
    outcome: 'Our engineer came on Tuesday and the heating works again.',
    remedies: [{ kind: 'apology', by: '2027-04-06' }],
  },
  assign: { officer: 'a.khan' },
  acknowledge: {
    definition: 'You have had no heating or hot water since Friday, and two appointments were missed.',
    points: ['No heating or hot water for four days', 'Two appointments were missed'],
    outcomesSought: ['A repair this week'],
    responsibleFor: ['The boiler and our engineers’ appointments'],
    notResponsibleFor: ['The gas supply to the street, which is the network’s'],
  },
  define: { definition: 'The heating failed on Thursday, not on Friday.' },
  'add-point': { point: 'The electric heater we were lent broke on its first day.', related: true, delays: false },
  complain: {
    summary: 'I reported the street lamp three weeks ago and nobody has come.',
    outcomesSought: ['A lamp that works', 'To be told when somebody comes'],
  },
  'resolve-request': { resolved: true, outcome: 'We put a new bulb into the street lamp on Tuesday.' },
  extend: {
    reason: 'The part for the boiler comes from abroad.',
    until: '2027-04-20',
    addition: 'We have asked for two heaters to be brought to you today.',
  },
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
  approve: {},
  'send-back': { note: 'Say in point 2 which visits our engineer made, with their dates.' },
  'add-evidence': { file: 1 },
  'letter-returned': { letter: 1, why: 'email-bounced' },
  'letter-posted': { letter: 1, on: '2027-04-20' },
  escalate: { reasons: 'The engineer never came; our neighbours were in all day.' },
  decline: {
    reason: 'legal-proceedings',
    explanation:
      'You have asked a court to decide about the same repairs. We looked at whether any part is left for us, and found none.',
    evidence: 'The claim form, which was filed at the county court on 2 March 2027.',
    otherRoutes: 'Citizens Advice can tell you how a claim goes on.',
  },
  'decline-escalation': {
    reason: 'considered-before',
    explanation: 'You ask about the appointment in March. We answered that at stage 2 of your earlier complaint.',
    evidence: 'Our final answer to you of 12 May 2027.',
  },
  reopen: {
    because: 'ombudsman',
    decidedOn: '2027-05-10',
    note: 'The Ombudsman found that you could not have known of the damage any sooner.',
  },
  'complete-task': {
    task: 1,
    outcome: 'done',
    note: 'I read the letter out. They understood, and will wait for the engineer.',
  },
  'correct-contact': {
    email: 'r.resident@example.org',
    preferredContact: 'letter',
    address: ['7 Example Terrace', 'Exampleton', 'EX1 7ZZ'],
    adjustments: ['Large print'],
  },
  withdraw: { reason: 'It has been repaired.' },
}
