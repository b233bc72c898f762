import { runMigrateCommand } from '../../prisma/migrate-command.ts'
import { readConfig } from './config.ts'
import { startScratchPostgres } from './scratch-postgres.ts'

// `npm run migrate -- …`: on DATABASE_URL where that is set. `drift` and `dev` only compare files, so without it they use a
// scratch PostgreSQL that is gone afterwards.

async function withScratchPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await startScratchPostgres()
  try {
    return await work(postgres.url('postgres'))
  } finally {
    await postgres.stop()
  }
}

function noDatabase(): never {
  throw new Error(
    'DATABASE_URL is not set. npm start migrates the embedded database by itself; set it to migrate another.',
  )
}

async function main(args: string[]): Promise<number> {
  const { databaseUrl } = readConfig()
  const comparesFiles = args[0] === 'drift' || args[0] === 'dev'
  if (databaseUrl === undefined && comparesFiles)
    return withScratchPostgres((url) => runMigrateCommand(args, () => url))
  return runMigrateCommand(args, () => databaseUrl ?? noDatabase())
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
