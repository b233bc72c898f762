/** Who acts for the resident, or was to, and how far that is: to staff. */
import { z } from 'zod'
import { representativeOf } from '../../../prisma/person.ts'
import type { Person } from '../../../prisma/generated/client.ts'
import { capacities, lettersTo, permissions } from '../../../workflows/policy/names.ts'

export const representativeSchema = z
  .strictObject({
    name: z.string(),
    capacity: z.enum(capacities),
    permission: z.enum(permissions).describe('The resident’s permission, as we have it'),
    status: z
      .enum(['asked', 'given', 'lapsed', 'ended', 'not-needed'])
      .nullable()
      .describe('How far it is; null for what is no complaint'),
    letters: z.enum(lettersTo).describe('Who gets the letters while the permission is there; else the resident alone'),
    email: z.string().optional(),
    phone: z.string().optional(),
    address: z.array(z.string()).optional(),
  })
  .nullable()
  .describe('Who acts for the resident, or was to: to staff')

type Shown = z.input<typeof representativeSchema>

export function representativeIn({ person }: { person: Person | null }): Shown {
  const known = person ? representativeOf(person) : undefined
  if (!person || !known) return null
  const { complained: _through, ...shown } = known
  return { ...shown, status: person.representation as NonNullable<Shown>['status'] }
}
