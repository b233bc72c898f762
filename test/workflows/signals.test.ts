import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporal } from '@temporalio/proto'
import { acknowledgement, officer, receive, resident, response, reviewer, manager, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const isRunning = async (life: Life) =>
  (await office.environment.client.workflow.getHandle(life.id).describe()).status.name === 'RUNNING'

describe('a Signal, as Temporal’s UI sends it', () => {
  it('gives every command, with the id of its text alone where it has one', async () => {
    await office.until('2027-01-11T10:00')
    const life = await receive(office)
    await life.signal('assign', { by: manager, with: { officer: 'a.khan' } })
    await life.shows('assigned')
    await life.signal('acknowledge', { by: officer, with: { draft: await life.store('acknowledge', acknowledgement) } })
    await life.shows('acknowledged')
    await life.signal('define', {
      by: officer,
      with: { draft: await life.store('define', { definition: 'The heating' }) },
    })
    await life.shows('defined')
    const reason = 'We wait for the engineer'
    await life.signal('extend', {
      by: officer,
      with: { draft: await life.store('extend', { reason, until: '2027-01-29' }) },
    })
    await life.shows('extended')
    await life.signal('agree-updates', { by: officer, with: { every: { number: 3, unit: 'working-days' } } })
    await life.shows('updates-agreed')
    await life.signal('respond', { by: officer, with: { draft: await life.store('respond', response) } })
    await life.shows('responded')
    await life.signal('escalate', { by: resident })
    await life.shows('escalated')
    await life.signal('withdraw', {
      by: resident,
      with: { draft: await life.store('withdraw', { reason: 'It works' }) },
    })
    await life.shows('withdrawn')
    expect(await life.entries('refused')).toEqual([])
    await life.learns()
    expect(await life.ended()).toBe('withdrawn')
    expect(await life.deadlines()).toContain(
      'respond-stage-1 from 2027-01-11 due 2027-01-25 extended to 2027-01-29 met',
    )
    expect((await life.letter('closed')).text).toContain('It works')
  })

  it('stands on the timeline as refused, with the rule, where it is out of turn', async () => {
    const life = await receive(office)
    await life.signal('escalate', { by: resident })
    await life.signal('respond', { by: officer, with: { draft: await life.store('respond', response) } })
    await life.signal('assign', { by: resident, with: { officer: 'a.khan' } })
    await life.shows('refused', 3)
    const refused = await life.entries('refused')
    expect(refused.map(({ by, detail }) => [by, detail['command'], detail['rule']]).toSorted()).toEqual([
      ['officer:a.khan', 'respond', 'HO Code 6.2'],
      ['resident', 'assign', 'Redress: assign'],
      ['resident', 'escalate', 'HO Code 6.10'],
    ])
    await life.done('withdraw', resident)
  })

  it('with a text that is not there, of another complaint, or of another command, is refused and stops nothing', async () => {
    const [life, other] = [await receive(office), await receive(office)]
    await life.done('acknowledge', officer, acknowledgement)
    const foreign = await other.store('respond', response)
    const ofAnotherKind = await life.store('withdraw', { reason: 'It works' })
    const missing = 't-00000000000000000000'
    const facts = {
      findings: ['upheld', 'not-upheld'],
      reasons: [true, true],
      outcome: 'partially-upheld',
      remedies: [],
    }
    const all = [foreign, ofAnotherKind, missing]
    for (const draft of all) await life.signal('respond', { by: officer, with: { draft } })
    // Facts beside it make it no better: nobody has looked whether the text says so.
    for (const draft of all) await life.signal('respond', { by: officer, with: { ...facts, draft } })
    await life.signal('escalate', { by: resident, with: { draft: foreign } })
    await life.signal('assign', { by: manager, with: { officer: 'c.osei', draft: foreign } })
    await life.shows('refused', 8)
    await life.done('respond', officer, response)
    expect(await life.entries('responded')).toHaveLength(1)
    await life.done('withdraw', resident)
  })

  it('without the text that its letter needs is refused: the records never wait for it', async () => {
    const life = await receive(office)
    await life.signal('acknowledge', { by: officer, with: { responsibilities: 2 } })
    await life.shows('refused')
    await life.done('acknowledge', officer, acknowledgement)
    await life.signal('extend', { by: officer, with: { until: '2027-01-29', reason: true, goodReason: false } })
    await life.signal('define', { by: officer, with: {} })
    await life.shows('refused', 3)
    expect(await life.entries('extended')).toEqual([])
    await life.done('withdraw', resident)
  })

  it('as an Update with facts and an id that nobody stored, its letter is undeliverable and the records go on', async () => {
    const life = await receive(office)
    const handle = office.environment.client.workflow.getHandle(life.id)
    const made = { by: officer, with: { responsibilities: 1, draft: `t-${'x'.repeat(20)}` } }
    await handle.executeUpdate('acknowledge', { args: [made] })
    await life.shows('undeliverable')
    await life.done('respond', officer, response)
    expect(await life.letters()).not.toContainEqual(expect.stringContaining('acknowledgement'))
    expect(await life.letters()).toContainEqual(expect.stringContaining('response'))
  })

  it('takes its facts from the stored text and from nowhere else', async () => {
    const life = await receive(office)
    await life.done('acknowledge', officer, acknowledgement)
    const draft = await life.store('respond', response)
    const facts = { findings: ['upheld', 'upheld'], reasons: [true, true], outcome: 'upheld', remedies: [] }
    await life.signal('respond', { by: officer, with: { ...facts, draft } })
    await life.shows('responded')
    expect((await life.entries('responded'))[0]?.detail['outcome']).toBe('partially-upheld')
    await life.done('withdraw', resident)
  })
})

describe('a Signal that cannot be understood', () => {
  const words = 'The resident is ill and lives at 4 Example Road'
  const malformed: [string, ...unknown[]][] = [
    ['assign'],
    ['assign', null],
    ['assign', 42],
    ['assign', words],
    ['assign', [officer]],
    ['assign', {}],
    ['assign', { by: 5 }],
    ['assign', { by: 'officer' }],
    ['assign', { by: 'officer:A Khan' }],
    ['assign', { by: 'clerk:a.khan', with: { officer: 'a.khan' } }],
    ['assign', { by: manager, with: words }],
    ['assign', { by: manager, with: [] }],
    ['assign', { by: manager, with: { officer: words } }],
    ['assign', { by: manager, with: { officer: 'a.khan', [words]: true } }],
    ['assign', { by: manager, with: { officer: 'a.khan', toString: words } }],
    ['assign', { by: manager, note: words, with: { officer: 'a.khan' } }],
    ['assign', { by: manager, with: { officer: 'a.khan', draft: words } }],
    ['respond', { by: officer, with: { text: words } }],
    ['respond', { by: officer, with: { findings: words, reasons: {}, outcome: 1, remedies: null } }],
    ['extend', { by: officer, with: { until: '2027-02-30', reason: true, goodReason: false } }],
    ['agree-updates', { by: officer, with: { every: { number: 1e9, unit: 'working-days' } } }],
    ['acknowledge', { by: officer, with: { definition: 'x'.repeat(900_000) } }],
    ['dance'],
    ['dance', words],
    [words.slice(0, 30), { by: manager }],
  ]
  let life: Life
  beforeAll(async () => {
    life = await receive(office)
    for (const [name, ...args] of malformed) await life.signal(name, ...args)
  })

  it('stands on the timeline as refused, without its words', async () => {
    await life.shows('refused', malformed.length)
    const refused = await life.entries('refused')
    expect(JSON.stringify(refused)).not.toMatch(/ill and lives|xxxx/)
    for (const { detail } of refused)
      expect(detail).toMatchObject({ rule: expect.stringMatching(/^Redress/), message: expect.any(String) })
  })

  it('leaves the complaint as it was, and open for commands', async () => {
    expect(await isRunning(life)).toBe(true)
    expect(await life.status()).toBe('stage-1 received')
    await life.done('assign', manager, { officer: 'a.khan' })
  })

  it('may have one argument too many, which says nothing', async () => {
    await life.signal('assign', { by: manager, with: { officer: 'c.osei' } }, words)
    await life.shows('assigned', 2)
  })

  it('whose payload is no JSON at all, or of an unknown encoding, is refused like the rest', async () => {
    const { workflowService } = office.environment.connection
    for (const encoding of ['json/plain', 'binary/encrypted', 'nonsense']) {
      const payload = { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from('{"by": ') }
      await workflowService.signalWorkflowExecution({
        ...{ namespace: 'default', signalName: 'assign', input: { payloads: [payload] } },
        workflowExecution: { workflowId: life.id },
      })
    }
    await life.shows('refused', malformed.length + 3)
    await life.done('assign', manager, { officer: 'd.new' })
    const { history } = await workflowService.getWorkflowExecutionHistory({
      namespace: 'default',
      execution: { workflowId: life.id },
    })
    const failed = temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
    expect(history?.events?.filter(({ eventType }) => eventType === failed)).toEqual([])
  })

  it('is an unknown Update as well: it is rejected and changes nothing', async () => {
    const handle = office.environment.client.workflow.getHandle(life.id)
    await expect(handle.executeUpdate('dance', { args: [{ by: reviewer }] })).rejects.toThrow('Workflow Update failed')
    expect(await isRunning(life)).toBe(true)
  })
})
