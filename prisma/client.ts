/** The connection to the records. */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from './generated/client.ts'

export type Records = PrismaClient
/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient

/** @param most connections held at once by this process */
export function openRecords(databaseUrl: string, most = 10): Records {
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: most, connectionTimeoutMillis: 3_000 })
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}
