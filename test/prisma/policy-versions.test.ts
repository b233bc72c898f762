/** The policy that a complaint carries: the version in force on receipt, kept as it was, whatever becomes of its file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecords, type Records } from '../../prisma/client.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { readOrganisations } from '../../prisma/organisations-file.ts'
import { policyFor } from '../../prisma/organisations.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { carriedPolicy, digestOf, keepPolicy, policyOf } from '../../prisma/policy-versions.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import { writeBatch } from '../../prisma/write-batch.ts'
import { batchOf } from '../../workflows/batch.ts'
import { commit } from '../../workflows/commit.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { localDate, parseWhen } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { adopt } from '../../workflows/stages/adoption.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'
import { organisation, policies } from './invented-organisations.ts'

const library = policyLibrary()
const code = library.byId('housing-ombudsman-code-2024')
const listed = policies('dartford-2023', 'dartford-2024')
const organisations = readOrganisations(organisation('north', { policies: listed }), 'ours.yaml', library)
const tuesday2July = '2024-07-02T10:00'

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

const intake = (received: string) =>
  intakeSchema.parse({
    summary: 'The boiler is off',
    serviceArea: 'repairs',
    landlordMatter: true,
    channel: 'letter',
    received,
    resident: { name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' },
  })

function file(policy: Policy, received = tuesday2July, nowMs = parseWhen(tuesday2July)) {
  const given = { intake: intake(received), organisation: 'north', policy, filedBy: 'test', nowMs }
  return records.$transaction((tx) => fileComplaint(tx, given))
}

/** The Code with a longer time to acknowledge, under the same id: as if somebody had changed its file. */
function changed(policy: Policy): Policy {
  const [first, second] = policy.stages
  const acknowledge = { ...first.acknowledge, within: { number: 9, unit: 'working-days' as const } }
  return { ...policy, stages: [{ ...first, acknowledge }, second] }
}

describe('over the boundary of two versions', () => {
  it.each([
    // Logged on Tuesday 2 July; what counts is when it came.
    ['2024-06-28T16:00', 'dartford-2023', '2024-07-09'],
    ['2024-07-01T09:00', 'dartford-2024', '2024-07-08'],
  ])('received at %s: %s, to be acknowledged by %s', async (received, id, due) => {
    const found = policyFor(organisations, 'north', localDate(parseWhen(received)), true)
    if (!('policy' in found)) expect.fail(found.refusal.message)
    const { ref, state } = await file(found.policy, received)
    expect(state.policy.id).toBe(id)
    const [deadline] = await records.deadline.findMany({ where: { complaintRef: ref, name: 'acknowledge-stage-1' } })
    expect(deadline?.due.toISOString().slice(0, 10)).toBe(due)
    expect(await records.complaint.findUnique({ where: { ref } })).toMatchObject({
      organisationId: 'north',
      policyId: id,
      policyDigest: digestOf(library.byId(id)),
    })
  })
})

describe('a version', () => {
  it('has a digest that knows its values and not their order', () => {
    const reversed = Object.fromEntries(Object.entries(code).toReversed()) as unknown as Policy
    expect(digestOf(reversed)).toBe(digestOf(code))
    expect(digestOf(code)).toMatch(/^[0-9a-f]{64}$/)
    expect(digestOf(changed(code))).not.toBe(digestOf(code))
  })

  it('is kept once, by however many at the same time, as it was first', async () => {
    const policy = { ...code, title: 'Filed by twenty at once' }
    const digests = await Promise.all(Array.from({ length: 20 }, (_, at) => keepPolicy(records, policy, at)))
    expect(new Set(digests)).toEqual(new Set([digestOf(policy)]))
    const kept = await records.policyVersion.findMany({ where: { title: policy.title } })
    expect(kept).toHaveLength(1)
    await keepPolicy(records, policy, 99)
    expect(await records.policyVersion.findMany({ where: { title: policy.title } })).toEqual(kept)
  })

  it('comes back as it went in', async () => {
    // From the database: only what was read from it once is remembered.
    const digest = await keepPolicy(records, { ...code, title: 'Read again' }, 0)
    expect(await policyOf(records, digest)).toEqual({ ...code, title: 'Read again' })
    await expect(policyOf(records, 'nope')).rejects.toThrow('The records hold no policy nope')
  })
})

it('travels without the words that only people read, which its file has', async () => {
  const policy = library.byId('dartford-2023')
  expect(policy.explains).not.toEqual({})
  expect(JSON.stringify(policy)).toContain('"assumption":')
  const { ref, state } = await file(policy)
  const start = await startFromRecords(records, ref, parseWhen(tuesday2July))
  for (const carried of [state, start?.state ?? expect.fail('it is not started')]) {
    expect(carried.policy.explains).toEqual({})
    expect(JSON.stringify(carried)).not.toContain('"assumption":')
  }
})

describe('a changed file', () => {
  it('is for new complaints only: one that is started again goes on as it began', async () => {
    const before = await file(code)
    const after = await file(changed(code))
    const acknowledgeBy = async (ref: string) => {
      const start = await startFromRecords(records, ref, parseWhen(tuesday2July))
      expect(start?.state.policy.id).toBe(code.id)
      return start?.state.policy.stages[0].acknowledge.within.number
    }
    expect(await acknowledgeBy(before.ref)).toBe(5)
    expect(await acknowledgeBy(after.ref)).toBe(9)
    expect(await records.policyVersion.count({ where: { policyId: code.id, title: code.title } })).toBe(2)
  })

  it('changes nothing for one that was opened again either, nor what was adopted for its next stage', async () => {
    const { ref, state } = await file(code)
    const next = { digest: await keepPolicy(records, changed(code), 0), policy: changed(code) }
    const { state: adopted, entries, changed: moved } = commit(state, adopt(state, next), parseWhen(tuesday2July))
    const batch = batchOf(adopted, entries, moved, 0)
    expect(JSON.stringify(batch)).not.toContain(code.source)
    await records.$transaction((tx) => writeBatch(tx, batch, parseWhen(tuesday2July)))
    const start = await startFromRecords(records, ref, parseWhen(tuesday2July))
    expect(start?.state.policy).toEqual(carriedPolicy(code))
    expect(start?.state.nextPolicy).toEqual({ ...next, policy: carriedPolicy(next.policy) })
  })
})
