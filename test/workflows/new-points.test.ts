/** New points: answered with the rest where they are related and in time, otherwise a complaint of their own (HO Code 6.8). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgement, lifeOf, officer, receive, resident, response, reviewer, type Life } from './a-life.ts'
import { historyOf } from './history.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())

const heater = 'The heater that we were lent broke on its first day'
const letters = 'Nobody answers our letters'
const [upheld, notUpheld] = response.points
const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ')

async function linkedTo(life: Life): Promise<Life[]> {
  const rows = await office.records.complaint.findMany({
    where: { linkedTo: life.ref },
    orderBy: { linkedSeq: 'asc' },
  })
  return rows.map(({ ref }) => lifeOf(office, ref))
}

async function onlyLinked(life: Life): Promise<Life> {
  const [one, ...others] = await linkedTo(life)
  expect(others).toEqual([])
  if (!one) throw new Error(`nothing came out of ${life.ref}`)
  return one
}

describe('related, before the stage 1 response, without delay: folded in', () => {
  let life: Life
  beforeAll(async () => {
    await office.until('2027-01-11T10:00')
    life = await receive(office)
    await life.done('add-point', officer, { point: heater, related: true })
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-01-13T10:00')
    await life.done('add-point', officer, { point: letters, related: true, delays: false })
  })

  it('stands on the timeline with the clause, and makes no other complaint', async () => {
    const added = await life.entries('point-added')
    expect(added).toMatchObject([
      { clause: '6.8', detail: { stage: 'stage-1', points: 3 } },
      { clause: '6.8', detail: { stage: 'stage-1', points: 4 } },
    ])
    expect(await linkedTo(life)).toEqual([])
  })

  it('before the acknowledgement, it is in it, and nothing is sent twice', async () => {
    await life.sends(3)
    expect(await life.letters()).toEqual([
      '2027-01-11 receipt sent',
      '2027-01-11 acknowledgement sent',
      '2027-01-13 acknowledgement sent',
    ])
    expect(flat((await life.letter('acknowledgement')).text)).toContain(`3. ${heater}`)
  })

  it('after it, the resident gets the definition anew with the point in it, and the same date', async () => {
    const { subject, text } = await life.letter('acknowledgement', 2)
    expect(subject).toContain('We have added what you told us')
    expect(flat(text)).toContain('we have added it below as point 4.')
    expect(flat(text)).toContain(`3. ${heater} 4. ${letters}`)
    expect(flat(text)).toContain('by Monday 25 January 2027')
    expect(await life.deadlines()).toContain('respond-stage-1 from 2027-01-11 due 2027-01-25 running')
  })

  it('the response answers it too: four points, not two (6.7)', async () => {
    expect(await life.refused('respond', officer, response)).toBe('HO Code 6.7')
    await life.done('respond', officer, { ...response, points: [upheld, notUpheld, upheld, notUpheld] })
    const text = flat((await life.letter('response')).text)
    expect(text).toContain(`Point 3 You told us: ${heater}`)
    expect(text).toContain(`Point 4 You told us: ${letters}`)
  })

  it('is counted in a definition that is put anew after it', async () => {
    const other = await receive(office)
    await other.done('acknowledge', officer, acknowledgement)
    await other.done('add-point', officer, { point: heater, related: true })
    await other.done('define', officer, { points: ['The heating and the heater', 'The appointments'] })
    await other.done('add-point', officer, { point: letters, related: true })
    expect(flat((await other.letter('acknowledgement', 4)).text)).toContain(
      `There are 3 points: 1. The heating and the heater 2. The appointments 3. ${letters}`,
    )
    await other.done('respond', officer, { ...response, points: [upheld, notUpheld, upheld] })
  })
})

describe('otherwise: a complaint of its own', () => {
  const apart = { point: letters, related: true, delays: false }
  const complaints: Record<
    string,
    { facts: object; upTo: (life: Life) => Promise<void>; reason: string; told: string }
  > = {
    'it is not related': {
      facts: { related: false },
      upTo: (life) => life.done('acknowledge', officer, acknowledgement),
      reason: 'unrelated',
      told: 'It is about something else than that complaint, so we look into it on its own.',
    },
    'it would unreasonably delay the response': {
      facts: { delays: true },
      upTo: async () => undefined,
      reason: 'delays',
      told: 'you would have to wait too long for our answer.',
    },
    'stage 1 is answered': {
      facts: {},
      async upTo(life) {
        await life.done('acknowledge', officer, acknowledgement)
        await life.done('respond', officer, response)
      },
      reason: 'answered',
      told: 'We have already answered that complaint, so we look into this on its own.',
    },
    'it is at stage 2': {
      facts: {},
      async upTo(life) {
        await life.done('acknowledge', officer, acknowledgement)
        await life.done('respond', officer, response)
        await life.done('escalate', resident)
      },
      reason: 'stage-two',
      told: 'That complaint is at stage 2 already, so we look into this on its own, from stage 1.',
    },
    'it is answered and closed, and its workflow has ended': {
      facts: {},
      async upTo(life) {
        await life.done('acknowledge', officer, acknowledgement)
        await life.done('respond', officer, response)
        await life.done('escalate', resident)
        await life.done('acknowledge', reviewer, acknowledgement)
        await life.done('respond', reviewer, response)
        await life.learns()
        expect(await life.ended()).toBe('closed')
      },
      reason: 'stage-two',
      told: 'That complaint is at stage 2 already',
    },
  }

  it.each(Object.keys(complaints))('%s', async (name) => {
    const { facts, upTo, reason, told } = complaints[name]!
    const life = await receive(office)
    await upTo(life)
    const [before, status] = [await life.deadlines(), await life.status()]
    await life.done('add-point', officer, { ...apart, ...facts })
    expect(await life.entries('complaint-made')).toMatchObject([{ clause: '6.8', detail: { reason } }])
    // This complaint is as it was.
    expect(await life.deadlines()).toEqual(before)
    expect(await life.status()).toBe(status)

    const linked = await onlyLinked(life)
    await linked.sends(1)
    expect(await linked.status()).toBe('stage-1 received')
    expect(await linked.entries('received')).toMatchObject([
      { clause: '6.2', by: 'resident', detail: { linkedTo: life.ref } },
    ])
    const text = flat((await linked.letter('receipt')).text)
    expect(text).toContain(`You told us this after you made your complaint ${life.ref}.`)
    expect(text).toContain(told)
    expect(text).toContain(letters)
  })

  it('has a clock of its own, from the day it was told, and lives its own life', async () => {
    await office.until('2027-02-01T10:00')
    const life = await receive(office)
    await life.done('acknowledge', officer, acknowledgement)
    await office.until('2027-02-04T16:00')
    await life.done('add-point', officer, { ...apart, related: false, serviceArea: 'parking', landlordMatter: false })
    const linked = await onlyLinked(life)
    expect(await linked.deadlines()).toEqual(['acknowledge-stage-1 from 2027-02-04 due 2027-02-11 running'])
    const row = await office.records.complaint.findUniqueOrThrow({
      where: { ref: linked.ref },
      include: { person: true },
    })
    expect(row).toMatchObject({ serviceArea: 'parking', landlordMatter: 'false', channel: 'online', kind: 'complaint' })
    expect(row.receivedAt).toEqual(new Date('2027-02-04T16:00:00Z'))
    expect(row.filedAt.getTime() - row.receivedAt.getTime()).toBeLessThan(60_000)
    expect(row.filedAt.getTime()).toBeGreaterThanOrEqual(row.receivedAt.getTime())
    expect(row.person).toMatchObject({ name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' })
    await linked.done('acknowledge', officer, acknowledgement)
    await linked.done('respond', officer, { points: [upheld], remedies: [] })
    await life.done('respond', officer, response)
    expect(await linked.status()).toBe('stage-1 answered')
    expect(flat((await linked.letter('response')).text)).toContain('0300 061 0614')
  })

  it('two of them from one complaint are two', async () => {
    const life = await receive(office)
    await life.done('add-point', officer, { ...apart, related: false })
    await life.done('add-point', officer, { point: heater, related: false })
    const [one, two] = await linkedTo(life)
    await one?.sends(1)
    await two?.sends(1)
    expect(flat((await two!.letter('receipt')).text)).toContain(heater)
  })

  it('is not made of a complaint that was withdrawn', async () => {
    const life = await receive(office)
    await life.done('withdraw', resident)
    expect(await life.refused('add-point', officer, apart)).toBe('HO Code')
    expect(await linkedTo(life)).toEqual([])
  })

  it('leaves nothing that anybody wrote in the history', async () => {
    const life = await receive(office)
    await life.done('add-point', officer, { point: 'CANARY-point', related: false })
    const linked = await onlyLinked(life)
    await linked.sends(1)
    for (const { id } of [life, linked]) {
      const text = Buffer.from(JSON.stringify(await historyOf(office, id))).toString()
      const decoded = text.replace(/"data":"([^"]+)"/g, (_all, data: string) => Buffer.from(data, 'base64').toString())
      expect(`${text}${decoded}`).not.toMatch(/CANARY|R\. Resident|resident@example/)
      expect(decoded).toContain(life.ref)
    }
  })
})
