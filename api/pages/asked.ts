/** What a resident is asked on the page that a letter names, as the records have it now. */
import { z } from 'zod'
import type { Records } from '../../prisma/client.ts'
import { representativeOf } from '../../prisma/person.ts'
import { linkBy } from '../../prisma/resident-link.ts'
import { openStatuses } from '../../workflows/policy/deadlines.ts'
import { canBeWrittenTo } from '../../workflows/representative.ts'

export interface AskedOf {
  ref: string
  organisationId: string
  /** Null once there is nothing left to answer. */
  asks: Clarification | Consent | null
}

export interface Clarification {
  command: 'answer-clarification'
  /** The number of what is asked, which the answer names. */
  asked: number
  questions: string[]
}

export interface Consent {
  command: 'represent'
  name: string
  canGetLetters: boolean
}

/** Undefined where there is no such address, or its time is over. */
export async function askedBy(records: Records, secret: string, nowMs: number): Promise<AskedOf | undefined> {
  const link = await linkBy(records, secret, nowMs)
  if (!link) return undefined
  const { ref, seq } = link
  const found = await records.complaint.findUnique({
    where: { ref },
    select: {
      organisationId: true,
      closedAt: true,
      timeline: { where: { seq }, select: { event: true, textId: true } },
    },
  })
  const [entry] = found?.timeline ?? []
  if (!found || !entry) return undefined
  const { organisationId, closedAt } = found
  if (closedAt !== null) return { ref, organisationId, asks: null }
  const asks =
    entry.event === 'clarification-asked'
      ? await clarification(records, ref, seq, entry.textId)
      : await consent(records, ref, seq)
  return { ref, organisationId, asks }
}

const questionsSchema = z.object({ questions: z.array(z.string()) })

async function clarification(
  records: Records,
  ref: string,
  seq: number,
  textId: string | null,
): Promise<Clarification | null> {
  const open = await records.deadline.findFirst({
    where: { complaintRef: ref, name: 'answer-clarification', entry: seq, status: { in: openStatuses } },
    select: { number: true },
  })
  const text = textId === null ? null : await records.text.findFirst({ where: { id: textId, complaintRef: ref } })
  const { data } = questionsSchema.safeParse(text?.body)
  return open && data ? { command: 'answer-clarification', asked: open.number, questions: data.questions } : null
}

async function consent(records: Records, ref: string, seq: number): Promise<Consent | null> {
  const [person, last] = await Promise.all([
    records.person.findUnique({ where: { complaintRef: ref } }),
    records.entry.findFirst({ where: { complaintRef: ref, event: 'consent-asked' }, orderBy: { seq: 'desc' } }),
  ])
  const awaited = person?.representation === 'asked' || person?.representation === 'lapsed'
  const representative = person && representativeOf(person)
  // An older letter asked about somebody else.
  if (!representative || !awaited || last?.seq !== seq) return null
  return {
    command: 'represent',
    name: representative.name,
    canGetLetters: canBeWrittenTo({ ...representative, letters: 'both' }),
  }
}
