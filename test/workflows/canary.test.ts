/** Personal data stays out of Temporal: a mark in every field that a person fills in, and none in anything that Temporal or a log keeps. */
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manager, officer, receive, resident, reviewer, type Life } from './a-life.ts'
import { everyRun, readable, type History } from './history.ts'
import { logged, openOffice, type Office } from './office.ts'

const mark = 'CANARY'
const marked = (field: string) => `${mark}-${field} O'Hara`

let office: Office
let life: Life
let failing = true
let runs: History[]

beforeAll(async () => {
  office = await openOffice({
    before: (real) => ({
      record: async (batch) => {
        if (!failing) return real.record(batch)
        const name = marked('in-a-database-error')
        throw Object.assign(new Error(`duplicate key: Key (name)=(${name})`, { cause: new Error(name) }), {
          code: 'P2002',
          meta: { name },
        })
      },
    }),
  })
  await office.until('2027-01-11T10:00')
  office.mail.instead = async (message) => {
    if (failing) throw new Error(`550 <${message.to.email}> ${marked('in-a-mail-error')}`)
    office.mail.taken.push(message)
    return { result: 'accepted', code: 250 }
  }
  life = await receive(office, {
    summary: marked('summary'),
    points: [marked('point')],
    outcomesSought: [marked('outcome')],
    resident: {
      name: marked('name'),
      email: 'CANARY.email@example.org',
      phone: marked('phone'),
      address: [marked('street'), 'EX1 1EX'],
      preferredContact: 'email',
      adjustments: [marked('adjustment')],
    },
  })
  await office.until('2027-01-11T12:00')
  failing = false
  await office.until('2027-01-11T14:00')
  await live()
  runs = await everyRun(office.environment.client, life.id)
})
afterAll(() => office.close())

async function live(): Promise<void> {
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('acknowledge', officer, {
    ...{ definition: marked('definition'), points: [marked('point anew')], outcomesSought: [marked('outcome anew')] },
    ...{ responsibleFor: [marked('responsible')], notResponsibleFor: [marked('not responsible')] },
  })
  await life.done('correct-contact', officer, {
    ...{
      email: 'CANARY.corrected@example.org',
      phone: marked('phone anew'),
      address: [marked('street anew'), 'EX1 1EX'],
    },
    ...{ adjustments: [marked('adjustment anew'), 'Braille'] },
  })
  await life.done('triage', officer, { complex: true, note: marked('triage') })
  await life.done('record-adjustment', officer, {
    ...{ kind: 'extra-time', days: 3, what: marked('adjusted'), disabilities: [marked('disability')] },
  })
  await life.done('review-adjustment', officer, {
    ...{ adjustment: 1, outcome: 'changed', what: marked('adjusted anew'), note: marked('review of it') },
  })
  await life.done('restrict-contact', manager, {
    ...{ kind: 'other', what: marked('restricted'), evidence: marked('proof'), proportionate: marked('no less') },
  })
  await life.done('challenge-restriction', resident, { restriction: 1, why: marked('challenge') })
  await life.done('review-restriction', manager, { restriction: 1, outcome: 'lifted', why: marked('lifted') })
  await life.done('declare-conflict', manager, { officer: 'n.body', nature: marked('conflict') })
  await life.done('end-conflict', manager, { officer: 'n.body', note: marked('no conflict') })
  await life.done('define', officer, { definition: marked('correction'), addition: marked('added to a correction') })
  await life.done('ask-clarification', officer, { questions: [marked('question')] })
  await life.done('answer-clarification', resident, { answer: marked('answer') })
  await life.done('represent', officer, {
    ...{ what: 'named', name: marked('representative'), capacity: 'friend', letters: 'both' },
    ...{
      phone: marked('their phone'),
      email: 'CANARY.friend@example.org',
      address: [marked('their street'), 'EX1 1EX'],
    },
  })
  await life.done('represent', resident, {
    ...{ what: 'consent-given', how: 'signed', signature: marked('signature'), note: marked('consent') },
  })
  await life.done('extend', officer, {
    reason: marked('reason'),
    goodReason: marked('good reason'),
    until: '2027-03-01',
    addition: marked('addition'),
    namesStaffBecause: marked('why staff are named'),
  })
  expect(await life.refused('extend', officer, { reason: marked('refused'), until: '2028-01-01' })).toBe('HO Code 6.4')
  await life.done('respond', officer, {
    points: [{ finding: 'upheld', reasons: marked('reasons') }],
    decision: marked('decision'),
    remedies: [{ kind: 'money', by: '2027-03-01', amount: 100, description: marked('remedy') }],
    outstandingActions: [marked('action')],
  })
  await life.done('send-update', officer, { news: marked('news') })
  await life.done('complete-action', officer, {
    ...{ actions: [1], evidence: marked('proof'), addition: marked('added to what is done') },
    namesStaffBecause: marked('why staff are named anew'),
  })
  await life.done('agree-action', officer, { kind: 'action', by: '2027-03-01', description: marked('agreed') })
  await life.done('put-off-action', officer, { action: 2, to: '2027-03-08', reason: marked('why later') })
  await life.done('complete-action', officer, { actions: [2], evidence: marked('proof anew') })
  await life.done('record-contact', officer, { way: 'phone', direction: 'in', note: marked('contact') })
  await life.done('complete-task', officer, { task: 1, outcome: 'done', note: marked('note') })
  await life.signal('escalate', {
    by: resident,
    with: { draft: await life.store('escalate', { reasons: marked('escalation') }) },
  })
  await life.shows('escalated')
  failing = true
  const draft = await life.store('acknowledge', { responsibleFor: [marked('at stage 2')], notResponsibleFor: [] })
  await life.signal('acknowledge', { by: reviewer, with: { draft } })
  await office.until('2027-01-11T15:00')
  failing = false
  await office.until('2027-01-11T17:00')
  await life.done('withdraw', resident, { reason: marked('withdrawal') })
  // Its copies in Braille are not sent, and the manager hears of that.
  await office.until('2027-01-19T10:00')
  await life.done('record-learning', officer, {
    ...{ rootCause: 'records', learningPoint: marked('learned') },
    improvements: [{ what: marked('improvement'), owner: 'a.khan', by: '2027-03-01' }],
  })
  await life.done('complete-improvement', officer, { improvement: 1, evidence: marked('proof of improvement') })
  expect(await life.ended()).toBe('withdrawn')
}

describe('a mark in every field', () => {
  it('reached the letters: it is not the marks that are missing', () => {
    const letters = office.mail.taken.map(({ text }) => text).join('\n')
    for (const field of [
      'name',
      'definition',
      'correction',
      'reason',
      'good reason',
      'reasons',
      'decision',
      'remedy',
      'question',
      'answer',
      'representative',
      'action',
      'news',
      'agreed',
      'why later',
      'withdrawal',
    ]) {
      expect(letters).toContain(marked(field).split(' ')[0])
    }
  })

  it('is found by this search, where it is', () => {
    expect(
      readable({ payloads: [{ data: Buffer.from(marked('planted')) }], failure: { message: [marked('there')] } }),
    ).toContain(mark)
  })

  it('is in no history: no payload, no failure, no memo, no summary', () => {
    expect(runs.length).toBeGreaterThanOrEqual(2)
    const text = readable(runs)
    expect(text).toContain(life.ref)
    // A fact of a command, which stands in its payload alone.
    expect(text).toContain('"until":"2027-03-01"')
    // The failures did get there, by their kind alone.
    expect(text).toMatch(/Failed: Error/)
    expect(text.toUpperCase()).not.toContain(mark)
  })

  it('is in no memo, search attribute, static summary or current details', async () => {
    const handle = office.environment.client.workflow.getHandle(life.id)
    const described = await handle.describe()
    const metadata = await handle.query('__temporal_workflow_metadata')
    const shown = `${readable(described.raw)}\n${inspect([described, metadata], { depth: 12 })}`
    expect(shown).toContain('repairs')
    expect(shown.toUpperCase()).not.toContain(mark)
  })

  it('is in nothing that the worker logged, failures and all', () => {
    const text = logged.join('\n')
    expect(text).toContain('Activity failed')
    expect(text.toUpperCase()).not.toContain(mark)
  })
})
