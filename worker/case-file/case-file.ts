/** `npm run case-file -- REF`: everything on record of a complaint, in one zip. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { saveCaseFile } from '../../prisma/case-file/save.ts'
import { openRecords } from '../../prisma/client.ts'
import { readReference } from '../../workflows/reference.ts'
import { readConfig } from '../embedded/config.ts'
import { embeddedAddress } from '../embedded/postgres.ts'

const help = `Everything on record of a complaint in one zip: open its index.html.

  npm run -s case-file -- REF [--out FILE]

REF          the complaint's reference, such as C-7KQM-2XPA
--out FILE   where to write it; without it, case-file-REF.zip in this folder
--help       this

Reads the records at DATABASE_URL; without it, those of the Redress that npm start runs on this machine.
Exit codes: 0 written, 2 no such complaint or no such reference (stderr says why)
`

/** Thrown for what was typed, as opposed to what is broken. */
class Usage extends Error {}

function databaseUrl(): string {
  const { databaseUrl: given, dataDir, ports } = readConfig()
  const url = given ?? embeddedAddress({ dir: path.join(dataDir, 'postgres'), port: ports.POSTGRES_PORT }, 'redress')
  if (url !== undefined) return url
  throw new Usage('There are no records here. Set DATABASE_URL, or DATA_DIR of the Redress that npm start runs')
}

async function main(args: string[]): Promise<string> {
  const { values, positionals } = read(args)
  if (values.help) return help
  const [typed, ...others] = positionals
  if (typed === undefined || others.length > 0) throw new Usage('Give one reference, such as C-7KQM-2XPA')
  const ref = readReference(typed)
  if (ref === undefined) throw new Usage(`"${typed}" is not a reference: it was mistyped`)
  const out = path.resolve(values.out ?? `case-file-${ref}.zip`)
  const records = openRecords(databaseUrl())
  try {
    if (!(await saveCaseFile(records, ref, out))) throw new Usage(`There is no complaint ${ref} in these records`)
  } finally {
    await records.$disconnect()
  }
  return `${out}\n`
}

function read(args: string[]) {
  try {
    const options = { out: { type: 'string' }, help: { type: 'boolean', default: false } } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error))
  }
}

try {
  process.stdout.write(await main(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Error)) throw error
  process.stderr.write(error instanceof Usage ? `${error.message}. More with --help\n` : `${error.message}\n`)
  process.exitCode = error instanceof Usage ? 2 : 1
}
