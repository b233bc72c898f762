import { afterAll, beforeAll, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response, reviewer } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

it('is answered in time, is quiet for six months, and is closed with a letter', async () => {
  const mondayMorning = '2027-01-11T10:00'
  await office.until(mondayMorning)
  const life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await office.until('2027-01-13T09:30')
  await life.done('acknowledge', officer, acknowledgement)
  await office.until('2027-01-20T11:00')
  await life.done('respond', officer, response)
  expect(await life.status()).toBe('stage-1 answered')

  const theDayBeforeTheEnd = '2027-07-20T12:00'
  await office.until(theDayBeforeTheEnd)
  expect(await life.status()).toBe('stage-1 answered')
  await office.until('2027-07-21T00:15')
  expect(await life.status()).toBe('stage-1 closed')
  expect(await life.timeline()).toEqual([
    '2027-01-11T10:00 received by resident',
    '2027-01-11T10:00 assigned by manager:m.boss',
    '2027-01-13T09:30 acknowledged by officer:a.khan',
    '2027-01-20T11:00 responded by officer:a.khan',
    expect.stringMatching(/^2027-07-21T00:0\d closed by redress$/),
  ])
  expect(await life.letters()).toEqual([
    '2027-01-11 receipt sent',
    '2027-01-13 acknowledgement sent',
    '2027-01-20 response sent',
    '2027-07-21 closed sent',
  ])
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2027-01-11 due 2027-01-18 met',
    'respond-stage-1 from 2027-01-13 due 2027-01-27 met',
    'record-learning from 2027-07-21 due 2027-08-04 running',
  ])
  await life.learns()
  expect(await life.ended()).toBe('closed')
})

it('is extended, answered, escalated without reasons, answered by somebody else, and closed', async () => {
  await office.until('2027-09-06T10:00')
  const life = await receive(office)
  await office.until('2027-09-07T10:00')
  await life.done('acknowledge', officer, acknowledgement)
  // Ten working days after Tuesday 7 September.
  const due = '2027-09-21'
  await office.until(`${due}T15:00`)
  await life.done('extend', officer, { reason: 'We wait for the engineer', until: '2027-09-28' })
  await office.until('2027-09-27T15:00')
  await life.done('respond', officer, response)
  await office.until('2027-09-29T20:00')
  await life.done('escalate', resident)
  await office.until('2027-10-01T09:00')
  await life.done('assign', manager, { officer: 'c.osei' })
  await life.done('acknowledge', reviewer, acknowledgement)
  await office.until('2027-10-15T12:00')
  await life.done('respond', reviewer, response)
  await life.learns()
  expect(await life.ended()).toBe('closed')
  expect(await life.status()).toBe('stage-2 closed')
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2027-09-06 due 2027-09-13 met',
    'respond-stage-1 from 2027-09-07 due 2027-09-21 extended to 2027-09-28 met',
    'acknowledge-stage-2 from 2027-09-29 due 2027-10-06 met',
    'respond-stage-2 from 2027-10-01 due 2027-10-29 met',
    'record-learning from 2027-10-15 due 2027-10-29 met',
  ])
  expect((await life.letters()).map((line) => line.slice(11))).toEqual([
    'receipt sent',
    'acknowledgement sent',
    // Nobody had answered two working days and one before the first due day.
    'reminder sent',
    'reminder sent',
    'extension sent',
    'reminder sent',
    'reminder sent',
    'response sent',
    'receipt sent',
    'acknowledgement sent',
    'response sent',
  ])
  expect((await life.letter('response', 2)).text).toMatch(/Ombudsman/)
  expect((await life.letter('extension')).text).toMatch(/Tuesday 28 September 2027[\s\S]*Housing Ombudsman/)
})

it.each([
  ['2027-11-01', 'received', []],
  ['2027-11-08', 'acknowledged', ['acknowledge']],
  ['2027-11-15', 'answered', ['acknowledge', 'respond']],
  ['2027-11-22', 'received at stage 2', ['acknowledge', 'respond', 'escalate']],
] as const)('is withdrawn when it is %s: %s', async (monday, _status, steps) => {
  await office.until(`${monday}T10:00`)
  const life = await receive(office)
  const bodies = { acknowledge: acknowledgement, respond: response, escalate: {} }
  for (const step of steps) await life.done(step, officer, bodies[step])
  await life.done('withdraw', resident, { reason: 'The boiler works again.' })
  expect(await life.status()).toMatch(/^stage-[12] withdrawn$/)
  const { text } = await life.letter('closed')
  expect(text).toContain('The boiler works again.')
  const stillDue = async () => (await life.deadlines()).filter((line) => /running|missed/.test(line))
  // Whatever still ran has gone with the complaint; only of one that was answered it is to be said what was learned.
  const isAnswered = steps.some((step) => step === 'respond')
  expect(await stillDue()).toEqual(isAnswered ? [expect.stringMatching(/^record-learning from .* running$/)] : [])
  if (isAnswered) await life.learns()
  expect(await life.ended()).toBe('withdrawn')
  // Nothing falls due any more.
  expect(await life.deadlines()).not.toContainEqual(expect.stringMatching(/running|missed/))
  expect(await life.refused('respond', officer, response)).toBe('HO Code')
})

it('is opened again by a request that comes after it was closed', async () => {
  await office.until('2027-12-01T10:00')
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, response)
  const longAfterItWasClosed = '2029-02-05T10:00'
  await office.until(longAfterItWasClosed)
  expect(await life.status()).toBe('stage-1 closed')
  expect(await life.refused('define', officer, { definition: 'Something else' })).toBe('HO Code')
  await life.done('escalate', resident, { reasons: 'It is broken again' })
  expect(await life.status()).toBe('stage-2 received')
  // Its letter is out: the time-skipping server loses a task whose Update comes just as a run goes on as a new one.
  await office.until('2029-02-05T10:45')
  expect(await life.refused('assign', manager, { officer: 'a.khan' })).toBe('HO Code 6.13')
  await life.done('acknowledge', reviewer, acknowledgement)
  await office.until('2029-02-16T10:00')
  await life.done('respond', reviewer, response)
  expect(await life.deadlines()).toEqual([
    'acknowledge-stage-1 from 2027-12-01 due 2027-12-08 met',
    'respond-stage-1 from 2027-12-01 due 2027-12-15 met',
    // Nobody had said what was learned, and it is said when stage 2 is over.
    'record-learning from 2028-06-02 due 2028-06-16 missed',
    'acknowledge-stage-2 from 2029-02-05 due 2029-02-12 met',
    'respond-stage-2 from 2029-02-05 due 2029-03-05 met',
    'record-learning from 2029-02-16 due 2029-03-02 running',
  ])
  expect((await life.entries('escalated')).map(({ at, by }) => `${at} ${by}`)).toEqual(['2029-02-05T10:00 resident'])
})

it('stays withdrawn: a request for stage 2 after that is refused', async () => {
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.done('respond', officer, response)
  await life.done('withdraw', resident)
  expect(await life.refused('escalate', resident)).toBe('HO Code')
})
