import { deploy, drift, status, writeMigration } from './migrate.ts'

export const MIGRATE_USAGE = `Usage: npm run migrate -- deploy       bring the database up to date
       npm run migrate -- status       say which migrations it lacks
       npm run migrate -- drift        exit 1 when prisma/migrations and schema.prisma differ
       npm run migrate -- dev NAME     write a migration from the difference (it is applied by the next deploy)
`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function runStatus(databaseUrl: string): Promise<number> {
  const found = await status(databaseUrl)
  const lines = Object.entries(found).filter(([, names]) => names.length > 0)
  for (const [what, names] of lines) say(`${what}: ${names.join(', ')}`)
  if (lines.length === 0) say('The database is up to date.')
  return lines.length === 0 ? 0 : 1
}

async function runDrift(databaseUrl: string): Promise<number> {
  const sql = await drift(databaseUrl)
  if (sql === undefined) {
    say('prisma/migrations gives exactly schema.prisma.')
    return 0
  }
  say(`prisma/migrations does not give schema.prisma. Run npm run migrate -- dev NAME. What is missing:\n${sql}`)
  return 1
}

async function runDev(databaseUrl: string, name: string): Promise<number> {
  const folder = await writeMigration(databaseUrl, name)
  say(
    folder === undefined
      ? 'Nothing to migrate: schema.prisma is unchanged.'
      : `Written: ${folder}. Read it, then commit it.`,
  )
  return 0
}

async function runDeploy(databaseUrl: string): Promise<number> {
  const { applied } = await deploy(databaseUrl)
  say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
  return 0
}

/** Runs one migration command and returns the process's exit code. */
export async function runMigrateCommand(args: string[], databaseUrl: () => string): Promise<number> {
  const [command, name] = args
  if (command === 'deploy') return runDeploy(databaseUrl())
  if (command === 'status') return runStatus(databaseUrl())
  if (command === 'drift') return runDrift(databaseUrl())
  if (command === 'dev' && name !== undefined) return runDev(databaseUrl(), name)
  process.stderr.write(MIGRATE_USAGE)
  return command === '--help' ? 0 : 2
}
