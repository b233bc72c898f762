/** How the resident is reached, asked and corrected; and what becomes of tasks and of letters that could not be brought. */
import { describe, expect, it } from 'vitest'
import { commandNamed } from '../../workflows/commands/index.ts'
import {
  corrected,
  faultsIn,
  formsOf,
  reachOf,
  type Contact,
  type ContactCorrection,
} from '../../workflows/resident.ts'
import { sentAgain } from '../../workflows/stages/contact.ts'
import { unreached } from '../../workflows/stages/undeliverable.ts'
import { batchOf } from '../../workflows/batch.ts'
import { commit } from '../../workflows/commit.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, at, draft, given, housing, received, refusal } from './decided.ts'

const onFile: Contact = {
  email: 'resident@example.org',
  preferredContact: 'email',
  adjustments: [],
  language: 'en',
  texts: false,
}
const factsOf = (body: ContactCorrection, contact?: Contact) =>
  commandNamed('correct-contact')?.digest(body, { staff: [], ...(contact && { contact }) }) as Record<string, unknown>

describe('the forms of letters', () => {
  it.each([
    ['Large print', ['large-print']],
    ['I need large-print letters', ['large-print']],
    ['very large print, please', ['very-large-print']],
    ['24 point', ['very-large-print']],
    ['18pt', ['large-print']],
    ['Braille and audio', ['braille', 'audio']],
    ['Easy Read', ['easy-read']],
    ['A ground-floor meeting room', []],
  ])('follow from the adjustment "%s"', (adjustment, forms) => {
    expect(formsOf({ adjustments: [adjustment] })).toEqual(forms)
  })

  it('are as they were asked for, where they were', () => {
    expect(formsOf({ forms: ['braille'], adjustments: ['Large print'] })).toEqual(['braille'])
  })

  it('change with the adjustments that named them, and stay where they were asked for by themselves', () => {
    const now = corrected(
      { ...onFile, adjustments: ['Large print'], forms: ['large-print', 'audio'] },
      { adjustments: ['Braille'] },
    )
    expect(now.forms).toEqual(['audio', 'braille'])
    expect(corrected(now, { forms: [] }).forms).toEqual([])
  })
})

describe('how they are reached', () => {
  it.each<[string, Partial<Contact>, object]>([
    ['by email', {}, {}],
    ['by phone', { preferredContact: 'phone', phone: '1' }, { reach: { speak: 'phone' } }],
    ['face to face', { preferredContact: 'face-to-face' }, { reach: { speak: 'face-to-face' } }],
    ['in large print alone, which is no task', { forms: ['large-print'] }, {}],
    ['in Braille and Polish', { forms: ['braille'], language: 'pl' }, { reach: { into: ['braille', 'translation'] } }],
    ['with text messages', { texts: true, phone: '1' }, { reach: { texts: true } }],
  ])('%s', (_how, changes, reach) => {
    expect(reachOf({ ...onFile, ...changes })).toEqual(reach)
  })

  it.each<[string, ContactCorrection, string[]]>([
    ['another email address', { email: 'new@example.org' }, []],
    ['no email address, and no other', { email: null }, ['in-writing', 'email']],
    ['letters, and no address', { preferredContact: 'letter' }, ['letter']],
    [
      'letters to an address, and no email',
      { preferredContact: 'letter', address: ['1 Example Road', 'EX1 1AA'], email: null },
      [],
    ],
    ['the phone, and no number', { preferredContact: 'phone' }, ['phone']],
    ['text messages, and no number', { texts: true }, ['texts']],
  ])('corrected: %s', (_what, body, faults) => {
    expect(faultsIn(corrected(onFile, body))).toEqual(faults)
  })
})

describe('the command', () => {
  const state = acknowledged(received(housing))

  it('tells which details it gives and how they are reached then, and nothing of the details', () => {
    const body = {
      email: 'private@example.org',
      preferredContact: 'phone',
      phone: '01632 960 001',
      language: 'pl',
    } as const
    expect(factsOf(body, onFile)).toEqual({
      changed: ['email', 'phone', 'preferredContact', 'language'],
      reach: { speak: 'phone', into: ['translation'] },
    })
    const { state: now, entries } = given(state, 'correct-contact', factsOf(body, onFile))
    expect(now.reach).toEqual({ speak: 'phone', into: ['translation'] })
    expect(entries).toMatchObject([
      {
        event: 'contact-corrected',
        text: draft,
        detail: { stage: 'stage-1', changed: ['email', 'phone', 'preferredContact', 'language'] },
      },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/private|01632/)
  })

  it('forgets what makes no work any more, and lets letters go that wait for a call', () => {
    const waiting: State = { ...state, reach: { speak: 'phone' }, held: [{ seq: 2, untilMs: at('2027-01-12') }] }
    const { state: now } = given(waiting, 'correct-contact', factsOf({ preferredContact: 'email' }, onFile))
    expect([now.reach, now.held]).toEqual([undefined, undefined])
    const still = given(
      waiting,
      'correct-contact',
      factsOf({ language: 'cy-GB' }, { ...onFile, preferredContact: 'phone', phone: '1' }),
    )
    expect(still.state.held).toEqual(waiting.held)
  })

  it('is refused where they could not be reached, with the field that is missing', () => {
    expect(refusal(state, 'correct-contact', factsOf({ preferredContact: 'letter' }, onFile))).toEqual({
      rule: 'Redress: correct-contact',
      message: expect.stringContaining('give the postal address in "address"') as string,
    })
  })

  it('is refused where nobody is known', () => {
    const nobody = received(housing, { anonymous: true })
    expect(refusal(nobody, 'correct-contact', factsOf({ language: 'cy' }, onFile))?.message).toContain(
      'Nobody is known',
    )
  })
})

describe('a letter that could not be brought', () => {
  const state = acknowledged(received(housing))
  const lost = commit(state, unreached(state, 2, at('2027-01-12')), at('2027-01-12')).state
  const sought = (of: State) => (of.tasks ?? []).filter(({ kind }) => kind === 'find-address')

  it('has somebody find out where they are, once for all of them', () => {
    const more = commit(lost, unreached(lost, 1, at('2027-01-12')), at('2027-01-12')).state
    expect(sought(more)).toEqual([{ number: 1, kind: 'find-address', letter: 2, due: '2027-01-14', status: 'open' }])
    expect(more.refused).toEqual([2, 1])
  })

  it('is sent again when they are found, and the search is over', () => {
    const {
      state: now,
      entries,
      tasks,
    } = given(lost, 'correct-contact', factsOf({ email: 'new@example.org' }, onFile), at('2027-01-13'))
    expect(entries.map(({ event, detail }) => [event, detail['again'] ?? detail['kind']])).toEqual([
      ['contact-corrected', [2]],
      ['task-done', 'find-address'],
    ])
    expect(now.undelivered).toContain(2)
    expect(now.refused).toBeUndefined()
    expect(tasks).toMatchObject([{ kind: 'find-address', status: 'done', doneOn: '2027-01-13', by: 'manager:m.boss' }])
    expect(sentAgain(batchOf(now, entries, [], at('2027-01-13')))).toEqual([2])
  })

  it('waits on where only the form of the letters is corrected', () => {
    const { state: now, entries } = given(lost, 'correct-contact', factsOf({ forms: ['braille'] }, onFile))
    expect(entries).toHaveLength(1)
    expect(now.refused).toEqual([2])
    expect(sought(now)).toHaveLength(1)
  })
})

describe('a task', () => {
  const state = received(housing, { reach: { speak: 'phone', into: ['braille'] } })

  it.each([
    [
      'that there is not',
      { task: 7, outcome: 'done' },
      /no task 7. Open: 1 \(braille, due Monday 18 January 2027\); 2 \(call/,
    ],
    ['on a day to come', { task: 1, outcome: 'done', on: '2027-01-12' }, /cannot lie in the future. Correct "on"/],
  ])('%s is not completed', (_why, facts, message) => {
    expect(refusal(state, 'complete-task', facts)?.message).toMatch(message)
  })

  it('is completed once', () => {
    const done = given(state, 'complete-task', { task: 1, outcome: 'done' }).state
    expect(refusal(done, 'complete-task', { task: 1, outcome: 'done' })?.message).toMatch(
      /^Task 1 is done already. Open: 2/,
    )
    const all = given(done, 'complete-task', { task: 2, outcome: 'not-reached' }).state
    expect(refusal(all, 'complete-task', { task: 2, outcome: 'done' })?.message).toContain('No task is open')
  })
})
