import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { intake, openApi, resident, type Api } from './world.ts'

// Permission is the resident's own word, however it is brought: given, tried out, or stored for later. No workflow is needed to say so.

let api: Api
beforeAll(async () => void (api = await openApi()))
afterAll(() => api.close())

test('whoever filed it is told the same by a dry run and by the store as by the command, and nothing is kept', async () => {
  const { records, library, organisations } = api.services
  const friend = { name: 'Alex Friend', capacity: 'friend', email: 'alex@example.org', letters: 'resident' }
  const given = {
    intake: intakeSchema.parse({ ...intake, representative: friend }),
    policy: library.byId('housing-ombudsman-code-2024'),
    ...{ organisation: organisations.all[0].id, filedBy: 'resident:sam', nowMs: Date.now() },
  }
  const { ref } = await records.$transaction((tx) => fileComplaint(tx, given))
  const json = { what: 'consent-given', how: 'signed', signature: 'Sam Jones', letters: 'both' }
  const before = await api.rows()
  for (const [method, path] of [
    ['POST', 'represent'],
    ['POST', 'represent?dryRun=true'],
    ['PUT', 'draft-representation'],
  ] as const) {
    const headers = { 'idempotency-key': 'a-key' }
    const { body } = await api.ask(method, `/v1/complaints/${ref}/${path}`, resident, { json, headers })
    expect(body, path).toMatchObject({ status: 409, rule: 'Redress: represent' })
  }
  const { status, text } = await api.ask(
    'POST',
    `/v1/complaints/${ref}/represent?dryRun=true`,
    { ...resident, ref },
    { json },
  )
  expect([status, text]).toEqual([200, expect.not.stringContaining('token for this very complaint')])
  expect(await api.rows()).toEqual(before)
})
