/** The story of a rehearsed complaint, read from the records. Its shape is a contract: programs read it. */
import type { Records } from '../../prisma/client.ts'
import { incidentFigures } from '../../prisma/incident-figures.ts'
import { dayOf } from '../../prisma/calendar.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { isOutside } from '../../workflows/letter-out.ts'

export interface Refused extends Refusal {
  at: string
  do: string
}

export type Story = Awaited<ReturnType<typeof readCase>> & {
  /** Exceptional circumstances of its organisation, where there were any. */
  incidents?: Awaited<ReturnType<typeof incidentsOf>>
  refused: Refused[]
  /** The stories of the complaints that came out of it, where any did. */
  linked?: Story[]
}

/** The story of a complaint that its policy does not take in as it is: there is none, but for the refusal. */
export function neverTakenIn(policy: string): Omit<Story, 'refused'> {
  return { ref: '', policy, status: 'refused', stage: '', timeline: [], deadlines: [], letters: [] }
}

/** @param atMs the day on which it is told */
export async function readStory(records: Records, ref: string, atMs: number): Promise<Omit<Story, 'refused'>> {
  const found = await records.complaint.findMany({ where: { linkedTo: ref }, orderBy: { linkedSeq: 'asc' } })
  const linked: Story[] = []
  for (const one of found) linked.push({ ...(await readStory(records, one.ref, atMs)), refused: [] })
  const incidents = await incidentsOf(records, ref, atMs)
  return {
    ...(await readCase(records, ref)),
    ...(incidents.length > 0 && { incidents }),
    ...(linked.length > 0 && { linked }),
  }
}

/** With what was written of them to others than residents, and what they did to how many cases. */
async function incidentsOf(records: Records, ref: string, atMs: number) {
  const { organisationId } = await records.complaint.findUniqueOrThrow({ where: { ref } })
  const found = await records.incident.findMany({
    where: { organisationId },
    orderBy: { id: 'asc' },
    include: { papers: { orderBy: [{ madeAt: 'asc' }, { kind: 'asc' }, { about: 'asc' }] } },
  })
  return Promise.all(
    found.map(async (incident) => ({
      ...{ id: incident.id, kind: incident.kind },
      declaredAt: stamp(incident.declaredAt),
      returnOn: date(incident.returnOn),
      endedAt: incident.endedAt && stamp(incident.endedAt),
      report: await incidentFigures(records, incident, atMs),
      papers: incident.papers.map(({ kind, about, madeAt, sentAt, subject, text }) => ({
        ...{ kind, about, subject, text },
        at: stamp(madeAt),
        sentAt: sentAt && stamp(sentAt),
      })),
    })),
  )
}

async function readCase(records: Records, ref: string) {
  const found = await records.complaint.findUniqueOrThrow({
    where: { ref },
    include: {
      timeline: { orderBy: { seq: 'asc' } },
      deadlines: { orderBy: [{ from: 'asc' }, { dueAt: 'asc' }, { number: 'asc' }] },
      letters: { orderBy: { seq: 'asc' }, omit: { pdf: true } },
    },
  })
  return {
    ref,
    policy: found.policyId,
    status: found.status,
    stage: found.stage,
    timeline: found.timeline.map(({ at, event, clause, by, detail }) => ({
      at: stamp(at),
      event,
      clause,
      by,
      detail,
    })),
    deadlines: found.deadlines.map(({ name, clause, from, due, extendedTo, metOn, status, incident }) => ({
      name,
      clause,
      from: date(from),
      due: date(due),
      extendedTo: date(extendedTo),
      metOn: date(metOn),
      status,
      ...(incident !== null && { incident }),
    })),
    // Staff are told by notices, which stand on the timeline; letters are what the resident gets, and who acts for them.
    letters: found.letters
      .filter(({ addressee }) => isOutside(addressee))
      .map(({ madeAt, kind, channel, addressee, subject, text, status, print, deliveredAt }) => ({
        at: stamp(madeAt),
        kind,
        channel,
        to: addressee,
        subject,
        text,
        status,
        /** Points. */
        print,
        /** When it went, or came into the print queue: after `at` where the resident was to be told first. */
        deliveredAt: deliveredAt && stamp(deliveredAt),
      })),
  }
}

function stamp(at: Date): string {
  return localTimestamp(at.getTime())
}

function date(at: Date): string
function date(at: Date | null): string | null
function date(at: Date | null): string | null {
  return at && dayOf(at)
}
