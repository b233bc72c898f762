/** What an invented resident and an invented officer have written: of no real person. */
export const INTAKE = {
  't-summary': ['summary', { summary: 'My boiler has been broken for three weeks and nobody comes.' }],
  't-outcomes': ['outcomes-sought', { outcomesSought: ['A working boiler', 'An apology'] }],
} as const

export const TEXTS = {
  ...INTAKE,
  't-definition': [
    'acknowledge',
    {
      definition: 'You complain that we did not repair your boiler in time, and that we missed two appointments.',
      points: ['You have had no heating since 1 March 2027.', 'We missed two appointments and did not tell you.'],
      outcomesSought: ['A working boiler', 'An apology'],
      responsibleFor: ['Repairs to your boiler and heating', 'The appointments that our repairs team makes'],
      notResponsibleFor: ['Your gas bill. Your energy company is responsible for it.'],
    },
  ],
  't-reason': [
    'extend',
    { reason: 'We are waiting for the gas engineer’s report. We expect it on 13 April.', until: '2027-04-20' },
  ],
  't-response': [
    'respond',
    {
      points: [
        {
          finding: 'upheld',
          reasons:
            'Our repairs policy says that we mend a boiler within 3 working days. It took us 21 days, because a part was ordered late. We should have lent you heaters, and we did not.',
        },
        {
          finding: 'not-upheld',
          reasons:
            'Our records show that the engineer came on 5 and 9 March, left a card each time and sent you a text message.',
        },
      ],
      decision: 'We were too slow to mend your boiler. We did keep the two appointments.',
      remedies: [
        { kind: 'apology', by: '2027-04-16' },
        {
          kind: 'money',
          by: '2027-04-30',
          amount: 175,
          description: 'for the days without heating and what the heaters cost you',
        },
        { kind: 'policy-change', by: '2027-06-30', description: 'we will keep heaters to lend in every area office' },
      ],
      outstandingActions: ['A gas engineer will check your boiler again on 4 May 2027.'],
    },
  ],
  't-response-2': [
    'respond',
    {
      points: [
        { finding: 'upheld', reasons: 'You had no heating for 21 days. We agree with our first answer on this point.' },
        {
          finding: 'upheld',
          reasons:
            'We looked at where the engineer’s van was. It was not in your street on 9 March. Our first answer was wrong on this point, and we are sorry.',
        },
      ],
      agreesWithStage1: true,
      decision: 'We were too slow to mend your boiler, and nobody came to you on 9 March.',
      remedies: [
        { kind: 'money', by: '2027-04-30', amount: 175, description: 'for the days without heating' },
        { kind: 'money', by: '2027-06-08', amount: 50, description: 'for the visit that we missed' },
        { kind: 'action', by: '2027-06-30', description: 'our engineers will phone you on the day before they come' },
      ],
      outstandingActions: [],
    },
  ],
  't-response-parts': [
    'respond',
    {
      points: [
        { finding: 'not-upheld', reasons: 'The boiler was mended on the day after you told us that it was broken.' },
        { finding: 'not-upheld', reasons: 'Our engineer came at the time that we had agreed with you.' },
      ],
      stepsTaken: 'We spoke to you on 29 March, read the job sheets and asked the engineer who came.',
      evidence: ['The job sheets of 2 and 9 March 2027', 'Your photographs of the boiler'],
      changes: 'None',
      remedies: [],
      outstandingActions: [],
    },
  ],
  't-send-back': [
    'send-back',
    { note: 'Please say on what day the heaters can be fetched, and why nobody rang on 9 March.' },
  ],
  't-enquiry': [
    'resolve-enquiry',
    {
      outcome: 'An engineer mended your boiler on 24 March, while you were there.',
      remedies: [{ kind: 'apology', by: '2027-03-24' }],
    },
  ],
  't-enquiry-unresolved': [
    'enquiry-unresolved',
    { outcome: 'The part for your boiler has to be ordered, and it will not come in time.', remedies: [] },
  ],
  't-decline-other': [
    'decline',
    {
      explanation: 'Your complaint is about a matter that we have to deal with in another way.',
      evidence: 'We looked at what you told us, and at our records of the last two years.',
    },
  ],
  't-escalate': ['escalate', { reasons: 'The engineer never came on 9 March. I was at home all day.' }],
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
  't-questions': [
    'clarification',
    {
      questions: ['Which room is the boiler in?', 'You say that we missed two appointments. Which days were they?'],
    },
  ],
  't-done': [
    'action-completed',
    {
      actions: [
        {
          promised: 'We will pay you £175 for the days without heating',
          doneOn: '2027-04-28',
          said: 'The money is in your bank account.',
        },
      ],
      left: [{ promised: 'We will keep heaters to lend in every area office', by: '2027-06-30' }],
    },
  ],
  't-all-done': [
    'action-completed',
    {
      actions: [
        { promised: 'A gas engineer will check your boiler again', doneOn: '2027-05-04' },
        { promised: 'We will keep heaters to lend in every area office', doneOn: '2027-06-30' },
      ],
    },
  ],
  't-to-ombudsman': [
    'referral',
    {
      why: 'You asked the Ombudsman to look into our final answer, and they asked us for our papers.',
      shared: ['Your complaint and our two answers', 'The list of our visits to your home'],
    },
  ],
  't-to-another': [
    'referral',
    {
      why: 'The street lamp belongs to the county council. We do not look after it.',
      body: 'Sampleshire County Council, Street lighting team',
      contact: 'Phone 01632 960 200, Monday to Friday, 9am to 5pm',
      next: 'They will come and look at the lamp within 5 working days.',
    },
  ],
  't-withdraw': ['withdraw', { reason: 'The boiler works again.' }],
} as const satisfies Record<string, readonly [string, object]>
