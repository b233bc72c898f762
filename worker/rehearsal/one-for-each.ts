/**
 * The organisations of a rehearsal: one for each policy, so that a complaint which comes out of another is under the policy that is
 * rehearsed, whatever an installation has on its list. The letterhead is the first organisation's.
 */
import type { Organisation, Organisations } from '../../prisma/organisations.ts'
import type { PolicyLibrary } from '../../prisma/policies.ts'

/** By the policies' ids. Throws Error for an id that is none of them, as `PolicyLibrary.byId` does. */
export function oneForEach({ all: [first] }: Organisations, library: PolicyLibrary): Organisations {
  const one = (id: string): Organisation => ({
    ...first,
    id,
    policies: [{ policy: library.byId(id.split('/')[0] ?? ''), matters: 'all' }],
  })
  const [ofTheFirst, ...others] = library.policies.map(({ id }) => one(id))
  if (!ofTheFirst) throw new Error('No policy is on file')
  return { all: [ofTheFirst, ...others], byId: one }
}

/** Of a scenario that wants an organisation to itself. */
export function under(policy: string, name: string | undefined): string {
  return name === undefined ? policy : `${policy}/${name}`
}
