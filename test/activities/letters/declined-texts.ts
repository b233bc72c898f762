/** What officers write when a complaint is turned away, and when it is taken up again. */
export const DECLINED = {
  't-decline': [
    'decline',
    {
      reason: 'legal-proceedings',
      explanation:
        'You have asked the county court to decide about the boiler and the rent. The court will look at both.',
      evidence: 'We looked at the claim form that the court sent us on 17 March 2027.',
      otherRoutes: 'Citizens Advice can tell you how a claim goes on.',
    },
  ],
  't-decline-late': [
    'decline',
    {
      reason: 'out-of-time',
      explanation: 'You told us about a repair in May 2025. We cannot find out any more what was said then.',
      evidence: 'We looked at our list of repairs and at the letters of that year.',
    },
  ],
  't-decline-stage-2': [
    'decline-escalation',
    {
      reason: 'considered-before',
      explanation: 'You ask about the appointments in 2025. We answered that in your earlier complaint.',
      evidence: 'We looked at our final answer to that complaint.',
    },
  ],
  't-reopen': ['reopen', { note: 'The court decides on the rent alone, so the boiler is left for us to look at.' }],
  't-point': ['add-point', { point: 'The heater we were lent does not work', related: true, delays: false }],
  't-request': ['resolve-request', { resolved: true, outcome: 'We put in a new lamp on 12 April.' }],
} as const
