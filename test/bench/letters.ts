/**
 * `npm run bench -- letters [--count 10000] [--rate 50] [--json]`: so many letters wait at once, as after a change of the calendar, and
 * leave at a rate: whether that is held, what memory the worker takes, and how the API answers meanwhile. Real processes throughout.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { tokenSecret } from '../../api/token-secret.ts'
import { signToken } from '../../api/token.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { freePort } from '../../worker/embedded/ports.ts'
import { mailSink, type MailSink } from '../faults/mail-sink.ts'
import { complaint } from './complaint-lives.ts'
import { inParallel } from './in-parallel.ts'
import { megabytesOf } from './memory.ts'
import { reporter, seconds } from './report.ts'
import { requester, type Requester } from './requests.ts'
import { raiseStand, type Stand } from './stand.ts'

export const letterOptions = {
  count: { type: 'string', default: '10000' },
  rate: { type: 'string', default: '50' },
} as const

interface Settings {
  count: number
  /** Letters a second. */
  rate: number
  json: boolean
}

export async function benchLetters({ count, rate, json }: Settings): Promise<void> {
  const mail = await mailSink(await freePort())
  // One in ten seconds: they pile up.
  const stand = await raiseStand({ mailUrl: mail.url, worker: { MAIL_PER_SECOND: '0.1' } })
  const records = openRecords(stand.databaseUrl, 2)
  try {
    const secret = tokenSecret({ tokenSecret: undefined, dataDir: stand.dataDir })
    const token = await signToken({ sub: 'bench', role: 'manager' }, secret, new Date(Date.now() + 7_200_000))
    const api = requester(stand.api, token)
    const say = reporter(json)

    const began = performance.now()
    const refs: string[] = []
    await inParallel(count, 16, async () => void refs.push(await api.file(complaint)))
    while ((await records.letter.count()) < count) await pause(200)
    const sentBefore = mail.accepted.length
    say({ letters: count, filedAndMadeInSeconds: seconds(began), leftMeanwhile: sentBefore })

    await stand.restartWorker({ MAIL_PER_SECOND: String(rate), MAIL_CONNECTIONS: '4' })
    say(await leaving({ stand, records, mail, api, refs }))
  } finally {
    await records.$disconnect()
    await stand.stop()
    await mail.close()
  }
}

interface Run {
  stand: Stand
  records: Records
  mail: MailSink
  api: Requester
  refs: string[]
}

/** Until the last has left; meanwhile somebody reads and gives commands, ten of each a second. */
async function leaving({ stand, records, mail, api, refs }: Run): Promise<object> {
  const before = mail.accepted.length
  const began = performance.now()
  const isDone = (): boolean => mail.accepted.length >= refs.length
  const memory = { worker: 0, api: 0 }
  /** At each tenth of the way: level, where the number of letters does not matter. */
  const workerAt: number[] = []
  const getMs: number[] = []
  const postMs: number[] = []
  const any = () => refs[Math.floor(Math.random() * refs.length)] ?? ''
  const asking = async (into: number[], ask: () => Promise<number>): Promise<void> => {
    while (!isDone()) {
      into.push(await ask())
      await pause(100)
    }
  }
  const watching = async (): Promise<void> => {
    while (!isDone()) {
      for (const name of ['worker', 'api'] as const)
        memory[name] = Math.max(memory[name], megabytesOf(stand.processes[name].pid))
      const tenth = (refs.length - before) / 10
      if (mail.accepted.length - before >= tenth * (workerAt.length + 1))
        workerAt.push(megabytesOf(stand.processes.worker.pid))
      await pause(250)
    }
  }
  await Promise.all([
    watching(),
    asking(getMs, () => api.read(any())),
    asking(postMs, () => api.command(any(), 'assign', { officer: 'a.khan' })),
  ])
  const took = seconds(began)
  while ((await records.letter.count({ where: { status: 'sent' } })) < refs.length) await pause(100)
  return {
    left: refs.length - before,
    inSeconds: took,
    perSecond: rates(mail, before),
    workerMegabytesAtMost: memory.worker,
    workerMegabytesAtEachTenth: workerAt,
    apiMegabytesAtMost: memory.api,
    getMs: latency(getMs),
    postMs: latency(postMs),
    askedAgain: api.askedAgain(),
    ...(await lostAndDoubled(records, mail)),
  }
}

/** By the seconds in which the mail server took them, but for the first and the last, which are parts of one. */
function rates(mail: MailSink, before: number): { mean: number; most: number } {
  const bySecond = new Map<number, number>()
  for (const { atMs } of mail.accepted.slice(before)) {
    const second = Math.floor(atMs / 1_000)
    bySecond.set(second, (bySecond.get(second) ?? 0) + 1)
  }
  const counts = [...bySecond].sort(([one], [other]) => one - other).map(([, count]) => count)
  const whole = counts.length > 2 ? counts.slice(1, -1) : counts
  const [first = 0, last = 0] = [mail.accepted[before]?.atMs, mail.accepted.at(-1)?.atMs]
  const mean = (mail.accepted.length - before) / Math.max(1, (last - first) / 1_000)
  return { mean: Math.round(mean * 10) / 10, most: Math.max(...whole) }
}

async function lostAndDoubled(records: Records, mail: MailSink): Promise<{ lost: number; doubled: number }> {
  const times = new Map<string, number>()
  for (const { messageId } of mail.accepted) times.set(messageId, (times.get(messageId) ?? 0) + 1)
  const letters = await records.letter.findMany({ select: { messageId: true } })
  return {
    lost: letters.filter(({ messageId }) => !times.has(messageId ?? '')).length,
    doubled: [...times.values()].filter((count) => count > 1).length,
  }
}

function latency(all: number[]): { asked: number; p50: number; p99: number; most: number } {
  const sorted = all.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  return { asked: all.length, p50: at(0.5), p99: at(0.99), most: at(1) }
}
