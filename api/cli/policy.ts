/** `npm run -s policy -- list | show | check | compare | companions | due | new | lint`: the rules on file, what date they give, how they compare. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { clockNames } from '../../workflows/policy/deadline-rules.ts'
import { PolicyError } from '../../workflows/policy/yaml-file.ts'
import type { Answer } from './answer.ts'
import { checkAnswer } from './policy-check.ts'
import { compareAnswer } from './policy-compare.ts'
import { companionDueAnswer, companionsAnswer } from './policy-companions.ts'
import { dueAnswer } from './policy-due.ts'
import { lintAnswer } from './policy-lint.ts'
import { newAnswer } from './policy-new.ts'
import { listAnswer, showAnswer } from './policy-show.ts'

const HELP = `npm run -s policy -- list                    the policies on file
npm run -s policy -- show ID                 every rule of one, with its value and clause
npm run -s policy -- check ID --against CODE [--markdown] [--strict]
                                             rule by rule: complies, stricter, departs (and how), silent
npm run -s policy -- compare A B [--scenario FILE]
                                             the same story under two policies: the dates and letters that differ
npm run -s policy -- due ID --deadline NAME --from WHEN [--area AREA] [--closures FILE]
                                             the date that the rule gives, and every day counted or skipped
npm run -s policy -- companions [ID]         statutory clocks beside complaints, and every clock of one; "due" takes
                                             such an ID too, with the clock's for NAME
npm run -s policy -- new NAME [--to FILE]    a policy of your own, begun from the template
npm run -s policy -- lint FILE               every fault of a policy's file: line, key, what is allowed

  --deadline NAME   ${clockNames.slice(0, 3).join(', ')},
                    ${clockNames.slice(3).join(', ')}
  --from WHEN       when the event was that the policy counts from: 2027-03-22, 2027-03-22T10:00,
                    or with an offset; without one it is the clock in London
  --area AREA       the service area, where the policy has clocks of its own for some
  --closures FILE   the council's closure days, YAML or JSON: [{ date: 2027-12-29, name: Christmas }]
  --against CODE    the policy, one of a Code as a rule, whose clauses it is held against
  --markdown        as a self-assessment: provision, requirement, comply yes or no, evidence, commentary
  --scenario FILE   the story, as for npm run rehearse; both policies in turn are put in the place of its own
  --strict          end with 1 where a departure has no explanation
  --to FILE         where the new policy is written, if not among those on file
  --json            the answer for programs
  --help            this page

Exit codes: 0 answered, 1 an unexplained departure with --strict, or a fault that lint found, 2 not a question that can be answered (stderr says why)
`

const shared = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const
const dueOptions = {
  ...shared,
  deadline: { type: 'string' },
  from: { type: 'string' },
  area: { type: 'string' },
  closures: { type: 'string' },
} as const

const checkOptions = {
  ...shared,
  against: { type: 'string' },
  markdown: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const

const COMMANDS: Record<string, (library: PolicyLibrary, args: string[]) => Answer | Promise<Answer>> = {
  list: (library, args) => {
    const { positionals } = parse(args, shared)
    return positionals.length > 0 ? { refusal: 'list takes no ID' } : listAnswer(library)
  },
  show: (library, args) => showAnswer(library, parse(args, shared).positionals),
  check: (library, args) => {
    const { positionals, values } = parseArgs({ args, options: checkOptions, allowPositionals: true })
    return checkAnswer(library, positionals, values)
  },
  compare: (library, args) => {
    const options = { ...shared, scenario: { type: 'string' } } as const
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    return compareAnswer(library, positionals, values)
  },
  companions: (library, args) => companionsAnswer(library, parse(args, shared).positionals),
  due: (library, args) => {
    const { positionals, values } = parseArgs({ args, options: dueOptions, allowPositionals: true })
    const companion = library.companions.find(({ id }) => id === positionals[0])
    return companion ? companionDueAnswer(companion, values) : dueAnswer(library, positionals, values)
  },
}

/** These work on a file of their own, also while one on file cannot be used. */
const FILE_COMMANDS: Record<string, (args: string[]) => Answer> = {
  new: (args) => {
    const { positionals, values } = parseArgs({
      args,
      options: { ...shared, to: { type: 'string' } },
      allowPositionals: true,
    })
    return newAnswer(positionals, values)
  },
  lint: (args) => lintAnswer(parse(args, shared).positionals),
}

function parse(args: string[], options: NonNullable<ParseArgsConfig['options']>) {
  return parseArgs({ args, options, allowPositionals: true })
}

function answer([command, ...args]: string[]): Answer | Promise<Answer> {
  const run = Object.entries(COMMANDS).find(([name]) => name === command)?.[1]
  if (run) return run(policyLibrary(), args)
  const onFile = Object.entries(FILE_COMMANDS).find(([name]) => name === command)?.[1]
  if (onFile) return onFile(args)
  const said = command === undefined ? 'Say what you want to know' : `"${command}" is no command`
  return { refusal: `${said}: ${Object.keys({ ...COMMANDS, ...FILE_COMMANDS }).join(', ')}. More with --help` }
}

/** The exit code. Nothing but the answer goes to stdout. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP)
    return 0
  }
  const given = await orBadUsage(() => answer(args))
  if ('refusal' in given) {
    process.stderr.write(`${given.refusal}\n`)
    return 2
  }
  if (given.warning !== undefined) process.stderr.write(`${given.warning}\n`)
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(given.json, null, 2)}\n` : given.text)
  return given.exitCode ?? 0
}

/** What `parseArgs` throws is bad usage, too; a policy file that cannot be used says so by file and line. */
async function orBadUsage(run: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof PolicyError) return { refusal: error.message }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!(error instanceof Error) || !code.startsWith('ERR_PARSE_ARGS')) throw error
    return { refusal: `${error.message}. More with --help` }
  }
}

process.exitCode = await main(process.argv.slice(2))
