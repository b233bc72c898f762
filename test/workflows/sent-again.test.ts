import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, type Life } from './a-life.ts'
import { historyOf, namesOf, runBefore } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let life: Life
beforeAll(async () => {
  office = await openOffice()
  await office.until('2027-01-11T10:00')
  life = await receive(office)
})
afterAll(() => office.close())

describe('a command sent again under its id', () => {
  it('in the same run is done once, and answered the same', async () => {
    const first = await life.give('assign', manager, { officer: 'a.khan' }, 'update-1')
    const again = await life.give('assign', manager, { officer: 'a.khan' }, 'update-1')
    expect(first.is).toBe('done')
    expect(again).toEqual(first)
    expect(await life.entries('assigned')).toHaveLength(1)
  })

  it('many times at once is done once', async () => {
    const body = { draft: await life.store('acknowledge', acknowledgement), responsibilities: 1 }
    const handle = office.environment.client.workflow.getHandle(life.id)
    const acknowledge = () =>
      handle.executeUpdate('acknowledge', { args: [{ by: officer, with: body }], updateId: 'update-2' })
    const answers = await Promise.all(Array.from({ length: 8 }, acknowledge))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await life.entries('acknowledged')).toHaveLength(1)
  })

  it('after a new run began is done once, and answered with its line on the timeline', async () => {
    await life.done('respond', officer, response)
    const first = await life.give('escalate', resident, {}, 'update-3')
    const handle = office.environment.client.workflow.getHandle(life.id)
    await life.shows('escalated')
    await office.until('2027-01-11T11:00')
    expect(runBefore(await historyOf(office, life.id))).not.toBe('')
    const again = await handle.executeUpdate('escalate', { args: [{ by: resident, with: {} }], updateId: 'update-3' })
    expect(again).toMatchObject({ seq: first.is === 'done' ? first.answer.seq : 0, stage: 'stage-2' })
    expect(await life.entries('escalated')).toHaveLength(1)
    expect(await life.refused('escalate', resident)).toBe('HO Code 6.19')
  })
})

describe('a refusal', () => {
  it('leaves no event in the history, as the validator gives it', async () => {
    const names = async () => namesOf(await historyOf(office, life.id)).filter((name) => name.includes('update'))
    const before = await names()
    expect(await life.refused('respond', 'officer:c.osei', response)).toBe('HO Code 6.11')
    expect(await life.refused('assign', manager, { officer: 'a.khan' })).toBe('HO Code 6.13')
    const handle = office.environment.client.workflow.getHandle(life.id)
    await expect(handle.executeUpdate('assign', { args: ['text'] })).rejects.toMatchObject({
      cause: { type: 'Refused' },
    })
    await expect(handle.executeUpdate('assign', { args: [] })).rejects.toMatchObject({ cause: { type: 'Refused' } })
    await expect(
      handle.executeUpdate('extend', { args: [{ by: officer, with: { until: 'soon' } }] }),
    ).rejects.toMatchObject({ cause: { type: 'Refused' } })
    expect(await names()).toEqual(before)
    expect(await life.entries('refused')).toEqual([])
  })
})

describe('an Update with the id of a stored text alone', () => {
  it('is done with the facts of that text, or refused as they deserve', async () => {
    const other = await receive(office)
    await other.done('acknowledge', officer, acknowledgement)
    const handle = office.environment.client.workflow.getHandle(other.id)
    const respond = async (draft: string) =>
      handle.executeUpdate('respond', { args: [{ by: officer, with: { draft } }] })
    const onePoint = await other.store('respond', { points: response.points.slice(0, 1) })
    const ofAnotherComplaint = await life.store('respond', response)
    const ofAnotherKind = await other.store('define', { definition: 'The heating' })
    for (const draft of [onePoint, ofAnotherComplaint, ofAnotherKind, 't-00000000000000000000']) {
      await expect(respond(draft)).rejects.toMatchObject({ cause: { type: 'Refused' } })
    }
    expect(await respond(await other.store('respond', response))).toMatchObject({ status: 'answered' })
  })
})
