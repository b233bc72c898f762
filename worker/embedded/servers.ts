import path from 'node:path'
import { deploy } from '../../prisma/migrate.ts'
import type { EmbeddedConfig, PortVariable } from './config.ts'
import { ensureDatabase } from './databases.ts'
import type { Ledger } from './ledger.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { startPostgres } from './postgres.ts'
import type { Running } from './running.ts'
import { ensureSearchAttributes, SEARCH_ATTRIBUTES } from './search-attributes.ts'
import { findTemporalCli } from './temporal-cli.ts'
import { startTemporal } from './temporal.ts'

export interface Start {
  config: EmbeddedConfig
  ledger: Ledger
  running: Running
  log: (message: string) => void
}

/** The ports that this start listens on: none for what the environment gives. */
export function portsInUse(config: EmbeddedConfig): Partial<Record<PortVariable, number>> {
  const { PORT, MAIL_PORT, MAIL_UI_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT } = config.ports
  return {
    PORT,
    ...(config.smtpUrl === undefined && { MAIL_PORT, MAIL_UI_PORT }),
    ...(config.temporalAddress === undefined && { TEMPORAL_PORT, TEMPORAL_UI_PORT }),
    ...(config.databaseUrl === undefined && { POSTGRES_PORT }),
  }
}

/** PostgreSQL, given or started, with the database made and migrated. */
export async function databaseServer({ config, ledger, running, log }: Start): Promise<{ DATABASE_URL: string }> {
  let url = config.databaseUrl
  if (url === undefined) {
    const postgres = await startPostgres({
      dir: path.join(config.dataDir, 'postgres'),
      port: config.ports.POSTGRES_PORT,
      log,
    })
    running.add('postgres', postgres.stop)
    ledger.add('postgres', postgres.pid)
    url = postgres.url('redress')
  }
  await ensureDatabase(url)
  const { applied } = await deploy(url)
  if (applied.length > 0) log(`Migrated the database: ${applied.join(', ')}.`)
  return { DATABASE_URL: url }
}

/** Temporal, given or started, with the search attributes registered. */
export async function temporalServer({ config, ledger, running, log }: Start): Promise<Record<string, string>> {
  if (config.temporalAddress !== undefined) {
    const added = await ensureSearchAttributes(SEARCH_ATTRIBUTES)
    if (added.length > 0) log(`Registered search attributes with Temporal: ${added.join(', ')}.`)
    return { TEMPORAL_ADDRESS: config.temporalAddress }
  }
  const { TEMPORAL_PORT: port, TEMPORAL_UI_PORT: uiPort } = config.ports
  const cli = await findTemporalCli(config, log)
  const dbFile = path.join(config.dataDir, 'temporal', 'temporal.db')
  const temporal = await startTemporal({ cli, port, uiPort, dbFile, searchAttributes: SEARCH_ATTRIBUTES })
  running.add('temporal', temporal.stop)
  ledger.add('temporal', temporal.pid)
  return { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_UI_URL: `http://127.0.0.1:${uiPort}` }
}

/** Where mail goes: the server given, or a catcher that shows it. */
export async function mailServer({ config, ledger, running }: Start): Promise<Record<string, string>> {
  if (config.smtpUrl !== undefined) return { SMTP_URL: config.smtpUrl }
  const { MAIL_PORT: port, MAIL_UI_PORT: uiPort } = config.ports
  const mail = await startMailCatcher({ port, uiPort, dir: path.join(config.dataDir, 'mail') })
  running.add('mail', mail.stop)
  ledger.add('mail', mail.pid)
  return { SMTP_URL: mail.smtpUrl, MAIL_UI_URL: mail.uiUrl }
}
