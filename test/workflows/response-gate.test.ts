import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, reviewer, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.until('2027-01-11T10:00')
  const { id: organisationId } = office.organisations.all[0]
  await office.records.staffMember.createMany({
    data: [
      { id: 'a.khan', name: 'Amina Khan' },
      { id: 'c.osei', name: 'Will Osei' },
    ].map((one) => ({ ...one, organisationId, email: `${one.id}@example.org`, role: 'officer' })),
  })
})
afterAll(() => office.close())

const upheld = { finding: 'upheld', reasons: 'Our repairs policy gives us 24 hours. It took us three weeks.' }
const notUpheld = { finding: 'not-upheld', reasons: 'The engineer came both times.' }
const apology = { kind: 'apology', by: '2027-01-29' }

async function refusal(life: Life, by: string, body: Record<string, unknown>) {
  const sent = await life.give('respond', by, body)
  if (sent.is !== 'refused') throw new Error(`not refused but ${sent.is}`)
  return sent.refusal
}

describe('two outcomes, no names, and a stage 2 that agrees (Joint Code)', () => {
  let life: Life
  beforeAll(async () => {
    life = await receive(office, {}, 'joint-code')
    await life.done('assign', manager, { officer: 'a.khan' })
  })

  it('tells all that is missing at once, what comes first first', async () => {
    const body = {
      points: [{ finding: 'partially-upheld', reasons: 'Ms Khan looked into it.' }],
      remedies: [{ kind: 'action', by: '2027-01-29' }],
    }
    const early = await refusal(life, officer, body)
    expect(early.missing?.map(({ rule }) => rule)).toEqual(
      ['6.2', '6.7', '6.8', '7.3', '5.6'].map((clause) => `Joint Code ${clause}`),
    )
    expect(early).toMatchObject({
      rule: 'Joint Code 6.2',
      message: expect.stringContaining('points.0.reasons') as string,
    })
    await life.done('acknowledge', officer, acknowledgement)
    expect(await life.refused('respond', officer, body)).toBe('Joint Code 6.7')
  })

  it.each(['We asked Amina Khan.', 'MS KHAN came.', 'Write to a.khan@example.org.', 'Our officer Amina rang you.'])(
    'no officer of the case is named: %s',
    async (decision) => {
      const { rule, message, missing } = await refusal(life, officer, { points: [upheld, upheld], decision })
      expect([rule, missing?.length]).toEqual(['Joint Code 5.6', 1])
      expect(message).toContain('decision names somebody')
    },
  )

  it('nor where the text came first and the Signal names its id alone', async () => {
    const draft = await life.store('respond', {
      points: [upheld, upheld],
      outstandingActions: ['Ms Khan will ring you.'],
    })
    await life.signal('respond', { by: officer, with: { draft } })
    await life.shows('refused')
    const [refused] = await life.entries('refused')
    expect(refused?.detail).toMatchObject({ command: 'respond', rule: 'Joint Code 5.6' })
    expect(refused?.detail['message']).toContain('outstandingActions.0')
    expect(JSON.stringify(refused)).not.toContain('Khan')
  })

  it('any fault upholds the complaint (6.8), and who is no officer of the case may have a name', async () => {
    await life.done('respond', officer, {
      points: [upheld, notUpheld],
      decision: 'Will Osei is your neighbour, and Khan Road is where you live.',
      remedies: [apology],
    })
    const [responded] = await life.entries('responded')
    expect(responded?.detail).toMatchObject({ outcome: 'upheld', findings: ['upheld', 'not-upheld'] })
    const { text } = await life.letter('response')
    expect(text.replace(/\s+/g, ' ')).toContain('We uphold your complaint. This means that something went wrong')
  })

  it('stage 2 says whether it agrees, and is upheld if it does (6.22)', async () => {
    await life.done('escalate', resident)
    await life.done('assign', manager, { officer: 'c.osei' })
    await life.done('acknowledge', reviewer, acknowledgement)
    const points = [notUpheld, notUpheld]
    expect(await life.refused('respond', reviewer, { points })).toBe('Joint Code 6.22')
    expect(await life.refused('respond', reviewer, { points, agreesWithStage1: true, outcome: 'not-upheld' })).toBe(
      'Joint Code 6.22',
    )
    // The officers of stage 1 are of the case as well.
    const named = { points, agreesWithStage1: true, decision: 'We agree with Amina Khan and with Mr Osei.' }
    expect(await life.refused('respond', reviewer, named)).toBe('Joint Code 5.6')
    await life.done('respond', reviewer, { ...named, namesStaffBecause: 'The resident asked for a named contact.' })
    expect((await life.entries('responded'))[1]?.detail['outcome']).toBe('upheld')
    const { text } = await life.letter('response', 2)
    const words = text.replace(/\s+/g, ' ')
    expect(words).toContain('We looked at whether our first answer was good enough')
    expect(words).toContain('We upheld it at stage 1, and we agree with that answer.')
    expect(words).not.toContain('named contact')
  })
})

it('a letter that must say which steps were taken, on what evidence, and what changes', async () => {
  const life = await receive(office, {}, 'information-governance-team')
  await life.done('acknowledge', officer, acknowledgement)
  const { missing } = await refusal(life, officer, { points: [upheld, notUpheld] })
  expect(missing?.map(({ message }) => /"\w+"/.exec(message)?.[0])).toEqual(['"stepsTaken"', '"evidence"', '"changes"'])
  await life.done('respond', officer, {
    points: [upheld, notUpheld],
    stepsTaken: 'We read the job sheets.',
    evidence: ['The job sheets'],
    changes: 'none',
    remedies: [apology],
  })
  const { text } = await life.letter('response')
  expect(text).toContain('We read the job sheets.')
  expect((await life.entries('responded'))[0]?.detail['outcome']).toBe('partially-upheld')
})

describe('where staff are named if possible, and money follows a formal investigation (Basildon)', () => {
  it('the acknowledgement has the assigned officer’s name', async () => {
    const life = await receive(office, {}, 'basildon-2025')
    await life.done('assign', manager, { officer: 'a.khan' })
    await life.done('acknowledge', officer, acknowledgement)
    expect((await life.letter('acknowledgement')).text.replace(/\s+/g, ' ')).toContain(
      'Amina Khan is looking into your complaint.',
    )
  })

  it('an Urgent Enquiry offers no money, and a stage 1 response does', async () => {
    const life = await receive(office, { agreesToEnquiry: true }, 'basildon-2025')
    const money = { kind: 'money', by: '2027-01-29', amount: 50 }
    const outcome = 'We came the same day.'
    expect(await life.refused('resolve-enquiry', officer, { resolved: true, outcome, remedies: [money] })).toBe(
      'Basildon policy, Financial Remedy',
    )
    await life.done('resolve-enquiry', officer, { resolved: false, outcome: 'The part has to be ordered.' })
    await life.done('acknowledge', officer, acknowledgement)
    await life.done('respond', officer, { points: [upheld, upheld], remedies: [money] })
    expect((await life.letter('response')).text).toContain('£50')
  })
})
