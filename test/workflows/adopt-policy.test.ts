/** A running complaint takes a newer policy: chosen by a manager, in force from its next stage. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { digestOf } from '../../prisma/policy-versions.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { organisation, policies } from '../prisma/invented-organisations.ts'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

const file = policyLibrary()
const code = file.byId('housing-ombudsman-code-2024')
const other = file.byId('joint-code')

/** A newer version, with other clocks at stage 2 and a title of its own. */
function newer(policy: Policy): Policy {
  const [first, second] = policy.stages
  const acknowledge = { ...second.acknowledge, within: { number: 3, unit: 'working-days' as const }, clause: '9.1' }
  const respond = { ...second.respond, of: 'request' as const, clause: '9.2' }
  return { ...policy, stages: [first, { ...second, acknowledge, respond }] }
}
const ours2024: Policy = {
  ...code,
  id: 'ours-2024',
  short: 'Ours 2024',
  inForce: { from: '2024-04-01', to: '2027-01-31' },
}
const ours2027: Policy = { ...newer(code), id: 'ours-2027', short: 'Ours 2027', inForce: { from: '2027-02-01' } }
const known = [ours2024, ours2027, other]
const library: PolicyLibrary = {
  policies: known,
  ombudsmen: file.ombudsmen,
  companions: file.companions,
  byId: (id) => known.find((one) => one.id === id) ?? expect.fail(id),
}
const organisations = readOrganisations(
  organisation('north', { policies: policies('ours-2024', 'ours-2027') }),
  'x',
  library,
)

let office: Office
let away = false
let tries = 0
beforeAll(async () => {
  office = await openOffice({
    ...{ library, organisations },
    before: (real) => ({
      lookUp(...given) {
        tries++
        return away ? Promise.reject(new Error('away')) : real.lookUp(...given)
      },
    }),
  })
})
afterAll(() => office.close())

const isUnder = async ({ ref }: Life) => {
  const { policyId, policyDigest } = await office.records.complaint.findUniqueOrThrow({ where: { ref } })
  return [policyId, policyDigest]
}
const begin = async () => {
  const life = await receive(office, {}, 'ours-2024')
  await life.done('acknowledge', officer, acknowledgement)
  return life
}

describe('adopt-policy', () => {
  it('is refused until the version is in force, and for what is not on the list', async () => {
    await office.until('2027-01-20T10:00')
    const life = await begin()
    const why = async (policy: string, by = manager) => {
      const sent = await life.give('adopt-policy', by, { policy })
      return sent.is === 'refused' ? `${sent.refusal.rule}: ${sent.refusal.message}` : sent.is
    }
    expect(await why('ours-2027')).toBe(
      'Redress: adopt-policy: ours-2027 from Monday 1 February 2027 is not what is in force for this complaint today. A running complaint takes the one that is: ours-2024.',
    )
    expect(await why('joint-code')).toMatch(
      /^Redress: adopt-policy: North Council has no policy "joint-code" on its list\./,
    )
    expect(await why('ours-2024')).toMatch(/^Redress: adopt-policy: The complaint is under it already: ours-2024/)
    expect(await why('ours-2027', officer)).toMatch(/^Redress: adopt-policy: A officer may not do this/)
    expect(await life.entries('policy-adopted')).toEqual([])
  })

  it('leaves the present stage as it began, and the next one begins under the newer version', async () => {
    await office.until('2027-01-25T10:00')
    const life = await begin()
    await office.until('2027-02-01T10:00')
    await life.done('adopt-policy', manager, { policy: 'ours-2027' })
    expect(await life.entries('policy-adopted')).toMatchObject([
      { by: manager, clause: null, detail: { policy: 'ours-2027', from: 'stage-2' } },
    ])
    expect(await life.refused('adopt-policy', manager, { policy: 'ours-2027' })).toBe('Redress: adopt-policy')
    expect(await isUnder(life)).toEqual(['ours-2024', digestOf(ours2024)])

    // Stage 1 ends by its own rules; what is told of stage 2 is what will be.
    expect(await life.refused('extend', officer, { until: '2027-12-01', reason: 'We wait' })).toBe('Ours 2024 6.4')
    await life.done('respond', officer, response)
    const answer = (await life.letter('response')).text.replace(/\s+/g, ' ')
    expect(answer).toContain('3 working days')
    expect(answer).not.toContain('5 working days')

    await life.done('escalate', resident)
    expect(await isUnder(life)).toEqual(['ours-2027', digestOf(ours2027)])
    expect(await life.entries('escalated')).toMatchObject([{ detail: { stage: 'stage-2', policy: 'ours-2027' } }])
    // Monday 1 February: 3 working days, and 20 from the request.
    expect(await life.deadlines()).toEqual([
      'acknowledge-stage-1 from 2027-01-25 due 2027-02-01 met',
      'respond-stage-1 from 2027-01-25 due 2027-02-08 met',
      'acknowledge-stage-2 from 2027-02-01 due 2027-02-04 running',
      'respond-stage-2 from 2027-02-01 due 2027-03-01 running',
    ])
    expect(await life.refused('adopt-policy', manager, { policy: 'ours-2027' })).toBe('Ours 2027 6.19')
    await life.done('acknowledge', reviewer, acknowledgement)
    await life.done('respond', reviewer, response)
    await life.learns()
    expect(await life.ended()).toBe('closed')
    expect(await life.refused('adopt-policy', manager, { policy: 'ours-2027' })).toBe('Ours 2027')
  })

  it('is shown in Temporal', async () => {
    const life = await begin()
    await life.done('adopt-policy', manager, { policy: 'ours-2027' })
    await life.done('respond', officer, response)
    await life.done('escalate', resident)
    const { searchAttributes } = await office.environment.client.workflow.getHandle(life.id).describe()
    expect(searchAttributes).toMatchObject({ Policy: ['ours-2027'], Organisation: ['north'] })
  })

  it('comes as a Signal too, and a refused one stands on the timeline', async () => {
    const life = await begin()
    await life.signal('adopt-policy', { by: manager, with: { policy: 'joint-code' } })
    await life.shows('refused')
    // Whoever sends a policy along is not believed: it is read from the records.
    const kept = { digest: 'f'.repeat(64), policy: { ...ours2024, short: 'Forged' } }
    await life.signal('adopt-policy', { by: manager, with: { policy: 'ours-2027', kept } })
    await life.shows('policy-adopted')
    await life.done('respond', officer, response)
    await life.done('escalate', resident)
    expect(await isUnder(life)).toEqual(['ours-2027', digestOf(ours2027)])
  })

  it('waits for records that are away', async () => {
    const life = await begin()
    const before = tries
    away = true
    await life.signal('adopt-policy', { by: manager, with: { policy: 'ours-2027' } })
    // Twice by the quick kind of activity, and then by the one that waits.
    await vi.waitFor(() => expect(tries).toBeGreaterThanOrEqual(before + 3), { timeout: 10_000 })
    expect(await life.entries('policy-adopted')).toEqual([])
    away = false
    await life.shows('policy-adopted')
  })

  it('is done once, however often it is sent', async () => {
    const life = await begin()
    await life.done('adopt-policy', manager, { policy: 'ours-2027' }, 'sent-twice')
    await life.done('adopt-policy', manager, { policy: 'ours-2027' }, 'sent-twice')
    expect(await life.entries('policy-adopted')).toHaveLength(1)
  })

  it('outlives the run, and a complaint that is closed before its next stage', async () => {
    const life = await begin()
    await life.done('adopt-policy', manager, { policy: 'ours-2027' })
    await life.done('respond', officer, response)
    await office.until('2027-09-01T10:00')
    expect(await life.status()).toBe('stage-1 closed')
    // A request after the six months that it was held open: it is begun again from the records.
    await life.done('escalate', resident)
    expect(await isUnder(life)).toEqual(['ours-2027', digestOf(ours2027)])
    expect((await life.deadlines()).at(-1)).toMatch(/^respond-stage-2 from 2027-09-01 /)
  })
})
