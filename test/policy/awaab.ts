/** Awaab's Law as it is on file, and as it runs beside a complaint. */
import { policyLibrary } from '../../prisma/policies.ts'
import { rulesOf } from '../../workflows/policy/companions.ts'

const found = policyLibrary().companions.find(({ id }) => id === 'awaabs-law')
if (!found) throw new Error('Awaab’s Law is not on file')
export const awaab = found
export const awaabRules = rulesOf(found)
