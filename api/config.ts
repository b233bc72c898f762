/** Everything that the API and its token command take from the environment. No other file here reads it. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { z } from 'zod'
import { organisationVariables, whichOrganisations, type WhichOrganisations } from '../prisma/organisations-file.ts'

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export const megabyte = 1_000_000
export const defaultEvidenceMb = 10

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535))
const databaseUrl = z
  .string()
  .refine((text) => URL.canParse(text) && ['postgresql:', 'postgres:'].includes(new URL(text).protocol))

const tokenVariables = {
  DATA_DIR: z.string().min(1).default(path.join(repositoryRoot, '.data')),
  TOKEN_SECRET: z.string().min(32).optional(),
  ...organisationVariables,
}
const apiVariables = {
  ...tokenVariables,
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: databaseUrl,
  LOG_LEVEL: z.enum(levels).default('info'),
  EVIDENCE_MAX_MB: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .default(defaultEvidenceMb),
  NOTIFY_CALLBACK_TOKEN: z
    .string()
    .transform((given) => (given === '' ? undefined : given))
    .pipe(z.string().min(20).optional())
    .optional(),
}

const help: Partial<Record<string, string>> = {
  PORT: 'a port, such as 3000',
  DATABASE_URL: 'an address like postgresql://user:password@host:5432/redress',
  TOKEN_SECRET: 'at least 32 characters, kept secret; left out, DATA_DIR/token-secret is used',
  EVIDENCE_MAX_MB: 'the most megabytes of a file, from 1 to 100',
  LOG_LEVEL: `one of ${levels.join(', ')}`,
  NOTIFY_CALLBACK_TOKEN:
    'at least 20 characters, kept secret: the bearer token that GOV.UK Notify is given with the callback URL',
}

export interface TokenConfig {
  dataDir: string
  tokenSecret: string | undefined
  organisations: WhichOrganisations
}

export interface ApiConfig extends TokenConfig {
  port: number
  host: string
  databaseUrl: string
  logLevel: (typeof levels)[number]
  /** The most bytes of a file. */
  evidenceBytes: number
  /** Undefined: callbacks of GOV.UK Notify are not taken. */
  notifyToken: string | undefined
  temporal: ReturnType<typeof loadClientConnectConfig>
}

/** @throws Error that names each variable at fault and what it must be, and never its value. */
export function readTokenConfig(environment: NodeJS.ProcessEnv = process.env): TokenConfig {
  return tokenConfig(read(z.object(tokenVariables), environment))
}

function tokenConfig(given: z.output<z.ZodObject<typeof tokenVariables>>): TokenConfig {
  return {
    dataDir: path.resolve(given.DATA_DIR),
    tokenSecret: given.TOKEN_SECRET,
    organisations: whichOrganisations(given),
  }
}

/** @throws Error that names each variable at fault and what it must be, and never its value. */
export function readApiConfig(environment: NodeJS.ProcessEnv = process.env): ApiConfig {
  const given = read(z.object(apiVariables), environment)
  return {
    ...tokenConfig(given),
    port: given.PORT,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL,
    logLevel: given.LOG_LEVEL,
    evidenceBytes: given.EVIDENCE_MAX_MB * megabyte,
    notifyToken: given.NOTIFY_CALLBACK_TOKEN,
    temporal: readTemporal(environment),
  }
}

function read<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  const parsed = schema.safeParse(environment)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
  throw new Error(names.map((name) => `${name} must be ${help[name] ?? 'a text that is not empty'}.`).join('\n'))
}

function readTemporal(environment: NodeJS.ProcessEnv): ReturnType<typeof loadClientConnectConfig> {
  try {
    return loadClientConnectConfig({ overrideEnvVars: stringsOf(environment) })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `Temporal's configuration cannot be read: ${why}. Check TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE and the other TEMPORAL_ variables.`,
      { cause: error },
    )
  }
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
