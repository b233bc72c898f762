import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { withSchemaEngine } from './schema-engine.ts'

/** Where schema and migrations are; tests give a folder of their own. */
export interface MigrationSource {
  schemaFile: string
  migrationsFolder: string
}

export interface MigrationStatus {
  unapplied: string[]
  /** Applied in the database, but unknown to this code: the database is ahead. */
  unknown: string[]
  failed: string[]
  /** Applied, and changed in the folder afterwards. */
  edited: string[]
}

const here = path.dirname(fileURLToPath(import.meta.url))
export const projectSource: MigrationSource = {
  schemaFile: path.join(here, 'schema.prisma'),
  migrationsFolder: path.join(here, 'migrations'),
}

/** Any number no other program is likely to lock on; all Redress processes that migrate queue on it. */
const ADVISORY_LOCK = 7_322_140_061
const filters = { externalTables: [], externalEnums: [] }
const LOCK_FILE = 'migration_lock.toml'

async function migrationList({ migrationsFolder }: MigrationSource): Promise<MigrationList> {
  const lock = path.join(migrationsFolder, LOCK_FILE)
  const entries = existsSync(migrationsFolder) ? await readdir(migrationsFolder, { withFileTypes: true }) : []
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir: migrationsFolder,
    lockfile: { path: LOCK_FILE, content: existsSync(lock) ? await readFile(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map((name) => migrationDirectory(migrationsFolder, name))),
  }
}

async function migrationDirectory(
  folder: string,
  name: string,
): Promise<MigrationList['migrationDirectories'][number]> {
  const value = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } }
}

async function schemaFile({ schemaFile: file }: MigrationSource): Promise<{ path: string; content: string }> {
  return { path: file, content: await readFile(file, 'utf8') }
}

async function diagnose(engine: SchemaEngine, migrationsList: MigrationList): Promise<MigrationStatus> {
  const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
  const history = found.history
  return {
    unapplied: history !== null && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
    unknown: history !== null && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
    failed: found.failedMigrationNames,
    edited: found.editedMigrationNames,
  }
}

/** Says why this database must not be migrated by this code, or nothing. */
function refusal(status: MigrationStatus): string | undefined {
  if (status.unknown.length > 0) {
    return `The database is ahead of this code: it has ${status.unknown.join(', ')}, which prisma/migrations lacks. Run the newer version of Redress, or restore a backup made before it.`
  }
  if (status.failed.length > 0) {
    return `The migration ${status.failed.join(', ')} failed half-way on this database. Repair the tables by hand, then delete its row from _prisma_migrations, or restore a backup.`
  }
  if (status.edited.length > 0) {
    return `The migration ${status.edited.join(', ')} was edited after it had been applied. Restore the file from git and put the change into a new migration (npm run migrate -- dev NAME).`
  }
  return undefined
}

export async function status(databaseUrl: string, source = projectSource): Promise<MigrationStatus> {
  const migrationsList = await migrationList(source)
  return withSchemaEngine(databaseUrl, await schemaFile(source), (engine) => diagnose(engine, migrationsList))
}

/** Brings the database up to date. Safe from several processes at once: they queue, and the later ones find nothing to do. */
export async function deploy(databaseUrl: string, source = projectSource): Promise<{ applied: string[] }> {
  const lock = new pg.Client({ connectionString: databaseUrl })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK])
    return await deployLocked(databaseUrl, source)
  } finally {
    await lock.end() // a session's advisory locks end with it
  }
}

async function deployLocked(databaseUrl: string, source: MigrationSource): Promise<{ applied: string[] }> {
  const migrationsList = await migrationList(source)
  return withSchemaEngine(databaseUrl, await schemaFile(source), async (engine) => {
    const refused = refusal(await diagnose(engine, migrationsList))
    if (refused !== undefined) throw new Error(refused)
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    return { applied: appliedMigrationNames }
  })
}

/** The SQL that prisma/migrations lacks to give schema.prisma; undefined when they agree. Uses a shadow database beside the given one. */
export async function drift(databaseUrl: string, source = projectSource): Promise<string | undefined> {
  const schema = await schemaFile(source)
  const migrations = await migrationList(source)
  return withSchemaEngine(databaseUrl, schema, async (engine) => {
    // Before the first migration the engine cannot tell the connector from the empty folder.
    const isFirst = migrations.migrationDirectories.length === 0
    const from = isFirst ? { tag: 'empty' as const } : { tag: 'migrations' as const, ...migrations }
    const to = { tag: 'schemaDatamodel' as const, files: [schema] }
    const { exitCode, stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters })
    return exitCode === 0 ? undefined : (stdout ?? '')
  })
}

/** Writes a new migration from the difference and returns its folder; undefined when there is none. It is not applied. */
export async function writeMigration(
  databaseUrl: string,
  name: string,
  source = projectSource,
): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" cannot name a migration: use lower-case words joined by _`)
  const sql = await drift(databaseUrl, source)
  if (sql === undefined) return undefined
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(source.migrationsFolder, `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'migration.sql'), sql)
  const lock = '# Kept in git: tells Prisma which database the migrations are written for.\nprovider = "postgresql"\n'
  await writeFile(path.join(source.migrationsFolder, LOCK_FILE), lock)
  return folder
}
