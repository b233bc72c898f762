/**
 * `node --import tsx test/bench/group.ts [--members 500] [--json]`: so many residents have one cause. They are filed with their group,
 * and have the acknowledgement and the answer of its lead, while the worker is killed (-9) in the middle of each. How long that takes,
 * what memory the worker has, how long the histories are, and that no letter is missing or doubled. Linux only: it reads /proc.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client, Connection } from '@temporalio/client'
import { tokenSecret } from '../../api/token-secret.ts'
import { signToken } from '../../api/token.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { relayOptions } from '../../workflows/start-options.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { complaint } from './complaint-lives.ts'
import { inParallel } from './in-parallel.ts'
import { megabytesOf } from './memory.ts'
import { reporter, seconds } from './report.ts'
import { requester } from './requests.ts'
import { raiseStand, type Stand } from './stand.ts'

const { values } = parseArgs({
  options: { members: { type: 'string', default: '500' }, json: { type: 'boolean', default: false } },
})
const members = Number(values.members)
const say = reporter(values.json)

async function main(): Promise<void> {
  const stand = await raiseStand()
  const records = openRecords(stand.databaseUrl)
  const connection = await Connection.connect({ address: stand.address })
  try {
    const secret = tokenSecret({ tokenSecret: undefined, dataDir: stand.dataDir })
    const token = await signToken({ sub: 'bench', role: 'officer' }, secret, new Date(Date.now() + 7_200_000))
    const api = requester(stand.api, token)
    const lead = await api.file(complaint)
    const began = performance.now()
    const body = JSON.stringify({ ...(JSON.parse(complaint) as object), group: lead })
    await inParallel(members, 8, async () => void (await api.file(body)))
    say({ filed: members, seconds: seconds(began), askedAgain: api.askedAgain() })
    await until(() => records.complaint.count({ where: { groupLead: lead } }), members)
    say({ joinedAfter: seconds(began) })
    await api.command(lead, 'acknowledge', { points: ['The lift', 'The calls'], responsibleFor: ['the lift'] })
    say({
      acknowledged: await given(stand, records, lead, () => api.command(lead, 'answer-group', { what: 'acknowledge' })),
    })
    const reasons = 'Our lift policy says three days. It took us two weeks.'
    await api.command(lead, 'respond', {
      points: [1, 2].map(() => ({ finding: 'upheld', reasons })),
      remedies: [{ kind: 'apology', by: '2030-01-31' }],
    })
    say({ answered: await given(stand, records, lead, () => api.command(lead, 'answer-group', { what: 'respond' })) })
    say(await letters(records, lead))
    say(await histories(new Client({ connection }), records, lead))
  } finally {
    await connection.close()
    await records.$disconnect()
    await stand.stop()
  }
}

/** Gives it to the group, kills the worker when half of them have it, and waits for all. */
async function given(stand: Stand, records: Records, lead: string, give: () => Promise<number>) {
  const before = megabytesOf(stand.processes.worker.pid)
  const began = performance.now()
  await give()
  const done = () => records.relayedCommand.count({ where: { fromRef: lead, fromSeq: { gt: 0 }, status: 'waiting' } })
  await until(async () => members - (await done()), members / 2)
  process.kill(stand.processes.worker.pid, 'SIGKILL')
  await stand.restartWorker({})
  let most = 0
  await until(async () => {
    most = Math.max(most, megabytesOf(stand.processes.worker.pid))
    return members - (await done())
  }, members)
  return { seconds: seconds(began), workerMegabytes: { before, mostAfterTheKill: most } }
}

/** Of each kind, how many members have none, one, and more. */
async function letters(records: Records, lead: string): Promise<Record<string, unknown>> {
  const refs = (await records.complaint.findMany({ where: { groupLead: lead }, select: { ref: true } })).map(
    ({ ref }) => ref,
  )
  const rows = await records.letter.groupBy({
    by: ['complaintRef', 'kind'],
    where: { complaintRef: { in: refs } },
    _count: true,
  })
  const of = (kind: string) => {
    const counts = refs.map((ref) => rows.find((row) => row.complaintRef === ref && row.kind === kind)?._count ?? 0)
    return {
      none: counts.filter((one) => one === 0).length,
      one: counts.filter((one) => one === 1).length,
      more: counts.filter((one) => one > 1).length,
    }
  }
  return { letters: { linked: of('linked'), acknowledgement: of('acknowledgement'), response: of('response') } }
}

async function histories(client: Client, records: Records, lead: string): Promise<Record<string, unknown>> {
  const lengthOf = async (id: string) => (await client.workflow.getHandle(id).describe()).historyLength
  const [first] = await records.complaint.findMany({ where: { groupLead: lead }, take: 1 })
  const runs = []
  for await (const run of client.workflow.list({ query: `WorkflowId = '${relayOptions.workflowId}'` }))
    runs.push(run.historyLength)
  return {
    events: {
      relayRuns: Math.max(...runs),
      lead: await lengthOf(workflowIdOf(lead)),
      member: await lengthOf(workflowIdOf(first?.ref ?? '')),
    },
  }
}

async function until(count: () => Promise<number>, enough: number): Promise<void> {
  while ((await count()) < enough) await pause(200)
}

await main()
