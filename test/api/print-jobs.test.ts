import { createHash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, localDate } from '../../workflows/policy/calendar.ts'
import { openLives, type Lives } from './lives.ts'
import { bytesOf, unzipped } from './files.ts'
import { complaintInQueue } from './print-queue.ts'
import { manager, officer, type Api } from './world.ts'

// From the queue to the post box: the job of the day, its files, and the day of posting that counts.

let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
})
afterAll(() => lives.close())

type Body = Record<string, unknown>
const today = localDate(Date.now())
const make = () => api.ask('POST', '/v1/print-jobs', officer)
const job = (id: unknown, file = '') => api.ask('GET', `/v1/print-jobs/${String(id)}${file}`, officer)
const posted = (id: unknown, on: string, as = officer, to = api) =>
  to.ask('PUT', `/v1/print-jobs/${String(id)}/posted`, as, { json: { on } })
const records = () => api.services.records
const logOf = async (ref: string) =>
  (await records().letterEvent.findMany({ where: { complaintRef: ref, seq: 1 }, orderBy: { id: 'asc' } })).map(
    ({ what, why }) => (why === null ? what : `${what}: ${why}`),
  )

const inTheQueue = (pages?: number, name?: string) => complaintInQueue(api, pages, name)

test('where nothing waits there is no job', async () => {
  const { status, body } = await make()
  expect([status, body['type']]).toEqual([404, '/problems/nothing-to-print'])
  expect((await api.ask('GET', '/v1/print-jobs', officer)).body).toEqual({ jobs: [] })
})

describe('one job a day', () => {
  let refs: string[]
  let first: Body
  beforeAll(async () => {
    refs = [await inTheQueue(), await inTheQueue(2), await inTheQueue(1, '=HYPERLINK("x")')]
    first = (await make()).body
  })

  test('takes every letter that waits, and the queue is empty', async () => {
    expect(first).toMatchObject({ day: today, letters: 3, added: 3, parts: 1, madeBy: 'officer:a.khan', posting: null })
    expect((await api.ask('GET', '/v1/print-queue', officer)).body).toEqual({ letters: [] })
    const { body } = await job(first['id'])
    expect((body['list'] as Body[]).map(({ ref, id, status }) => [ref, id, status])).toEqual(
      refs.map((ref) => [ref, 1, 'printed']),
    )
    expect(await logOf(refs[0] ?? '')).toEqual(['printed'])
  })

  test('asked ten times at once it is the same, with what came since', async () => {
    const another = await inTheQueue()
    const all = await Promise.all(Array.from({ length: 10 }, make))
    expect(
      new Set(all.map(({ status, body }) => `${status} ${String(body['id'])} ${String(body['letters'])}`)),
    ).toEqual(new Set([`200 ${String(first['id'])} 4`]))
    expect(all.reduce((sum, { body }) => sum + Number(body['added']), 0)).toBe(1)
    refs.push(another)
    expect(await logOf(another)).toEqual(['printed'])
  })

  test('in one PDF each letter begins on a new sheet, in the order of the manifest', async () => {
    const { bytes, headers } = await bytesOf(api, `/v1/print-jobs/${String(first['id'])}/letters.pdf`, officer)
    expect(headers.get('content-type')).toBe('application/pdf')
    const rows = await records().letter.findMany({
      where: { complaintRef: { in: refs } },
      select: { complaintRef: true, pdf: true },
    })
    const pages = await Promise.all(
      refs.map(async (ref) => {
        const pdf = rows.find(({ complaintRef }) => complaintRef === ref)?.pdf
        return (await PDFDocument.load(pdf ?? new Uint8Array())).getPageCount()
      }),
    )
    const merged = await PDFDocument.load(bytes)
    expect(merged.getTitle()).toBe(`Exampleton Council: print job ${String(first['id'])}`)
    // A blank page has nothing to draw.
    const isBlank = merged.getPages().map((page) => page.node.Contents() === undefined)
    const written = (count: number) => Array.from({ length: count }, () => false)
    expect(isBlank).toEqual(pages.flatMap((count) => [...written(count), ...(count % 2 === 1 ? [true] : [])]))
    expect(isBlank).toContain(true)
    const again = await bytesOf(api, `/v1/print-jobs/${String(first['id'])}/letters.pdf`, officer)
    expect(again.bytes.equals(bytes)).toBe(true)
  })

  test('single ones are the very bytes that are kept, and the manifest proves it', async () => {
    const { bytes } = await bytesOf(api, `/v1/print-jobs/${String(first['id'])}/letters.zip`, officer)
    const files = unzipped(bytes)
    expect([...files.keys()]).toEqual([...refs.map((ref) => `${ref}-1.pdf`), 'manifest.csv'])
    const manifest = await bytesOf(api, `/v1/print-jobs/${String(first['id'])}/manifest.csv`, officer)
    expect(manifest.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(manifest.headers.get('content-disposition')).toBe(
      `attachment; filename="print-job-${String(first['id'])}-manifest.csv"`,
    )
    expect(files.get('manifest.csv')?.equals(manifest.bytes)).toBe(true)
    const text = manifest.bytes.toString()
    expect(text.startsWith('\uFEFFref,letter,kind,name,address 1,')).toBe(true)
    const lines = text.split('\r\n').slice(1, -1)
    expect(lines).toHaveLength(refs.length)
    for (const [at, ref] of refs.entries()) {
      const pdf = files.get(`${ref}-1.pdf`) ?? Buffer.alloc(0)
      const { pdf: kept } = await records().letter.findUniqueOrThrow({
        where: { complaintRef_seq: { complaintRef: ref, seq: 1 } },
      })
      expect(pdf.equals(Buffer.from(kept ?? []))).toBe(true)
      expect(lines[at]).toMatch(new RegExp(`^${ref},1,receipt,`))
      expect(lines[at]).toContain(createHash('sha256').update(pdf).digest('hex'))
    }
    // A spreadsheet shows it, and computes nothing.
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`)
  })

  test('is for a colleague, where a letter in it is of a case on which one has a conflict of interest', async () => {
    const [ref = ''] = refs
    await records().complaint.update({ where: { ref }, data: { conflicts: [officer.sub] } })
    const number = String(first['id'])
    for (const answer of [
      await job(number),
      ...(await Promise.all(['letters.pdf', 'letters.zip', 'manifest.csv'].map((file) => job(number, `/${file}`)))),
      await posted(number, today),
    ]) {
      expect([answer.status, answer.body['rule']]).toEqual([409, 'HO Code 5.8'])
      expect(answer.text).not.toContain(ref)
    }
    expect((await api.ask('GET', `/v1/print-jobs/${number}`, manager)).body).toMatchObject({
      letters: 4,
      postedOn: null,
    })
    await records().complaint.update({ where: { ref }, data: { conflicts: [] } })
    expect((await job(number)).status).toBe(200)
  })

  test('is not posted in the future, nor before it was printed', async () => {
    for (const [on, why] of [
      [addDays(today, 1), 'is still to come'],
      [addDays(today, -1), 'none is posted before'],
      ['2027-02-30', 'must be a day that there is'],
    ] as const) {
      const { status, body } = await posted(first['id'], on)
      expect([status, body['type']], on).toEqual([400, '/problems/bad-input'])
      expect(body['errors']).toContainEqual({ field: 'on', message: expect.stringContaining(why) })
    }
    expect((await job(first['id'])).body['postedOn']).toBeNull()
  })

  test('is marked as posted by an officer, and every complaint has the day on its timeline', async () => {
    const { status, body, text } = await posted(first['id'], today)
    expect(status, text).toBe(200)
    expect(body).toMatchObject({ postedOn: today, postedBy: 'officer:a.khan', posting: { told: 4, notTold: [] } })
    for (const ref of refs) {
      const { body } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
      expect(body['timeline']).toContainEqual(
        expect.objectContaining({
          event: 'letter-posted',
          by: 'officer:a.khan',
          detail: expect.objectContaining({ letter: 1, on: today }),
        }),
      )
      expect(await logOf(ref)).toEqual(['printed', 'posted', 'told'])
    }
    const letter = await records().letter.findFirstOrThrow({ where: { complaintRef: refs[0] ?? '' } })
    expect([letter.status, letter.postedOn]).toEqual(['posted', new Date(today)])
  })

  test('marked again with that day it is the same; another day is refused', async () => {
    const again = await posted(first['id'], today, manager)
    expect([again.status, again.body['postedBy']]).toEqual([200, 'officer:a.khan'])
    expect(await logOf(refs[0] ?? '')).toEqual(['printed', 'posted', 'told'])
    const other = await posted(first['id'], addDays(today, -1))
    expect([other.status, other.body['type']]).toEqual([409, '/problems/against-the-rules'])
  })

  test('what comes after it was posted is for the next day', async () => {
    expect((await make()).body).toMatchObject({ id: first['id'], added: 0 })
    const late = await inTheQueue()
    const { body } = await make()
    expect(body).toMatchObject({ day: addDays(today, 1), letters: 1 })
    expect(await logOf(late)).toEqual(['printed'])
    const { body: all } = await api.ask('GET', '/v1/print-jobs?limit=2', manager)
    expect((all['jobs'] as Body[]).map(({ day }) => day)).toEqual([addDays(today, 1), today])
    const { body: earlier } = await api.ask('GET', `/v1/print-jobs?before=${addDays(today, 1)}`, manager)
    expect((earlier['jobs'] as Body[]).map(({ day }) => day)).toEqual([today])
  })
})

test('a job of more letters than a file holds comes in parts, which are asked for by number', async () => {
  const ref = await inTheQueue()
  const { body } = await make()
  const row = await records().letter.findFirstOrThrow({ where: { complaintRef: ref } })
  const more = Array.from({ length: 250 }, (_, at) => ({ ...row, seq: at + 100 })) as (typeof row)[]
  await records().letter.createMany({ data: more as never })
  const whole = await job(body['id'], '/letters.pdf')
  expect([whole.status, whole.body['errors']]).toEqual([
    400,
    [{ field: 'part', message: 'must be a number from 1 to 2' }],
  ])
  const sheets = Math.ceil((await PDFDocument.load(row.pdf ?? new Uint8Array())).getPageCount() / 2)
  const pages = async (part: number) => {
    const path = `/v1/print-jobs/${String(body['id'])}/letters.pdf?part=${part}`
    return (await PDFDocument.load((await bytesOf(api, path, officer)).bytes)).getPageCount()
  }
  const letters = Number((await job(body['id'])).body['letters'])
  expect(letters).toBeGreaterThan(250)
  expect([await pages(1), await pages(2)]).toEqual([250 * 2 * sheets, (letters - 250) * 2 * sheets])
})

test('a job that there is not is answered as such, by all that is asked of it', async () => {
  for (const id of ['0', '999999', 'first', '1.5']) {
    for (const file of ['', '/letters.pdf', '/letters.zip', '/manifest.csv']) {
      const { status, body } = await job(id, file)
      expect([status, body['type']], id + file).toEqual([404, '/problems/unknown-print-job'])
    }
    expect((await posted(id, today)).status).toBe(404)
  }
})
