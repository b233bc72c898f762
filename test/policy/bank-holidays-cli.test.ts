import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { readBankHolidays, type BankHoliday } from '../../workflows/policy/bank-holidays.ts'
import { run } from './cli-run.ts'

const onFile = new URL('../../workflows/policy/bank-holidays.json', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'bank-holidays-'))
const into = join(folder, 'bank-holidays.json')
const published = join(folder, 'published.json')
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => copyFileSync(onFile, into))

const read = (file: string | URL) => readBankHolidays(JSON.parse(readFileSync(file, 'utf8')))
const before = read(onFile)

function publish(events: BankHoliday[]): string {
  const division = { division: 'england-and-wales', events }
  writeFileSync(published, JSON.stringify({ 'england-and-wales': division, scotland: {} }))
  return published
}

const proclaimed = { title: 'Bank holiday for a jubilee', date: '2028-06-05', notes: '', bunting: true }
const inYears = (...years: string[]) => before.filter(({ date }) => years.includes(date.slice(0, 4)))

it('adds a proclaimed day and keeps the years that are no longer published', async () => {
  const from = publish([...inYears('2027', '2028'), proclaimed])
  const { code, stdout } = await run('bank-holidays', ['refresh', '--from', from, '--into', into, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ added: [proclaimed], removed: [], renamed: [] })
  expect(read(into)).toEqual([...before, proclaimed].sort((a, b) => (a.date < b.date ? -1 : 1)))
})

it('moves a day in a year that is published in full', async () => {
  const moved = inYears('2027').map((one) => (one.date === '2027-05-03' ? { ...one, date: '2027-05-07' } : one))
  const { stdout } = await run('bank-holidays', ['refresh', '--from', publish(moved), '--into', into])
  expect(stdout).toBe(
    'added    2027-05-07  Early May bank holiday\nremoved  2027-05-03  Early May bank holiday\nOn file until 2030-12-31.\n',
  )
})

it('loses nothing to a year that is published in part', async () => {
  const from = publish(inYears('2028').slice(0, 3))
  const { stdout } = await run('bank-holidays', ['refresh', '--from', from, '--into', into])
  expect(stdout).toContain('Nothing changed.')
  expect(read(into)).toEqual(before)
})

it('reads from an address, and writes nothing when that fails', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/bank-holidays.json') response.end(readFileSync(publish([...inYears('2028'), proclaimed])))
    else response.writeHead(request.url === '/html' ? 200 : 503).end('<html>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const from = (path: string) => ['refresh', '--into', into, '--from', `http://127.0.0.1:${port}${path}`]
  for (const path of ['/down', '/html']) {
    const failed = await run('bank-holidays', from(path))
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect(failed.stderr).toContain('Nothing was written.')
  }
  expect(read(into)).toEqual(before)
  expect((await run('bank-holidays', from('/bank-holidays.json'))).code).toBe(0)
  expect(read(into)).toContainEqual(proclaimed)
  server.close()
})

it.each([
  [['refresh', '--from', '/nowhere', '--into', into], 1, 'ENOENT'],
  [[], 2, 'The one command is refresh'],
  [['refresh', '--form', 'x'], 2, 'Unknown option'],
])('%j is refused', async (args, code, why) => {
  const ran = await run('bank-holidays', args)
  expect(ran).toMatchObject({ code, stdout: '' })
  expect(ran.stderr).toContain(why)
})

it('--help says how', async () => {
  expect((await run('bank-holidays', ['--help'])).stdout).toContain('refresh [--from FILE|URL]')
})
