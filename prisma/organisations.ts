/**
 * The organisations of this installation, and which of its policies a complaint takes. They are read from a file by
 * `organisations-file.ts`.
 *
 * Whoever files a complaint asks `policyFor`: the API's intake, and the activity that files a complaint which came out of another
 * (received on the day of the entry that made it).
 */
import { dayInWords, type LocalDate, type LocalTime } from '../workflows/policy/calendar.ts'
import { forceInWords, policyInForce } from '../workflows/policy/in-force.ts'
import type { Companion } from '../workflows/policy/companions.ts'
import type { Ombudsman } from '../workflows/policy/parse.ts'
import type { Policy } from '../workflows/policy/policy.ts'
import type { Refusal } from '../workflows/policy/refusal.ts'
import type { LandlordMatter } from '../workflows/state.ts'
import type { Letterhead } from './letterhead.ts'

/** What a policy is for: a landlord's matters, an organisation's others, or all. */
export const mattersNames = ['all', 'landlord', 'other'] as const
export type Matters = (typeof mattersNames)[number]
type OneMatter = Exclude<Matters, 'all'>

export interface ListedPolicy {
  policy: Policy
  matters: Matters
}

export interface Organisation {
  id: string
  letterhead: Letterhead
  /** A folder with words of its own for its letters, by language: an absolute path. */
  letters?: string
  /** Every version of its policies. */
  policies: ListedPolicy[]
  /** The Ombudsmen that it falls under. */
  ombudsmen: Ombudsman[]
  /** Statutory clocks that it keeps beside complaints: of `workflows/policy/companions`. */
  companions: Companion[]
  /** At which time of a working day its letters are put together for the printer; without it a person does that. */
  print?: { at: LocalTime }
}

export interface Organisations {
  /** At least one. */
  all: readonly [Organisation, ...Organisation[]]
  /** Throws Error that lists the known ids for an id that is none of them. */
  byId(id: string): Organisation
}

/**
 * Of the organisation's policies for the matter, the one in force on that day; or, where there is none, which versions there are and
 * from when. Throws Error for an organisation that is not on file.
 * @param day when the complaint was received, on a clock in London
 */
export function policyFor(
  organisations: Organisations,
  organisationId: string,
  day: LocalDate,
  landlordMatter: LandlordMatter,
): { policy: Policy } | { refusal: Refusal } {
  const organisation = organisations.byId(organisationId)
  // A complaint about both is answered under the landlord's: its Code is statutory, and it covers the whole complaint.
  const first = landlordMatter === false ? 'other' : 'landlord'
  const policy = policyInForce(policiesFor(organisation, first), day)
  if (!policy) return { refusal: noneInForce(organisation, first, day) }
  if (landlordMatter !== 'both' || policyInForce(policiesFor(organisation, 'other'), day)) return { policy }
  return { refusal: noneInForce(organisation, 'other', day) }
}

/** The policy of that id, for a running complaint that is to take it: the one in force today; or why not. */
export function adoptablePolicy(
  organisations: Organisations,
  organisationId: string,
  id: string,
  today: LocalDate,
  landlordMatter: LandlordMatter,
): { policy: Policy } | { refusal: Refusal } {
  const found = policyFor(organisations, organisationId, today, landlordMatter)
  if ('refusal' in found || found.policy.id === id) return found
  const { letterhead, policies } = organisations.byId(organisationId)
  const listed = policies.find(({ policy }) => policy.id === id)
  const fault = listed
    ? `${forceInWords(listed.policy)} is not what is in force for this complaint today.`
    : `${letterhead.name} has no policy "${id}" on its list.`
  return { refusal: { rule, message: `${fault} A running complaint takes the one that is: ${found.policy.id}.` } }
}

const rule = 'Redress: policies in force'

/** The policies for one kind of matter. */
function policiesFor({ policies }: Organisation, matter: OneMatter): Policy[] {
  return policies.filter(({ matters }) => matters === 'all' || matters === matter).map(({ policy }) => policy)
}

const matterInWords: Record<OneMatter, string> = {
  landlord: 'landlord matters',
  other: 'matters other than a landlord’s',
}

function noneInForce(organisation: Organisation, matter: OneMatter, day: LocalDate): Refusal {
  const { name } = organisation.letterhead
  const policies = policiesFor(organisation, matter)
  const what = matterInWords[matter]
  if (policies.length === 0) {
    return { rule, message: `${name} has no policy for ${what}. Check "landlordMatter", or where it belongs.` }
  }
  return {
    rule,
    message: `${name} had no policy for ${what} in force on ${dayInWords(day)}. It has: ${policies.map(forceInWords).join('; ')}. Check the day it was received, or put the policy of that day on file.`,
  }
}
