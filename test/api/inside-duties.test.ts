import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { writeBatch } from '../../prisma/write-batch.ts'
import { batchOf } from '../../workflows/batch.ts'
import { asOf } from '../../workflows/due.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, answered, given } from '../workflows/decided.ts'
import { intake, officer, openApi, resident, type Api } from './world.ts'

// What the office owes to itself is no news for a resident: not by its day, nor as something that is late.

let api: Api
beforeAll(async () => void (api = await openApi()))
afterAll(() => api.close())

const simple = { ...intake, points: ['No heating'], resident: { ...intake.resident, adjustments: [] } }
const dayMs = 86_400_000

test('a resident whose complaint is over is told of nothing that is due, nor late, though the office has to learn from it', async () => {
  const { records, library, organisations } = api.services
  const nowMs = Date.now() - 120 * dayMs
  const filing = {
    ...{ intake: intakeSchema.parse(simple), policy: library.byId('housing-ombudsman-code-2024') },
    ...{ organisation: organisations.all[0].id, filedBy: 'resident:sam', nowMs },
  }
  const { ref, state } = await records.$transaction((tx) => fileComplaint(tx, filing))
  const write = (after: State) => writeBatch(records, batchOf(after, [], [], nowMs))
  const standing = async (as: typeof officer) => {
    const { nextDeadline, dueAt, overdue } = (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
    return { nextDeadline, dueAt, overdue }
  }
  // What is owed to the resident, both are told.
  expect(await standing(resident)).toEqual(await standing(officer))
  expect(await standing(resident)).toMatchObject({ nextDeadline: 'acknowledge-stage-1', overdue: false })
  await write(asOf(acknowledged(state, nowMs), Date.now()))
  expect(await standing(resident)).toMatchObject({ nextDeadline: 'respond-stage-1', overdue: true })

  const closed = given(answered(state, nowMs), 'close', {}, nowMs).state
  await write(closed)
  const none = { nextDeadline: null, dueAt: null, overdue: false }
  expect(await standing(officer)).toMatchObject({ nextDeadline: 'record-learning', overdue: false })
  expect(await standing(resident)).toEqual(none)
  await write(asOf(closed, Date.now()))
  expect(await standing(officer)).toMatchObject({ nextDeadline: 'record-learning', overdue: true })
  expect(await standing(resident)).toEqual(none)
})
