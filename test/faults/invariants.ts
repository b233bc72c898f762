/**
 * What must hold after any fault, checked from the API's answers, the records and the mail sink. Each check returns what is
 * wrong, in words: nothing, where all is well.
 */
import type { Rig } from './rig.ts'
import type { Caller } from './caller.ts'
import { oracleDay, oracleDue } from '../policy/calendar-oracle.ts'
import { lettered, timelineOf, type Life } from './life.ts'

/** One complaint as the records have it. */
export type Case = Awaited<ReturnType<typeof readCases>>[number]

export function readCases({ records }: Rig) {
  return records.complaint.findMany({
    include: {
      timeline: { orderBy: { seq: 'asc' } },
      letters: { orderBy: { seq: 'asc' }, omit: { html: true, text: true, document: true } },
      deadlines: true,
      texts: true,
      decisions: true,
    },
  })
}

/** Every 2xx has exactly one case, and there is no other case: the answers of all keys against the rows. */
export function casesWrong(cases: Case[], caller: Caller): string[] {
  const byKey = new Map<string, Set<string>>()
  for (const { path, key, status, body } of caller.asked) {
    if (path !== '/v1/complaints' || status >= 300) continue
    byKey.set(key, (byKey.get(key) ?? new Set()).add(String(body['ref'])))
  }
  const refs = new Set([...byKey.values()].flatMap((those) => [...those]))
  return [
    ...[...byKey].filter(([, those]) => those.size !== 1).map(([key, those]) => `${key} has ${those.size} cases`),
    ...[...refs].filter((ref) => !cases.some((one) => one.ref === ref)).map((ref) => `${ref} was answered and is lost`),
    ...cases.filter(({ ref }) => !refs.has(ref)).map(({ ref }) => `${ref} was never answered`),
  ]
}

/** The timeline has what was done, once each, in order, without gaps, and every answer named its own line. */
export function timelineWrong({ ref, timeline, recordedSeq }: Case, events: string[], life?: Life): string[] {
  const seen = timeline.map(({ event }) => event)
  const misplaced = timeline.filter(({ seq }, index) => seq !== index + 1)
  const answered = life?.given.filter(({ answer }) => answer.status === 200) ?? []
  const untrue = answered.filter(({ event, answer }) => {
    // A final response is followed at once by the close.
    const line = timeline.find(({ seq }) => seq === answer.body['seq'])?.event
    return line !== event && !(event === 'responded' && line === 'closed')
  })
  return [
    ...(String(seen) === String(events) ? [] : [`${ref} has ${String(seen)} and not ${String(events)}`]),
    ...misplaced.map(({ seq }) => `${ref} has a gap before ${seq}`),
    ...(recordedSeq === timeline.length ? [] : [`${ref} says it has ${recordedSeq} entries`]),
    ...untrue.map(({ event, answer }) => `${ref}: ${event} was answered with line ${String(answer.body['seq'])}`),
  ]
}

/** Each command's text is stored once, and each decision. */
export function textsWrong({ ref, texts, timeline, decisions }: Case): string[] {
  const used = timeline.flatMap(({ textId }) => textId ?? [])
  const spare = texts.filter(({ id, kind }) => !used.includes(id) && !['summary', 'outcomes-sought'].includes(kind))
  const responses = timeline.filter(({ event }) => event === 'responded').length
  return [
    ...spare.map(({ kind }) => `${ref} has a text for ${kind} that belongs to nothing`),
    ...(new Set(used).size === used.length ? [] : [`${ref} uses a text twice`]),
    ...(decisions.length === responses ? [] : [`${ref} has ${decisions.length} decisions`]),
  ]
}

/** Every entry that asks for a letter has exactly one, no other has, and all are on their way. */
export function lettersWrong({ ref, timeline, letters }: Case): string[] {
  const wanted = timeline.filter(({ event }) => lettered.has(event)).map(({ seq }) => seq)
  const made = letters.map(({ seq }) => seq)
  const waiting = letters.filter(({ status }) => status !== 'sent' && status !== 'queued')
  const unprinted = letters.filter(({ status, pdf }) => status === 'queued' && !pdf)
  return [
    ...(String(wanted) === String(made) ? [] : [`${ref} has letters for ${String(made)} and not ${String(wanted)}`]),
    ...waiting.map(({ seq, status }) => `${ref}: letter ${seq} is ${status}`),
    ...unprinted.map(({ seq }) => `${ref}: letter ${seq} is queued without its PDF`),
  ]
}

/** The deadlines against an oracle that shares no code with what made them. */
export function deadlinesWrong({ ref, timeline, deadlines }: Case): string[] {
  const on = (event: string, stage: string): string | undefined => {
    const found = timeline.find(
      (entry) => entry.event === event && (entry.detail as { stage?: string }).stage === stage,
    )
    return found && oracleDay(found.at.getTime()).date
  }
  const expected: Record<string, string | undefined> = {
    'acknowledge-stage-1': after(on('received', 'stage-1'), 5),
    'respond-stage-1': after(on('acknowledged', 'stage-1'), 10),
    'acknowledge-stage-2': after(on('escalated', 'stage-2'), 5),
    'respond-stage-2': after(on('acknowledged', 'stage-2'), 20),
  }
  const wrong = Object.entries(expected).flatMap(([name, due]) => {
    const found = deadlines
      .find((deadline) => deadline.name === name)
      ?.due.toISOString()
      .slice(0, 10)
    return found === due ? [] : [`${ref}: ${name} is due ${found ?? 'never'} and not ${due ?? 'at all'}`]
  })
  const extended = timeline.find(({ event }) => event === 'extended')
  const to = deadlines
    .find(({ name }) => name === 'respond-stage-1')
    ?.extendedTo?.toISOString()
    .slice(0, 10)
  const until = extended && after(expected['respond-stage-1'], 5)
  return to === until ? wrong : [...wrong, `${ref}: extended to ${to ?? 'nothing'} and not ${until ?? 'at all'}`]
}

function after(day: string | undefined, workingDays: number): string | undefined {
  return day && oracleDue(day, workingDays, [])
}

/** Everything that must hold of a life that came to its end. */
export function lifeWrong(cases: Case[], life: Life): string[] {
  const found = cases.find(({ ref }) => ref === life.ref)
  if (!found) return [`${life.ref} is lost`]
  return [
    ...timelineWrong(found, timelineOf(life.kind), life),
    ...[...textsWrong(found), ...lettersWrong(found), ...deadlinesWrong(found)],
  ]
}

export interface MailCount {
  /** Letters that were sent by email, and the messages accepted for them. */
  sent: number
  accepted: number
  lost: string[]
  /** With when each of them was accepted. */
  doubled: { messageId: string; atMs: number[] }[]
  /** Accepted, and no letter of ours. */
  unknown: string[]
}

/** The letters that stand as sent against what the mail server accepted. */
export function countMail(cases: Case[], { mail }: Rig): MailCount {
  const letters = cases.flatMap(({ letters }) => letters).filter(({ status }) => status === 'sent')
  const ids = new Set(letters.map(({ complaintRef, seq }) => idOf(complaintRef, seq)))
  const times = (id: string): number[] =>
    mail.accepted.filter(({ messageId }) => messageId === id).map(({ atMs }) => atMs)
  return {
    ...{ sent: letters.length, accepted: mail.accepted.length },
    lost: [...ids].filter((id) => times(id).length === 0),
    doubled: [...ids].flatMap((messageId) => {
      const those = times(messageId)
      return those.length > 1 ? [{ messageId, atMs: those }] : []
    }),
    unknown: mail.accepted.flatMap(({ messageId }) => (ids.has(messageId) ? [] : [messageId])),
  }
}

export function idOf(ref: string, seq: number): string {
  return `<${ref}.${seq}@exampleton.example>`
}

/** Resolves when every letter of every case is sent, queued or refused. Returns how long that took. */
export async function deliveredAll(rig: Rig): Promise<boolean> {
  return (await rig.records.letter.count({ where: { status: { in: ['made', 'sending'] } } })) === 0
}
