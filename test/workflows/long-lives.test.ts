/**
 * What runs for years, or owes hundreds of things, is many short runs: what Temporal keeps of each stays small, and no letter is missing
 * or doubled.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, response, reviewer, resident, type Life } from './a-life.ts'
import { everyRun, stateBytes } from './history.ts'
import { setting } from '../faults/random.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

interface Run {
  events: number
  state: number
}

/** Every run of it, the last one first. */
async function runsOf({ id }: Life): Promise<Run[]> {
  const runs = await everyRun(office.environment.client, id)
  return runs.map((run) => ({ events: run.events?.length ?? 0, state: stateBytes(run) }))
}

const most = (runs: Run[], of: keyof Run) => Math.max(...runs.map((run) => run[of]))
/** Agreed one by one, beside the fifty that a response may promise. FAULT_ACTIONS makes them more: 150 were tried. */
const agreed = setting('FAULT_ACTIONS', 25)
const all = agreed + 50

const say = (line: string): void => void process.stderr.write(`long lives: ${line}\n`)

it(
  `owes ${all} things: one reminder, one letter when they are late, one when they are done`,
  { timeout: 90_000 },
  async () => {
    const life = await receive(office)
    await life.done('assign', manager, { officer: 'a.khan' })
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-02-01T10:00')
    for (let number = 1; number <= agreed; number++) {
      await life.done('agree-action', officer, {
        kind: 'action',
        by: '2027-03-30',
        description: `Window ${number} is mended`,
      })
    }
    const remedies = Array.from({ length: 50 }, (_, index) => ({
      ...{ kind: 'action', by: '2027-03-30', description: `Door ${index + 1} is mended` },
    }))
    await life.done('respond', officer, { ...response, remedies })
    await office.until('2027-04-01T10:00')
    expect(
      (await life.deadlines()).filter((line) => line.startsWith('complete-action') && line.endsWith('missed')),
    ).toHaveLength(all)
    const actions = Array.from({ length: all }, (_, index) => index + 1)
    await life.done('complete-action', officer, { actions, evidence: 'The foreman walked round the house with us.' })
    await office.until('2027-04-01T12:00')
    const kinds = (
      await office.records.letter.groupBy({ by: ['kind'], where: { complaintRef: life.ref }, _count: true })
    ).map(({ kind, _count }) => `${kind} ${_count}`)
    expect(kinds).toEqual(
      expect.arrayContaining([`action-agreed ${agreed}`, 'action-late 1', 'action-completed 1', 'response 1']),
    )
    // To the resident and to the office: each once.
    const letters = await office.records.letter.findMany({ where: { complaintRef: life.ref }, select: { seq: true } })
    const taken = office.mail.taken.filter(({ ref }) => ref === life.ref).map(({ seq }) => seq)
    expect(taken.toSorted((one, other) => one - other)).toEqual(letters.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const runs = await runsOf(life)
    say(
      `${all} actions: ${runs.length} runs, at most ${most(runs, 'events')} events and ${most(runs, 'state')} bytes of state`,
    )
    expect(most(runs, 'events')).toBeLessThan(2_000)
    await life.done('withdraw', resident)
  },
)

it('goes on for ten years: each run under 150 events, begun with less than 8 kB', { timeout: 60_000 }, async () => {
  const life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('record-adjustment', officer, {
    ...{ kind: 'large-print', what: 'We send you every letter in large print.', keep: 'until-ended' },
  })
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, { ...response, remedies: [] })
  await life.done('escalate', resident)
  await life.done('assign', manager, { officer: 'c.osei' })
  await life.done('acknowledge', reviewer, acknowledgement)
  await life.done('respond', reviewer, { ...response, remedies: [] })
  await life.done('record-learning', reviewer, {
    rootCause: 'contractor',
    learningPoint: 'Nobody looked.',
    improvements: [{ what: 'Somebody looks', owner: 'r.mason', by: '2036-12-19' }],
  })
  for (let year = 2028; year <= 2036; year++) {
    await office.until(`${year}-03-25T10:00`)
    await life.done('review-adjustment', reviewer, { adjustment: 1, outcome: 'kept', note: 'Asked by phone.' })
  }
  await office.until('2036-12-15T10:00')
  await life.done('complete-improvement', reviewer, { improvement: 1, evidence: 'Somebody has looked since spring.' })
  await life.done('review-adjustment', reviewer, { adjustment: 1, outcome: 'ended', note: 'They have moved.' })
  expect(await life.ended()).toBe('closed')
  const runs = await runsOf(life)
  say(
    `ten years: ${runs.length} runs, at most ${most(runs, 'events')} events and ${most(runs, 'state')} bytes of state`,
  )
  expect(most(runs, 'events')).toBeLessThan(150)
  expect(most(runs, 'state')).toBeLessThan(8_000)
})
