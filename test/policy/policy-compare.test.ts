/** How two stories are put beside each other, and how a scenario is told under another policy. The rehearsal itself is in test/end-to-end. */
import { describe, expect, it } from 'vitest'
import type { Story } from '../../api/cli/compare-rehearsal.ts'
import { inTime, storyUnder } from '../../api/cli/compare-scenario.ts'
import { compareStories } from '../../api/cli/compare-stories.ts'
import { comparisonInWords } from '../../api/cli/compare-text.ts'
import { changed, enquiry, ho, joint } from './assessment-changed.ts'

const mon = '2027-03-22T10:00:00+00:00'
const tue = '2027-03-23T10:00:00+00:00'
const story = (parts: Partial<Story>): Story => ({
  ...{ ref: 'C-AAAA-AAAA', policy: ho.id, status: 'closed', stage: 'stage-1' },
  ...{ timeline: [event(mon, 'received')], deadlines: [], letters: [], refused: [] },
  ...parts,
})
const event = (at: string, event: string, detail: Record<string, unknown> = { stage: 'stage-1' }) => ({
  at,
  event,
  detail,
})
const deadline = (name: string, due: string, rest: Partial<Story['deadlines'][number]> = {}) => ({
  ...{ name, clause: '6.3', due, extendedTo: null, metOn: null, status: 'running' },
  ...rest,
})

describe('two stories beside each other', () => {
  const compare = (a: Partial<Story>, b: Partial<Story>) =>
    compareStories([ho, joint], story(a), story({ ref: 'C-BBBB-BBBB', ...b }))

  it('a deadline differs by its dates and what became of it, and not by its clause', () => {
    const { deadlines } = compare(
      { deadlines: [deadline('respond-stage-1', '2027-04-09'), deadline('respond-stage-2', '2027-06-01')] },
      {
        deadlines: [
          deadline('respond-stage-1', '2027-04-09', { clause: '9' }),
          deadline('respond-stage-2', '2027-05-25'),
        ],
      },
    )
    expect(deadlines.map(({ name, differs }) => [name, differs])).toEqual([
      ['respond-stage-1', false],
      ['respond-stage-2', true],
    ])
    const late = compare(
      { deadlines: [deadline('x', '2027-04-09', { metOn: '2027-04-08', status: 'met' })] },
      { deadlines: [deadline('x', '2027-04-09', { metOn: '2027-04-12', status: 'late' })] },
    )
    expect(late.deadlines[0]).toMatchObject({ differs: true, a: { status: 'met' }, b: { status: 'late' } })
  })

  it('what is there under one alone stands where it came', () => {
    const { events } = compare(
      { timeline: [event(mon, 'received'), event(tue, 'responded')] },
      { timeline: [event(mon, 'received'), event(tue, 'deadline-missed'), event(tue, 'responded')] },
    )
    expect(events.map(({ event, a, b, differs }) => [event, a?.at, b?.at, differs])).toEqual([
      ['received', mon, mon, false],
      ['deadline-missed', undefined, tue, true],
      ['responded', tue, tue, false],
    ])
  })

  it('an event of the same day with another outcome differs; of the same day at another hour does not', () => {
    const responded = (at: string, outcome: string) => ({
      timeline: [event(at, 'responded', { stage: 'stage-1', outcome })],
    })
    expect(compare(responded(mon, 'upheld'), responded(mon, 'partially-upheld')).events[0]?.differs).toBe(true)
    expect(compare(responded(mon, 'upheld'), responded('2027-03-22T16:00:00+00:00', 'upheld')).events[0]?.differs).toBe(
      false,
    )
  })

  it('a letter of another day differs; its words are told apart from its date and its reference', () => {
    const letter = (at: string, ref: string, text: string) => ({
      letters: [{ at, kind: 'response', subject: `Our answer (${ref})`, text: `${ref}: ${text}` }],
    })
    const [same] = compare(letter(mon, 'C-AAAA-AAAA', 'Sorry.'), letter(mon, 'C-BBBB-BBBB', 'Sorry.')).letters
    expect(same).toEqual({
      kind: 'response',
      subject: 'Our answer',
      words: 'same',
      differs: false,
      a: { at: mon },
      b: { at: mon },
    })
    const [other] = compare(letter(mon, 'C-AAAA-AAAA', 'Sorry.'), letter(tue, 'C-BBBB-BBBB', 'No.')).letters
    expect(other).toMatchObject({ words: 'differ', differs: true })
  })

  it('a step refused under one alone differs', () => {
    const refused = [{ at: mon, do: 'escalate', rule: 'HO Code 6.10', message: 'Not yet.' }]
    expect(compare({ refused }, {}).refused).toEqual([
      { at: mon, do: 'escalate', a: { rule: 'HO Code 6.10', message: 'Not yet.' }, b: null, differs: true },
    ])
    expect(compare({ refused }, { refused }).refused[0]?.differs).toBe(false)
  })

  it('reminders to staff are no part of it', () => {
    expect(compare({ timeline: [event(mon, 'received'), event(tue, 'reminded')] }, {}).events).toHaveLength(1)
  })

  it('a policy that was not in force on the day is compared, and said to be so', () => {
    const before = changed(ho, (p) => (p.inForce = { from: '2023-04-01', to: '2024-06-30' }))
    const comparison = compareStories([before, joint], story({ timeline: [event(mon, 'received')] }), story({}))
    expect(comparison.a.note).toContain('not in force on Monday 22 March 2027')
    expect(comparison.b.note).toBeNull()
    expect(comparisonInWords('the story', comparison)).toContain('not in force on Monday 22 March 2027: ')
  })

  it('what was not taken in at all is told', () => {
    const refused = [{ at: mon, do: 'file', rule: 'Joint Code 3.6', message: 'Not by them.' }]
    const comparison = compare({}, { timeline: [], status: 'refused', stage: '', refused })
    expect(comparison).toMatchObject({ received: mon, b: { status: 'refused' } })
    expect(comparisonInWords('the story', comparison)).toMatch(/^≠ +stage 1, closed +never taken in$/m)
  })
})

describe('a scenario under another policy', () => {
  const text = [
    '# two stories',
    'policy: joint-code # as it was',
    'received: 2027-03-22T10:00',
    'complaint: { agreesToEnquiry: true, summary: "policy: joint-code" }',
    '---',
    'received: 2027-03-22T10:00',
    'policy: "joint-code"',
    '',
  ].join('\n')

  it('has its policy in every document, its lines as they were, and nothing else changed', () => {
    const withStep = changed(ho, (p) => (p.enquiry = enquiry(true)))
    expect(storyUnder(text, withStep)).toBe(
      text
        .replace('policy: joint-code #', `policy: ${ho.id} #`)
        .replace('policy: "joint-code"\n', `policy: ${ho.id}\n`),
    )
  })

  it('asks the resident’s agreement only where there is a step before stage 1', () => {
    expect(storyUnder(text, ho)).toContain('{ agreesToEnquiry: false, summary: "policy: joint-code" }')
  })

  it('is undefined where a document names no policy, and untouched where it is no YAML', () => {
    expect(storyUnder('received: 2027-03-22T10:00\n', ho)).toBeUndefined()
    expect(storyUnder('', ho)).toBeUndefined()
    expect(storyUnder('policy: [joint-code', ho)).toBe('policy: [joint-code')
  })

  it('is told later by whole weeks once its day has come', () => {
    const when = (day: string) => Date.parse(`${day}T12:00:00Z`)
    const told = 'received: 2027-03-22T10:00\nsteps: [{ at: 2027-03-30T10:00 }]\nuntil: 2027-08-31\n'
    expect(inTime(told, when('2027-03-01'))).toBe(told)
    expect(inTime(told, when('2027-03-22'))).toContain(
      'received: 2027-04-05T10:00\nsteps: [{ at: 2027-04-13T10:00 }]\nuntil: 2027-09-14',
    )
    expect(inTime(told, when('2029-01-01'))).toContain('received: 2029-01-15T10:00')
  })
})
