import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../workflows/commands/index.ts'
import { acknowledgement, manager, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { historyOf, runBefore, stateBytes, type History } from './history.ts'
import { openOffice, type Office } from './office.ts'

interface Metadata {
  currentDetails: string
  definition: { signalDefinitions: Described[]; updateDefinitions: Described[] }
}
interface Described {
  name: string
  description: string
}

let office: Office
let life: Life
beforeAll(async () => {
  office = await openOffice()
  await office.until('2027-01-11T10:00')
  life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('agree-updates', officer, { every: '3 working days' })
  await life.done('extend', officer, { reason: 'We wait', until: '2027-01-27' })
  await office.until('2027-01-27T12:00')
  await life.done('respond', officer, response)
  await life.done('escalate', resident)
  await office.until('2027-01-27T12:10')
})
afterAll(() => office.close())

const handle = () => office.environment.client.workflow.getHandle(life.id)
const details = async () => (await handle().query<Metadata>('__temporal_workflow_metadata')).currentDetails

async function attributes(): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await handle().describe()
  return Object.fromEntries([...typedSearchAttributes.getAll()].map(({ key, value }) => [key.name, value]))
}

describe('the run that stage 2 begins', () => {
  let stage1: History
  let stage2: History
  beforeAll(async () => {
    stage2 = await historyOf(office, life.id)
    stage1 = await historyOf(office, life.id, runBefore(stage2))
  })

  it('follows one of stage 1 that stayed short, with a small state', () => {
    const events = stage1.events?.length ?? 0
    process.stderr.write(`extended stage 1: ${events} events; state at continue-as-new: ${stateBytes(stage2)} bytes\n`)
    expect(runBefore(stage1)).toBe('')
    expect(events).toBeGreaterThan(20)
    expect(stage2.events?.length).toBeLessThan(55)
    expect(stateBytes(stage2)).toBeGreaterThan(1_000)
    expect(stateBytes(stage2)).toBeLessThan(8_000)
  })

  it('shows the same summary, and the deadlines of stage 2 alone', async () => {
    expect(await details()).toBe(
      [
        '**Stage 2, received**. Officer: nobody yet. Points: 2.',
        '',
        '| deadline | due | status | clause |',
        '|---|---|---|---|',
        '| acknowledge-stage-2 | Wed 3 Feb 2027 | running | HO Code 6.11 |',
      ].join('\n'),
    )
  })

  it('has search attributes that are right for it', async () => {
    expect(await attributes()).toEqual({
      Organisation: 'exampleton',
      Policy: 'housing-ombudsman-code-2024',
      Stage: 'stage-2',
      Status: 'received',
      NextDeadline: 'acknowledge-stage-2',
      DueAt: new Date('2027-02-03T23:59:59Z'),
      Overdue: false,
      ServiceArea: 'repairs',
      Ombudsman: 'housing-ombudsman',
    })
  })

  it('describes every command as Update and as Signal', async () => {
    const { definition } = await handle().query<Metadata>('__temporal_workflow_metadata')
    const described = commands.map(({ name, description }) => ({ name, description }))
    const byName = (one: Described, other: Described) => one.name.localeCompare(other.name)
    const named = (all: Described[]) =>
      all.filter(({ name }) => described.some((one) => one.name === name)).toSorted(byName)
    expect(named(definition.updateDefinitions)).toEqual(described.toSorted(byName))
    expect(named(definition.signalDefinitions)).toEqual(described.toSorted(byName))
  })

  it('remembers who considered stage 1, and the updates agreed', async () => {
    expect(await life.refused('assign', manager, { officer: 'a.khan' })).toBe('HO Code 6.13')
    await life.done('acknowledge', reviewer, acknowledgement)
    await office.until('2027-02-25T12:00')
    // Twenty working days after Wednesday 27 January end on Wednesday 24 February; three after Thursday 25, on Tuesday 2 March.
    expect((await life.entries('deadline-missed'))[0]?.detail).toMatchObject({
      due: '2027-02-24',
      nextUpdate: '2027-03-02',
    })
  })

  it('shows at once what is late', async () => {
    expect(await details()).toContain('**Stage 2, acknowledged**, **overdue**')
    expect(await details()).toContain('| respond-stage-2 | Wed 24 Feb 2027 | missed | HO Code 6.14 |')
    expect(await attributes()).toMatchObject({ Status: 'acknowledged', Overdue: true, NextDeadline: 'respond-stage-2' })
  })
})
