/** From one entry comes one complaint, however often the activity that writes it runs, and whoever is away when it does. */
import { Client, Connection } from '@temporalio/client'
import { afterEach, expect, it } from 'vitest'
import { record } from '../../activities/records.ts'
import { startAll } from '../../activities/linked.ts'
import { startUnstarted } from '../../activities/sweep.ts'
import type { Activities } from '../../workflows/activities.ts'
import type { Batch } from '../../workflows/state.ts'
import { lifeOf, officer, receive, resident, type Life } from '../workflows/a-life.ts'
import { openOffice, type Office } from '../workflows/office.ts'

let office: Office | undefined
afterEach(async () => {
  await office?.close()
  office = undefined
})

const request = { kind: 'service-request', summary: 'The lamp is broken', points: undefined }
const complaint = { summary: 'Nobody comes', points: ['Nobody comes', 'Nobody writes'], outcomesSought: ['A lamp'] }

async function opened(before?: (real: Activities) => Partial<Activities>): Promise<Office> {
  office = await openOffice(before && { before })
  await office.until('2027-01-11T10:00')
  return office
}

const linkedRows = ({ records }: Office, { ref }: Life) => records.complaint.findMany({ where: { linkedTo: ref } })

/** What was recorded, so that it can be recorded again. */
function keeping(batches: Batch[], then: (real: Activities, batch: Batch) => Promise<void>) {
  return (real: Activities): Partial<Activities> => ({
    record: async (batch) => {
      batches.push(batch)
      await then(real, batch)
    },
  })
}

it('one complaint, one workflow and one receipt, where each batch is written three times, two of them at once', async () => {
  const batches: Batch[] = []
  const here = await opened(
    keeping(batches, async (real, batch) => {
      await Promise.all([real.record(batch), real.record(batch)])
      await real.record(batch)
    }),
  )
  const life = await receive(here, request)
  await life.done('complain', resident, complaint)
  const rows = await linkedRows(here, life)
  expect(rows).toHaveLength(1)
  const linked = lifeOf(here, rows[0]!.ref)
  await linked.sends(1)
  expect(await linked.timeline()).toEqual(['2027-01-11T10:00 received by resident'])
  expect(await here.records.point.count({ where: { complaintRef: linked.ref } })).toBe(2)
  expect(batches.filter(({ entries }) => entries.some(({ event }) => event === 'complaint-made'))).toHaveLength(1)
})

it('one, where the activity is killed after it has written and before anybody hears of it', async () => {
  let written = 0
  const here = await opened((real) => ({
    record: async (batch) => {
      await real.record(batch)
      if (batch.entries.some(({ event }) => event === 'complaint-made') && ++written < 3) throw new Error('killed')
    },
  }))
  const life = await receive(here, request)
  await life.done('complain', resident, complaint)
  expect(written).toBe(3)
  expect(await linkedRows(here, life)).toHaveLength(1)
})

it('one, long after: an old batch that is written again makes no other', async () => {
  const batches: Batch[] = []
  const here = await opened(keeping(batches, (real, batch) => real.record(batch)))
  const life = await receive(here, request)
  await life.done('complain', resident, complaint)
  await life.done('resolve-request', officer, { resolved: true, outcome: 'Done' })
  const { records, library, organisations, environment } = here
  const client = environment.client
  for (const batch of batches) await record({ records, library, organisations, client }, batch, Date.now())
  expect(await linkedRows(here, life)).toHaveLength(1)
  expect(await life.status()).toBe('service-request closed')
})

it('is on file where its workflow cannot be started, and the sweep starts it', async () => {
  const said: string[] = []
  const nobody = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1', interceptors: [] }) })
  const batches: Batch[] = []
  let here: Office | undefined = undefined
  here = await opened(
    keeping(batches, async (real, batch) => {
      if (!here || !batch.entries.some(({ event }) => event === 'complaint-made')) return real.record(batch)
      const { records, library, organisations } = here
      const log = (message: string) => void said.push(message)
      await record({ records, library, organisations, client: nobody, log }, batch, batch.entries[0]!.atMs)
    }),
  )
  const life = await receive(here, request)
  await life.done('complain', resident, complaint)
  const [row] = await linkedRows(here, life)
  expect(row).toMatchObject({ stage: 'stage-1', status: 'received', startedAt: null, linkedSeq: 2 })
  expect(said).toEqual([
    expect.stringMatching(/^C-.* is on file and its workflow did not start .*: the sweep will start it$/),
  ])

  const linked = lifeOf(here, row!.ref)
  const { records, environment } = here
  const swept = () => startUnstarted({ records, client: environment.client }, row!.filedAt.getTime() + 20_000)
  expect(await swept()).toBe(1)
  await linked.sends(1)
  expect((await linked.letter('receipt')).text).toContain(life.ref)
  expect(await swept()).toBe(0)
  // Who was started is not started again.
  await startAll(
    { records, client: environment.client, log: (message) => void said.push(message) },
    [linked.ref],
    Date.now(),
  )
  expect(said).toHaveLength(1)
})

it('is filed without words where those that the command named were never stored: a complaint is one all the same', async () => {
  const here = await opened()
  const life = await receive(here, request)
  const other = await receive(here, { ...request, summary: 'Somebody else’s lamp' })
  const foreign = await other.store('complain', { summary: 'Somebody else’s words' })
  const handle = here.environment.client.workflow.getHandle(life.id)
  for (const draft of [`t-${'x'.repeat(20)}`, foreign]) {
    await handle.executeUpdate('complain', { args: [{ by: officer, with: { draft } }] })
  }
  const rows = await linkedRows(here, life)
  expect(rows).toHaveLength(2)
  for (const { ref } of rows) {
    await lifeOf(here, ref).sends(1)
    const { text } = await lifeOf(here, ref).letter('receipt')
    expect(text.replace(/\s+/g, ' ')).toContain('Please tell us again what went wrong.')
    expect(text).not.toContain('Somebody else')
  }
})
