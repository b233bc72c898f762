/**
 * The worker is killed at every step of a send, with letters at each of them: none is lost, and only those come twice whose message
 * the mail server had, and of which nothing was noted yet.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, resident, type Caller } from './caller.ts'
import { countByKind, printCounts, type Counts } from './letter-counts.ts'
import { intakeOf } from './life.ts'
import type { Program } from './program.ts'
import { openRig, type Rig } from './rig.ts'
import { stepwiseMail, type StepwiseMail } from './stepwise-mail.ts'
import { until } from './waiting.ts'

const each = 3
/** Each letter stands where its address says when the worker is killed. */
const steps = ['claim', 'keep', 'connect', 'rcpt', 'accept', 'note', 'noted'] as const
type Step = (typeof steps)[number]

let rig: Rig
let api: Caller
let mail: StepwiseMail
let gates: pg.Client
beforeAll(async () => {
  mail = await stepwiseMail()
  rig = await openRig()
  gates = new pg.Client({ connectionString: rig.databaseUrl })
  await gates.connect()
  await gates.query(gatesInTheRecords)
  const http = await rig.api()
  await http.start()
  api = caller(http.url)
})
afterAll(async () => {
  await gates.end()
  await rig.stop()
  await mail.close()
})

/**
 * Statements of the worker that wait at a gate until the test opens it: 1 for what dies there, 2 for what gets through at the last
 * moment, 3 for who begins when the others stand where they should, 4 for the letter that all others wait behind.
 */
const gatesInTheRecords = `
  create function wait_at_gate() returns trigger language plpgsql as $$
  declare step text := split_part(old.recipient->>'email', '-', 1);
  begin
    if (step = 'claim' and old.status = 'made' and new.status = 'sending')
      or (step = 'keep' and old.mime is null and new.mime is not null)
      or (step = 'note' and new.status = 'sent') then
      perform pg_advisory_xact_lock_shared(1);
    elsif step = 'noted' and new.status = 'sent' then
      perform pg_advisory_xact_lock_shared(2);
    elsif step = 'connect' and old.status = 'made' and new.status = 'sending' then
      perform pg_advisory_xact_lock_shared(3);
    elsif step = 'first' then
      perform pg_advisory_xact_lock_shared(4);
    end if;
    return new;
  end $$;
  create trigger wait_at_gate before update on letter for each row execute function wait_at_gate();
  select pg_advisory_lock(1), pg_advisory_lock(2), pg_advisory_lock(3), pg_advisory_lock(4);`

async function waitingAt(gate: 1 | 2 | 3 | 4): Promise<number[]> {
  const { rows } = await gates.query<{ pid: number }>(
    "select pid from pg_locks where locktype = 'advisory' and not granted and objid = $1",
    [gate],
  )
  return rows.map(({ pid }) => pid)
}

async function file(name: string): Promise<void> {
  const { resident: person, ...rest } = intakeOf(name, 'answered')
  await api.insist({ as: resident, path: '/v1/complaints', key: name, json: { ...rest, resident: person } })
}
const counts = () => countByKind(rig.records, mail.accepted)
const counted = async () => Object.fromEntries(await counts())
const inStatus = (status: string, step: Step) =>
  rig.records.letter.count({ where: { status, recipient: { path: ['email'], string_starts_with: `${step}-` } } })

/** The worker goes, and what it had asked of the records goes with it. */
async function killWith(worker: Program, asking: number[]): Promise<void> {
  await worker.kill()
  await gates.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [asking])
}

/**
 * Makes every letter, and sends none: a worker that sends one at a time is kept at that one, and then gone. A send has 20 s, so those
 * that are to stand at their steps together must begin together, whatever a slow machine takes for the making.
 */
async function makeAll(): Promise<void> {
  const maker = rig.worker({ SMTP_URL: mail.url, MAIL_CONNECTIONS: '1' })
  await maker.start()
  await file('first-one')
  await until(
    'the one letter waits',
    async () => (await waitingAt(4)).length === 1,
    30_000,
    () => maker.log(),
  )
  for (const step of steps) for (let index = 0; index < each; index++) await file(`${step}-${index}`)
  const made = async () => [...(await counts()).values()].reduce((sum, { waiting }) => sum + waiting, 0)
  await until('every letter is made', async () => (await made()) === steps.length * each, 60_000, counted)
  await killWith(maker, await waitingAt(4))
  await gates.query('select pg_advisory_unlock(4)')
}

test('killed at every step of a send', { timeout: 240_000 }, async () => {
  await makeAll()
  const worker = rig.worker({ SMTP_URL: mail.url, MAIL_CONNECTIONS: '40' })
  async function stands(): Promise<unknown> {
    const atGates = await Promise.all(([1, 2, 3] as const).map(async (gate) => (await waitingAt(gate)).length))
    const atServer = (['greeting', 'rcpt', 'accept'] as const).map((at) => mail.held(at))
    return { atGates, atServer, counts: await counted(), log: worker.log().slice(-1_000) }
  }
  await worker.start()
  await until(
    'all stand at their steps',
    async () =>
      (await waitingAt(1)).length === 3 * each &&
      (await waitingAt(2)).length === each &&
      (await waitingAt(3)).length === each &&
      mail.held('rcpt') + mail.held('accept') === 2 * each,
    20_000,
    stands,
  )
  mail.greetNobody()
  await gates.query('select pg_advisory_unlock(3)')
  await until('the last are not greeted', () => mail.held('greeting') === each, 30_000, stands)

  // What is noted now is never told to Temporal.
  rig.temporal.signal('SIGSTOP')
  await gates.query('select pg_advisory_unlock(2)')
  await until('the last are noted', async () => (await inStatus('sent', 'noted')) === each, 10_000)
  await killWith(worker, await waitingAt(1))
  await gates.query('select pg_advisory_unlock(1)')
  rig.temporal.signal('SIGCONT')
  const before = new Map(await Promise.all(steps.map(async (step) => [step, await inStatus('sending', step)] as const)))
  mail.letGo()
  const killedMs = Date.now()
  await worker.start()

  const all = async (): Promise<boolean> => [...(await counts()).values()].every(({ waiting }) => waiting === 0)
  await until('every letter is sent', all, 120_000, counted)
  const result = await counts()
  printCounts(
    `worker killed at every step (all settled ${((Date.now() - killedMs) / 1_000).toFixed(1)} s after)`,
    result,
    steps,
  )

  expect([...before.values()]).toEqual([0, each, each, each, each, each, 0])
  const expected = (step: Step, changes: Partial<Counts> = {}): [Step, Counts] => [
    step,
    { ...{ letters: each, sent: each, post: 0, refused: 0, lost: 0, doubled: 0, logged: 0, waiting: 0 }, ...changes },
  ]
  expect(new Map([...result].sort())).toEqual(
    new Map([
      // In the server's hands and not noted: the one window.
      expected('accept', { doubled: each, logged: each }),
      expected('note', { doubled: each, logged: each }),
      // The next worker cannot tell these from those: logged, and not doubled.
      expected('connect', { logged: each }),
      expected('rcpt', { logged: each }),
      ...(['claim', 'keep', 'noted'] as const).map((step) => expected(step)),
    ]),
  )
})
