/** `npm run letters -- preview [kind]`: every letter to be read before any is sent, with invented data, by the real templates. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Print } from '../../activities/letters/document.ts'
import { checkLetters } from '../../activities/letters/check-letters.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import type { Organisation, Organisations } from '../../prisma/organisations.ts'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { letterLanguages } from '../../workflows/policy/names.ts'
import { PolicyError } from '../../workflows/policy/parse.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { readConfig } from './config.ts'
import { known, writePreviews, type Asked } from './preview.ts'

const HELP = `npm run letters -- preview [KIND]    writes letters with invented data, to be read: html, text, PDF, and its pages as PNG

  KIND                a kind of letter (response), or one preview of it (response-2); all, unless given
  --organisation ID   whose letterhead and words, of those in ORGANISATIONS_FILE; the first, unless given
  --policy ID         under which policy; under each of the organisation's own, unless given
  --language LANG     ${letterLanguages.join(' or ')}
  --print POINTS      12, or large print: 18, 24
  --out DIR           the folder to write to; letters-preview in DATA_DIR, unless given
  --help              this page

index.html in that folder lists what was written. Exit codes: 0 written, 1 a letter cannot be made (stderr names the template), 2 not a
question that can be answered (stderr says why)
`

const options = {
  organisation: { type: 'string' },
  policy: { type: 'string' },
  language: { type: 'string' },
  print: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** What was asked cannot be answered: the message says what can. */
class Refused extends Error {}

function read(args: string[]): Asked | 'help' {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help === true) return 'help'
  const [command, kind, ...others] = positionals
  if (command !== 'preview')
    throw new Refused(`${command === undefined ? 'Say what to do' : `"${command}" is no command`}: preview`)
  if (others.length > 0) throw new Refused('preview takes one kind of letter at a time, or none for all')
  const { organisations, dataDir } = readConfig()
  const library = policyLibrary()
  const organisation = organisationIn(loadOrganisations(library, organisations), values.organisation)
  const policies = policiesOf(organisation, library, values.policy)
  if (kind !== undefined) requireKind(kind, policies)
  const wishes = { language: languageOf(values.language), print: printOf(values.print) }
  return { organisation, library, policies, kind, wishes, folder: values.out ?? path.join(dataDir, 'letters-preview') }
}

function organisationIn(organisations: Organisations, id: string | undefined): Organisation {
  return id === undefined ? organisations.all[0] : orRefused(() => organisations.byId(id))
}

function policiesOf({ policies }: Organisation, library: PolicyLibrary, id: string | undefined): Policy[] {
  return id === undefined ? policies.map(({ policy }) => policy) : [orRefused(() => library.byId(id))]
}

function requireKind(kind: string, policies: readonly Policy[]): void {
  const { kinds, names } = known(policies)
  if (kinds.some((one) => one === kind) || names.includes(kind)) return
  const others = names.filter((name) => !kinds.some((one) => one === name))
  throw new Refused(
    `There is no letter "${kind}". The kinds are: ${kinds.join(', ')}. Single previews of them: ${others.join(', ')}.`,
  )
}

function languageOf(given: string | undefined): (typeof letterLanguages)[number] {
  const found = letterLanguages.find((known) => known === (given ?? 'en'))
  if (found) return found
  throw new Refused(`Letters are not written in "${given}": --language ${letterLanguages.join(' or ')}`)
}

function printOf(given: string | undefined): Print {
  const found = ([12, 18, 24] as const).find((points) => String(points) === (given ?? '12'))
  if (found) return found
  throw new Refused(`"${given}" is no size of print: --print 12, 18 or 24`)
}

function orRefused<T>(find: () => T): T {
  try {
    return find()
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** What `parseArgs` throws is bad usage, too; a file of policies or organisations that cannot be used says so by file and line. */
function isBadUsage(error: unknown): error is Error {
  if (error instanceof Refused || error instanceof PolicyError) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

/** The exit code. */
async function main(args: string[]): Promise<number> {
  try {
    const asked = read(args)
    if (asked === 'help') {
      process.stdout.write(HELP)
      return 0
    }
    // All faults at once; one letter can be looked at while there is something wrong in another.
    if (asked.kind === undefined) checkLetters({ all: [asked.organisation] }, asked.library)
    const { index, count } = await writePreviews(asked)
    process.stdout.write(`${count} letters written. Open ${index}\n`)
    return 0
  } catch (error) {
    const bad = isBadUsage(error)
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}${bad ? '\nMore with --help' : ''}\n`,
    )
    return bad ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
