/** A complaint that was dealt with as it should be, as the records hold it; and the same with something changed. */
import type { CaseFile } from '../../../prisma/case-file/case-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { digestOf } from '../../../prisma/policy-versions.ts'

const policy = policyLibrary().byId('housing-ombudsman-code-2024')
const digest = digestOf(policy)
const at = (when: string) => new Date(`${when}Z`)
const day = (date: string) => new Date(`${date}T00:00:00Z`)

export type Row = Record<string, unknown>

/** The same rows, with those changed that have that value there. */
export const where = (key: string, value: unknown, change: Row) => (rows: Row[]) =>
  rows.map((row) => (row[key] === value ? { ...row, ...change } : row))

const entries: Row[] = [
  { seq: 1, at: at('2027-03-01T10:00'), event: 'received', by: 'resident', detail: { stage: 'stage-1' } },
  { seq: 2, at: at('2027-03-01T11:00'), event: 'assigned', by: 'manager:m.boss', detail: { stage: 'stage-1' } },
  {
    seq: 3,
    at: at('2027-03-02T09:00'),
    event: 'acknowledged',
    clause: '6.2',
    by: 'officer:a.khan',
    detail: { stage: 'stage-1' },
  },
  {
    seq: 4,
    at: at('2027-03-03T09:00'),
    event: 'contact-recorded',
    clause: '5.12',
    by: 'officer:a.khan',
    detail: {},
    textId: 't-contact',
  },
  { seq: 5, at: at('2027-03-04T09:00'), event: 'evidence-added', by: 'resident', detail: { file: 1 } },
  {
    seq: 6,
    at: at('2027-03-08T09:00'),
    event: 'extended',
    clause: '6.4',
    by: 'officer:a.khan',
    detail: { stage: 'stage-1', from: '2027-03-16', to: '2027-03-20' },
    textId: 't-extend',
  },
  {
    seq: 7,
    at: at('2027-03-18T09:00'),
    event: 'responded',
    clause: '6.9',
    by: 'officer:a.khan',
    detail: { stage: 'stage-1', late: false, evidenceFiles: [1] },
    textId: 't-respond',
  },
  {
    seq: 8,
    at: at('2027-03-20T09:00'),
    event: 'action-completed',
    clause: '7.3',
    by: 'officer:a.khan',
    detail: {},
    textId: 't-done',
  },
  {
    seq: 9,
    at: at('2027-03-25T09:00'),
    event: 'escalated',
    clause: '6.10',
    by: 'resident',
    detail: { stage: 'stage-2' },
  },
  {
    seq: 10,
    at: at('2027-03-26T09:00'),
    event: 'acknowledged',
    clause: '6.11',
    by: 'officer:c.osei',
    detail: { stage: 'stage-2' },
  },
  {
    seq: 11,
    at: at('2027-04-12T09:00'),
    event: 'responded',
    clause: '6.19',
    by: 'officer:c.osei',
    detail: { stage: 'stage-2', late: false },
    textId: 't-respond-2',
  },
  { seq: 12, at: at('2027-04-12T10:00'), event: 'closed', clause: '6.20', by: 'redress', detail: { stage: 'stage-2' } },
]

const texts: Row[] = [
  { id: 't-contact', body: { note: 'They rang' } },
  { id: 't-extend', body: { reason: 'The part comes late' } },
  {
    id: 't-respond',
    body: {
      points: [{ finding: 'upheld', reasons: 'It was off for four days' }],
      remedies: [{ kind: 'money', by: '2027-03-30', amount: 20 }],
    },
  },
  { id: 't-done', body: { evidence: 'The payment run of 20 March' } },
  { id: 't-respond-2', body: { points: [{ finding: 'not-upheld', reasons: 'Stage 1 was right' }], remedies: [] } },
]

const deadlines: Row[] = [
  deadline('acknowledge-stage-1', '2027-03-08', 'met', '6.2'),
  deadline('respond-stage-1', '2027-03-16', 'met', '6.3'),
  deadline('complete-action', '2027-03-30', 'met', '7.3', {
    kind: 'money',
    entry: 7,
    textId: 't-respond',
    item: 1,
    doneTextId: 't-done',
  }),
  deadline('request-stage-2', '2027-04-01', 'met', '6.10'),
  deadline('respond-stage-2', '2027-04-25', 'met', '6.14'),
]

function deadline(name: string, due: string, status: string, clause: string, more: Row = {}): Row {
  const days = { from: day('2027-03-01'), due: day(due), dueAt: at(`${due}T22:59:59`), extendedTo: null }
  const of = {
    kind: null,
    entry: null,
    textId: null,
    item: null,
    owner: null,
    doneBy: null,
    doneTextId: null,
    firstMissed: null,
  }
  const counts = { from: 'receipt', number: 5, unit: 'working-days' }
  return { name, number: 1, status, clause, ...days, metOn: day(due), ...of, counts, trail: [], ...more }
}

const letters: Row[] = (
  [
    [1, 'receipt'],
    [3, 'acknowledgement'],
    [6, 'extension'],
    [7, 'response'],
    [8, 'action-completed'],
    [9, 'receipt'],
    [10, 'acknowledgement'],
    [11, 'response'],
  ] as const
).map(([seq, kind]) => letter(seq, kind))

function letter(seq: number, kind: string): Row {
  const entry = entries.find((one) => one['seq'] === seq)
  const sent = { madeAt: entry?.['at'], deliveredAt: entry?.['at'], postedOn: null, status: 'sent' }
  return { seq, kind, addressee: 'resident', channel: 'email', subject: kind, log: [], ...sent }
}

/** What is changed in it, by the lists of its rows. */
export interface Changes {
  row?: Row
  entries?: (entries: Row[]) => Row[]
  texts?: (texts: Row[]) => Row[]
  deadlines?: (deadlines: Row[]) => Row[]
  letters?: (letters: Row[]) => Row[]
}

const as = (rows: Row[], change: ((rows: Row[]) => Row[]) | undefined, empty: Row): Row[] =>
  (change ? change(structuredClone(rows)) : rows).map((row) => ({ ...empty, ...row }))

export function aCase(changes: Changes = {}): CaseFile {
  const row = {
    ...{ ref: 'C-7KQM-2XPA', kind: 'complaint', status: 'closed', stage: 'stage-2', anonymous: false },
    ...{ receivedAt: at('2027-03-01T10:00'), closedAt: at('2027-04-12T10:00'), policyDigest: digest, state: {} },
    ...{ vulnerable: false, complex: false, risk: false, ombudsman: null, origin: null, linked: [], person: null },
    ...{ channel: 'online', serviceArea: 'repairs', tasks: [], moves: [], determinations: [] },
    points: [{ number: 1, words: 'No heating' }],
    decisions: [{ stage: 'stage-1' }, { stage: 'stage-2' }],
    learning: [{ seq: 12, rootCause: 'none', at: at('2027-04-12T11:00'), textId: 't-contact' }],
    evidence: [
      {
        number: 1,
        name: 'a.png',
        mediaType: 'image/png',
        size: 1,
        sha256: 'x',
        by: 'resident',
        at: at('2027-03-04T09:00'),
        seq: 5,
      },
    ],
    timeline: as(entries, changes.entries, { clause: null, textId: null }),
    texts: as(texts, changes.texts, {}),
    deadlines: as(deadlines, changes.deadlines, {}),
    letters: as(letters, changes.letters, {}),
    ...changes.row,
  }
  return { case: row as unknown as CaseFile['case'], policies: [{ digest, policy }], staff: { 'a.khan': 'Amina Khan' } }
}
