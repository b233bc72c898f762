/** What an invented resident and an invented officer have written: of no real person. */
import { COMPANION } from './companion-texts.ts'
import { ARRANGEMENTS } from './arrangement-texts.ts'

export const INTAKE = {
  't-summary': ['summary', { summary: 'My boiler has been broken for three weeks and nobody comes.' }],
  't-outcomes': ['outcomes-sought', { outcomesSought: ['A working boiler', 'An apology'] }],
} as const

export const TEXTS = {
  ...INTAKE,
  ...COMPANION,
  ...ARRANGEMENTS,
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
  't-action': [
    'agree-action',
    { kind: 'action', by: '2027-04-14', description: 'We will lend you two heaters until your boiler is mended.' },
  ],
  't-action-money': [
    'agree-action',
    { kind: 'money', by: '2027-04-14', amount: 40, description: 'for what the heaters cost you' },
  ],
  't-news': ['send-update', { news: 'The engineer has ordered the part for your boiler. It will come next week.' }],
  't-content': ['close', { reason: 'You told us on the phone that all is well now.' }],
  't-later': ['put-off-action', { reason: 'The heaters that we ordered come from abroad, and the ship is late.' }],
  't-given-up': ['end-action', { reason: 'You told us that you would rather have the money than the heaters.' }],
  't-done': [
    'complete-action',
    {
      evidence: 'The bank statement of 28 April, and the list of heaters in each office.',
      addition: 'The money is in your bank account.',
      amountPaid: 175,
    },
  ],
  't-to-ombudsman': [
    'referral',
    {
      why: 'You asked the Ombudsman to look into our final answer, and they asked us for our papers.',
      shared: ['Your complaint and our two answers', 'The list of our visits to your home'],
    },
  ],
  't-determination': [
    'record-determination',
    {
      issues: [
        { issue: 'How we dealt with the repair of your boiler', finding: 'maladministration' },
        { issue: 'How we dealt with your complaint', finding: 'no-fault' },
      ],
      orders: [
        { kind: 'apology', what: 'Our chief officer will write to you to say sorry', by: '2027-09-20' },
        { kind: 'compensation', what: 'We will pay you for the days without heating', by: '2027-10-04', amount: 450 },
      ],
      recommendations: [{ what: 'We will look at how we keep spare parts', by: '2027-12-06' }],
    },
  ],
  't-no-orders': [
    'record-determination',
    { issues: [{ issue: 'How we dealt with the repair of your boiler', finding: 'no-maladministration' }] },
  ],
  't-proof': ['comply-with-order', { proof: 'The money was paid into your bank account.', amountPaid: 450 }],
  't-last-proof': ['comply-with-order', { proof: 'Spare parts are now kept in each of our four offices.' }],
  't-failure': [
    'record-failure',
    {
      what: 'We did not give you our answer in time.',
      orders: [{ what: 'We will send you our answer', by: '2027-05-10' }],
    },
  ],
  't-not-investigated': ['end-referral', { why: 'They found that we had put things right already.' }],
  't-to-another': [
    'referral',
    {
      why: 'The street lamp belongs to the county council. We do not look after it.',
      body: 'Sampleshire County Council, Street lighting team',
      contact: 'Phone 01632 960 200, Monday to Friday, 9am to 5pm',
      next: 'They will come and look at the lamp within 5 working days.',
    },
  ],
  't-answer': ['answer-clarification', { answer: 'It is in the kitchen. Nobody came on 2 March and on 9 March.' }],
  't-withdraw': ['withdraw', { reason: 'The boiler works again.' }],
  't-court': [
    'start-legal-proceedings',
    { note: 'Your claim asks the county court to decide about the same repairs, and about what we should pay.' },
  ],
  't-talks': [
    'agree-adr',
    {
      kind: 'mediation',
      with: 'The mediator comes from Example Mediation. We do not run it.',
      note: 'They will phone you this week to find a day that suits you.',
    },
  ],
  't-no-note': ['agree-adr', {}],
  't-settled': [
    'conclude-adr',
    {
      outcome: 'settled',
      terms: 'We will fit a new boiler, and you will let our engineers in on the day that we agree.',
      remedies: [{ kind: 'action', by: '2027-06-11', description: 'we will fit a new boiler' }],
    },
  ],
  't-settled-at-once': [
    'conclude-adr',
    { outcome: 'settled', terms: 'We have both said sorry, and that is enough for you.' },
  ],
  't-group': [
    'define',
    {
      definition: 'The heating of the whole house failed on 1 March 2027.',
      points: ['The heating in the house failed on 1 March 2027.', 'We did not tell you how long it would take.'],
    },
  ],
} as const satisfies Record<string, readonly [string, object]>
