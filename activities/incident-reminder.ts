/** Past the day of return, managers are asked every working day whether they are back: an email of its own, as it is about no one case. */
import { log } from '@temporalio/activity'
import { calendarFrom, dayOf } from '../prisma/calendar.ts'
import type { Reminded } from '../workflows/activities.ts'
import { dayInWords, localDate, whyOff } from '../workflows/policy/calendar.ts'
import type { Carriers, Outgoing, SendOutcome } from './carrier.ts'
import { keep, written, type PaperDeps } from './incident-papers.ts'
import { managersAmong, type Recipient } from './letters/recipient.ts'

interface ReminderDeps extends PaperDeps {
  carriers: Carriers
}

export async function remindOfIncident(deps: ReminderDeps, id: number, nowMs: number): Promise<Reminded> {
  const { records } = deps
  const today = localDate(nowMs)
  const incident = await records.incident.findUniqueOrThrow({ where: { id } })
  const { organisationId, returnOn, endedAt, remindedOn } = incident
  if (endedAt !== null || today <= dayOf(returnOn)) return done('')
  if (remindedOn && dayOf(remindedOn) >= today) return done(`Managers were reminded on ${dayInWords(today)}.`)
  const off = whyOff(await records.$transaction((tx) => calendarFrom(tx, organisationId, today)), today)
  if (off !== undefined)
    return done(`${dayInWords(today)} is no working day (${off}): managers are reminded on the next.`)
  const to = await managersOf(deps, organisationId)
  const paper = { kind: 'reminder', about: today, to } as const
  const kept = await keep(deps, incident, paper, nowMs)
  const { letter } = await written(deps, incident, paper, kept.madeAt.getTime())
  const reference = `incident-${id}-${today}`
  const { subject, html, text } = kept
  const { mailbox } = letter.document.sender
  const outcome = await send(deps.carriers, {
    ...{ ref: `incident-${id}`, seq: 1, reference, threadOf: reference, channel: 'email', organisationId },
    ...{ madeAtMs: kept.madeAt.getTime(), from: mailbox, to, subject, html, text, document: letter.document },
  })
  if (outcome.result !== 'accepted') {
    log.warn('A reminder of an incident was not taken', { incident: id, why: outcome.why })
    return { line: `The reminder to the managers was not taken: ${outcome.why}.`, again: outcome.result === 'later' }
  }
  const mine = { incidentId: id, kind: 'reminder', about: today }
  await records.incidentPaper.updateMany({ where: mine, data: { sentAt: new Date(nowMs) } })
  await records.incident.update({ where: { id }, data: { remindedOn: new Date(today) } })
  return done(`Managers were reminded on ${dayInWords(today)} that the day of return is over.`)
}

function done(line: string): Reminded {
  return { line, again: false }
}

async function managersOf({ records, organisations }: PaperDeps, organisationId: string): Promise<Recipient> {
  const where = { organisationId, role: 'manager' }
  const managers = await records.staffMember.findMany({ where, orderBy: { id: 'asc' } })
  return managersAmong(managers, organisations.byId(organisationId).letterhead)
}

/** Whoever was cut off after the mail server took it has it taken again, with the same Message-ID; a carrier that can be asked doubles none. */
async function send({ email }: Carriers, letter: Outgoing): Promise<SendOutcome> {
  return (await email.find?.(letter.reference)) ?? email.send(letter, await email.pack(letter))
}
