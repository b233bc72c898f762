import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

// The one file of worker/embedded that reads the environment (start.mjs and prepare.mjs run before zod is installed).

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const port = (fallback: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(65_535)).default(fallback)
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
const text = z.string().min(1)

const schema = z.object({
  PORT: port(3000),
  MAIL_PORT: port(1025),
  MAIL_UI_PORT: port(1080),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  POSTGRES_PORT: port(5433),
  DATA_DIR: text.default(path.join(repositoryRoot, '.data')),
  TEMPORAL_ADDRESS: text.optional(),
  DATABASE_URL: url('postgresql:', 'postgres:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  PUBLIC_URL: url('http:', 'https:').optional(),
  TEMPORAL_CLI: text.optional(),
  TEMPORAL_TEST_SERVER: text.optional(),
  XDG_CACHE_HOME: text.optional(),
  LOCALAPPDATA: text.optional(),
  npm_lifecycle_event: text.optional(),
})

const PORT_HELP = 'a whole number from 1 to 65535'
const HELP: Partial<Record<string, string>> = {
  DATABASE_URL: 'an address like postgresql://user:password@host:5432/redress',
  PUBLIC_URL: 'where residents reach the API, like https://complaints.council.example',
  SMTP_URL: 'an address like smtp://host:25 or smtps://user:password@host:465',
}
const SECRET = new Set(['DATABASE_URL', 'SMTP_URL'])

export interface EmbeddedConfig {
  ports: Record<PortVariable, number>
  dataDir: string
  cacheDir: string
  /** Given: that server is used and none is started. */
  temporalAddress: string | undefined
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  publicUrl: string | undefined
  temporalCli: string | undefined
  temporalTestServer: string | undefined
  startedByNpm: boolean
}

export type PortVariable =
  'PORT' | 'MAIL_PORT' | 'MAIL_UI_PORT' | 'TEMPORAL_PORT' | 'TEMPORAL_UI_PORT' | 'POSTGRES_PORT'

function complain(environment: NodeJS.ProcessEnv, variables: PropertyKey[]): string {
  const lines = [...new Set(variables.map(String))].map((name) => {
    const wanted = HELP[name] ?? (name.endsWith('PORT') ? PORT_HELP : 'a text that is not empty')
    return `${name} must be ${wanted}${SECRET.has(name) ? '' : `, not "${environment[name]}"`}. Correct it or unset it.`
  })
  return lines.join('\n')
}

function cacheDir(given: { XDG_CACHE_HOME?: string | undefined; LOCALAPPDATA?: string | undefined }): string {
  if (given.XDG_CACHE_HOME !== undefined) return path.join(given.XDG_CACHE_HOME, 'redress')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'redress')
  if (process.platform === 'win32' && given.LOCALAPPDATA !== undefined) return path.join(given.LOCALAPPDATA, 'redress')
  return path.join(os.homedir(), '.cache', 'redress')
}

/** @throws an Error that names each variable at fault and what it must be. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): EmbeddedConfig {
  const parsed = schema.safeParse(environment)
  if (!parsed.success)
    throw new Error(
      complain(
        environment,
        parsed.error.issues.map((issue) => issue.path[0] ?? ''),
      ),
    )
  const { PORT, MAIL_PORT, MAIL_UI_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT, ...rest } = parsed.data
  return {
    ports: { PORT, MAIL_PORT, MAIL_UI_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT },
    dataDir: path.resolve(rest.DATA_DIR),
    cacheDir: cacheDir(rest),
    temporalAddress: rest.TEMPORAL_ADDRESS,
    databaseUrl: rest.DATABASE_URL,
    smtpUrl: rest.SMTP_URL,
    publicUrl: rest.PUBLIC_URL,
    temporalCli: rest.TEMPORAL_CLI,
    temporalTestServer: rest.TEMPORAL_TEST_SERVER,
    startedByNpm: rest.npm_lifecycle_event !== undefined,
  }
}

/** What the worker and the API inherit, and the addresses they are told. */
export function childEnvironment(addresses: Record<string, string>, temporal: 'embedded' | 'given'): NodeJS.ProcessEnv {
  const inherited = { ...process.env }
  if (temporal === 'given') return { ...inherited, ...addresses }
  // Somebody who also uses Temporal Cloud has its key, TLS and namespace in the environment or in a profile, and Temporal's
  // SDK would use them on the embedded server too.
  for (const name of Object.keys(inherited)) if (name.startsWith('TEMPORAL_')) delete inherited[name]
  // A file that is not there is read as no profile (an empty one makes the SDK throw).
  const noProfile = path.join(repositoryRoot, 'no-temporal-profile.toml')
  return { ...inherited, TEMPORAL_CONFIG_FILE: noProfile, TEMPORAL_NAMESPACE: 'default', ...addresses }
}
