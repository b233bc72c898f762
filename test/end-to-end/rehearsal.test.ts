/** `npm run -s rehearse`, as a program sees it: the contract of scenarios. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdrawn } from './withdrawn.ts'

interface Story {
  ref: string
  policy: string
  status: string
  stage: string
  timeline: Record<string, unknown>[]
  deadlines: Record<string, unknown>[]
  letters: Record<string, string>[]
  refused: Record<string, string>[]
}

interface Ended {
  code: number
  stdout: string
  stderr: string
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'redress-rehearsal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function rehearse(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '-s', 'rehearse', '--', ...args], { maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

function file(name: string, text: string): string {
  const written = path.join(folder, name)
  writeFileSync(written, text)
  return written
}

/** What was owed beside the answers, and done in time. */
const owed = (name: string, clause: string, from: string, due: string, metOn: string) => ({
  ...{ name, clause, from, due, extendedTo: null, metOn, status: 'met' },
})

const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[01]:00$/)

describe('the boiler', { timeout: 60_000 }, () => {
  let ended: Ended
  let story: Story
  beforeAll(async () => {
    ended = await rehearse('test/scenarios/boiler.yaml', '--json')
    story = JSON.parse(ended.stdout) as Story
  })

  it('ends with 0, and prints one story and nothing else', () => {
    expect(ended.code).toBe(0)
    expect(Object.keys(story).toSorted()).toEqual(
      ['deadlines', 'letters', 'policy', 'ref', 'refused', 'stage', 'status', 'timeline'].toSorted(),
    )
    expect(story).toMatchObject({ policy: 'housing-ombudsman-code-2024', stage: 'stage-2', status: 'closed' })
    expect(story.ref).toMatch(/^C-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  })

  it('tells what happened, when, by whom, under which clause', () => {
    for (const entry of story.timeline) {
      expect(entry).toEqual({
        at,
        event: expect.any(String),
        by: expect.any(String),
        detail: expect.any(Object),
        clause: entry['clause'],
      })
    }
    expect(
      story.timeline.map(({ at: when, event }) =>
        `${String(when).slice(0, 16)} ${String(event)}`.replace(/:\d\d reminded/, ' reminded'),
      ),
    ).toEqual([
      '2027-03-22T10:00 received',
      '2027-03-22T14:00 assigned',
      '2027-03-24T09:30 acknowledged',
      // The officer, two working days before Friday 9 April; the extension came before the manager's turn.
      '2027-04-07T09 reminded',
      '2027-04-07T15:00 extended',
      // Two before Tuesday 20 April, and two before Monday 26.
      '2027-04-16T09 reminded',
      '2027-04-16T11:00 responded',
      '2027-04-19T10:00 escalated',
      '2027-04-20T09:00 assigned',
      '2027-04-22T09 reminded',
      '2027-04-22T10:00 acknowledged',
      '2027-04-27T10:00 action-completed',
      '2027-05-12T15:00 responded',
      // Not before the last of what was promised is done.
      '2027-05-26T10:00 action-completed',
      '2027-05-26T10:00 closed',
      '2027-05-27T10:00 learning-recorded',
    ])
    expect(story.timeline[0]).toMatchObject({ at: '2027-03-22T10:00:00+00:00', event: 'received', by: 'resident' })
    expect(story.timeline[2]).toMatchObject({ at: '2027-03-24T09:30:00+00:00', clause: '6.2', by: 'officer:a.khan' })
  })

  it('gives each deadline with its clause, extension and end', () => {
    // Easter lies in the first ten working days; Monday 3 May is a bank holiday, in the twenty of stage 2.
    expect(story.deadlines).toEqual([
      {
        name: 'acknowledge-stage-1',
        clause: '6.2',
        from: '2027-03-22',
        due: '2027-03-31',
        extendedTo: null,
        metOn: '2027-03-24',
        status: 'met',
      },
      {
        name: 'respond-stage-1',
        clause: '6.3',
        from: '2027-03-24',
        due: '2027-04-09',
        extendedTo: '2027-04-20',
        metOn: '2027-04-16',
        status: 'met',
      },
      owed('complete-action', '7.3', '2027-04-16', '2027-04-30', '2027-04-27'),
      {
        name: 'acknowledge-stage-2',
        clause: '6.11',
        from: '2027-04-19',
        due: '2027-04-26',
        extendedTo: null,
        metOn: '2027-04-22',
        status: 'met',
      },
      {
        name: 'respond-stage-2',
        clause: '6.14',
        from: '2027-04-22',
        due: '2027-05-21',
        extendedTo: null,
        metOn: '2027-05-12',
        status: 'met',
      },
      owed('complete-action', '7.3', '2027-05-12', '2027-05-31', '2027-05-26'),
      // Ten working days without Monday 31 May, a bank holiday.
      owed('record-learning', '9.1', '2027-05-26', '2027-06-10', '2027-05-27'),
    ])
  })

  it('gives the letters in order, with their words', () => {
    expect(story.letters.map(({ kind }) => kind)).toEqual([
      ...['receipt', 'acknowledgement', 'extension', 'response'],
      ...['receipt', 'acknowledgement', 'action-completed', 'response', 'action-completed'],
    ])
    for (const letter of story.letters) {
      expect(letter).toMatchObject({
        at,
        channel: 'email',
        to: 'resident',
        subject: expect.stringContaining(story.ref),
      })
    }
    const [, , extension, first, , , paid, final, last] = story.letters
    expect(paid?.['text']).toContain('To pay you £150: For three weeks without heating.')
    expect(String(last?.['text']).replaceAll(/\s+/g, ' ')).toContain('So we have closed your complaint.')
    expect(extension?.['text']).toMatch(/Tuesday 20 April 2027[\s\S]*Housing Ombudsman/)
    expect(first?.['text']).toContain('Our repairs policy gives us 24 hours')
    expect(final?.['text']).toContain('Housing Ombudsman')
  })

  it('gives what was refused, with the rule', () => {
    expect(story.refused).toEqual([
      {
        at: '2027-04-07T14:00:00+01:00',
        do: 'extend',
        rule: 'HO Code 6.4',
        message: expect.stringContaining('Friday 23 April 2027'),
      },
      {
        at: '2027-04-19T10:05:00+01:00',
        do: 'assign',
        rule: 'HO Code 6.13',
        message: expect.stringContaining('a.khan'),
      },
    ])
  })
})

describe('the exit code', { timeout: 60_000 }, () => {
  it('is 1 where an expectation did not hold, which is named', async () => {
    const { code, stderr, stdout } = await rehearse(file('surprise.yaml', withdrawn('2027-02-01', 'refused')), '--json')
    expect(code).toBe(1)
    expect(stderr).toContain('2027-02-01T11:00:00+00:00 withdraw by resident: expected refused, and was done')
    expect((JSON.parse(stdout) as Story).status).toBe('withdrawn')
  })

  it('is 2 for a bad file, with line and field, and no story', async () => {
    const text = withdrawn('2027-02-01').replace('do: withdraw', 'do: dance')
    const { code, stderr, stdout } = await rehearse(file('bad.yaml', text), '--json')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/bad\.yaml:10: .*do/)
  })

  it('is 2 for a fault in the second document, at its line in the file', async () => {
    const second = withdrawn('2027-02-01').replace('do: withdraw', 'do: dance')
    const { code, stderr } = await rehearse(file('bad.yaml', `${withdrawn('2027-02-01')}---\n${second}`), '--json')
    expect(code).toBe(2)
    // The first document has eleven lines; the second begins on the thirteenth.
    expect(stderr).toMatch(/bad\.yaml:22\b/)
  })

  it('is 2 for a file that is not there', async () => {
    const { code, stderr } = await rehearse(path.join(folder, 'nowhere.yaml'))
    expect(code).toBe(2)
    expect(stderr).toContain('nowhere.yaml')
  })
})

it(
  'takes several documents of a file as several stories, in their order, on one clock',
  { timeout: 60_000 },
  async () => {
    const later = withdrawn('2027-03-01')
    const { code, stdout } = await rehearse(file('two.yaml', `${later}---\n${withdrawn('2027-02-01')}`), '--json')
    expect(code).toBe(0)
    const stories = JSON.parse(stdout) as Story[]
    expect(stories.map(({ timeline }) => String(timeline[0]?.['at']).slice(0, 10))).toEqual([
      '2027-03-01',
      '2027-02-01',
    ])
    expect(stories.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])
  },
)
