/** `npm run -s token -- --role officer --sub a.khan`: a signed bearer token for this machine's API. */
import { parseArgs } from 'node:util'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { roles } from '../../workflows/actor.ts'
import { readTokenConfig, type TokenConfig } from '../config.ts'
import { tokenSecret } from '../token-secret.ts'
import { claimsSchema, signToken, type Claims } from '../token.ts'

const HELP = `npm run -s token -- --role ROLE --sub WHO [--org ID] [--ref C-…] [--expires 30d]

  --role ROLE     ${roles.join(', ')}
  --sub WHO       for staff their id, such as a.khan; for a resident any word without spaces
  --org ID        the organisation, by its id in organisations.yaml; without it, the first one there
  --ref REF       the one complaint that a resident's token is for, beside those they file with it
  --expires HOW   how long it is good: 30d (as it is without), 12h, 15m
  --json          {"token", "role", "sub", "org", "ref", "expires"} in place of the token alone
  --help          this page

It is signed with TOKEN_SECRET, or with DATA_DIR/token-secret, which is made when it is not there.
Exit codes: 0 printed, 2 not a token that can be made (stderr says why)
`

const options = {
  role: { type: 'string' },
  sub: { type: 'string' },
  org: { type: 'string' },
  ref: { type: 'string' },
  expires: { type: 'string', default: '30d' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const unitMs: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000 }

/** Thrown for what was typed, as opposed to what is broken. */
class Usage extends Error {}

function read(args: string[]): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error))
  }
}

function claimsIn(values: Partial<Record<keyof Claims, string | undefined>>): Claims {
  const claims = claimsSchema.safeParse(values)
  if (claims.success) return claims.data
  throw new Usage(claims.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

function organisationIn(given: string | undefined, { organisations }: TokenConfig): string {
  const { all } = loadOrganisations(policyLibrary(), organisations)
  if (given === undefined) return all[0].id
  if (all.some(({ id }) => id === given)) return given
  throw new Usage(`--org: there is no organisation "${given}": use ${all.map(({ id }) => id).join(' or ')}`)
}

function endOf(text: string, nowMs: number): Date {
  const [, number, unit] = /^([1-9]\d{0,4})([dhm])$/.exec(text) ?? []
  const ms = unitMs[unit ?? '']
  if (number === undefined || ms === undefined)
    throw new Usage(`--expires: "${text}" is no length of time: write 30d, 12h or 15m`)
  return new Date(nowMs + Number(number) * ms)
}

async function main(args: string[]): Promise<string> {
  const values = read(args)
  if (values.help) return HELP
  const config = readTokenConfig()
  const claims = claimsIn({ ...values, org: organisationIn(values.org, config) })
  const expires = endOf(values.expires, Date.now())
  const token = await signToken(claims, tokenSecret(config), expires)
  if (!values.json) return `${token}\n`
  return `${JSON.stringify({ token, ...claims, expires: expires.toISOString() }, null, 2)}\n`
}

try {
  process.stdout.write(await main(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Error)) throw error
  process.stderr.write(error instanceof Usage ? `${error.message}. More with --help\n` : `${error.message}\n`)
  process.exitCode = error instanceof Usage ? 2 : 1
}
