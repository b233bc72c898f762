/** What the letters' command reads from the environment. Fails at once, with the variable's name. */
import { z } from 'zod'
import { organisationVariables, whichOrganisations, type WhichOrganisations } from '../../prisma/organisations-file.ts'

const schema = z.object({ ...organisationVariables, DATA_DIR: z.string().default('.data') })

export interface LettersConfig {
  organisations: WhichOrganisations
  dataDir: string
}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): LettersConfig {
  const read = schema.safeParse(environment)
  if (read.success) return { organisations: whichOrganisations(read.data), dataDir: read.data.DATA_DIR }
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Set in the environment:\n${faults.join('\n')}`)
}
