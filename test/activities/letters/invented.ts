/** An invented complaint as the records hold it, and the batches that its life would write. */
import type { CaseRecords } from '../../../activities/letters/records.ts'
import type { AskedFor } from '../../../activities/letters/records.ts'
import { sourceOf, type Office, type Source } from '../../../activities/letters/source.ts'
import { DECLINED } from './declined-texts.ts'
import { loadOrganisations } from '../../../prisma/organisations-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { digestOf } from '../../../prisma/policy-versions.ts'
import { calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { DeadlineName } from '../../../workflows/policy/deadline-rules.ts'
import { dueAt, openDeadline, trailOf, type Deadline } from '../../../workflows/policy/deadlines.ts'
import type { Kind } from '../../../workflows/policy/names.ts'
import type { StageId } from '../../../workflows/policy/policy.ts'
import type {
  Batch,
  DeadlineRecord,
  Entry,
  EventName,
  LandlordMatter,
  LetterKind,
  LetterRequest,
  StageState,
} from '../../../workflows/state.ts'

export const REF = 'C-2027-0041-K'
const library = policyLibrary()
export const office: Office = { library, organisations: loadOrganisations(library) }
export const { letterhead } = office.organisations.all[0]
export const policy = library.byId('housing-ombudsman-code-2024')
const calendar = calendarOf([])

export const monday22March = '2027-03-22'
export const tuesday23March = '2027-03-23'
export const friday16April = '2027-04-16'

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
        { kind: 'apology', by: friday16April },
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
  't-escalate': ['escalate', { reasons: 'The engineer never came on 9 March. I was at home all day.' }],
  ...DECLINED,
  't-withdraw': ['withdraw', { reason: 'The boiler works again.' }],
} as const satisfies Record<string, readonly [string, object]>

export function records(changes: Partial<CaseRecords> = {}): CaseRecords {
  return {
    organisationId: office.organisations.all[0].id,
    receivedAt: new Date(atTime(monday22March, '10:00')),
    person: {
      name: 'Rosa Resident',
      email: 'rosa@resident.example',
      address: ['Flat 4, Placeholder House', '12 Specimen Road', 'EXAMPLETON', 'EX2 2EX'],
      preferredContact: 'email',
      ...{ forms: [], language: 'en' },
    },
    points: [{ words: 'No heating since 1 March' }, { words: 'Two appointments missed' }],
    texts: Object.entries(TEXTS).map(([id, [kind, body]]) => ({ id, kind, body })),
    timeline: [],
    officerName: null,
    deadlines: [],
    origin: null,
    staff: [],
    ...changes,
  }
}

/** The timeline rows of a complaint that an officer has defined. */
export const defined: CaseRecords['timeline'] = [{ seq: 3, event: 'acknowledged', textId: 't-definition' }]
export const escalated: CaseRecords['timeline'] = [...defined, { seq: 9, event: 'escalated', textId: 't-escalate' }]

export interface Happening {
  event: EventName
  letter: LetterKind
  to?: LetterRequest['to']
  /** The letter's day and the entry's. */
  on: string
  stage?: StageId
  detail?: Entry['detail']
  text?: keyof typeof TEXTS
  seq?: number
  /** Deadlines that the case has, each counted from its day. */
  deadlines?: { name: DeadlineName; from: string; extendedTo?: string }[]
  matter?: LandlordMatter
  /** A complaint, unless something else. */
  kind?: Kind
  officer?: string | null
}

export function batchOf(happening: Happening): Batch {
  const {
    event,
    letter,
    to = 'resident',
    on,
    stage = 'stage-1',
    detail = {},
    text,
    seq = 5,
    officer = 'a.khan',
  } = happening
  const atMs = atTime(on, '11:00')
  const deadlines = (happening.deadlines ?? []).map((given) => deadlineOf(given, stage))
  const stages: StageState[] = [
    {
      id: 'stage-1',
      openedAtMs: atTime(monday22March, '10:00'),
      answeredAtMs: atTime(friday16April, '11:00'),
      consideredBy: [],
    },
  ]
  if (event === 'reopened') stages.push({ id: stage, openedAtMs: atMs, reopened: 'ombudsman', consideredBy: [] })
  return {
    ref: REF,
    entries: [
      {
        seq,
        atMs,
        event,
        by: 'redress',
        detail: { stage, ...detail },
        ...(text && { text }),
        letter: { kind: letter, to, atMs },
      },
    ],
    tasks: [],
    deadlines: deadlines.map(recorded),
    case: {
      seq,
      stage,
      status: 'received',
      officer,
      overdue: false,
      nextDeadline: null,
      dueAtMs: null,
      closedAtMs: null,
      policy: { id: policy.id, digest: digestOf(policy) },
      state: {
        ref: REF,
        organisation: office.organisations.all[0].id,
        policyDigest: digestOf(policy),
        kind: happening.kind ?? 'complaint',
        concerns: [],
        serviceArea: 'repairs',
        landlordMatter: happening.matter ?? true,
        points: 2,
        status: 'received',
        stages,
        deadlines,
        seq,
        undelivered: [],
        done: [],
      },
    },
  }
}

function deadlineOf(
  { name, from, extendedTo }: { name: DeadlineName; from: string; extendedTo?: string },
  stage: StageId,
): Deadline {
  const opened = openDeadline({ policy, calendar, area: 'repairs' }, { name, stage, from })
  return { ...opened, ...(extendedTo && { extension: { from: opened.due, to: extendedTo, notice: 4 } }) }
}

function recorded({ seenTo, ...deadline }: Deadline): DeadlineRecord {
  const whole = { ...deadline, seenTo }
  return { ...deadline, dueAtMs: dueAt(whole), trail: trailOf(whole, calendar) }
}

export function entryOf(batch: Batch): AskedFor {
  const [entry] = batch.entries
  if (!entry?.letter) throw new Error('an invented batch has one entry with a letter')
  return { ...entry, letter: entry.letter }
}

export function sourceFor(happening: Happening, changes: Partial<CaseRecords> = {}): Source {
  const batch = batchOf(happening)
  return sourceOf(records(changes), batch, entryOf(batch), office, {
    policy,
    policyDigest: 'digest',
    nextPolicy: policy,
  })
}
