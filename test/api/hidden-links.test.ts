import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { intake, manager, officer, openApi, type Api } from './world.ts'

// A case on which somebody has a conflict of interest is not there for them (HO Code 5.8 c): no other case of theirs names it either.

let api: Api
beforeAll(async () => void (api = await openApi()))
afterAll(() => api.close())

async function filed(): Promise<string> {
  const { records, library, organisations } = api.services
  const given = {
    ...{ intake: intakeSchema.parse(intake), policy: library.byId('housing-ombudsman-code-2024') },
    ...{ organisation: organisations.all[0].id, filedBy: 'resident:sam', nowMs: Date.now() },
  }
  return (await records.$transaction((tx) => fileComplaint(tx, given))).ref
}

test('neither as linked, merged or leading, nor among the members of a group', async () => {
  const { complaint, complaintLink, entry, relayedCommand } = api.services.records
  const [own, hidden, open] = [await filed(), await filed(), await filed()]
  const at = new Date()
  const others = [hidden, open]
  await complaint.update({ where: { ref: hidden }, data: { conflicts: [officer.sub] } })
  await complaint.updateMany({ where: { ref: { in: others } }, data: { mergedInto: own, linkedTo: own } })
  await complaint.update({ where: { ref: own }, data: { groupLead: hidden, mergedInto: hidden, linkedTo: hidden } })
  await complaintLink.createMany({
    data: others.flatMap((other, more) => [
      { complaintRef: own, seq: 5 + more, otherRef: other, as: 'related', at },
      { complaintRef: other, seq: 5, otherRef: own, as: 'same-cause', at },
    ]),
  })
  const linked = { complaintRef: own, at, by: 'manager:m.boss', event: 'linked' }
  await entry.createMany({
    data: others.map((other, more) => ({ ...linked, seq: 5 + more, detail: { stage: 'stage-1', other } })),
  })
  const relayed = { fromRef: own, by: 'manager:m.boss', command: 'respond', at, status: 'refused', rule: 'HO Code 6.7' }
  await relayedCommand.createMany({
    data: others.map((toRef) => ({ ...relayed, fromSeq: 0, toRef })),
  })
  const read = async (path: string, as: typeof officer) => {
    const { status, text, body } = await api.ask('GET', `/v1/complaints/${own}${path}`, as)
    expect(status, text).toBe(200)
    return { text, body }
  }
  for (const path of ['', '/group']) {
    expect((await read(path, manager)).text, path).toContain(hidden)
    const seen = await read(path, officer)
    expect(seen.text, path).not.toContain(hidden)
    expect(seen.text, path).toContain(open)
  }
  expect((await read('', officer)).body).toMatchObject({
    ...{ groupLead: null, mergedInto: null, linkedTo: null, linked: [open], merged: [open] },
    links: [
      { ref: open, as: 'related' },
      { ref: open, as: 'same-cause' },
    ],
  })
  expect((await read('', manager)).body).toMatchObject({ groupLead: hidden, mergedInto: hidden, linkedTo: hidden })
  const listed = async (as: typeof officer) => (await api.ask('GET', '/v1/complaints', as)).text
  expect(await listed(manager)).toContain(hidden)
  expect(await listed(officer)).not.toContain(hidden)
  expect(await listed(officer)).toContain(open)
})
