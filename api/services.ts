/** What the API works with: the records, Temporal, the policies, the organisations, the tokens' secret. */
import { Client, Connection } from '@temporalio/client'
import { pino, type Logger } from 'pino'
import { openRecords, type Records } from '../prisma/client.ts'
import { loadOrganisations } from '../prisma/organisations-file.ts'
import type { Organisations } from '../prisma/organisations.ts'
import { policyLibrary, type PolicyLibrary } from '../prisma/policies.ts'
import type { ApiConfig } from './config.ts'
import { tokenSecret } from './token-secret.ts'

export interface Services {
  records: Records
  temporal: Client
  library: PolicyLibrary
  organisations: Organisations
  secret: Uint8Array
  /** What GOV.UK Notify signs its callbacks with; left out, they are not taken. */
  notifyToken?: string
  /** The most bytes of a file; left out, the default. */
  evidenceBytes?: number
  log: Logger
  now(): number
}

/** A channel that lost its server would otherwise wait up to two minutes before it looks again. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 }

/** Neither server needs to be up yet. @throws Error for a policy's or organisations' file, or a secret, that cannot be used. */
export function openServices(config: ApiConfig): Services & { close(): Promise<void> } {
  const library = policyLibrary()
  const organisations = loadOrganisations(library, config.organisations)
  const secret = tokenSecret(config)
  const records = openRecords(config.databaseUrl)
  const { connectionOptions, namespace } = config.temporal
  const connection = Connection.lazy({ ...connectionOptions, channelArgs })
  const temporal = new Client({ connection, ...(namespace !== undefined && { namespace }) })
  const log = pino({ level: config.logLevel })
  const close = async (): Promise<void> => {
    await Promise.allSettled([records.$disconnect(), connection.close()])
  }
  return {
    ...{ records, temporal, library, organisations, secret, log, now: () => Date.now(), close },
    evidenceBytes: config.evidenceBytes,
    ...(config.notifyToken !== undefined && { notifyToken: config.notifyToken }),
  }
}
