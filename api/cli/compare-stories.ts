/** Two stories that began alike, event by event beside each other. Pure. */
import { dayInWords } from '../../workflows/policy/calendar.ts'
import { forceInWords, isInForce } from '../../workflows/policy/in-force.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { Story } from './compare-rehearsal.ts'

/** What is there under the first policy and what under the second; null where it is not there at all. */
interface Beside<T> {
  a: T | null
  b: T | null
  differs: boolean
}

type Deadline = Omit<Story['deadlines'][number], 'name'>
type Refused = Pick<Story['refused'][number], 'rule' | 'message'>

export interface Comparison {
  received: string
  a: Told
  b: Told
  deadlines: ({ name: string } & Beside<Deadline>)[]
  /** `words` is whether they say the same, apart from the reference. */
  letters: ({ kind: string; subject: string; words: 'same' | 'differ' } & Beside<{ at: string }>)[]
  events: ({ event: string; stage: string | null } & Beside<{ at: string; outcome: string | null }>)[]
  refused: ({ at: string; do: string } & Beside<Refused>)[]
}

interface Told {
  policy: string
  title: string
  /** How the story ended. */
  status: string
  stage: string
  /** Said where the policy was not in force on the day of the story. */
  note: string | null
}

export function compareStories([one, other]: readonly [Policy, Policy], a: Story, b: Story): Comparison {
  const received = [...a.timeline, ...b.timeline, ...a.refused, ...b.refused][0]?.at ?? ''
  return {
    received,
    a: told(one, a, received),
    b: told(other, b, received),
    deadlines: paired(a.deadlines, b.deadlines, ({ name }) => name).map(({ key, a, b }) => ({
      ...{ name: key, a: dates(a), b: dates(b) },
      differs:
        !a || !b || a.due !== b.due || a.extendedTo !== b.extendedTo || a.metOn !== b.metOn || a.status !== b.status,
    })),
    letters: lettersOf(a, b),
    events: eventsOf(a, b),
    refused: paired(a.refused, b.refused, (step) => `${step.at} ${step.do}`).map(({ a, b }) => ({
      ...{ at: a?.at ?? b?.at ?? '', do: a?.do ?? b?.do ?? '', a: why(a), b: why(b) },
      differs: !a || !b,
    })),
  }
}

function told(policy: Policy, { status, stage }: Story, received: string): Told {
  const on = received.slice(0, 10)
  const note = isInForce(policy, on) ? null : `not in force on ${dayInWords(on)}: ${forceInWords(policy)}`
  return { policy: policy.id, title: policy.title, status, stage, note }
}

/** Reminders to staff are left out: they follow the deadlines. */
function eventsOf(a: Story, b: Story): Comparison['events'] {
  const stageOf = ({ detail }: Story['timeline'][number]) =>
    typeof detail['stage'] === 'string' ? detail['stage'] : null
  return paired(seen(a), seen(b), (entry) => `${entry.event} ${stageOf(entry) ?? ''}`).map(({ a, b }) => {
    const entry = a ?? b
    return {
      ...{ event: entry?.event ?? '', stage: entry ? stageOf(entry) : null },
      ...{ a: happened(a), b: happened(b) },
      differs: dayOf(a) !== dayOf(b) || outcomeOf(a) !== outcomeOf(b),
    }
  })
}

function seen({ timeline }: Story): Story['timeline'] {
  return timeline.filter(({ event }) => event !== 'reminded')
}

function happened(entry: Story['timeline'][number] | undefined): { at: string; outcome: string | null } | null {
  return entry ? { at: entry.at, outcome: outcomeOf(entry) ?? null } : null
}

function outcomeOf(entry: Story['timeline'][number] | undefined): string | undefined {
  const outcome = entry?.detail['outcome']
  return typeof outcome === 'string' ? outcome : undefined
}

interface Pair<T> {
  key: string
  a: T | undefined
  b: T | undefined
}

/** The first of a name with the first of it, the second with the second; in the order in which they come. */
function paired<T>(these: readonly T[], those: readonly T[], name: (one: T) => string): Pair<T>[] {
  const numbered = (all: readonly T[]) => {
    const seen = new Map<string, number>()
    return all.map((one) => {
      const key = name(one)
      const nth = (seen.get(key) ?? 0) + 1
      seen.set(key, nth)
      return { key, id: `${key} ${nth}`, one }
    })
  }
  const [first, second] = [numbered(these), numbered(those)]
  const pairs: (Pair<T> & { id: string })[] = first.map(({ key, id, one }) => ({ key, id, a: one, b: undefined }))
  let after = -1
  for (const { key, id, one } of second) {
    const at = pairs.findIndex((pair) => pair.id === id)
    if (at < 0) pairs.splice(++after, 0, { key, id, a: undefined, b: one })
    else {
      Object.assign(pairs[at] as object, { b: one })
      after = Math.max(after, at)
    }
  }
  return pairs.map(({ key, a, b }) => ({ key, a, b }))
}

function dates(deadline: Story['deadlines'][number] | undefined): Deadline | null {
  if (!deadline) return null
  const { name: _name, ...rest } = deadline
  return rest
}

/** Of one kind under one heading; their words are the same where nothing but the reference differs. */
function lettersOf(a: Story, b: Story): Comparison['letters'] {
  const written = ({ ref, letters }: Story) =>
    letters.map(({ at, kind, subject, text }) => ({
      ...{ at, kind, subject: subject.replaceAll(` (${ref})`, '') },
      text: text.replaceAll(ref, ''),
    }))
  return paired(written(a), written(b), ({ kind, subject }) => `${kind} ${subject}`).map(({ a, b }) => ({
    ...{ kind: a?.kind ?? b?.kind ?? '', subject: a?.subject ?? b?.subject ?? '' },
    words: a?.text === b?.text ? 'same' : 'differ',
    ...{ a: at(a), b: at(b) },
    differs: dayOf(a) !== dayOf(b),
  }))
}

function at(entry: { at: string } | undefined): { at: string } | null {
  return entry ? { at: entry.at } : null
}

function why(refused: Story['refused'][number] | undefined): Refused | null {
  return refused ? { rule: refused.rule, message: refused.message } : null
}

function dayOf(entry: { at: string } | undefined): string | undefined {
  return entry?.at.slice(0, 10)
}
