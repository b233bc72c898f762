import { describe, expect, test } from 'vitest'
import { gapsIn } from '../../../prisma/case-file/gaps.ts'
import { aCase, where, type Changes, type Row } from './a-case.ts'

const without = (key: string, value: unknown) => (rows: Row[]) => rows.filter((row) => row[key] !== value)
const detail = (seq: number, more: Row) => (rows: Row[]) =>
  rows.map((row) => (row['seq'] === seq ? { ...row, detail: { ...(row['detail'] as Row), ...more } } : row))

test('a complaint that was dealt with as it should be has none', () => {
  expect(gapsIn(aCase())).toEqual([])
})

const found: [name: string, changes: Changes, gap: string, rule: string | null, entry: number | null][] = [
  [
    'an answer that came late',
    { deadlines: where('name', 'respond-stage-1', { status: 'late' }) },
    'late-duty',
    'HO Code 6.3',
    null,
  ],
  [
    'a duty that was missed',
    { deadlines: where('name', 'acknowledge-stage-1', { status: 'missed', metOn: null }) },
    'missed-duty',
    'HO Code 6.2',
    null,
  ],
  [
    'a duty whose day is over',
    { deadlines: where('name', 'acknowledge-stage-1', { status: 'running', metOn: null }) },
    'missed-duty',
    'HO Code 6.2',
    null,
  ],
  [
    'an action that was given up',
    { deadlines: where('name', 'complete-action', { status: 'ended' }) },
    'not-followed-through',
    'HO Code 7.3',
    7,
  ],
  [
    'an action that was put off only when its day was over, and not done',
    {
      deadlines: where('name', 'complete-action', {
        status: 'running',
        metOn: null,
        firstMissed: new Date('2027-03-24'),
      }),
    },
    'missed-duty',
    'HO Code 7.3',
    7,
  ],
  [
    'an action without proof',
    { deadlines: where('name', 'complete-action', { doneTextId: null }) },
    'no-proof',
    'HO Code 7.3',
    7,
  ],
  [
    'an order that was not obeyed',
    {
      deadlines: where('name', 'complete-action', { name: 'comply-with-order', status: 'missed' }),
      texts: where('id', 't-respond', { body: { points: [{ finding: 'upheld', reasons: 'x' }] } }),
    },
    'missed-duty',
    'HO Code 7.3',
    7,
  ],
  [
    'a remedy that nobody follows',
    { deadlines: without('name', 'complete-action') },
    'not-followed-through',
    'HO Code 5.13',
    7,
  ],
  ['a letter that was never made', { letters: without('seq', 3) }, 'letter-missing', 'HO Code 6.2', 3],
  [
    'a letter that never went',
    { letters: where('seq', 7, { status: 'made', deliveredAt: null }) },
    'letter-not-sent',
    'HO Code 6.9',
    7,
  ],
  [
    'a letter that reached nobody',
    { letters: where('seq', 7, { status: 'refused' }) },
    'letter-not-sent',
    'HO Code 6.9',
    7,
  ],
  [
    'a letter without a date',
    { letters: where('seq', 7, { channel: 'letter', status: 'printed' }) },
    'letter-undated',
    'HO Code 6.9',
    7,
  ],
  [
    'an extension told too late',
    { letters: where('seq', 6, { deliveredAt: new Date('2027-03-17T09:00Z') }) },
    'invalid-extension',
    'HO Code 6.4',
    6,
  ],
  [
    'an extension that did not hold',
    { entries: where('seq', 12, { event: 'extension-void', clause: '6.4' }) },
    'invalid-extension',
    'HO Code 6.4',
    12,
  ],
  ['an extension without reasons', { entries: where('seq', 6, { textId: null }) }, 'no-reasons', 'HO Code 6.4', 6],
  ['a late answer that nobody was told of', { entries: detail(7, { late: true }) }, 'letter-missing', 'HO Code 6.9', 7],
  [
    'a point without reasons',
    { texts: where('id', 't-respond-2', { body: { points: [{ finding: 'upheld' }] } }) },
    'no-reasons',
    'HO Code 6.18',
    11,
  ],
  [
    'a stage that was not acknowledged',
    { entries: where('seq', 10, { event: 'assigned' }) },
    'letter-missing',
    'HO Code 6.11',
    11,
  ],
  [
    'one person at both stages',
    { entries: where('seq', 11, { by: 'officer:a.khan' }) },
    'same-reviewer',
    'HO Code 6.13',
    11,
  ],
  [
    'nobody had it for weeks',
    {
      entries: (rows) =>
        rows
          .filter(({ seq }) => Number(seq) < 2 || Number(seq) > 6)
          .concat(
            {
              seq: 6,
              at: new Date('2027-03-17T09:00Z'),
              event: 'acknowledged',
              clause: '6.2',
              by: 'redress',
              detail: { stage: 'stage-1' },
            },
            { seq: 5, at: new Date('2027-03-04T09:00Z'), event: 'contact-recorded', by: 'redress', detail: {} },
          )
          .toSorted((one, other) => Number(one['seq']) - Number(other['seq'])),
    },
    'no-officer',
    null,
    1,
  ],
  ['no contact on record', { entries: without('seq', 4) }, 'no-contact', 'HO Code 5.12', 7],
  ['nothing learned', { row: { learning: [] } }, 'no-learning', 'HO Code 9.1', null],
  [
    'a copy in Braille that was not sent',
    { row: { tasks: [{ number: 1, kind: 'braille', letter: 3, due: new Date('2027-03-10'), status: 'open' }] } },
    'missed-duty',
    null,
    3,
  ],
  [
    'a file that nobody noted',
    { row: { evidence: [{ number: 1, name: 'a.png', at: new Date('2027-03-04'), seq: null }] } },
    'file-not-noted',
    'HO Code 5.12',
    null,
  ],
  ['a file that is gone', { row: { evidence: [] } }, 'file-gone', 'HO Code 5.12', 5],
  ['words that are gone', { texts: without('id', 't-contact') }, 'words-gone', 'HO Code 5.12', 4],
]

describe('found', () => {
  test.each(found)('%s', (_name, changes, gap, rule, entry) => {
    const gaps = gapsIn(aCase(changes))
    expect(gaps.map((one) => [one.gap, one.rule, one.entry])).toEqual([[gap, rule, entry]])
    expect(gaps[0]?.says).not.toMatch(/undefined|null|NaN/)
  })
})

describe('not found where there is none', () => {
  const fine: [name: string, changes: Changes][] = [
    ['the resident did not go on in time', { deadlines: where('name', 'request-stage-2', { status: 'missed' }) }],
    ['an update that nobody needs any more', { deadlines: where('name', 'respond-stage-2', { status: 'ended' }) }],
    [
      'proof by a file',
      {
        entries: (rows) => detail(8, { evidenceFiles: [1] })(rows),
        deadlines: where('name', 'complete-action', { doneTextId: 't-done' }),
      },
    ],
    [
      'a late answer that was told of',
      {
        entries: (rows) => detail(7, { late: true })(rows),
        letters: (rows) => [...rows, { ...rows[0], seq: 2, kind: 'late' }],
      },
    ],
    [
      'what is learned is still owed',
      { row: { learning: [] }, deadlines: (rows) => [...rows, { ...rows[0], name: 'record-learning' }] },
    ],
    ['nobody who could be written to', { row: { anonymous: true }, letters: () => [] }],
  ]
  test.each(fine)('%s', (_name, changes) => expect(gapsIn(aCase(changes))).toEqual([]))
})

test('what was given up after its day was missed, and not followed through', () => {
  const givenUp = where('name', 'complete-action', { status: 'missed', doneBy: 'manager:m.boss' })
  expect(gapsIn(aCase({ deadlines: givenUp })).map(({ gap, says }) => [gap, says.replace(/^.* was/, 'was')])).toEqual([
    ['missed-duty', expect.stringMatching(/^was due by .* and is not done\.$/)],
    ['not-followed-through', 'was given up and not done.'],
  ])
})
