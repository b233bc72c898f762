/**
 * The worker is killed at every step of a send, with letters at each of them: none is lost, and only those come twice whose message
 * the mail server had, and of which nothing was noted yet.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, resident, type Caller } from './caller.ts'
import { countByKind, printCounts, type Counts } from './letter-counts.ts'
import { intakeOf } from './life.ts'
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
let worker: ReturnType<Rig['worker']>
let gates: pg.Client
beforeAll(async () => {
  mail = await stepwiseMail()
  rig = await openRig()
  gates = new pg.Client({ connectionString: rig.databaseUrl })
  await gates.connect()
  await gates.query(gatesInTheRecords)
  worker = rig.worker({ SMTP_URL: mail.url, MAIL_CONNECTIONS: '40' })
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
 * moment, 3 for who begins when the others stand where they should.
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
    end if;
    return new;
  end $$;
  create trigger wait_at_gate before update on letter for each row execute function wait_at_gate();
  select pg_advisory_lock(1), pg_advisory_lock(2), pg_advisory_lock(3);`

async function waitingAt(gate: 1 | 2 | 3): Promise<number[]> {
  const { rows } = await gates.query<{ pid: number }>(
    "select pid from pg_locks where locktype = 'advisory' and not granted and objid = $1",
    [gate],
  )
  return rows.map(({ pid }) => pid)
}

async function file(step: Step): Promise<void> {
  for (let index = 0; index < each; index++) {
    const { resident: person, ...rest } = intakeOf(`${step}-${index}`, 'answered')
    const json = { ...rest, resident: person }
    await api.insist({ as: resident, path: '/v1/complaints', key: `${step}-${index}`, json })
  }
}
const counts = () => countByKind(rig.records, mail.accepted)
async function stands(): Promise<unknown> {
  const atGates = await Promise.all(([1, 2, 3] as const).map(async (gate) => (await waitingAt(gate)).length))
  const atServer = (['greeting', 'rcpt', 'accept'] as const).map((at) => mail.held(at))
  return { atGates, atServer, counts: Object.fromEntries(await counts()), log: worker.log().slice(-1_000) }
}
const inStatus = (status: string, step: Step) =>
  rig.records.letter.count({ where: { status, recipient: { path: ['email'], string_starts_with: `${step}-` } } })

test('killed at every step of a send', { timeout: 180_000 }, async () => {
  // A send has 20 s: so all begin together.
  for (const step of steps) await file(step)
  await worker.start()
  await until(
    'three wait at each gate for who dies',
    async () => (await waitingAt(1)).length === 3 * each,
    30_000,
    stands,
  )
  await until('those that get through wait', async () => (await waitingAt(2)).length === each, 30_000, stands)
  await until('the server holds the rest', () => mail.held('rcpt') + mail.held('accept') === 2 * each, 30_000, stands)
  mail.greetNobody()
  await gates.query('select pg_advisory_unlock(3)')
  await until('the last are not greeted', () => mail.held('greeting') === each, 30_000, stands)

  // What is noted now is never told to Temporal.
  rig.temporal.signal('SIGSTOP')
  await gates.query('select pg_advisory_unlock(2)')
  await until('the last are noted', async () => (await inStatus('sent', 'noted')) === each, 10_000)
  // The worker goes, and what it had asked of the records goes with it.
  const dying = await waitingAt(1)
  await worker.kill()
  await gates.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [dying])
  await gates.query('select pg_advisory_unlock(1)')
  rig.temporal.signal('SIGCONT')
  const before = new Map(await Promise.all(steps.map(async (step) => [step, await inStatus('sending', step)] as const)))
  mail.letGo()
  const killedMs = Date.now()
  await worker.start()

  const all = async (): Promise<boolean> => [...(await counts()).values()].every(({ waiting }) => waiting === 0)
  await until('every letter is sent', all, 120_000, counts)
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
