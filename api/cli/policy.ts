/** `npm run -s policy -- list | show ID | due ID …`: the rules on file, and what date they give. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { deadlineNames } from '../../workflows/policy/deadline-rules.ts'
import { PolicyError } from '../../workflows/policy/yaml-file.ts'
import type { Answer } from './answer.ts'
import { dueAnswer } from './policy-due.ts'
import { listAnswer, showAnswer } from './policy-show.ts'

const HELP = `npm run -s policy -- list                    the policies on file
npm run -s policy -- show ID                 every rule of one, with its value and clause
npm run -s policy -- due ID --deadline NAME --from WHEN [--area AREA] [--closures FILE]
                                             the date that the rule gives, and every day counted or skipped

  --deadline NAME   ${deadlineNames.slice(0, 3).join(', ')},
                    ${deadlineNames.slice(3).join(', ')}
  --from WHEN       when the event was that the policy counts from: 2027-03-22, 2027-03-22T10:00,
                    or with an offset; without one it is the clock in London
  --area AREA       the service area, where the policy has clocks of its own for some
  --closures FILE   the council's closure days, YAML or JSON: [{ date: 2027-12-29, name: Christmas }]
  --json            the answer for programs
  --help            this page

Exit codes: 0 answered, 2 not a question that can be answered (stderr says why)
`

const shared = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const
const dueOptions = {
  ...shared,
  deadline: { type: 'string' },
  from: { type: 'string' },
  area: { type: 'string' },
  closures: { type: 'string' },
} as const

const COMMANDS: Record<string, (library: PolicyLibrary, args: string[]) => Answer> = {
  list: (library, args) => {
    const { positionals } = parse(args, shared)
    return positionals.length > 0 ? { refusal: 'list takes no ID' } : listAnswer(library)
  },
  show: (library, args) => showAnswer(library, parse(args, shared).positionals),
  due: (library, args) => {
    const { positionals, values } = parseArgs({ args, options: dueOptions, allowPositionals: true })
    return dueAnswer(library, positionals, values)
  },
}

function parse(args: string[], options: NonNullable<ParseArgsConfig['options']>) {
  return parseArgs({ args, options, allowPositionals: true })
}

function answer([command, ...args]: string[]): Answer {
  const run = Object.entries(COMMANDS).find(([name]) => name === command)?.[1]
  if (run) return run(policyLibrary(), args)
  const said = command === undefined ? 'Say what you want to know' : `"${command}" is no command`
  return { refusal: `${said}: ${Object.keys(COMMANDS).join(', ')}. More with --help` }
}

/** The exit code. Nothing but the answer goes to stdout. */
function main(args: string[]): number {
  if (args.includes('--help')) {
    process.stdout.write(HELP)
    return 0
  }
  const given = orBadUsage(() => answer(args))
  if ('refusal' in given) {
    process.stderr.write(`${given.refusal}\n`)
    return 2
  }
  if (given.warning !== undefined) process.stderr.write(`${given.warning}\n`)
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(given.json, null, 2)}\n` : given.text)
  return 0
}

/** What `parseArgs` throws is bad usage, too; a policy file that cannot be used says so by file and line. */
function orBadUsage(run: () => Answer): Answer {
  try {
    return run()
  } catch (error) {
    if (error instanceof PolicyError) return { refusal: error.message }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!(error instanceof Error) || !code.startsWith('ERR_PARSE_ARGS')) throw error
    return { refusal: `${error.message}. More with --help` }
  }
}

process.exitCode = main(process.argv.slice(2))
