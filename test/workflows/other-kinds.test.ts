/** What comes in and is no complaint: a request for a service, praise, a suggestion, an answer to a survey (HO Code 1.4-1.6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, lifeOf, manager, officer, receive, resident, response, type Life } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ')
const request = {
  kind: 'service-request',
  summary: 'The street lamp is broken',
  points: undefined,
  outcomesSought: [],
  serviceArea: 'street-lighting',
}
const complaint = { summary: 'Nobody comes to mend it', outcomesSought: ['A lamp that works'] }

async function linkedTo(life: Life): Promise<Life> {
  const { ref } = await office.records.complaint.findFirstOrThrow({ where: { linkedTo: life.ref } })
  return lifeOf(office, ref)
}

describe('a service request', () => {
  let life: Life
  let linked: Life
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    life = await receive(office, request)
    await life.sends(1)
  })

  it('is recorded and open, with no deadline of a complaint (1.4)', async () => {
    expect(await life.status()).toBe('service-request open')
    expect(await life.deadlines()).toEqual([])
    expect(await life.entries('received')).toMatchObject([
      { clause: '1.4', by: 'resident', detail: { receivedOn: '2027-01-11', reviewOn: '2027-01-25' } },
    ])
  })

  it('is answered: it is recorded, whom to contact, and that a complaint does not stop the work', async () => {
    const { subject, text } = await life.letter('receipt')
    expect(subject).toBe(`We have got your request (${life.ref})`)
    for (const words of [
      'The street lamp is broken',
      'Every 10 working days we check how far it has got',
      'Phone: 01632 960 100',
      'A complaint does not stop the work on your request',
      'You do not have to use the word "complaint".',
      'We will write to you within 5 working days',
    ])
      expect(flat(text)).toContain(words)
    expect(text).not.toMatch(/Ombudsman|stage 1/)
  })

  it('is reviewed every 10 working days: the officer is reminded, at every second review the manager too', async () => {
    await life.done('assign', manager, { officer: 'a.khan' })
    await office.until('2027-02-09T10:00')
    const reminded = await life.entries('reminded')
    expect(
      reminded.map(
        ({ at, clause, detail }) => `${at.slice(0, 10)} ${clause} ${String(detail['to'])} ${String(detail['review'])}`,
      ),
    ).toEqual(['2027-01-25 1.4 officer 1', '2027-02-08 1.4 officer 2', '2027-02-08 1.4 manager 2'])
    const notices = await office.records.letter.findMany({ where: { complaintRef: life.ref, kind: 'reminder' } })
    expect(notices.map(({ addressee }) => addressee)).toEqual(['officer', 'officer', 'manager'])
    for (const { text, subject } of notices) {
      expect(subject).toBe(`Still open: service request ${life.ref}`)
      expect(flat(text)).toContain('came in on Monday 11 January 2027 and is still open')
      expect(text).not.toMatch(/lamp|R\. Resident/)
    }
    expect(flat(notices[2]!.text)).toContain('The request is with a.khan.')
  })

  it('becomes a complaint while it goes on (1.5)', async () => {
    await life.done('complain', resident, complaint)
    expect(await life.status()).toBe('service-request open')
    linked = await linkedTo(life)
    await linked.sends(1)
    expect(await linked.status()).toBe('stage-1 received')
    expect(await linked.deadlines()).toEqual(['acknowledge-stage-1 from 2027-02-09 due 2027-02-16 running'])
    const text = flat((await linked.letter('receipt')).text)
    expect(text).toContain(`You told us that you are not happy with how we deal with your request ${life.ref}.`)
    expect(text).toContain('We go on with your request at the same time')
    expect(text).toContain('Nobody comes to mend it You would like this to happen: - A lamp that works')
  })

  it('goes on beside it: it is reviewed, closed with its outcome, and the complaint answered', async () => {
    await linked.done('acknowledge', officer, acknowledgement)
    await office.until('2027-02-22T12:00')
    expect(await life.entries('reminded')).toHaveLength(4)
    await life.done('resolve-request', officer, { resolved: true, outcome: 'There is a new lamp since Friday.' })
    expect(await life.ended()).toBe('closed')
    expect(await linked.status()).toBe('stage-1 acknowledged')
    await linked.done('respond', officer, { ...response, points: [response.points[0]] })
    expect(await linked.status()).toBe('stage-1 answered')
  })

  it('closed, tells the outcome and how to complain', async () => {
    const { subject, text } = await life.letter('closed')
    expect(subject).toBe(`We have dealt with your request (${life.ref})`)
    expect(flat(text)).toContain('There is a new lamp since Friday.')
    expect(flat(text)).toContain('You can complain about how we dealt with your request, or about what came of it.')
    expect(await life.entries('request-resolved')).toMatchObject([{ clause: '1.4', detail: { resolved: true } }])
  })

  it('closed, can be complained about: its workflow is woken for that, and stays closed', async () => {
    await life.done('complain', resident, { summary: 'The new lamp is too bright' })
    expect(await life.entries('complaint-made')).toHaveLength(2)
    expect(await life.ended()).toBe('closed')
    expect(await life.status()).toBe('service-request closed')
    const rows = await office.records.complaint.findMany({
      where: { linkedTo: life.ref },
      orderBy: { linkedSeq: 'asc' },
    })
    const last = lifeOf(office, rows[1]!.ref)
    await last.sends(1)
    const text = flat((await last.letter('receipt')).text)
    expect(text).toContain('how we dealt with your request')
    expect(text).not.toContain('We go on with your request')
  })

  it('that cannot be met says so, and one that is withdrawn is closed as a request', async () => {
    const [cannot, withdrawn] = [await receive(office, request), await receive(office, request)]
    await cannot.done('resolve-request', officer, { resolved: false, outcome: 'The lamp is not ours.' })
    await withdrawn.done('withdraw', resident, { reason: 'It works again' })
    const letters = [await cannot.letter('closed'), await withdrawn.letter('closed')]
    expect(letters.map(({ subject }) => subject.replace(/ \(.*/, ''))).toEqual([
      'What came of your request',
      'We have closed your request',
    ])
    expect(flat(letters[0]!.text)).toContain('We are sorry that we could not do what you asked us for.')
    expect(flat(letters[1]!.text)).toContain('We have noted this reason: It works again')
  })

  it('that nobody looks at for a year is reviewed all the while, by one timer at a time', async () => {
    const forgotten = await receive(office, request)
    await office.until('2028-02-22T12:00')
    // From 22 February 2027 there are 253 working days to 22 February 2028.
    const reviews = (await forgotten.entries('reminded')).filter(({ detail }) => detail['to'] === 'officer')
    expect(reviews).toHaveLength(25)
    expect(await forgotten.status()).toBe('service-request open')
    await forgotten.done('resolve-request', officer, { resolved: true, outcome: 'Done at last.' })
    expect(await forgotten.ended()).toBe('closed')
  })
})

describe('feedback', () => {
  const kinds = {
    compliment: ['Thank you for your kind words', 'We will pass on what you told us', undefined],
    suggestion: ['Thank you for your suggestion', 'We will pass it on to the people who run the service', undefined],
    'survey-feedback': [
      'Thank you for your answers to our survey',
      'You can complain in any way that suits you',
      '1.6',
    ],
  } as const

  it.each(['compliment', 'suggestion', 'survey-feedback'] as const)(
    '%s: recorded, answered, and closed at once',
    async (kind) => {
      const life = await receive(office, {
        kind,
        summary: 'The new library is lovely',
        points: undefined,
        outcomesSought: [],
      })
      expect(await life.ended()).toBe('closed')
      const [title, words, clause] = kinds[kind]
      expect(await life.status()).toBe('feedback closed')
      expect(await life.deadlines()).toEqual([])
      expect((await life.entries('received'))[0]).toMatchObject({ clause: clause ?? null, detail: { kind } })
      const { subject, text } = await life.letter('receipt')
      expect(subject).toBe(`${title} (${life.ref})`)
      expect(flat(text)).toContain(words)
      expect(flat(text)).toContain('The new library is lovely')
      expect(flat(text)).toContain('Phone: 01632 960 100')
      expect(await life.entries('passed-on')).toHaveLength(kind === 'survey-feedback' ? 0 : 1)
    },
  )

  it('praise is passed on: the team is told that it is there, without a word of it', async () => {
    const life = await receive(office, { kind: 'compliment', summary: 'Mending was quick', points: undefined })
    await life.ended()
    const notice = await life.letter('reminder')
    expect(notice.subject).toBe(`A compliment to pass on (${life.ref})`)
    expect(flat(notice.text)).toContain('pass it on to the people it is about')
    expect(notice.text).not.toMatch(/quick|R\. Resident/)
  })

  it('can be complained about after all', async () => {
    const life = await receive(office, { kind: 'survey-feedback', summary: 'Could be better', points: undefined })
    await life.ended()
    await life.done('complain', resident, complaint)
    const linked = await linkedTo(life)
    await linked.sends(1)
    expect(flat((await linked.letter('receipt')).text)).toContain(
      `after you gave us your views (our reference ${life.ref})`,
    )
    expect(await life.ended()).toBe('closed')
    expect(await life.status()).toBe('feedback closed')
  })

  it('from nobody who is known: recorded, and nobody is written to; who complains then is taken as the policy says', async () => {
    const life = await receive(office, {
      ...{
        kind: 'survey-feedback',
        summary: 'Could be better',
        points: undefined,
        anonymous: true,
        resident: undefined,
      },
    })
    expect(await life.ended()).toBe('closed')
    expect(await life.letters()).toEqual([])
    await life.done('complain', officer, complaint)
    const linked = await linkedTo(life)
    expect(await linked.status()).toBe('stage-1 received')
    const row = await office.records.complaint.findUniqueOrThrow({
      where: { ref: linked.ref },
      include: { person: true },
    })
    expect(row).toMatchObject({ anonymous: true, person: null })
  })
})
