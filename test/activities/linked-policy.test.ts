/** A complaint that came out of another takes the policy that is in force on its own day, not the one that the other began under. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileAll } from '../../activities/linked.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import type { Organisation, Organisations } from '../../prisma/organisations.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { writeTexts } from '../../prisma/texts.ts'
import { batchOf } from '../../workflows/batch.ts'
import { commandNamed } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'
import { intake } from '../workflows/a-life.ts'

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

const library = policyLibrary()
const [first] = loadOrganisations(library).all
function listing(...ids: string[]): Organisations {
  const policies = ids.map((id) => ({ policy: library.byId(id), matters: 'all' as const }))
  const one: Organisation = { ...first, policies }
  return { all: [one], byId: () => one }
}

/** The policy of what came of a new point on that day, of a complaint of May 2024. */
async function policyOn(day: string, organisations: Organisations, landlordMatter = true): Promise<string> {
  const nowMs = parseWhen(`${day}T10:00`)
  return records.$transaction(async (tx) => {
    const given = {
      intake: intakeSchema.parse({ ...intake, landlordMatter, received: '2024-05-20T10:00' }),
      policy: library.byId('dartford-2023'),
      ...{ organisation: first.id, filedBy: 'test', nowMs: parseWhen('2024-05-20T10:00') },
    }
    const { ref, state } = await fileComplaint(tx, given)
    const body = { point: 'The bins are not emptied', related: false, delays: false }
    const [draft] = await writeTexts(tx, ref, [{ kind: 'add-point', body }], 'test', nowMs)
    const command = commandNamed('add-point')
    if (!command || draft === undefined) throw new Error('no such command')
    const by = { role: 'officer', id: 'a.khan' } as const
    const made = command.apply(state, { related: false, delays: false }, { by, nowMs, draft })
    const { state: after, entries, changed } = commit(state, made, nowMs, 'officer:a.khan')
    const [linked] = await fileAll(tx, batchOf(after, entries, changed, nowMs), { organisations, nowMs })
    const row = await tx.complaint.findUniqueOrThrow({ where: { ref: linked! }, include: { points: true } })
    expect(row.points.map(({ words }) => words)).toEqual(['The bins are not emptied'])
    return row.policyId
  })
}

it('the old one until it ends, the new one from the day on which it begins', async () => {
  const both = listing('dartford-2023', 'dartford-2024')
  const { to } = library.byId('dartford-2023').inForce
  const { from } = library.byId('dartford-2024').inForce
  expect(await policyOn(to!, both)).toBe('dartford-2023')
  expect(await policyOn(from, both)).toBe('dartford-2024')
})

it('where the organisation has none in force any more, the one that it came out of: a complaint is not lost', async () => {
  expect(await policyOn('2024-08-01', listing('dartford-2023'))).toBe('dartford-2023')
})
