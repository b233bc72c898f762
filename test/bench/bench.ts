/**
 * `npm run bench -- [--n 300] [--at-once 16] [--runs 2] [--json]`: what a complaint costs, beside the smallest workflow that could
 * do anything, on the same servers in the same run. Ratios matter, not the figures of one machine. `npm run bench -- letters` is
 * letters.ts: 10,000 letters that wait at once.
 */
import { parseArgs } from 'node:util'
import { Client, Connection } from '@temporalio/client'
import { tokenSecret } from '../../api/token-secret.ts'
import { signToken } from '../../api/token.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { bareLives } from './bare-lives.ts'
import { complaintLives, type Lives } from './complaint-lives.ts'
import { watch, type Used } from './cpu.ts'
import { benchLetters, letterOptions } from './letters.ts'
import { raiseStand, type Stand } from './stand.ts'

interface Figures {
  perSecond: number
  cpuMsEach: Record<string, number>
  cpuMs: number
  events: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    n: { type: 'string', default: '300' },
    'at-once': { type: 'string', default: '16' },
    runs: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    ...letterOptions,
  },
})

async function main(): Promise<void> {
  const stand = await raiseStand()
  const connection = await Connection.connect({ address: stand.address })
  const client = new Client({ connection })
  try {
    const token = await officersToken(stand)
    const lives = (n: number) => complaintLives(stand.api, token, n, Number(values['at-once']))
    const bare = (n: number, label: string) => bareLives(client, n, Number(values['at-once']), label)
    await bare(40, 'warm')
    await lives(40)
    await delivered(client)
    for (let run = 1; run <= Number(values.runs); run++) {
      await oneRun(stand, client, run, bare, lives)
    }
  } finally {
    await connection.close()
    await stand.stop()
  }
}

async function oneRun(
  stand: Stand,
  client: Client,
  run: number,
  bare: (n: number, label: string) => Promise<{ events: number }>,
  lives: (n: number) => Promise<Lives>,
): Promise<void> {
  const n = Number(values.n)
  const { temporal, bareWorker, worker, api, postgres } = stand.processes
  const bareUsed = watch({ temporal, worker: bareWorker })
  const { events } = await bare(n, `run-${run}`)
  const bareFigures = figures(n, bareUsed(), events)

  const used = watch({ temporal, postgres, worker, api })
  const done = await lives(n)
  // The letters' sending belongs to the cost: it ends after the last answer.
  await delivered(client)
  const first = done.refs[0] ?? ''
  const described = await client.workflow.getHandle(workflowIdOf(first)).describe()
  const redress = figures(n, used(), described.historyLength)
  const latency = done.commandMs.toSorted((one, other) => one - other)
  const result = {
    run,
    complaints: n,
    bare: bareFigures,
    redress,
    commandMs: { p50: quantile(latency, 0.5), p99: quantile(latency, 0.99) },
    askedAgain: done.askedAgain,
    ratio: {
      cpu: round(redress.cpuMs / bareFigures.cpuMs),
      perSecond: round(redress.perSecond / bareFigures.perSecond),
    },
  }
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : printed(result))
}

function figures(n: number, used: Used, events: number): Figures {
  const cpuMsEach = Object.fromEntries(Object.entries(used.cpuMs).map(([name, ms]) => [name, round(ms / n)]))
  const cpuMs = Object.values(used.cpuMs).reduce((sum, ms) => sum + ms, 0) / n
  return { perSecond: round((1_000 * n) / used.wallMs), cpuMsEach, cpuMs: round(cpuMs), events }
}

/** Waits until no activity of ours is waiting or running. */
async function delivered(client: Client): Promise<void> {
  for (;;) {
    const busy = client.workflow.list({ query: 'WorkflowType = "complaint" AND ExecutionStatus = "Running"' })
    let pending = 0
    for await (const each of busy) {
      const { raw } = await client.workflow.getHandle(each.workflowId).describe()
      pending += raw.pendingActivities?.length ?? 0
      if (pending > 0) break
    }
    if (pending === 0) return
  }
}

async function officersToken(stand: Stand): Promise<string> {
  const secret = tokenSecret({ tokenSecret: undefined, dataDir: stand.dataDir })
  return signToken({ sub: 'bench', role: 'officer' }, secret, new Date(Date.now() + 3_600_000))
}

function printed(result: {
  run: number
  complaints: number
  bare: Figures
  redress: Figures
  commandMs: { p50: number; p99: number }
  askedAgain: number
  ratio: { cpu: number; perSecond: number }
}): string {
  const line = (name: string, { perSecond, cpuMs, cpuMsEach, events }: Figures) =>
    `${name.padEnd(9)} ${String(perSecond).padStart(7)}/s  ${String(cpuMs).padStart(7)} CPU ms each (${Object.entries(
      cpuMsEach,
    )
      .map(([process, ms]) => `${process} ${ms}`)
      .join(', ')})  ${events} events`
  return [
    `run ${result.run}, ${result.complaints} of each, ${values['at-once']} at once`,
    line('bare', result.bare),
    line('redress', result.redress),
    `a command is answered in ${result.commandMs.p50} ms (p50), ${result.commandMs.p99} ms (p99); asked again after a 503: ${result.askedAgain}`,
    `ratio     CPU ${result.ratio.cpu}, complaints a second ${result.ratio.perSecond}`,
    '',
    '',
  ].join('\n')
}

function quantile(sorted: number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

if (values.help) {
  process.stdout.write(
    [
      'npm run -s bench -- [--n 300] [--at-once 16] [--runs 2] [--json]',
      'npm run -s bench -- letters [--count 10000] [--rate 50] [--json]',
      '',
      'What a complaint costs, beside the smallest workflow that could do anything; or how so many letters that wait at once leave.',
      'Linux only: it reads /proc.',
      '',
    ].join('\n'),
  )
} else if (positionals[0] === 'letters') {
  await benchLetters({ count: Number(values.count), rate: Number(values.rate), json: values.json })
} else {
  await main()
}
