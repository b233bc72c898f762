/** A connection whose server goes away while nobody listens to it costs nobody the process. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPool } from '../../prisma/client.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.stop())

it('is told to whoever uses the connection, and to nobody else', async () => {
  const pool = openPool(database.url, 2)
  try {
    const [lost, other] = [await pool.connect(), await pool.connect()]
    const { rows } = await lost.query<{ pid: number }>('select pg_backend_pid() as pid')
    const gone = new Promise((resolve) => lost.once('end', resolve))
    // Handed out and not in a query: without a listener its 'error' would be an uncaught exception, which fails this test.
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await gone
    await expect(lost.query('select 1')).rejects.toThrow(/not queryable|terminat|closed/i)
    lost.release(true)
    other.release()
    await expect(pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
  } finally {
    await pool.end()
  }
})
