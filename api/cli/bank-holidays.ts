/** `npm run bank-holidays -- refresh`: brings the file of bank holidays up to what gov.uk publishes. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readBankHolidays, type BankHoliday } from '../../workflows/policy/bank-holidays.ts'
import { mergeBankHolidays, type Refreshed } from './bank-holidays-merge.ts'

const PUBLISHED = 'https://www.gov.uk/bank-holidays.json'
const ON_FILE = fileURLToPath(new URL('../../workflows/policy/bank-holidays.json', import.meta.url))
const FETCH_MS = 30_000

const HELP = `npm run -s bank-holidays -- refresh [--from FILE|URL] [--into FILE] [--json]

  --from FILE|URL   where to read from: a file of gov.uk's shape or its address; ${PUBLISHED}
  --into FILE       the file to bring up to date; ${ON_FILE}
  --json            what changed, for programs: { into, added, removed, renamed, knownUntil }
  --help            this page

Past years are never lost: a year is replaced only by a year that is published in full.
Exit codes: 0 done, 1 could not be fetched or is no file of bank holidays (nothing is written), 2 bad usage
`

const options = {
  from: { type: 'string' },
  into: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** The exit code. Nothing but the answer goes to stdout. */
async function main(args: string[]): Promise<number> {
  const asked = usage(args)
  if ('help' in asked) return said(HELP)
  if ('refusal' in asked) return failed(2, asked.refusal)
  try {
    const on = readBankHolidays(JSON.parse(readFileSync(asked.into, 'utf8')))
    const fresh = readBankHolidays(JSON.parse(await textAt(asked.from)))
    const refreshed = mergeBankHolidays(on, fresh)
    write(asked.into, refreshed.holidays)
    const { holidays: _, ...changes } = refreshed
    return said(asked.json ? `${JSON.stringify({ into: asked.into, ...changes }, null, 2)}\n` : inWords(refreshed))
  } catch (error) {
    return failed(1, `${asked.from}: ${error instanceof Error ? error.message : String(error)}. Nothing was written.`)
  }
}

type Usage = { help: true } | { refusal: string } | { from: string; into: string; json: boolean }

function usage(args: string[]): Usage {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    if (values.help) return { help: true }
    if (positionals.join() !== 'refresh') return { refusal: 'The one command is refresh. More with --help' }
    return { from: values.from ?? PUBLISHED, into: values.into ?? ON_FILE, json: values.json ?? false }
  } catch (error) {
    return { refusal: `${error instanceof Error ? error.message : String(error)}. More with --help` }
  }
}

async function textAt(place: string): Promise<string> {
  if (!/^https?:/.test(place)) return readFileSync(place, 'utf8')
  const response = await fetch(place, { signal: AbortSignal.timeout(FETCH_MS) })
  if (!response.ok) throw new Error(`answered ${response.status} ${response.statusText}`)
  return await response.text()
}

/** Written beside it and moved there, so that a crash leaves the old file whole. */
function write(file: string, events: BankHoliday[]): void {
  const division = 'england-and-wales'
  writeFileSync(`${file}.new`, `${JSON.stringify({ [division]: { division, events } }, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

function inWords({ added, removed, renamed, knownUntil }: Refreshed): string {
  const lines = [
    ...added.map(({ date, title }) => `added    ${date}  ${title}`),
    ...removed.map(({ date, title }) => `removed  ${date}  ${title}`),
    ...renamed.map(({ date, title }) => `renamed  ${date}  ${title}`),
  ]
  return `${[...(lines.length > 0 ? lines : ['Nothing changed.']), `On file until ${knownUntil}.`].join('\n')}\n`
}

function said(text: string): number {
  process.stdout.write(text)
  return 0
}

function failed(code: number, message: string): number {
  process.stderr.write(`${message}\n`)
  return code
}

process.exitCode = await main(process.argv.slice(2))
