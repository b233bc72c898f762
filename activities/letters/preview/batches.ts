/** An invented complaint as the records hold it, and the batches that its life would write. */
import type { Organisation } from '../../../prisma/organisations.ts'
import { digestOf } from '../../../prisma/policy-versions.ts'
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { ClockName } from '../../../workflows/policy/deadline-rules.ts'
import { dueAt, openDeadline, trailOf, type Deadline } from '../../../workflows/policy/deadlines.ts'
import type { Kind, OutcomeName, TaskKind } from '../../../workflows/policy/names.ts'
import type { Policy, StageId } from '../../../workflows/policy/policy.ts'
import type {
  Batch,
  Companion,
  DeadlineRecord,
  Duty,
  Entry,
  EventName,
  LandlordMatter,
  LetterKind,
  LetterRequest,
  StageState,
  State,
  Status,
  Task,
} from '../../../workflows/state.ts'
import type { Representative } from '../../../workflows/representative.ts'
import type { AskedFor, CaseRecords } from '../records.ts'
import { sourceOf, type Office, type Source } from '../source.ts'
import { AREA, calendar, friday16April, monday22March, REF } from './life.ts'
import { TEXTS } from './texts.ts'

/** What happened, and the letter that it asks for. */
export interface Happening {
  event: EventName
  letter: LetterKind
  to?: LetterRequest['to']
  /** The letter's day and the entry's. */
  on: string
  stage?: StageId
  /** Redress itself, unless somebody else. */
  by?: string
  detail?: Entry['detail']
  text?: keyof typeof TEXTS
  seq?: number
  /** Deadlines that the case has, each counted from its day. */
  deadlines?: readonly { name: ClockName; from: string; extendedTo?: string }[]
  tasks?: readonly Task[]
  /** Tasks that the same change opens, each with an entry of its own. */
  beside?: readonly { kind: TaskKind; due: string }[]
  /** What is owed beside the answers. */
  duties?: readonly Duty[]
  /** Statutory clocks beside it. */
  companions?: readonly Companion[]
  /** Somebody acts for the resident, or is to; whether this is the copy for them, of a letter that the resident gets as well. */
  representation?: State['representation']
  representative?: Representative
  isCopy?: true
  /** Where the resident can answer what the letter asks. */
  link?: string
  /** Letters that wait until the resident has been told. */
  held?: State['held']
  matter?: LandlordMatter
  /** A complaint, unless something else. */
  kind?: Kind
  officer?: string | null
  /** What has become of it by then: received, unless something else. */
  status?: Status
  /** Of stage 1. */
  outcome?: OutcomeName
}

/** A happening with what is on file then. */
export type Invented = readonly [Happening, Partial<CaseRecords>]

/** Where it happens. */
export interface Setting {
  organisation: Pick<Organisation, 'id'>
  policy: Policy
}

export function recordsOf(
  { organisation }: Pick<Setting, 'organisation'>,
  changes: Partial<CaseRecords> = {},
): CaseRecords {
  return {
    organisationId: organisation.id,
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
    incidents: [],
    letters: [],
    files: [],
    ...changes,
  }
}

export function batchIn({ organisation, policy }: Setting, happening: Happening): Batch {
  const {
    event,
    letter,
    to = 'resident',
    on,
    stage = 'stage-1',
    detail = {},
    text,
    seq = 5,
    by = 'redress',
  } = happening
  const atMs = atTime(on, '11:00')
  const deadlines = (happening.deadlines ?? []).map((given) => deadlineOf(policy, given, stage))
  const tasks = [...(happening.tasks ?? [])]
  const entry: Entry = {
    ...{ seq, atMs, event, by, detail: { stage, ...detail }, letter: { kind: letter, to, atMs } },
    ...(text && { text }),
  }
  const beside = (happening.beside ?? []).map(({ kind, due }, index): Entry => ({
    ...{ seq: seq + 1 + index, atMs, event: 'task-opened', by: 'redress' },
    detail: { stage, task: index + 1, kind, letter: seq, due },
  }))
  return {
    ref: REF,
    entries: [entry, ...beside],
    tasks,
    deadlines: deadlines.map(recorded),
    case: {
      ...{ seq, stage, status: 'received', overdue: false, nextDeadline: null, dueAtMs: null, closedAtMs: null },
      officer: happening.officer === undefined ? 'a.khan' : happening.officer,
      policy: { id: policy.id, digest: digestOf(policy) },
      state: {
        ...{ ref: REF, organisation: organisation.id, policyDigest: digestOf(policy) },
        ...{
          kind: happening.kind ?? 'complaint',
          concerns: [],
          serviceArea: AREA,
          landlordMatter: happening.matter ?? true,
        },
        ...{
          points: 2,
          status: happening.status ?? 'received',
          stages: stagesOf(happening, atMs),
          deadlines,
          seq,
          undelivered: [],
          done: [],
        },
        ...(tasks.length > 0 && { tasks }),
        ...(happening.duties && { duties: [...happening.duties] }),
        ...(happening.companions && { companions: [...happening.companions] }),
        ...(happening.representation && { representation: happening.representation }),
        ...(happening.held && { held: happening.held }),
      },
    },
  }
}

function stagesOf({ event, stage = 'stage-1', outcome }: Happening, atMs: number): StageState[] {
  const first: StageState = {
    id: 'stage-1',
    openedAtMs: atTime(monday22March, '10:00'),
    answeredAtMs: atTime(friday16April, '11:00'),
    ...(outcome && { outcome }),
    consideredBy: [],
  }
  const enquiry: StageState = { id: 'urgent-enquiry', openedAtMs: first.openedAtMs, consideredBy: [] }
  if (event === 'enquiry-unresolved') return [enquiry, { ...first, openedAtMs: atMs }]
  return event === 'reopened'
    ? [first, { id: stage, openedAtMs: atMs, reopened: 'ombudsman', consideredBy: [] }]
    : [first]
}

function deadlineOf(
  policy: Policy,
  { name, from, extendedTo }: NonNullable<Happening['deadlines']>[number],
  stage: StageId,
): Deadline {
  const opened = openDeadline({ policy, calendar, area: AREA }, { name, stage, from })
  return { ...opened, ...(extendedTo !== undefined && { extension: { from: opened.due, to: extendedTo, notice: 4 } }) }
}

function recorded({ seenTo, ...deadline }: Deadline): DeadlineRecord {
  const whole = { ...deadline, seenTo }
  return { ...deadline, dueAtMs: dueAt(whole), trail: trailOf(whole, calendar) }
}

export function entryOf({ entries: [entry] }: Batch): AskedFor {
  if (!entry?.letter) throw new Error('an invented batch begins with an entry that has a letter')
  return { ...entry, letter: entry.letter }
}

export function sourceIn(
  setting: Setting & { office: Office },
  happening: Happening,
  changes: Partial<CaseRecords> = {},
): Source {
  const { office, policy } = setting
  const batch = batchIn(setting, happening)
  const policies = { policy, policyDigest: digestOf(policy), nextPolicy: policy }
  const { isCopy, link, representative } = happening
  const records = recordsOf(setting, changes)
  const person = representative && records.person ? { ...records.person, representative } : records.person
  return {
    ...sourceOf({ ...records, person }, batch, entryOf(batch), office, policies),
    ...(isCopy && { isCopy }),
    ...(link !== undefined && { link }),
  }
}
