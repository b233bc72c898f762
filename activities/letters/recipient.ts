/** Who a letter goes to, and by which way. */
import type { Letterhead } from '../../prisma/letterhead.ts'
import type { Source } from './source.ts'
import { oneLine, plain } from './markdown.ts'

/** Kept with the letter: everything that its delivery needs. (A type, not an interface: only that fits a JSON column.) */
export type Recipient = {
  name: string
  email?: string
  /** Others who get the same notice: further managers. */
  also?: string[]
  address?: string[]
}

export type Channel = 'email' | 'letter'

export function recipientOf(source: Source): Recipient {
  const { to } = source.entry.letter
  if (to === 'resident') return residentOf(source)
  if (to === 'representative') return representativeOf(source)
  return to === 'officer' ? officerOf(source) : managersOf(source)
}

function residentOf({ records, batch }: Source): Recipient {
  const { person } = records
  if (!person)
    throw new Error(`Nobody is on file for ${batch.ref}, so its letters have nobody to go to. Add the resident.`)
  return recipientOfPerson(person)
}

/** By their own address, and nobody else's. */
function representativeOf({ records, batch }: Source): Recipient {
  const known = records.person?.representative
  if (!known)
    throw new Error(`Nobody is on file who acts for the resident of ${batch.ref}, so no letter can go to them.`)
  return recipientOfPerson({ name: known.name, email: known.email ?? null, address: known.address ?? [] })
}

export function recipientOfPerson(person: { name: string; email: string | null; address: string[] }): Recipient {
  const address = person.address.map(oneLine).filter((line) => line !== '')
  const email = person.email === null ? '' : oneLine(person.email)
  return { name: oneLine(person.name), ...(email !== '' && { email }), ...(address.length > 0 && { address }) }
}

function officerOf({ records, batch, organisation, entry }: Source): Recipient {
  const wanted = entry.letter.staff ?? batch.case.officer
  const officer = withoutConflict(records.staff, batch).find(({ id }) => id === wanted)
  return officer ? { name: officer.name, email: officer.email } : { name: organisation.team, email: organisation.email }
}

function managersOf({ records, batch, organisation }: Source): Recipient {
  return managersAmong(
    withoutConflict(records.staff, batch).filter(({ role }) => role === 'manager'),
    organisation,
  )
}

/** Who has a conflict of interest hears nothing of the case either (HO Code 5.8 c). */
function withoutConflict<S extends { id: string }>(staff: readonly S[], { case: { state } }: Source['batch']): S[] {
  return staff.filter(({ id }) => !state.conflicts?.includes(id))
}

/** All of them get the same notice; where none is on file, whoever the letterhead names. */
export function managersAmong(
  [first, ...others]: { name: string; email: string }[],
  organisation: Letterhead,
): Recipient {
  if (!first) return { name: organisation.team, email: organisation.managerEmail }
  return { name: first.name, email: first.email, ...(others.length > 0 && { also: others.map(({ email }) => email) }) }
}

/** Name and address as on the envelope. */
export function envelopeOf({ name, address = [] }: Pick<Recipient, 'name' | 'address'>): string[] {
  return [name, ...address].map(oneLine).map(plain)
}

/**
 * By post where the resident prefers it, has no email, or mail to them came back; never by post to an address that is not known while
 * there is another way.
 */
export function channelOf(
  { email, address }: Recipient,
  preferredContact: string | undefined,
  emailBounced = false,
): Channel {
  if (email === undefined || emailBounced) return 'letter'
  return preferredContact === 'letter' && address !== undefined ? 'letter' : 'email'
}
