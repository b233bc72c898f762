/** A statutory clock beside the invented complaint: its letters, and what staff are told of it. */
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { Companion, Duty, Fact } from '../../../workflows/state.ts'
import type { Invented } from './batches.ts'

const thursday18March = '2027-03-18'
const damp: Companion = {
  ...{ number: 1, id: 'awaabs-law', short: 'Awaab’s Law', hazard: 'damp-and-mould', track: 'significant', steps: [] },
  awareAtMs: atTime('2027-03-08', '09:00'),
}
const emergency: Companion = { ...damp, hazard: 'other-hazard', track: 'emergency' }

function clock(number: number, id: string, due: string, more: Partial<Duty> = {}): Duty {
  return {
    ...{ name: 'companion-step', number, kind: `awaabs-law/${id}`, item: 1, due, from: thursday18March },
    ...{ stage: 'stage-1', status: 'running', seenTo: [], clause: 'Awaab’s Law, reg 6' },
    counts: { from: 'investigation', number: 5, unit: 'working-days' },
    ...more,
  }
}

const investigate = clock(1, 'investigate', '2027-03-22')
const works = [clock(3, 'begin-works', '2027-03-25'), clock(4, 'begin-works-at-the-latest', '2027-06-10')]
const toMakeSafe = [clock(2, 'make-safe', '2027-03-25'), ...works]
const atOnce = ['investigate-at-once', 'make-safe-at-once'].map((id, at) =>
  clock(at + 1, id, '2027-03-09', { dueAtMs: atTime('2027-03-09', '09:00'), clause: 'Awaab’s Law' }),
)
const missed = (duties: Duty[]) => duties.map((duty): Duty => ({ ...duty, status: 'missed' }))

const named = (duties: Duty[]): { deadline: string; due: string; duties: Fact[] } => ({
  deadline: 'companion-step',
  due: duties[0]?.due ?? '',
  duties: duties.map(({ name, number, kind = '', item = 1, due, dueAtMs }) => ({
    ...{ name, number, kind, item, due, text: 't-hazard' },
    ...(dueAtMs !== undefined && { dueAtMs }),
  })),
})

export function companions(): Record<string, Invented> {
  const about = { companion: 1, id: 'awaabs-law' }
  const told = { letter: 'companion', companions: [damp] } as const
  const step = (name: string) => ({ ...about, step: name })
  const done = { ...told, event: 'companion-step' } as const
  return {
    'companion-started': [
      { ...told, event: 'companion-started', on: '2027-03-08', text: 't-hazard', detail: about, duties: [investigate] },
      {},
    ],
    'companion-started-emergency': [
      {
        ...{ ...told, event: 'companion-started', on: '2027-03-08', text: 't-hazard', detail: about },
        ...{ companions: [emergency], duties: atOnce },
      },
      {},
    ],
    'companion-summary': [
      { ...done, on: '2027-03-23', text: 't-summary-sent', detail: step('summary-sent'), duties: toMakeSafe },
      {},
    ],
    'companion-made-safe': [
      { ...done, on: '2027-03-24', text: 't-step', detail: step('made-safe'), duties: works },
      {},
    ],
    'companion-works-arranged': [
      { ...done, on: '2027-03-24', detail: step('works-arranged'), duties: works.slice(1) },
      {},
    ],
    'companion-works-begun': [{ ...done, on: '2027-04-12', detail: step('works-begun') }, {}],
    'companion-works-completed': [
      {
        ...{ ...done, on: '2027-04-30', detail: step('works-completed') },
        companions: [{ ...damp, endedAtMs: atTime('2027-04-30', '11:00') }],
      },
      {},
    ],
    'companion-rehoused': [{ ...done, on: '2027-03-24', detail: step('rehoused'), duties: works }, {}],
    'companion-no-access': [
      { ...done, on: '2027-03-17', text: 't-step-no-access', detail: step('no-access'), duties: [investigate] },
      {},
    ],
    'companion-look-again': [
      {
        ...{ ...done, on: '2027-03-24', detail: step('asked-to-look-again') },
        duties: [clock(5, 'investigate-again', '2027-04-09')],
      },
      {},
    ],
    'companion-look-further': [
      {
        ...{ ...done, on: '2027-03-24', detail: step('further-needed') },
        duties: [clock(5, 'investigate-further', '2027-04-09')],
      },
      {},
    ],
    'companion-late': [
      {
        ...{ ...told, event: 'deadline-missed', on: '2027-03-26', detail: named(missed(toMakeSafe.slice(0, 1))) },
        duties: [...missed(toMakeSafe.slice(0, 2)), ...toMakeSafe.slice(2)],
      },
      {},
    ],
    'companion-emergency-after-all': [
      {
        ...{ ...told, event: 'companion-changed', on: '2027-03-08', text: 't-step' },
        ...{ detail: { ...about, track: 'emergency' }, duties: atOnce },
      },
      {},
    ],
    'companion-no-emergency': [
      {
        ...{ ...told, event: 'companion-changed', on: '2027-03-09', text: 't-step' },
        ...{ detail: { ...about, track: 'significant' }, duties: [investigate] },
      },
      {},
    ],
    'companion-ended': [
      {
        ...{ ...told, event: 'companion-ended', on: '2027-03-12', text: 't-not-ours' },
        ...{ detail: { ...about, reason: 'not-ours' }, companions: [{ ...damp, endedAtMs: 1 }] },
      },
      {},
    ],
    'reminder-emergency': [
      {
        ...{ event: 'reminded', letter: 'reminder', to: 'manager', on: '2027-03-08', detail: named(atOnce) },
        ...{ companions: [emergency], duties: atOnce },
      },
      {},
    ],
    'missed-emergency': [
      {
        ...{ event: 'manager-told', letter: 'missed-deadline', to: 'manager', on: '2027-03-09', detail: named(atOnce) },
        ...{ companions: [emergency], duties: missed(atOnce) },
      },
      {},
    ],
  }
}
