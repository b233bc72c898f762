/** What an officer writes to the resident in words of their own: what they may add to a letter, and that it names no staff (Joint Code 5.6). */
import { nameFaults, type NamesStaff } from '../policy/response.ts'
import type { Refusal } from '../policy/refusal.ts'
import { namingAny } from '../policy/staff-names.ts'
import type { State } from '../state.ts'
import type { Known } from './command.ts'
import { flag, listOf, matching, optional } from './facts.ts'
import { words } from './fields.ts'

/** Beside the fields of a command's body, where the letter has a place for it. */
export const addition = () =>
  words(4_000)
    .optional()
    .describe(
      'What you wish to add, in your own words: shown in a place of its own in the letter, where it replaces nothing',
    )

export const namesStaffBecause = () =>
  words(4_000)
    .optional()
    .describe('Kept on file: the exceptional circumstances in which staff are named, or that it is somebody else')

export const namesFacts = {
  namesStaff: optional(listOf(matching(/^[A-Za-z0-9.]{1,40}$/))),
  namesStaffBecause: optional(flag),
}

/** Where a body names a member of staff who is known to the case, in what the resident gets to read. */
export function namesIn(
  body: { namesStaffBecause?: string | undefined },
  { staff }: Known = { staff: [] },
): NamesStaff {
  const { namesStaffBecause: because, ...sent } = body
  const names = namingAny(staff)
  const namesStaff = textsIn(sent).flatMap(({ field, text }) => (names(text) ? [field] : []))
  return {
    ...(namesStaff.length > 0 && { namesStaff: namesStaff.slice(0, 50) }),
    ...(because !== undefined && { namesStaffBecause: true }),
  }
}

function textsIn(value: unknown, path: string[] = []): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field: path.join('.'), text: value }]
  if (typeof value !== 'object' || value === null) return []
  // Who is to see to it is no text of the letter.
  const read = Object.entries(value).filter(([key]) => key !== 'owner')
  return read.flatMap(([key, inner]) => textsIn(inner, [...path, key]))
}

export function namesRefusal({ policy }: State, facts: NamesStaff): Refusal | undefined {
  const [fault] = nameFaults({ policy }, facts)
  return fault
}
