/** A letter of a statutory clock beside the complaint: in the words of its file, with what was done and what comes next. */
import { z } from 'zod'
import { localDate } from '../../workflows/policy/calendar.ts'
import { clockIn } from '../../workflows/policy/companion-rules.ts'
import type { Companion } from '../../workflows/policy/companions.ts'
import type { DeadlineStatus } from '../../workflows/policy/deadlines.ts'
import type { Duty } from '../../workflows/state.ts'
import { companionOf, dayOrHour, dutiesNamed } from './duty-words.ts'
import { mayTell } from './promised.ts'
import type { Source } from './source.ts'
import { bodyOf } from './texts.ts'
import { whyThisDate } from './why.ts'

export interface CompanionFacts {
  title: string
  says: string
  /** "damp, mould or fungus" */
  hazard: string
  awareOn: string
  /** What the officer adds. */
  note: string | null
  /** The written summary of an investigation. */
  summary: { found: string; work: string; when: string } | null
  /** What was not done in time, and is not done yet. */
  late: { should: string; by: string }[]
  next: { will: string; by: string; why: string | null }[]
  over: boolean
  /** The complaint itself is not over. */
  complaintGoesOn: boolean
  rights: string
}

const said = z.object({
  note: z.string().optional(),
  why: z.string().optional(),
  found: z.string().optional(),
  work: z.string().optional(),
  when: z.string().optional(),
})

/** Throws Error for a companion that is not on file any more: its words are only there. */
export function companionFacts(source: Source): CompanionFacts {
  const { batch, entry, records, wording } = source
  const { number, id } = companionNamed(source)
  const companion = companionOf(source, id)
  const running = batch.case.state.companions?.find((one) => one.number === number)
  if (!companion || !running) throw new Error(`Entry ${entry.seq} is about the companion "${id}", which is not on file`)
  const { note, why, found, work, when } = said.safeParse(bodyOf(records, entry.text)).data ?? {}
  const own = (duty: Duty) => clockIn(duty.kind)?.companion === id && duty.item === number
  const duties = (batch.case.state.duties ?? []).filter(own)
  return {
    ...toldOf(companion, source),
    hazard: companion.about.find((one) => one.id === running.hazard)?.words ?? running.hazard.replaceAll('-', ' '),
    awareOn: wording.day(localDate(running.awareAtMs)),
    note: note ?? why ?? null,
    summary: found === undefined || work === undefined || when === undefined ? null : { found, work, when },
    late: open(duties, 'missed').map(({ kind, due, dueAtMs }) => ({
      should: clockWords(companion, kind).should,
      by: dayOrHour(wording, due, dueAtMs),
    })),
    next: open(duties, 'running').map((duty) => ({
      will: clockWords(companion, duty.kind).will,
      by: dayOrHour(wording, duty.due, duty.dueAtMs),
      why: whyOf(source, duty),
    })),
    over: running.endedAtMs !== undefined,
    complaintGoesOn: batch.case.closedAtMs === null && batch.case.status !== 'answered',
    rights: companion.rights,
  }
}

/** Those that run, or that were missed; the first due first. */
function open(duties: Duty[], status: DeadlineStatus): Duty[] {
  return duties.filter((duty) => duty.status === status).toSorted((one, other) => (one.due < other.due ? -1 : 1))
}

function companionNamed(source: Source): { number: number; id: string } {
  const { entry } = source
  const [duty] = dutiesNamed(source)
  const number = entry.detail['companion'] ?? duty?.item
  const id = mayTell(source, 'id') ?? clockIn(duty?.kind)?.companion
  if (typeof number === 'number' && id !== undefined) return { number, id }
  throw new Error(`Entry ${entry.seq} (${entry.event}) names no companion, which its letter must tell`)
}

/** The title, and what it says first: of the step, the track, the reason, or of what is late. */
function toldOf({ letters, events, tracks, reasons }: Companion, source: Source): { title: string; says: string } {
  const { entry } = source
  const of = <T extends { id: string }>(list: T[], key: string) => list.find(({ id }) => id === mayTell(source, key))
  switch (entry.event) {
    case 'companion-started':
      return letters.started
    case 'companion-changed':
      return of(tracks, 'track')?.tenant ?? letters.started
    case 'companion-ended':
      return { ...letters.ended, says: `${letters.ended.says} ${of(reasons, 'reason')?.tenant ?? ''}` }
    case 'companion-step': {
      const told = of(events, 'step')?.tenant
      if (told) return told
      throw new Error(`Entry ${entry.seq}: the step "${mayTell(source, 'step')}" has no words for the tenant any more`)
    }
    default:
      return letters.late
  }
}

function clockWords({ id, clocks }: Companion, kind: string | undefined): Companion['clocks'][number]['words'] {
  const clock = clocks.find((one) => one.id === clockIn(kind)?.clock)
  if (clock) return clock.words
  throw new Error(`The companion ${id} has no clock "${kind}" any more, which a letter must tell`)
}

/** Of hours there is no more to say. */
function whyOf({ batch, wording, today }: Source, { number, dueAtMs }: Duty): string | null {
  const counted = batch.deadlines.find((one) => one.name === 'companion-step' && one.number === number)
  return counted && dueAtMs === undefined ? whyThisDate(wording, counted, today) : null
}
