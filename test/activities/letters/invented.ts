/** The invented complaint of the previews, at the built-in organisation and under the Housing Ombudsman's Code. */
import { batchIn, recordsOf, sourceIn, type Happening } from '../../../activities/letters/preview/batches.ts'
import type { CaseRecords } from '../../../activities/letters/records.ts'
import type { Office, Source } from '../../../activities/letters/source.ts'
import { loadOrganisations } from '../../../prisma/organisations-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import type { Batch } from '../../../workflows/state.ts'

export { entryOf, type Happening } from '../../../activities/letters/preview/batches.ts'
export { defined, escalated } from '../../../activities/letters/preview/happenings.ts'
export { friday16April, monday22March, REF, tuesday23March } from '../../../activities/letters/preview/life.ts'
export { INTAKE, TEXTS } from '../../../activities/letters/preview/texts.ts'

const library = policyLibrary()
export const office: Office = { library, organisations: loadOrganisations(library) }
const [organisation] = office.organisations.all
export const { letterhead } = organisation
export const policy = library.byId('housing-ombudsman-code-2024')
const setting = { organisation, policy, office }

export const records = (changes: Partial<CaseRecords> = {}): CaseRecords => recordsOf(setting, changes)
export const batchOf = (happening: Happening): Batch => batchIn(setting, happening)
export const sourceFor = (happening: Happening, changes: Partial<CaseRecords> = {}): Source =>
  sourceIn(setting, happening, changes)
