/** Statutory clocks that may run beside a complaint: their files, and which of them an organisation keeps. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { startRefusal } from '../workflows/commands/start-companion.ts'
import type { Intake } from '../workflows/intake.ts'
import { localTimestamp, parseWhen } from '../workflows/policy/calendar.ts'
import type { CompanionRules } from '../workflows/policy/companion-rules.ts'
import { parseCompanion, rulesOf, type Companion } from '../workflows/policy/companions.ts'
import type { Refusal } from '../workflows/policy/refusal.ts'
import type { RecordedState, StartingCompanion } from '../workflows/state.ts'
import { PolicyError } from '../workflows/policy/yaml-file.ts'
import type { Organisation } from './organisations.ts'

/** @param folder a `file:` URL with a slash at its end, which may hold `companions/`. Throws PolicyError for a file that cannot be used. */
export function readCompanions(folder: URL): Companion[] {
  const home = new URL('companions/', folder)
  return (existsSync(home) ? readdirSync(home) : [])
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const file = `companions/${name}`
      const companion = parseCompanion(readFileSync(new URL(file, folder), 'utf8'), file)
      // so that it is found by its id, and no two have the same
      if (name !== `${companion.id}.yaml`) throw new PolicyError(`${file}: id: the file must be ${companion.id}.yaml`)
      return companion
    })
}

/** The rules of the organisation's companion of that id; or that it keeps none. */
export function rulesFor(
  { letterhead, companions }: Pick<Organisation, 'letterhead' | 'companions'>,
  id: string,
): { rules: CompanionRules } | { fault: string } {
  const companion = companions.find((one) => one.id === id)
  if (companion) return { rules: rulesOf(companion) }
  const known = companions.map((one) => one.id)
  const kept = known.length > 0 ? `It keeps ${known.join(', ')}.` : 'It keeps none.'
  return {
    fault: `${letterhead.name} keeps no statutory clock "${id}". ${kept} Correct "companion", or list it under "companions" with the organisation.`,
  }
}

/** What begins with a complaint: a clock; or that somebody must look whether one is to run. */
export interface BeginsWith {
  companion?: StartingCompanion
  mayBeHazard?: true
}

/** The clock that begins with a complaint about a hazard; or why it cannot. */
export function companionAtIntake(
  { letterhead, companions }: Pick<Organisation, 'letterhead' | 'companions'>,
  {
    hazard,
    kind,
    received,
    concerns,
    landlordMatter,
  }: Pick<Intake, 'hazard' | 'kind' | 'received' | 'concerns' | 'landlordMatter'>,
  nowMs: number,
): BeginsWith | { refusal: Refusal } {
  if (!hazard) {
    const isSaid = landlordMatter !== false && concerns.includes('health-and-safety')
    return isSaid && companions.length > 0 ? { mayBeHazard: true } : {}
  }
  const rule = 'Redress: hazard'
  if (kind !== 'complaint' && kind !== 'service-request')
    return { refusal: { rule, message: 'A hazard comes with a complaint or a service request. Correct "kind".' } }
  const found = companions.find(({ about }) => about.some(({ id }) => id === hazard.kind))
  if (!found) {
    const known = companions.flatMap(({ about }) => about.map(({ id }) => id))
    const way = known.length > 0 ? `Write ${known.join(' or ')}, or leave "hazard" out.` : 'Leave "hazard" out.'
    return { refusal: { rule, message: `${letterhead.name} keeps no statutory clock for "${hazard.kind}". ${way}` } }
  }
  const rules = rulesOf(found)
  const awareAt = hazard.awareAt ?? received ?? localTimestamp(nowMs)
  const refusal = startRefusal({}, { hazard: hazard.kind, track: hazard.track, awareAt }, rules, nowMs)
  if (refusal) return { refusal }
  return { companion: { rules, hazard: hazard.kind, track: hazard.track, awareAtMs: parseWhen(awareAt) } }
}

/** The same, of a complaint on file whose workflow was never started. */
export function companionOfReceipt({
  companions,
  mayBeHazard,
}: Pick<RecordedState, 'companions' | 'mayBeHazard'>): BeginsWith {
  const [first] = companions ?? []
  if (!first?.rules) return mayBeHazard ? { mayBeHazard } : {}
  const { rules, hazard, track, awareAtMs } = first
  return { companion: { rules, hazard, track, awareAtMs } }
}
