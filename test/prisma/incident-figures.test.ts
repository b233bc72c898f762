/** What exceptional circumstances did to cases, counted from the records: what the resident owes is no breach of the council's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRecords, type Records } from '../../prisma/client.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { incidentFigures } from '../../prisma/incident-figures.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'

const declaredAt = new Date(parseWhen('2027-03-15T09:00'))
const nowMs = parseWhen('2027-03-26T09:00')

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

const intake = intakeSchema.parse({
  ...{ summary: 'The boiler is off', serviceArea: 'repairs', landlordMatter: true, channel: 'letter' },
  received: '2027-03-15T08:00',
  resident: { name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' },
})

test('only what the office owed is due, met or broken', async () => {
  const policy = policyLibrary().byId('housing-ombudsman-code-2024')
  const given = { intake, organisation: 'north', policy, filedBy: 'test', nowMs: declaredAt.getTime() }
  const { ref } = await records.$transaction((tx) => fileComplaint(tx, given))
  const by = 'manager:m.boss'
  const said = { organisationId: 'north', kind: 'flood', reason: 'Our offices are under water.' }
  const moments = { declaredAt, declaredBy: by, changedAt: declaredAt, changedBy: by }
  const returnOn = new Date('2027-04-01')
  const incident = await records.incident.create({ data: { ...said, ...moments, returnOn } })
  await records.incidentComplaint.create({
    data: { incidentId: incident.id, complaintRef: ref, toldAt: declaredAt, returnOn },
  })
  const due = new Date('2027-03-22')
  const deadline = (name: string, status: string) => ({
    ...{ complaintRef: ref, name, number: 1, stage: 'stage-1', counts: {}, from: declaredAt, due, dueAt: due, status },
    ...{ trail: [], recordedSeq: 1, incident: status === 'met' ? null : incident.id },
  })
  await records.deadline.deleteMany({ where: { complaintRef: ref } })
  await records.deadline.createMany({
    data: [
      deadline('acknowledge-stage-1', 'late'),
      deadline('complete-action', 'missed'),
      deadline('review-adjustment', 'met'),
      deadline('answer-clarification', 'missed'),
      deadline('give-consent', 'late'),
      deadline('request-stage-2', 'met'),
    ],
  })
  const byName = [
    { name: 'acknowledge-stage-1', late: 1, missed: 0 },
    { name: 'complete-action', late: 0, missed: 1 },
  ]
  const figures = await records.$transaction((tx) => incidentFigures(tx, incident, nowMs))
  expect(figures).toMatchObject({ told: 1, due: 3, metInTime: 1, ranOut: 2, late: 1, missed: 1, byName })
})
