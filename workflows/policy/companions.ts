/**
 * The files of statutory clocks that run beside a complaint: `companions/*.yaml`. Another clock is another file, and no code. Workflow
 * code never imports this: it gets the rules (`companion-rules.ts`).
 */
import { z } from 'zod'
import { aware, countedOf, needs, type CompanionRules } from './companion-rules.ts'
import { rule } from './rule-schema.ts'
import type { Fault, Path } from './schema-faults.ts'
import { units, type Unit } from './span.ts'
import { readYaml } from './yaml-file.ts'

const code = () => z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
const text = () => z.string().min(1)
const codes = () => z.array(code()).min(1)

const forms = '"24 hours", "10 working days", "14 calendar days", "12 weeks" or "1 calendar month"'

/** Hours and weeks are for statutes; a policy of complaints has neither. */
const spanSchema = z.string({ error: `no length of time: write ${forms}` }).transform((written, context) => {
  const [, digits, noun = ''] =
    /^([1-9]\d{0,3}) (hour|week|working day|calendar day|calendar month)s?$/.exec(written) ?? []
  const number = Number(digits)
  if (noun === 'hour') return { hours: number }
  if (noun === 'week') return { number: number * 7, unit: 'calendar-days' as const }
  const unit = units.find((one) => one === `${noun.replace(' ', '-')}s`) satisfies Unit | undefined
  if (unit) return { number, unit }
  context.addIssue({ code: 'custom', message: `"${written}" is no length of time: write ${forms}` })
  return z.NEVER
})

/** A letter to the tenant: its title, and what it says first. */
const told = z.strictObject({ title: text(), says: text() })

const clockSchema = rule({
  id: code(),
  from: codes(),
  does: codes(),
  /** What its first day is, as letters say it: the day we came to know of it, of the end of the investigation, that you asked. */
  of: z.enum(countedOf),
  within: spanSchema,
  tracks: codes(),
  once: z.literal(true).optional(),
  words: z.strictObject({
    /** "Investigate the hazard" */
    staff: text(),
    /** What follows "We will" and "We should". */
    will: text(),
    should: text(),
  }),
})

const companionSchema = z.strictObject({
  id: code(),
  title: text(),
  /** How letters and refusals cite it. */
  short: text(),
  source: text(),
  inForce: z.strictObject({ from: z.iso.date(), to: z.iso.date().optional() }),
  /** Whether the council's own closure days are working days under it. */
  closures: rule({ count: z.boolean() }),
  /** What it is about: by the words that follow "This is about". */
  about: z.array(rule({ id: code(), words: text(), tracks: codes() })).min(1),
  tracks: z
    .array(rule({ id: code(), words: text(), counts: z.enum(['from-change', 'from-start']), tenant: told }))
    .min(1),
  events: z
    .array(
      z.strictObject({
        id: code(),
        /** As staff choose it. */
        words: text(),
        needs: z.array(z.enum(needs)).default([]),
        ends: z.array(code()).default([]),
        closes: z.boolean().default(false),
        tenant: told.optional(),
      }),
    )
    .min(1),
  clocks: z.array(clockSchema).min(1),
  /** Why it may be ended by a person. */
  reasons: z.array(z.strictObject({ id: code(), tenant: text() })).min(1),
  /** Letters that come of no step. */
  letters: z.strictObject({ started: told, late: told, ended: told }),
  /** What a tenant may do under it. */
  rights: text(),
})
export type Companion = z.output<typeof companionSchema>

/** Throws PolicyError whose message has a line for each fault: `file:line: key: what is wrong and what is allowed`. */
export function parseCompanion(yaml: string, fileName: string): Companion {
  return readYaml(yaml, fileName, companionSchema, companionFaults)
}

/** What a running complaint carries of it. */
export function rulesOf(companion: Companion): CompanionRules {
  const { id, short, inForce, closures, about, tracks, events, clocks, reasons } = companion
  return {
    ...{ id, short, from: inForce.from, to: inForce.to, despiteClosures: closures.count },
    hazards: about.map((one) => ({ id: one.id, tracks: one.tracks })),
    tracks: tracks.map((one) => ({ id: one.id, counts: one.counts })),
    events: events.map(({ words: _words, tenant, ...event }) => ({ ...event, told: tenant !== undefined })),
    clocks: clocks.map(({ words: _words, assumption: _why, ...clock }) => clock),
    reasons: reasons.map((reason) => reason.id),
  }
}

/** Names that nothing has. */
function companionFaults({ inForce, about, tracks, events, clocks, reasons }: Companion): Fault[] {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const isTrack = among(ids(tracks), 'track')
  const isEvent = among(ids(events), 'event')
  const isStart = among([aware, ...ids(events)], 'event')
  const isClock = among(ids(clocks), 'clock')
  const force =
    inForce.to !== undefined && inForce.to < inForce.from
      ? [{ path: ['inForce', 'to'], message: `${inForce.to} is before ${inForce.from}, from which it is in force` }]
      : []
  return [
    ...force,
    ...Object.entries({ about, tracks, events, clocks, reasons }).flatMap(([name, list]) => twice(ids(list), name)),
    ...(ids(events).includes(aware)
      ? [{ path: ['events', ids(events).indexOf(aware), 'id'], message: `${aware} is how each begins: leave it out` }]
      : []),
    ...about.flatMap((one, at) => isTrack(one.tracks, ['about', at, 'tracks'])),
    ...events.flatMap((one, at) => isClock(one.ends, ['events', at, 'ends'])),
    ...clocks.flatMap((one, at) => [
      ...isStart(one.from, ['clocks', at, 'from']),
      ...isEvent(one.does, ['clocks', at, 'does']),
      ...isTrack(one.tracks, ['clocks', at, 'tracks']),
    ]),
  ]
}

function among(known: string[], what: string) {
  return (named: string[], path: Path): Fault[] =>
    named.flatMap((name, at) =>
      known.includes(name)
        ? []
        : [{ path: [...path, at], message: `${name} is no ${what} of this file: write ${known.join(', ')}` }],
    )
}

function twice(ids: string[], list: string): Fault[] {
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at ? [{ path: [list, at, 'id'], message: `${id} stands above already: keep one` }] : [],
  )
}
