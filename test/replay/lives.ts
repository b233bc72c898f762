/** One life of each kind, to be recorded. They share a clock that only goes forward, so each begins after the one before it. */
import {
  acknowledgement,
  manager,
  officer,
  receive,
  resident,
  response,
  reviewer,
  type Life,
} from '../workflows/a-life.ts'
import { putClosures } from '../workflows/calendar-puts.ts'
import type { Office } from '../workflows/office.ts'

export interface World extends Office {
  databaseAway: boolean
}

async function stageOne(world: World): Promise<Life> {
  const life = await receive(world)
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.done('acknowledge', officer, acknowledgement)
  return life
}

export const lives: Record<string, (world: World) => Promise<Life>> = {
  async 'answered in time, quiet, closed'(world) {
    await world.until('2027-01-11T10:00')
    const life = await stageOne(world)
    await life.done('respond', officer, response)
    await world.until('2027-07-13T10:00')
    await life.learns()
    return life
  },
  async 'extended, escalated, closed after stage 2'(world) {
    await world.until('2027-08-02T10:00')
    const life = await stageOne(world)
    await life.done('extend', officer, { reason: 'We wait', until: '2027-08-20' })
    await life.done('respond', officer, response)
    await life.done('escalate', resident)
    // A new run begins when its letters are out.
    await world.until('2027-08-02T10:10')
    await life.done('acknowledge', reviewer, acknowledgement)
    await life.done('respond', reviewer, response)
    await life.learns()
    return life
  },
  async 'nobody is in, defined, updated, answered late, withdrawn'(world) {
    await world.until('2027-09-06T10:00')
    const life = await receive(world)
    await world.until('2027-09-13T12:00')
    await life.done('define', officer, { definition: 'The heating' })
    await world.until('2027-10-06T12:00')
    await life.done('agree-updates', officer, { every: '3 working days' })
    await world.until('2027-10-12T12:00')
    await life.done('respond', officer, response)
    await life.done('withdraw', resident)
    await life.learns()
    return life
  },
  async 'extension void, as its notice is not out'(world) {
    await world.until('2027-11-01T10:00')
    const life = await stageOne(world)
    await world.until('2027-11-15T23:00')
    world.mail.away = true
    await life.done('extend', officer, { reason: 'We wait', until: '2027-11-22' })
    await world.until('2027-11-16T01:00')
    world.mail.away = false
    await world.until('2027-11-16T02:00')
    await life.done('withdraw', resident)
    return life
  },
  async 'opened again after it was closed'(world) {
    await world.until('2028-01-10T10:00')
    const life = await stageOne(world)
    await life.done('respond', officer, response)
    await world.until('2028-09-04T10:00')
    await life.done('escalate', resident)
    await world.until('2028-09-04T10:10')
    await life.done('acknowledge', reviewer, acknowledgement)
    await life.done('respond', reviewer, response)
    await life.learns()
    return life
  },
  async 'by Signals, good and bad'(world) {
    await world.until('2028-10-02T10:00')
    const life = await receive(world)
    await life.signal('assign', 'no message')
    await life.signal('dance')
    await life.signal('acknowledge', { by: officer, with: { draft: await life.store('acknowledge', acknowledgement) } })
    await life.shows('acknowledged')
    await life.signal('respond', { by: officer, with: { draft: await life.store('respond', response) } })
    await life.shows('responded')
    await life.signal('withdraw', { by: resident })
    await life.shows('withdrawn')
    await life.learns()
    return life
  },
  async 'the records away for a while'(world) {
    await world.until('2028-11-06T10:00')
    const life = await receive(world)
    world.databaseAway = true
    await life.signal('assign', { by: manager, with: { officer: 'a.khan' } })
    await world.until('2028-11-06T10:10')
    world.databaseAway = false
    await world.until('2028-11-06T10:20')
    await life.done('withdraw', resident)
    return life
  },
  async 'a service request, reviewed, complained about, closed'(world) {
    await world.until('2028-11-20T10:00')
    const life = await receive(world, { kind: 'service-request' })
    await life.done('assign', manager, { officer: 'a.khan' })
    await world.until('2028-12-05T10:00')
    await life.done('complain', resident, { summary: 'Nobody comes' })
    await life.done('resolve-request', officer, { resolved: true, outcome: 'It is done' })
    return life
  },
  async 'praise, complained about after it was closed'(world) {
    const life = await receive(world, { kind: 'compliment' })
    await life.ended()
    await life.done('complain', resident, { summary: 'It broke again' })
    return life
  },
  async 'new points, one folded in and one apart'(world) {
    const life = await stageOne(world)
    await life.done('add-point', officer, { point: 'The heater broke', related: true })
    await life.done('add-point', officer, { point: 'The bins', related: false })
    await life.done('withdraw', resident)
    return life
  },
  async 'the office closes on a day more, and then does not'(world) {
    await world.until('2028-12-11T10:00')
    const life = await stageOne(world)
    await putClosures(world, '2028-12-13')
    await life.done('extend', officer, { reason: 'We wait', until: '2028-12-29' })
    await putClosures(world)
    await life.done('respond', officer, response)
    await life.done('withdraw', resident)
    await life.learns()
    return life
  },
  async 'told by phone and in Braille, before the letter and after it'(world) {
    await world.until('2029-02-05T10:00')
    const told = { phone: '01632 960 001', preferredContact: 'phone', adjustments: ['Braille'] }
    const life = await receive(world, { resident: { name: 'One', email: 'one@resident.example', ...told } })
    await life.done('assign', manager, { officer: 'a.khan' })
    await life.done('acknowledge', officer, acknowledgement)
    const [call] = await world.records.task.findMany({
      where: { complaintRef: life.ref, kind: 'call', status: 'open' },
      orderBy: { number: 'desc' },
    })
    await life.done('complete-task', officer, { task: call?.number, outcome: 'done', note: 'Told.' })
    // One letter waits until its time is up, and tasks that nobody does are told to the manager.
    await life.done('respond', officer, response)
    await world.until('2029-02-20T10:00')
    await life.done('withdraw', resident)
    await world.until('2029-03-05T10:00')
    await life.learns()
    return life
  },
  async 'a letter that came back by email and by post, posted, and sent where the resident was found'(world) {
    await world.until('2029-04-09T10:00')
    const address = ['1 Sample Street', 'EX1 1EX']
    const reached = { email: 'two@resident.example', preferredContact: 'email', address }
    const life = await receive(world, { resident: { name: 'Two', ...reached } })
    await world.until('2029-04-09T10:05')
    await life.done('letter-returned', officer, { letter: 1, why: 'email-bounced' })
    await world.until('2029-04-09T10:10')
    await life.done('letter-posted', officer, { letter: 1, on: '2029-04-09' })
    await life.done('letter-returned', officer, { letter: 1, why: 'post-returned' })
    await world.until('2029-04-09T10:20')
    await life.done('correct-contact', officer, { address: ['2 Sample Street', 'EX1 1EX'] })
    await world.until('2029-04-09T10:30')
    await life.done('withdraw', resident)
    return life
  },
  async 'much goes on beside it: what is asked, agreed, restricted, ordered and learned'(world) {
    await world.until('2029-06-04T10:00')
    const life = await receive(world)
    await life.done('assign', manager, { officer: 'a.khan' })
    await life.done('ask-clarification', officer, { questions: ['Which room is it?'] })
    await life.done('record-adjustment', officer, { kind: 'extra-time', what: 'Five days more', days: 5 })
    await life.done('agree-action', officer, { kind: 'action', by: '2029-06-15', description: 'We bring heaters' })
    await world.until('2029-06-05T10:00')
    await life.done('answer-clarification', resident, { answer: 'All of them.' })
    await life.done('acknowledge', officer, acknowledgement)
    await world.until('2029-06-06T10:00')
    await life.done('put-off-action', officer, { action: 1, to: '2029-06-18', reason: 'They are on their way' })
    await life.done('restrict-contact', manager, {
      ...{ kind: 'one-channel', what: 'Please write to us', evidence: 'You rang us 41 times' },
      proportionate: 'You can still write',
    })
    await world.until('2029-06-07T10:00')
    await life.done('challenge-restriction', resident, { restriction: 1, why: 'I have no computer' })
    await world.until('2029-06-08T10:00')
    const decided = { outcome: 'changed', what: 'Ring us on Tuesdays', why: 'We had not known' }
    await life.done('decide-challenge', 'manager:s.lead', { challenge: 1, ...decided })
    await world.until('2029-06-13T10:00')
    await life.done('respond', officer, response)
    await world.until('2029-06-14T10:00')
    await life.done('refer-to-ombudsman', officer, { on: '2029-06-14', by: 'resident', why: 'They asked us' })
    const wanted = [{ what: 'The repairs log', by: '2029-06-29' }]
    await life.done('record-evidence-request', officer, { on: '2029-06-14', requests: wanted })
    // The heaters come late, and everybody hears of it.
    await world.until('2029-06-20T10:00')
    await life.done('complete-action', officer, { actions: [1], evidence: 'The job sheet' })
    await life.done('supply-evidence', officer, { request: 1, what: 'The log' })
    await world.until('2029-07-02T10:00')
    await life.done('record-determination', officer, {
      on: '2029-07-02',
      issues: [{ issue: 'How we dealt with it', finding: 'service-failure' }],
      orders: [{ kind: 'compensation', what: 'We will pay you', by: '2029-07-13', amount: 450 }],
    })
    await world.until('2029-07-17T10:00')
    await life.done('comply-with-order', officer, { orders: [1], proof: 'The payment run', amountPaid: 450 })
    await world.until('2029-07-18T10:00')
    await life.done('close', officer, { agreedWith: 'resident', reason: 'They are content' })
    const better = [{ what: 'Texts after a visit', owner: 'r.mason', by: '2029-09-28' }]
    await life.done('record-learning', manager, {
      ...{ rootCause: 'contractor', learningPoint: 'Nobody had looked', improvements: better },
    })
    await life.done('review-restriction', manager, { restriction: 1, outcome: 'lifted', why: 'They write to us' })
    // Whoever is to do it better is reminded of it when the complaint has long been closed.
    await world.until('2029-09-25T10:00')
    await life.done('complete-improvement', manager, { improvement: 1, evidence: 'The texts' })
    return life
  },
}
