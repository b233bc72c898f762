import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLives, type Lives } from './lives.ts'
import { inDays, intake, manager, officer, resident, reviewer, type Answered, type Api, type Sent } from './world.ts'

// An Ombudsman has a complaint that is over here: from the address to the workflow and the records, and back.

let api: Api
let lives: Lives
let ref: string
const today = inDays(0)

beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  ref = await filed()
})
afterAll(() => lives.close())

async function filed(): Promise<string> {
  const { body } = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  return String(body['ref'])
}
const give = (of: string, name: string, json: object, headers: Sent['headers'] = {}): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${of}/${name}`, officer, { json, headers })
const read = async (as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
const orders = async (query = '', as = officer) => (await api.ask('GET', `/v1/ombudsman/orders${query}`, as)).body
const numbersIn = (body: Record<string, unknown>) =>
  (body['orders'] as { number: number }[]).map(({ number }) => number)

const referral = { on: today, by: 'resident', reference: '202700417', why: 'You asked them to look into it.' }

test('is referred, once, and is found by it', async () => {
  await give(ref, 'decline', {
    ...{ reason: 'legal-proceedings', explanation: 'You went to court.', evidence: 'The claim form.' },
  })
  const sent = { 'idempotency-key': 'referred' }
  const first = await give(ref, 'refer-to-ombudsman', referral, sent)
  expect(first.body, first.text).toMatchObject({ status: 'with-ombudsman', stage: 'ombudsman' })
  expect((await give(ref, 'refer-to-ombudsman', referral, sent)).body).toEqual(first.body)
  const again = await give(ref, 'refer-to-ombudsman', referral)
  expect(again.body).toMatchObject({ status: 409, rule: 'HO Code 3.7' })
  const { body } = await api.ask('GET', '/v1/complaints?ombudsman=referred&status=with-ombudsman', officer)
  expect(body['complaints']).toMatchObject([{ ref, ombudsmanStanding: 'referred' }])
})

test('what they ask for is staff’s to know; what they decide is the resident’s too', async () => {
  await give(ref, 'record-evidence-request', { on: today, requests: [{ what: 'The repairs log', by: inDays(10) }] })
  await give(ref, 'supply-evidence', { request: 1, what: 'The log, by their portal' })
  const decided = {
    on: today,
    issues: [
      { issue: 'The boiler', finding: 'maladministration' },
      { issue: 'The complaint', finding: 'no-maladministration' },
    ],
    orders: [{ kind: 'compensation', what: 'We will pay you', by: inDays(20), amount: 650 }],
    recommendations: [{ what: 'We will teach our people', by: inDays(40) }],
  }
  const wrong = await give(ref, 'record-determination', { ...decided, issues: [{ issue: 'It', finding: 'no-fault' }] })
  expect(String(wrong.body['detail'])).toContain('There are: severe-maladministration, maladministration')
  const { body, text } = await give(ref, 'record-determination', decided)
  expect(body['status'], text).toBe('with-ombudsman')

  const shared = {
    determinations: [{ ombudsman: 'housing-ombudsman', on: today, issues: decided.issues }],
    orders: [
      { number: 1, kind: 'compensation', what: 'We will pay you', amount: 650, by: inDays(20), status: 'running' },
      { number: 2, kind: 'recommendation', what: 'We will teach our people', by: inDays(40), status: 'running' },
    ],
  }
  expect((await read())['ombudsman']).toMatchObject({
    ...shared,
    referrals: [{ ombudsman: 'housing-ombudsman', status: 'determined', reference: '202700417' }],
    requests: [{ number: 1, what: 'The repairs log', status: 'met', supplied: 'The log, by their portal' }],
  })
  const theirs = await read(resident)
  expect(theirs['ombudsman']).toMatchObject({ ...shared, referrals: [{ reference: null }], requests: [] })
  const events = (theirs['timeline'] as { event: string }[]).map(({ event }) => event)
  expect(events).toEqual(expect.arrayContaining(['referred', 'determined']))
  expect(events).not.toContain('evidence-requested')
  expect(JSON.stringify(theirs)).not.toContain('repairs log')
})

test('the orders across all complaints, by page, for whom they may see', async () => {
  const first = await orders('?limit=1')
  expect(numbersIn(first)).toEqual([1])
  expect(first['orders']).toMatchObject([{ ref, amount: 650 }])
  const next = await orders(`?limit=1&cursor=${String(first['next'])}`)
  expect([numbersIn(next), next['next']]).toEqual([[2], null])
  expect(numbersIn(await orders('?status=late'))).toEqual([])
  expect((await api.ask('GET', '/v1/ombudsman/orders?cursor=x', officer)).status).toBe(400)
  expect((await api.ask('GET', '/v1/ombudsman/orders', resident)).status).toBe(403)
  await api.ask('POST', `/v1/complaints/${ref}/declare-conflict`, reviewer, { json: { nature: 'My cousin.' } })
  expect(numbersIn(await orders('', reviewer))).toEqual([])
})

test('each order is complied with, with its proof; the last one ends it', async () => {
  const proof = { orders: [1], proof: 'The payment run.' }
  expect((await give(ref, 'comply-with-order', proof)).body).toMatchObject({ status: 409 })
  await give(ref, 'comply-with-order', { ...proof, amountPaid: 650 })
  expect((await orders('?status=complied'))['orders']).toMatchObject([
    { number: 1, status: 'met', doneOn: today, proof: 'The payment run.', amount: 650, amountPaid: 650 },
  ])
  await give(ref, 'comply-with-order', { orders: [2], proof: 'All were taught.' })
  // It was declined before they had it.
  expect(await read(manager)).toMatchObject({ status: 'declined', ombudsmanStanding: 'determined' })
  const letters = (await read())['letters'] as { kind: string }[]
  expect(letters.filter(({ kind }) => kind === 'ombudsman')).toHaveLength(3)
})
