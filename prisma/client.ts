/** The connection to the records. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient, type Prisma } from './generated/client.ts'

export type Records = PrismaClient
/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient

/** @param most connections held at once by this process */
export function openRecords(databaseUrl: string, most = 10): Records {
  const adapter = new PrismaPg(openPool(databaseUrl, most), { disposeExternalPool: true })
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}

/**
 * Connections that outlive their server. One that is between two owners (handed out by the pool, and not yet listened to by the
 * adapter) would end the whole process with an unhandled 'error' when PostgreSQL is stopped just then. Nothing is hidden: whoever
 * uses the connection gets the error from its query, and the pool throws the connection away.
 */
export function openPool(databaseUrl: string, most: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: most, connectionTimeoutMillis: 3_000 })
  pool.on('connect', (connection) => connection.on('error', () => undefined))
  return pool
}
