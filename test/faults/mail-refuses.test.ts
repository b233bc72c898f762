/** The mail server is away, then busy, and one address does not exist: every letter comes, once, or goes by post. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, resident, type Caller, type Json } from './caller.ts'
import { countMail, idOf, lettersWrong, readCases, timelineWrong } from './invariants.ts'
import { begin, goOn, intakeOf, lettered, timelineOf, type Kind, type Life } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { until } from './waiting.ts'

let rig: Rig
let api: Caller
let worker: ReturnType<Rig['worker']>
beforeAll(async () => {
  rig = await openRig()
  worker = rig.worker()
  const http = await rig.api()
  await Promise.all([worker.start(), http.start()])
  api = caller(http.url)
})
afterAll(() => rig.stop())

const withStatus = (...status: string[]): Promise<number> =>
  rig.records.letter.count({ where: { status: { in: status } } })

const kinds: Kind[] = ['answered', 'escalated', 'withdrawn']
/** How many letters they ask for. */
const asked = kinds.flatMap(timelineOf).filter((event) => lettered.has(event)).length

async function livesOf(name: string): Promise<Life[]> {
  const lives = await Promise.all(kinds.map((kind) => begin(api, `${name}-${kind}`, kind)))
  await Promise.all(
    lives.map(async (life) => {
      while (await goOn(api, life));
    }),
  )
  return lives
}

test(
  'refusing connections, then answering 451: commands go on, and each letter is sent once',
  { timeout: 120_000 },
  async () => {
    await rig.mail.close()
    const away = await livesOf('away')
    const waiting = await withStatus('made', 'sending')
    expect([waiting, rig.mail.accepted.length]).toEqual([asked, 0])

    rig.mail.codeFor = (address) => (address.startsWith('busy') ? 451 : undefined)
    await rig.mail.open()
    const busy = await livesOf('busy')
    await until('the first letters are sent', async () => (await withStatus('sent')) === asked, 60_000)
    const [refused, stillWaiting] = [rig.mail.refused, await withStatus('made', 'sending')]
    expect([refused >= asked, stillWaiting]).toEqual([true, asked])
    rig.mail.codeFor = () => undefined
    const tookMs = await until('the rest is sent', async () => (await withStatus('sent')) === 2 * asked, 60_000)
    process.stderr.write(
      `mail refuses: ${rig.mail.refused} answers 451, the last letter ${tookMs} ms after the server was well\n`,
    )

    const cases = await readCases(rig)
    const wrong = [...away, ...busy].flatMap((life) => {
      const one = cases.find(({ ref }) => ref === life.ref)
      return one ? [...timelineWrong(one, timelineOf(life.kind), life), ...lettersWrong(one)] : [`${life.ref} is lost`]
    })
    expect(wrong).toEqual([])
    expect(countMail(cases, rig)).toEqual({ sent: 2 * asked, accepted: 2 * asked, lost: [], doubled: [], unknown: [] })
    expect(api.asked.flatMap(({ before }) => before)).toEqual([])
    expect(api.slowestMs).toBeLessThan(10_000)
  },
)

test(
  'an address that does not exist: by post where that is known, else it stands on the timeline',
  { timeout: 60_000 },
  async () => {
    rig.mail.codeFor = (address) => (address.startsWith('gone') ? 550 : undefined)
    const refusedBefore = rig.mail.refused
    const postal = await file('gone-postal', { address: ['1 High Street', 'Exampleton', 'EX1 1AA'] })
    const nowhere = await file('gone-nowhere', {})
    const read = async (ref: string) => (await readCases(rig)).find((one) => one.ref === ref)
    await until('one is queued for post', async () => (await read(postal))?.letters[0]?.status === 'queued', 30_000)
    await until('and stands on the timeline', async () => (await read(postal))?.timeline.length === 2, 30_000)
    await until('so does the other, and what to do', async () => (await read(nowhere))?.timeline.length === 3, 30_000)
    const [byPost, undeliverable] = [await read(postal), await read(nowhere)]
    expect(byPost?.letters[0]).toMatchObject({ channel: 'letter', status: 'queued', attempts: 1 })
    expect(Buffer.from(byPost?.letters[0]?.pdf ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(undeliverable?.letters[0]).toMatchObject({ status: 'refused', attempts: 1 })
    expect(byPost?.timeline.map(({ event }) => event)).toEqual(['received', 'undeliverable'])
    expect(undeliverable?.timeline.map(({ event }) => event)).toEqual(['received', 'undeliverable', 'task-opened'])
    // A refusal for good is not tried again.
    expect(rig.mail.refused - refusedBefore).toBe(2)
    expect(
      rig.mail.accepted.filter(({ messageId }) => [idOf(postal, 1), idOf(nowhere, 1)].includes(messageId)),
    ).toEqual([])
  },
)

async function file(id: string, contact: Json): Promise<string> {
  const { resident: person, ...rest } = intakeOf(id, 'answered')
  const json = { ...rest, resident: { ...(person as Json), ...contact } }
  return String((await api.insist({ as: resident, path: '/v1/complaints', key: id, json })).body['ref'])
}
