/** `npm run letters -- preview`, as a council's officer runs it. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisation } from '../prisma/invented-organisations.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'redress-letters-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  code: number
  stdout: string
  stderr: string
}

function letters(args: string[], environment: Record<string, string> = {}): Promise<Ran> {
  const env = { ...process.env, ORGANISATIONS_FILE: undefined, POLICY: undefined, ...environment }
  return new Promise((resolve) => {
    const all = ['--import', 'tsx', path.join(root, 'worker/letters/letters.ts'), ...args]
    execFile(process.execPath, all, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

test('one kind: each of its previews as html, text, PDF and a picture of each page, on one list', async () => {
  const out = path.join(folder, 'response')
  const { code, stdout, stderr } = await letters(['preview', 'response', '--out', out])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^\d letters written\. Open .*index\.html\n$/)
  const within = path.join(out, 'housing-ombudsman-code-2024')
  for (const name of ['response', 'response-2']) {
    const at = (ending: string) => path.join(within, `${name}.${ending}`)
    expect(readFileSync(at('html'), 'utf8')).toContain('<h1>')
    expect(readFileSync(at('txt'), 'utf8')).toContain('Rosa Resident')
    expect(readFileSync(at('pdf')).toString('latin1')).toMatch(/^%PDF-1\.7/)
    const { width, height, data } = PNG.sync.read(readFileSync(at('1.png')))
    expect(height / width).toBeCloseTo(297 / 210, 2)
    expect(data.filter((value, index) => index % 4 === 0 && value < 128).length).toBeGreaterThan(5_000)
  }
  const index = readFileSync(path.join(out, 'index.html'), 'utf8')
  const linked = [...index.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file ?? '')
  expect(linked.length).toBeGreaterThan(10)
  expect(linked.filter((file) => !existsSync(path.join(out, file)))).toEqual([])
  expect(readdirSync(within).filter((file) => !index.includes(file))).toEqual([])
})

test('a council’s own letterhead, policy, language and print', async () => {
  const file = path.join(folder, 'ours.yaml')
  writeFileSync(file, organisation('east') + organisation('west'))
  const out = path.join(folder, 'west')
  const asked = ['--organisation', 'west', '--policy', 'joint-code', '--language', 'cy', '--print', '24', '--out', out]
  const { code, stderr } = await letters(['preview', 'receipt-2', ...asked], { ORGANISATIONS_FILE: file })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const html = readFileSync(path.join(out, 'joint-code', 'receipt-2.html'), 'utf8')
  expect(html).toContain('complaints@west.example')
  expect(html).toContain('lang="cy"')
  expect(html).toContain('32px')
  expect(readdirSync(path.join(out, 'joint-code')).filter((name) => !name.startsWith('receipt-2.'))).toEqual([])
})

test('fewer pages than before leave no old page behind', async () => {
  const out = path.join(folder, 'again')
  const pages = () => readdirSync(path.join(out, 'joint-code')).filter((name) => name.endsWith('.png')).length
  await letters(['preview', 'response-2', '--policy', 'joint-code', '--print', '24', '--out', out])
  const large = pages()
  await letters(['preview', 'response-2', '--policy', 'joint-code', '--out', out])
  expect(pages()).toBeLessThan(large)
})

describe('a question that cannot be answered', () => {
  test.each<[what: string, args: string[], says: RegExp]>([
    ['no command', [], /^Say what to do: preview\n/],
    ['another command', ['send'], /^"send" is no command: preview\n/],
    [
      'an unknown kind',
      ['preview', 'thanks'],
      /^There is no letter "thanks"\. The kinds are: receipt, .*response.*\n.*--help/,
    ],
    ['an unknown policy', ['preview', '--policy', 'x'], /^There is no policy "x"\. The policies are: barking/],
    [
      'an unknown organisation',
      ['preview', '--organisation', 'x'],
      /^There is no organisation "x" on file\. There are: exampleton/,
    ],
    ['a language', ['preview', '--language', 'pl'], /^Letters are not written in "pl": --language en or cy/],
    ['a size', ['preview', '--print', '14'], /^"14" is no size of print: --print 12, 18 or 24/],
    ['an option', ['preview', '--colour'], /--colour/],
  ])('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await letters(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(says)
  })
})

test('--help says what there is', async () => {
  const { code, stdout } = await letters(['--help'])
  expect(code).toBe(0)
  for (const words of ['preview [KIND]', '--policy', '--language', '--print', '--out']) expect(stdout).toContain(words)
})
