/**
 * A mail server that misbehaves to some while it serves others, and a real worker: nothing is lost, what comes twice is logged, and as
 * long as a connection is free nobody waits for another's bad luck.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, resident, type Caller } from './caller.ts'
import { countByKind, printCounts, type Counts } from './letter-counts.ts'
import { intakeOf } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { unwellMail, type Manner, type UnwellMail } from './unwell-mail.ts'
import { until } from './waiting.ts'

const each = 3
const among = 30
const unlucky: Manner[] = ['drops', 'gone', 'busy', 'slow-to-answer', 'slow-to-read']

let rig: Rig
let api: Caller
let mail: UnwellMail
beforeAll(async () => {
  mail = await unwellMail()
  rig = await openRig()
  // The slow ones have six of them for 20 s.
  const worker = rig.worker({ SMTP_URL: mail.url, MAIL_CONNECTIONS: '8' })
  const http = await rig.api()
  await Promise.all([worker.start(), http.start()])
  api = caller(http.url)
})
afterAll(async () => {
  await rig.stop()
  await mail.close()
})

async function file(kind: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = `${kind}-${index}`
    await api.insist({ as: resident, path: '/v1/complaints', key: id, json: intakeOf(id, 'answered') })
  }
}
const counts = () => countByKind(rig.records, mail.accepted)
const settled = async (kind: string): Promise<boolean> => (await counts()).get(kind)?.waiting === 0

test('drops the line, knows nobody, is busy, answers and reads a byte a second', { timeout: 150_000 }, async () => {
  const troubles = new Map<string, number>()
  const isUnwell = (address: string): Manner | undefined => {
    const manner = unlucky.find((one) => address.startsWith(one))
    const times = (troubles.get(address) ?? 0) + 1
    troubles.set(address, times)
    // Each is unlucky once, but for who does not exist.
    return times === 1 || manner === 'gone' ? manner : 'well'
  }
  mail.manner = (address) => isUnwell(address) ?? 'well'
  await Promise.all(unlucky.map((kind) => file(kind, each)))
  const began = Date.now()
  await file('well', among)
  await until('the others have their letters', () => settled('well'), 60_000, counts)
  const othersMs = Date.now() - began
  for (const kind of unlucky) await until(`${kind} is settled`, () => settled(kind), 100_000, counts)

  const result = await counts()
  printCounts(`mail misbehaves (the ${among} others had theirs ${othersMs} ms after they were asked for)`, result, [
    'well',
    ...unlucky,
  ])
  const expected = (kind: string, changes: Partial<Counts> = {}): [string, Counts] => [
    kind,
    { ...{ letters: each, sent: each, post: 0, refused: 0, lost: 0, doubled: 0, logged: 0, waiting: 0 }, ...changes },
  ]
  expect([...result].sort()).toEqual(
    [
      expected('busy'),
      expected('drops', { doubled: each, logged: each }),
      expected('gone', { sent: 0, refused: each }),
      expected('slow-to-answer'),
      // It had read nothing when it was left, and for all that we know it might have.
      expected('slow-to-read', { logged: each }),
      expected('well', { letters: among, sent: among }),
    ].sort(),
  )
  // Never asked for again.
  expect([...mail.asked].filter(([address]) => address.startsWith('gone')).map(([, times]) => times)).toEqual(
    Array.from({ length: each }, () => 1),
  )
})
