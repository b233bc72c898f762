/** What a manager sees in Temporal's UI, from the state: a summary, the running deadlines with their clauses, search attributes. */
import type { SearchAttributePair, SearchAttributeUpdatePair } from '@temporalio/common'
import { dayInShort } from './policy/calendar.ts'
import { dueAt, isOpen, lastDay, type Deadline } from './policy/deadlines.ts'
import { cite, citeDuty, ombudsmenFor } from './policy/reading.ts'
import { searchAttributes as keys } from './search-attributes.ts'
import { currentStage, isOver, openDuties, stageInWords } from './stage.ts'
import { inWords, openTasks } from './stages/tasks.ts'
import type { Duty, State, Task } from './state.ts'

/** Of a state, what tells which deadlines count now. */
export type Owing = Pick<State, 'ref' | 'status' | 'stages' | 'deadlines' | 'duties'>

/** The deadline that comes first among those that count: the next thing somebody has to do. */
export function nextDeadline(state: Owing): Deadline | undefined {
  const open: Deadline[] = [...(isDone(state) ? [] : state.deadlines.filter(isOpen)), ...openDuties(state)]
  return open.toSorted((one, other) => dueAt(one) - dueAt(other))[0]
}

/** A deadline is passed and what it asks for not done. */
export function isOverdue(state: Owing): boolean {
  const stage = currentStage(state).id
  if (openDuties(state).some(({ status }) => status === 'missed')) return true
  return !isDone(state) && state.deadlines.some((deadline) => deadline.status === 'missed' && deadline.stage === stage)
}

/** Nothing is waited for from the office: what was missed before that stays missed, but nobody can do it now. */
function isDone(state: Pick<State, 'status'>): boolean {
  return isOver(state) || state.status === 'answered' || state.status === 'with-ombudsman'
}

/** "repairs, landlord matter, HO Code"; "compliment: repairs, …": fixed when the workflow starts, and nothing personal. */
export function summaryOf(state: State): string {
  const matter = { true: 'landlord matter', false: 'not a landlord matter', both: 'landlord matter and other' }
  const what = state.kind === 'complaint' ? '' : `${state.kind.replaceAll('-', ' ')}: `
  return `${what}${state.serviceArea}, ${matter[`${state.landlordMatter}`]}, ${state.policy.short}`
}

/** Markdown: stage and status, and a table of the deadlines and of what else is to be done. */
export function detailsOf(state: State): string {
  const stage = currentStage(state)
  const ofTheStage = state.deadlines.filter((deadline) => deadline.stage === stage.id)
  const rows = ofTheStage.map((deadline) => {
    const extended = deadline.extension ? ` (extended from ${dayInShort(deadline.due)})` : ''
    return `| ${deadline.name} | ${dayInShort(lastDay(deadline))}${extended} | ${deadline.status} | ${cite(state.policy, deadline.clause)} |`
  })
  return [
    `**${stageInWords(stage.id)}, ${state.status}**${isOverdue(state) ? ', **overdue**' : ''}. Officer: ${stage.officer ?? 'nobody yet'}. Points: ${state.points}.${withWhom(state)}`,
    ...incidentIn(state),
    '',
    '| deadline | due | status | clause |',
    '|---|---|---|---|',
    ...rows,
    ...openTasks(state).map(taskRow),
    ...dutyRows(state),
  ].join('\n')
}

function incidentIn({ incident }: State): string[] {
  if (!incident) return []
  return [
    '',
    `Exceptional circumstances: incident ${incident.id}, return on ${dayInShort(incident.returnOn)}. Nothing stops by it.`,
  ]
}

/** " With housing-ombudsman: investigating." */
function withWhom({ referrals = [] }: State): string {
  return referrals.map(({ ombudsman, status }) => ` With ${ombudsman}: ${status}.`).join('')
}

function taskRow({ number, kind, letter, due, late }: Task): string {
  return `| task ${number}: ${inWords(kind)} | ${dayInShort(due)} | open${late ? ', late' : ''} | letter ${letter} |`
}

/** Temporal keeps so much of them and no more. */
const mostRows = 40

function dutyRows(state: State): string[] {
  const open = openDuties(state).toSorted((one, other) => dueAt(one) - dueAt(other))
  const left = open.length - mostRows
  return [
    ...open.slice(0, mostRows).map((duty) => dutyRow(state, duty)),
    ...(left > 0 ? [`| and ${left} more | | | |`] : []),
  ]
}

function dutyRow({ policy }: State, { name, number, kind, due, status, clause, owner }: Duty): string {
  const what = `${name} ${number}${kind === undefined ? '' : `, ${kind}`}${owner === undefined ? '' : ` (${owner})`}`
  return `| ${what} | ${dayInShort(due)} | ${status} | ${citeDuty(policy, name, clause)} |`
}

/** Every search attribute, for a workflow that starts. */
export function searchAttributesOf(state: State): SearchAttributePair[] {
  return updates(state).flatMap(({ key, value }) => (value === null ? [] : [{ key, value } as SearchAttributePair]))
}

/** Those that differ between two states. */
export function searchAttributesChanged(from: State, to: State): SearchAttributeUpdatePair[] {
  const before = updates(from)
  return updates(to).filter(({ value }, index) => String(before[index]?.value) !== String(value))
}

function updates(state: State): SearchAttributeUpdatePair[] {
  const next = nextDeadline(state)
  return [
    { key: keys.organisation, value: state.organisation },
    { key: keys.policy, value: state.policy.id },
    { key: keys.stage, value: currentStage(state).id },
    { key: keys.status, value: state.status },
    { key: keys.nextDeadline, value: next?.name ?? null },
    { key: keys.dueAt, value: next ? new Date(dueAt(next)) : null },
    { key: keys.overdue, value: isOverdue(state) },
    { key: keys.serviceArea, value: state.serviceArea },
    { key: keys.officer, value: currentStage(state).officer ?? null },
    { key: keys.ombudsman, value: ombudsmenFor(state.policy, state.landlordMatter).join(' ') },
  ]
}
