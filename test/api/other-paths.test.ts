/**
 * Other ways on than the procedure, over HTTP: courts, talks, other offices, other complaints. And one cause of many residents: each has a
 * complaint, letters and clocks of their own; whoever is
 * cut off before it is noted, nothing is doubled.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Claims } from '../../api/token.ts'
import { relayOptions } from '../../workflows/start-options.ts'
import { inDays, manager, officer, resident, reviewer } from './world.ts'
import { inParallel } from '../bench/in-parallel.ts'
import { openLives, type Lives } from './lives.ts'

const MEMBERS = 20
let lives: Lives
let lead: string
let members: string[]

const ask = (method: string, path: string, as: Claims = officer, json?: unknown) =>
  lives.api.ask(method, path, as, json === undefined ? {} : { json })
const give = async (ref: string, command: string, json: unknown, as = officer) =>
  ask('POST', `/v1/complaints/${ref}/${command}`, as, json)

function complaintOf(name: string, more: object = {}) {
  return {
    summary: `The lift of Example House is out of order, says ${name}`,
    points: ['The lift is out of order'],
    ...{ serviceArea: 'repairs', landlordMatter: true, channel: 'email' },
    resident: { name, email: `${name.replace(' ', '.')}@example.org`.toLowerCase(), preferredContact: 'email' },
    ...more,
  }
}

async function file(name: string, more: object = {}, as = officer): Promise<string> {
  const { status, body, text } = await ask('POST', '/v1/complaints', as, complaintOf(name, more))
  expect(status, text).toBe(201)
  return String(body['ref'])
}

interface Group {
  members: number
  joining: { waiting: number; refused: { ref: string; rule: string }[] }
  answers: { what: string; total: number; told: number; waiting: number; refused: { ref: string; rule: string }[] }[]
}

async function groupOf(ref: string): Promise<Group> {
  const { status, body } = await ask('GET', `/v1/complaints/${ref}/group`, manager)
  expect(status).toBe(200)
  return body as unknown as Group
}

const settled = ({ answers }: Group) => answers.every(({ waiting }) => waiting === 0)
const eventually = (check: (group: Group) => boolean) =>
  vi.waitFor(async () => expect(check(await groupOf(lead))).toBe(true), { timeout: 60_000, interval: 200 })

const records = () => lives.api.services.records

async function lettersByKind(kind: string): Promise<number[]> {
  const rows = await records().letter.findMany({ where: { kind, complaintRef: { in: members } } })
  return members.map((ref) => rows.filter(({ complaintRef }) => complaintRef === ref).length)
}

const each = (count: number) => members.map(() => count)

beforeAll(async () => {
  lives = await openLives()
  lead = await file('Lee Lead')
  const names = Array.from({ length: MEMBERS }, (_none, index) => `Member ${index + 1}`)
  members = []
  await inParallel(MEMBERS, 4, async () => void members.push(await file(names.pop() ?? '', { group: lead })))
  await eventually(({ members: joined }) => joined === MEMBERS)
}, 120_000)

afterAll(() => lives.close())

describe('a group of residents with one cause', () => {
  it('is joined as complaints are filed, and listed', async () => {
    const { body } = await ask('GET', `/v1/complaints?groupLead=${lead}&limit=100`)
    expect((body['complaints'] as { ref: string }[]).map(({ ref }) => ref).toSorted()).toEqual(members.toSorted())
    expect(await lettersByKind('linked')).toEqual(each(1))
  })

  it('is only joined where there is a lead, and on the word of staff', async () => {
    const filing = (group: string, as: Claims) =>
      ask('POST', '/v1/complaints', as, complaintOf('Una Member', { group }))
    expect((await filing('C-7KQM-2XPK', officer)).body['detail']).toContain('There is no complaint')
    expect((await filing(members[0] ?? '', officer)).body['detail']).toContain(`answered together with ${lead}`)
    expect((await filing(lead, resident)).body['detail']).toContain('Only staff')
  })

  it('gets the acknowledgement and the answer of the lead, each resident once', async () => {
    const definition = 'The lift of Example House is out of order since 2 March.'
    const points = ['The lift is out of order.', 'No notice was put up.']
    await give(lead, 'acknowledge', { definition, points, responsibleFor: ['The lift'] })
    // One has had an answer of their own before: what the group is told is not told to them.
    const [alone = ''] = members
    await give(alone, 'withdraw', {})
    expect((await give(lead, 'answer-group', { what: 'acknowledge' })).status).toBe(200)
    await eventually(settled)
    expect((await groupOf(lead)).answers).toMatchObject([
      { what: 'acknowledge', total: MEMBERS - 1, told: MEMBERS - 1, refused: [] },
    ])
    const answer = {
      points: points.map(() => ({ finding: 'upheld', reasons: 'Our contract says 5 days.' })),
      decision: 'We uphold it.',
    }
    expect((await give(lead, 'respond', { ...answer, remedies: [{ kind: 'apology', by: inDays(0) }] })).status).toBe(
      200,
    )
    expect((await give(lead, 'answer-group', { what: 'respond' }, reviewer)).status).toBe(200)
    await eventually(settled)
    const [first, ...others] = await lettersByKind('response')
    expect([first, ...others]).toEqual([0, ...others.map(() => 1)])
    expect((await lettersByKind('acknowledgement')).slice(1)).toEqual(others.map(() => 1))
    const complaintRef = members.at(-1) ?? ''
    const [letter] = await records().letter.findMany({ where: { kind: 'response', complaintRef } })
    const { name = 'nobody' } = (await records().person.findUnique({ where: { complaintRef } })) ?? {}
    expect(letter?.text).toContain(`Dear ${name}`)
    expect(letter?.text).toContain('Our contract says 5 days.')
  })

  it('is told nothing twice, where a worker was killed after each took it and before that was noted', async () => {
    const told = await records().relayedCommand.updateMany({ where: { status: 'told' }, data: { status: 'waiting' } })
    expect(told.count).toBeGreaterThan(2 * MEMBERS)
    await lives.temporal.client.workflow.signalWithStart('relay', { ...relayOptions, signal: 'asked' })
    await vi.waitFor(
      async () => expect(await records().relayedCommand.count({ where: { status: 'waiting' } })).toBe(0),
      30_000,
    )
    expect((await groupOf(lead)).answers.map((answer) => answer.told)).toEqual([MEMBERS - 1, MEMBERS - 1])
    for (const kind of ['linked', 'acknowledgement', 'response'])
      expect((await lettersByKind(kind)).slice(1), kind).toEqual(each(1).slice(1))
  })

  it('says who did not take it, and by which rule', async () => {
    const { body } = await give(lead, 'answer-group', { what: 'respond' })
    expect(body['seq']).toBeGreaterThan(0)
    await eventually(settled)
    const { refused = [], told } = (await groupOf(lead)).answers.at(-1) ?? {}
    expect(told).toBe(0)
    expect(refused).toHaveLength(MEMBERS - 1)
    expect(new Set(refused.map(({ rule }) => rule))).toEqual(new Set(['HO Code 6.9']))
    expect((await lettersByKind('response')).slice(1)).toEqual(each(1).slice(1))
  })
})

describe('two complaints that have to do with each other', () => {
  it('show it both, to staff alone, until it is taken back', async () => {
    const [one, other] = [await file('Ann One'), await file('Ola Other')]
    expect((await give(one, 'link', { to: other, as: 'same-cause', note: 'The same lift' })).status).toBe(200)
    const linksOf = async (ref: string, as = officer) =>
      ((await ask('GET', `/v1/complaints/${ref}`, as)).body['links'] as { ref: string; as: string }[]).map(
        (link) => `${link.ref} ${link.as}`,
      )
    expect(await linksOf(one)).toEqual([`${other} same-cause`])
    expect(await linksOf(other)).toEqual([`${one} same-cause`])
    expect(await linksOf(one, { role: 'resident', sub: 'a', ref: one })).toEqual([])
    expect((await give(other, 'unlink', { from: one })).status).toBe(200)
    expect([...(await linksOf(one)), ...(await linksOf(other))]).toEqual([])
  })

  it('are one where the same resident made both: the points go to the older one', async () => {
    const older = await file('Ned Twice')
    const younger = await file('Ned Twice', { points: ['The lift is out of order', 'The stairs are dark'] })
    const tried = await ask('POST', `/v1/complaints/${younger}/merge?dryRun=true`, officer, { into: lead })
    expect(tried.body).toMatchObject({ ready: false })
    expect((await give(younger, 'merge', { into: older.toLowerCase(), alreadyThere: [1] })).status).toBe(200)
    const read = async (ref: string) => (await ask('GET', `/v1/complaints/${ref}`)).body
    const added = async () => (await read(older))['timeline']
    await vi.waitFor(
      async () => expect(await added()).toContainEqual(expect.objectContaining({ event: 'point-added' })),
      20_000,
    )
    expect(await read(older)).toMatchObject({ merged: [younger], status: 'received' })
    expect(await read(younger)).toMatchObject({ mergedInto: older, status: 'closed' })
  })
})

describe('another way on', () => {
  const lettersOf = async (ref: string) =>
    ((await ask('GET', `/v1/complaints/${ref}`)).body['letters'] as { kind: string }[]).map(({ kind }) => kind)

  it('a claim at court ends it, a letter before action does not; talks are for policies that have them', async () => {
    const ref = await file('Cora Court')
    const court = { filedOn: inDays(0), by: 'resident', note: 'Your claim is about the same lift.' }
    const early = await give(ref, 'start-legal-proceedings', { ...court, step: 'letter-before-action' })
    expect(early).toMatchObject({ status: 409, body: { rule: 'HO Code 2.2' } })
    const none = await give(ref, 'agree-adr', { kind: 'mediation', agreedWithResident: true })
    expect(none).toMatchObject({ status: 409, body: { detail: expect.stringContaining('dispute resolution') } })
    expect(await give(ref, 'start-legal-proceedings', court)).toMatchObject({ status: 200, body: { status: 'closed' } })
    expect(await lettersOf(ref)).toEqual(['receipt', 'proceedings'])
  })

  it('another office has a part of it, and we go on', async () => {
    const ref = await file('Olga Office')
    const passed = { body: 'Example Water', why: 'The pipe is theirs.', goesOn: true }
    expect(await give(ref, 'refer-elsewhere', passed)).toMatchObject({ status: 200, body: { status: 'received' } })
    expect(await lettersOf(ref)).toEqual(['receipt', 'referred'])
  })
})
