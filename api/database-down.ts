/** Whether an error says that the database is away, as opposed to a query that is wrong. */
import { Prisma } from '../prisma/generated/client.ts'

/** Prisma's: not reached, timed out, closed by the server, no free connection, transaction not begun or expired. */
const prismaCodes = new Set(['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])
/** Node's sockets, and PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shut down, starting up). */
const systemCode = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|08\w{3}|53\w{3}|57P\w{2})$/
const driverKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
])

/** The driver's own errors have neither a code nor a kind. */
const driverWords =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

export function databaseIsDown(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  if (!(error instanceof Error)) return false
  const code: unknown = 'code' in error ? error.code : undefined
  if (typeof code === 'string' && (prismaCodes.has(code) || (isFromDatabase(error) && systemCode.test(code))))
    return true
  if (driverWords.test(error.message)) return true
  if (error.name === 'DriverAdapterError') return isDownCause(error.cause)
  const adapterError =
    error instanceof Prisma.PrismaClientKnownRequestError ? error.meta?.['driverAdapterError'] : undefined
  // Prisma's own code is then only "database error": what PostgreSQL said while it shut down or started up stands inside.
  return adapterError instanceof Error && isDownCause(adapterError.cause)
}

function isFromDatabase(error: Error): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError || 'severity' in error || 'syscall' in error
}

function isDownCause(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false
  if ('kind' in cause && driverKinds.has(String(cause.kind))) return true
  return 'originalCode' in cause && systemCode.test(String(cause.originalCode))
}
