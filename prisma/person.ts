/** The resident as the intake gave them, from their row. */
import type { Intake } from '../workflows/intake.ts'
import { reachOf } from '../workflows/resident.ts'
import type { Representative } from '../workflows/representative.ts'
import type { Reach } from '../workflows/state.ts'
import type { Person } from './generated/client.ts'

export type Resident = NonNullable<Intake['resident']>

export function residentOf(person: Person): Resident {
  const { name, email, phone, address, preferredContact, adjustments, forms, language, texts, disabilities } = person
  return {
    name,
    preferredContact: preferredContact as Resident['preferredContact'],
    ...{ adjustments, language, texts, disabilities },
    forms: forms as NonNullable<Resident['forms']>,
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
    ...(address.length > 0 && { address }),
  }
}

export function reachOfPerson(person: Person): { reach?: Reach } {
  return reachOf(residentOf(person))
}

/** Who acts for the resident, or was to; rows of before do not say who gets the letters. */
export function representativeOf({ representative }: Pick<Person, 'representative'>): Representative | undefined {
  if (representative === null) return undefined
  const { letters = 'resident', ...known } = representative as unknown as Partial<Representative>
  return { ...(known as Omit<Representative, 'letters'>), letters }
}
