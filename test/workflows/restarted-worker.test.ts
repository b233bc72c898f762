import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { acknowledgement, manager, officer, receive, resident, response } from './a-life.ts'
import { openOffice, type Office } from './office.ts'

// Tasks that went to a worker just as it stopped wait until their time is out.
vi.setConfig({ testTimeout: 200_000 })

let office: Office
beforeAll(async () => void (office = await openOffice({ forgets: true })))
afterAll(() => office.close())

it('goes on where it was when another worker takes over', async () => {
  await office.until('2027-01-11T10:00')
  const life = await receive(office)
  await life.done('assign', manager, { officer: 'a.khan' })
  await office.stopWorker()
  await office.startWorker()
  await life.done('acknowledge', officer, acknowledgement)
  await office.stopWorker()
  await office.startWorker()
  await life.done('respond', officer, response)
  await life.sends(3)
  expect(await life.timeline()).toEqual([
    '2027-01-11T10:00 received by resident',
    '2027-01-11T10:00 assigned by manager:m.boss',
    '2027-01-11T10:00 acknowledged by officer:a.khan',
    '2027-01-11T10:00 responded by officer:a.khan',
  ])
  await life.done('withdraw', resident)
  await life.learns()
  expect(await life.ended()).toBe('withdrawn')
})

// The time-skipping server stands still while a task waits for a worker, so the complaint is taken from it altogether.
it('does at once, and once, what fell due while it ran nowhere', async () => {
  await office.until('2027-02-01T10:00')
  const life = await receive(office)
  await life.done('acknowledge', officer, acknowledgement)
  await life.sends(2)
  await office.environment.client.workflow.getHandle(life.id).cancel()
  await expect(life.ended()).rejects.toThrow('cancelled')
  // Due on Monday 15 February; its reminders of the 11th and 12th are of no use any more.
  await office.until('2027-02-17T10:00')
  await life.done('assign', manager, { officer: 'a.khan' })
  await life.shows('deadline-missed')
  await life.sends(4)
  const events = ['assigned by manager:m.boss', 'deadline-missed by redress', 'manager-told by redress']
  expect((await life.timeline()).slice(2).toSorted()).toEqual(events.map((event) => `2027-02-17T10:00 ${event}`))
  // Promised from the day on which it was told: 18 19 22 23 24.
  expect((await life.entries('deadline-missed'))[0]?.detail['nextUpdate']).toBe('2027-02-24')
  await office.stopWorker()
  await office.startWorker()
  await office.until('2027-02-17T12:00')
  expect(await life.timeline()).toHaveLength(5)
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('acknowledges at once a complaint that waited for a worker until after the deadline', async () => {
  await office.until('2027-02-22T10:00')
  await office.stopWorker()
  const life = await receive(office, { received: '2027-02-08T10:00' })
  await office.startWorker()
  await life.shows('acknowledged')
  expect(await life.deadlines()).toContain('acknowledge-stage-1 from 2027-02-08 due 2027-02-15 late')
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
  expect(await life.entries('acknowledged')).toHaveLength(1)
})

it('does what has fallen due before a command that came while no worker ran', async () => {
  await office.until('2027-02-24T10:00')
  await office.stopWorker()
  const life = await receive(office, { received: '2027-02-08T10:00' })
  // Its acknowledgement is overdue: Redress makes it first, and the correction finds it there.
  await life.signal('define', {
    by: officer,
    with: { draft: await life.store('define', { definition: 'The heating' }) },
  })
  await office.startWorker()
  await life.shows('defined')
  expect((await life.timeline()).map((line) => line.split(' ')[1])).toEqual([
    'received',
    'deadline-missed',
    'manager-told',
    'acknowledged',
    'defined',
  ])
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})

it('hears a Signal that was sent while no worker ran', async () => {
  await office.until('2027-03-01T10:00')
  const life = await receive(office)
  await life.sends(1)
  await office.stopWorker()
  await life.signal('assign', { by: manager, with: { officer: 'a.khan' } })
  await office.startWorker()
  await life.shows('assigned')
  await life.done('withdraw', resident)
  expect(await life.ended()).toBe('withdrawn')
})
