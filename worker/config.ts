/** What the worker process reads from its environment. Fails at once, with the variable's name. */
import { z } from 'zod'
import type { Dkim } from '../activities/mail-message.ts'
import { organisationVariables, whichOrganisations, type WhichOrganisations } from '../prisma/organisations-file.ts'
import { dkimOf, mailVariables } from './mail-settings.ts'
import { notifySetup, notifyVariables, type NotifySetup } from './notify-settings.ts'

/** Without a path's last slash. What a resident answers goes nowhere unencrypted, but on this machine itself. */
const publicUrl = z
  .url({
    protocol: /^https?$/,
    error: 'the address where residents reach the API, such as https://complaints.council.example',
  })
  .refine((text) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(text), 'begin it with https://')
  .transform((text) => text.replace(/\/+$/, ''))
  .optional()

const schema = z.object({
  DATABASE_URL: z.url('a PostgreSQL address: postgresql://user:password@host:5432/database'),
  ...mailVariables,
  ...notifyVariables,
  ...organisationVariables,
  /** Memory for sleeping complaints; an evicted one is replayed at its next event. */
  WORKER_CACHE_MB: z.coerce.number().int().min(32).max(65_536).default(512),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).default(40),
  DATA_DIR: z.string().default('.data'),
  /** Where residents reach the API from outside. */
  PUBLIC_URL: z
    .literal('')
    .transform(() => undefined)
    .or(publicUrl),
  LOG_LEVEL: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']).default('WARN'),
})
export interface WorkerConfig extends z.output<typeof schema> {
  organisations: WhichOrganisations
  /** Undefined: mail leaves unsigned. */
  dkim: Dkim | undefined
  /** Undefined: GOV.UK Notify is off. */
  notify: NotifySetup | undefined
}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const read = schema.safeParse(environment)
  if (read.success) {
    const { data } = read
    return { ...data, organisations: whichOrganisations(data), dkim: dkimOf(data), notify: notifySetup(data) }
  }
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The worker cannot start. Set in the environment:\n${faults.join('\n')}`)
}
