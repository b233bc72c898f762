import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLetters } from '../../../activities/letters/make.ts'
import { openRecords, type Records } from '../../../prisma/client.ts'
import { readOrganisations } from '../../../prisma/organisations-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { keepPolicy } from '../../../prisma/policy-versions.ts'
import type { Batch } from '../../../workflows/state.ts'
import { organisation } from '../../prisma/invented-organisations.ts'
import { testDatabase, type TestDatabase } from '../../servers.ts'
import { happenings } from './happenings.ts'
import { batchOf, INTAKE, letterhead, office, policy, REF, records, TEXTS, type Happening } from './invented.ts'

let database: TestDatabase
let db: Records
beforeAll(async () => {
  database = await testDatabase()
  db = openRecords(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.stop()
})

let made = 0
/** A complaint on file, with the texts given beside those of the intake. */
async function complaint(
  person: Partial<NonNullable<ReturnType<typeof records>['person']>> = {},
  texts: (keyof typeof TEXTS)[] = [],
  organisationId = 'exampleton',
): Promise<string> {
  const ref = `C-${++made}`
  const { person: rosa, points } = records()
  const { representative: _nobody, ...known } = { ...rosa!, ...person }
  const ids = [...Object.keys(INTAKE), ...texts] as (keyof typeof TEXTS)[]
  await db.complaint.create({
    data: {
      ref,
      organisationId,
      policyId: policy.id,
      policyDigest: await keepPolicy(db, policy, 0),
      channel: 'online',
      serviceArea: 'repairs',
      landlordMatter: 'true',
      receivedAt: new Date('2027-03-22T10:00:00Z'),
      filedAt: new Date(0),
      filedBy: 'resident',
      stage: 'stage-1',
      status: 'received',
      state: {},
      person: { create: known },
      points: { create: points.map(({ words }, index) => ({ number: index + 1, words })) },
      texts: {
        create: ids.map((id) => ({
          id: `${id}-${ref}`,
          kind: TEXTS[id][0],
          body: TEXTS[id][1],
          by: 'resident',
          at: new Date(0),
        })),
      },
    },
  })
  return ref
}

function batch(ref: string, name: keyof typeof happenings): Batch {
  const made = batchOf(happenings[name][0] as unknown as Happening)
  return {
    ...made,
    ref,
    entries: made.entries.map((entry) => ({ ...entry, ...(entry.text && { text: `${entry.text}-${ref}` }) })),
  }
}
const lettersOf = (ref: string) => db.letter.findMany({ where: { complaintRef: ref } })
const make = (batch: Batch) => db.$transaction((tx) => makeLetters(tx, batch, office))

test('a letter stands with the case, complete, before it is sent', async () => {
  const ref = await complaint()
  await make(batch(ref, 'receipt'))
  const [letter] = await lettersOf(ref)
  expect(letter).toMatchObject({
    seq: 1,
    kind: 'receipt',
    addressee: 'resident',
    channel: 'email',
    status: 'made',
    attempts: 0,
    pdf: null,
  })
  expect(letter?.recipient).toMatchObject({ name: 'Rosa Resident', email: 'rosa@resident.example' })
  expect(letter?.subject).toBe(`We have got your complaint (${ref})`)
  expect(letter?.template).toMatch(/^en\/receipt@[0-9a-f]{8}$/)
  expect(letter?.madeAt).toEqual(new Date('2027-03-22T11:00:00Z'))
  expect(letter?.html).toContain('Two appointments missed')
  expect(letter?.text).not.toContain(REF)
})

test('twenty makes in parallel, and one later, make it once and leave it as it was', async () => {
  const ref = await complaint()
  await Promise.all(Array.from({ length: 20 }, () => make(batch(ref, 'receipt'))))
  const before = await lettersOf(ref)
  expect(before).toHaveLength(1)
  await db.letter.updateMany({ where: { complaintRef: ref }, data: { status: 'sent' } })
  await make(batch(ref, 'receipt'))
  expect(await lettersOf(ref)).toEqual([{ ...before[0], status: 'sent' }])
})

test('by post where the resident prefers letters or has no email; by email where a letter has no address to go to', async () => {
  const channel = async (person: Parameters<typeof complaint>[0]) => {
    const ref = await complaint(person)
    await make(batch(ref, 'receipt'))
    return (await lettersOf(ref))[0]?.channel
  }
  expect(await channel({ preferredContact: 'letter' })).toBe('letter')
  expect(await channel({ preferredContact: 'phone' })).toBe('email')
  expect(await channel({ email: null })).toBe('letter')
  expect(await channel({ preferredContact: 'letter', address: [] })).toBe('email')
})

test('a response is made from its own text', async () => {
  const ref = await complaint({}, ['t-response'])
  await make(batch(ref, 'response'))
  expect((await lettersOf(ref))[0]?.text).toContain('We will pay you £175')
})

test('a letter whose text is not there is left out, and holds up nothing else', async () => {
  const ref = await complaint()
  await make(batch(ref, 'response'))
  expect(await lettersOf(ref)).toEqual([])
})

test('the correction of a definition tells the day on file, with why', async () => {
  const ref = await complaint({}, ['t-definition'])
  const corrected = batch(ref, 'acknowledgement-corrected')
  const [deadline] = corrected.deadlines
  if (!deadline) expect.fail('the batch has the deadline')
  const { name, number, stage, counts, trail } = deadline
  await db.deadline.create({
    data: {
      complaintRef: ref,
      name,
      number,
      stage,
      counts,
      trail,
      status: 'running',
      recordedSeq: 1,
      from: new Date(deadline.from),
      due: new Date(deadline.due),
      dueAt: new Date(deadline.dueAtMs),
    },
  })
  await make({ ...corrected, deadlines: [] })
  const text = (await lettersOf(ref))[0]?.text.replace(/\s+/g, ' ')
  expect(text).toContain(
    'by Thursday 8 April 2027. That is 10 working days after the day we wrote to say what your complaint is (Tuesday 23 March 2027).',
  )
})

test('notices to staff go to the officer and to every manager on file, else to the team', async () => {
  const ref = await complaint()
  await make(batch(ref, 'reminder'))
  expect((await lettersOf(ref))[0]?.recipient).toEqual({
    name: letterhead.team,
    email: letterhead.email,
  })
  await db.staffMember.createMany({
    data: [
      {
        organisationId: 'exampleton',
        id: 'a.khan',
        name: 'A. Khan',
        email: 'a.khan@exampleton.example',
        role: 'officer',
      },
      { organisationId: 'exampleton', id: 'm.one', name: 'M. One', email: 'm.one@exampleton.example', role: 'manager' },
      { organisationId: 'exampleton', id: 'm.two', name: 'M. Two', email: 'm.two@exampleton.example', role: 'manager' },
    ],
  })
  const other = await complaint()
  await make(batch(other, 'missed-deadline'))
  const [letter] = await lettersOf(other)
  expect(letter?.recipient).toEqual({
    name: 'M. One',
    email: 'm.one@exampleton.example',
    also: ['m.two@exampleton.example'],
  })
  expect(letter?.text).toContain('A. Khan')
})

test('each organisation writes under its own letterhead, and to its own people', async () => {
  const organisations = readOrganisations(organisation('east') + organisation('west'), 'ours.yaml', policyLibrary())
  await db.staffMember.createMany({
    data: [
      { organisationId: 'east', id: 'a.khan', name: 'Anna of the east', email: 'a.khan@east.example', role: 'officer' },
      { organisationId: 'east', id: 'm.boss', name: 'Mo of the east', email: 'm.boss@east.example', role: 'manager' },
    ],
  })
  for (const [id, manager] of [
    ['east', 'm.boss@east.example'],
    ['west', 'manager@west.example'],
  ] as const) {
    const ref = await complaint({}, [], id)
    const both = [batch(ref, 'receipt'), batch(ref, 'missed-deadline')]
    for (const [at, one] of both.entries()) {
      const entries = one.entries.map((entry) => ({ ...entry, seq: at + 1 }))
      await db.$transaction((tx) => makeLetters(tx, { ...one, entries }, { ...office, organisations }))
    }
    const [receipt, notice] = await lettersOf(ref)
    expect(receipt?.text).toContain(`complaints@${id}.example`)
    expect(receipt?.document).toMatchObject({ sender: { mailbox: { email: `complaints@${id}.example` } } })
    expect(notice?.recipient).toMatchObject({ email: manager })
    expect(notice?.text.includes('Anna of the east')).toBe(id === 'east')
    expect(JSON.stringify([receipt, notice])).not.toMatch(
      id === 'east' ? /west\.example|West Council/ : /east\.example|East Council|of the east/,
    )
  }
})

test('a batch without letters reads and writes nothing', async () => {
  await expect(make({ ...batch('C-none', 'receipt'), entries: [] })).resolves.toBeUndefined()
})
