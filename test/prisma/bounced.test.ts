import { afterAll, beforeAll, expect, it } from 'vitest'
import { clearBounced, isBounced, markBounced } from '../../prisma/bounced.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'

let database: TestDatabase
let records: Records
beforeAll(async () => {
  database = await testDatabase()
  records = openRecords(database.url)
})
afterAll(async () => {
  await records.$disconnect()
  await database.stop()
})

const on = (atMs: number) => ({ atMs, why: 'email-bounced' })

it('knows an address however it is written, and for its own organisation alone', async () => {
  await markBounced(records, 'one', ' Sam.Jones@Example.ORG ', on(1))
  expect(await isBounced(records, 'one', 'sam.jones@example.org')).toBe(true)
  expect(await isBounced(records, 'one', 'SAM.JONES@example.org')).toBe(true)
  expect(await isBounced(records, 'one', 'sam@example.org')).toBe(false)
  expect(await isBounced(records, 'two', 'sam.jones@example.org')).toBe(false)
})

it('keeps the last time, and forgets an address that works again', async () => {
  await markBounced(records, 'three', 'a@example.org', on(1_000))
  await markBounced(records, 'three', 'A@example.org', on(2_000))
  const rows = await records.bouncedAddress.findMany({ where: { organisationId: 'three' } })
  expect(rows).toEqual([
    { organisationId: 'three', address: 'a@example.org', at: new Date(2_000), why: 'email-bounced' },
  ])
  await clearBounced(records, 'three', 'a@EXAMPLE.org')
  expect(await isBounced(records, 'three', 'a@example.org')).toBe(false)
})
