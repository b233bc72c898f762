/** `policy lint` and `policy new`, and what a bad policy does to the start: the real commands, in a copy of this checkout. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { copyOfCheckout, run, runFile } from './cli-run.ts'

const copy = copyOfCheckout()
afterAll(() => rmSync(copy, { recursive: true }))

const policies = 'workflows/policy/policies'
const policy = (...args: string[]) => run('policy', args, {}, copy)
const pathOf = (name: string) => path.join(copy, policies, name)

const undo: (() => void)[] = []
afterEach(() => {
  for (const each of undo.splice(0)) each()
})

function change(name: string, ...changes: [old: string, fresh: string][]): void {
  const before = readFileSync(pathOf(name), 'utf8')
  const after = changes.reduce((text, [old, fresh]) => {
    expect(text).toContain(old)
    return text.replace(old, fresh)
  }, before)
  writeFileSync(pathOf(name), after)
  undo.push(() => writeFileSync(pathOf(name), before))
}

const lineOf = (name: string, words: string) => {
  const text = readFileSync(pathOf(name), 'utf8')
  return text.slice(0, text.indexOf(words)).split('\n').length
}

describe('policy lint', () => {
  it('says ok, and what the policy holds', async () => {
    const file = `${policies}/basildon-2025.yaml`
    const { code, stdout, stderr } = await policy('lint', file)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')[0]).toBe(`${file}: ok`)
    expect(stdout).toContain('(basildon-2025), in force from Thursday 22 May 2025')
    expect(stdout).toContain('  resolve-urgent-enquiry: 3 working days of receipt\n')
    expect(JSON.parse((await policy('lint', file, '--json')).stdout)).toMatchObject({
      ok: true,
      id: 'basildon-2025',
      faults: [],
    })
  })

  it('gives every fault with its line, its key and what is allowed', async () => {
    change(
      'basildon-2025.yaml',
      ['within: 3 working days', 'within: 3 days'],
      ['inLetters: if-possible', 'inLetters: perhaps'],
    )
    const file = `${policies}/basildon-2025.yaml`
    const { code, stdout, stderr } = await policy('lint', file)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toEqual([
      `${file}:${lineOf('basildon-2025.yaml', 'within: 3 days')}: enquiry.within: "3 days" is no length of time: ` +
        'write "10 working days", "28 calendar days" or "1 calendar month"',
      `${file}:${lineOf('basildon-2025.yaml', 'inLetters: perhaps')}: staffNames.inLetters: perhaps is not allowed: ` +
        'write never or if-possible or as-needed',
    ])
    const json: unknown = JSON.parse((await policy('lint', file, '--json')).stdout)
    expect(json).toMatchObject({
      ok: false,
      faults: [
        { key: 'enquiry.within', line: lineOf('basildon-2025.yaml', 'within: 3 days') },
        { key: 'staffNames.inLetters' },
      ],
    })
  })

  it.each([
    ['an Ombudsman', 'basildon-2025.yaml', ['  other: lgsco', '  other: ofgem'], 'ofgem is no Ombudsman'],
    ['a command', 'dartford-2024.yaml', ['command: assign', 'command: hand-over'], 'hand-over is no command'],
    ['its name', 'joint-code.yaml', ['id: joint-code', 'id: other-code'], 'the file must be other-code.yaml'],
    [
      'another version',
      'dartford-2023.yaml',
      ['to: 2024-06-30', 'to: 2024-07-31'],
      'is in force on Monday 1 July 2024, too',
    ],
  ] as [string, string, [string, string], string][])(
    'knows what is kept elsewhere: %s',
    async (_, name, changed, fault) => {
      change(name, changed)
      const { code, stdout } = await policy('lint', `${policies}/${name}`)
      expect({ code, found: stdout.includes(fault) }, stdout).toEqual({ code: 1, found: true })
    },
  )

  it.each([
    ['no file', [], 'Say which file'],
    ['two files', ['a', 'b'], 'One file at a time'],
    ['a file that is not there', ['nowhere.yaml'], 'nowhere.yaml cannot be read: ENOENT'],
  ])('%s: exit 2, why on stderr', async (_, args, why) => {
    const ran = await policy('lint', ...args)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(why)
  })
})

describe('a policy that cannot be used stops the start, with the words of lint', () => {
  const environment = {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    SMTP_URL: 'smtp://127.0.0.1:1',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    DATA_DIR: path.join(copy, '.data'),
    PORT: '0',
  }

  it.each([
    ['the API', 'api/main.ts'],
    ['a worker', 'worker/main.ts'],
    ['policy list', 'api/cli/policy.ts'],
  ])('%s', async (_, program) => {
    change(
      'basildon-2025.yaml',
      ['within: 3 working days', 'within: 3 days'],
      ['mixed: partially-upheld', 'mixed: both'],
    )
    const linted = (await policy('lint', `${policies}/basildon-2025.yaml`)).stdout
    expect(linted.trimEnd().split('\n')).toHaveLength(2)
    const ran = await runFile(program, program.includes('cli') ? ['list'] : [], environment, copy)
    expect(ran).toMatchObject({ code: program.includes('cli') ? 2 : 1, stdout: '' })
    expect(ran.stderr).toBe(linted.replaceAll(`${policies}/`, 'policies/'))
  })

  it('and two versions in force on one day do', async () => {
    change('dartford-2023.yaml', ['to: 2024-06-30', 'to: 2024-07-31'])
    const linted = (await policy('lint', `${policies}/dartford-2024.yaml`)).stdout
    const ran = await runFile('api/main.ts', [], environment, copy)
    expect(ran).toMatchObject({ code: 1, stderr: linted })
    expect(linted).toMatch(
      /^policies\/dartford-2024\.yaml: inForce: dartford-2023 of the series dartford is in force on/,
    )
  })
})

describe('policy new', () => {
  const name = 'brand-new-council'
  const remove = () => undo.push(() => rmSync(pathOf(`${name}.yaml`), { force: true }))

  it('begins a policy that is at once on file: the tenth policy is one file', async () => {
    remove()
    const { code, stdout, stderr } = await policy('new', name)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`${policies}/${name}.yaml is written`)
    expect(stdout).toContain(`npm run policy -- lint ${policies}/${name}.yaml`)
    const written = readFileSync(pathOf(`${name}.yaml`), 'utf8')
    expect(written).toMatch(/^id: brand-new-council$/m)
    expect(written).toMatch(/^series: brand-new-council$/m)
    expect(written).toMatch(/^title: Brand New Council Complaints Policy$/m)
    expect(written).not.toContain('example-council')
    expect((await policy('lint', `${policies}/${name}.yaml`)).code).toBe(0)
    expect((await policy('list')).stdout).toMatch(/^brand-new-council +Brand New Council Complaints Policy/m)
    const due = await policy('due', name, '--deadline', 'respond-stage-1', '--from', '2027-03-24', '--json')
    expect(JSON.parse(due.stdout)).toMatchObject({ policy: name, due: '2027-04-09' })
  })

  it('writes over nothing', async () => {
    remove()
    writeFileSync(pathOf(`${name}.yaml`), '# mine\n')
    const ran = await policy('new', name)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`${policies}/${name}.yaml is there already, and stays as it is`)
    expect(readFileSync(pathOf(`${name}.yaml`), 'utf8')).toBe('# mine\n')
    expect((await policy('new', 'basildon-2025')).code).toBe(2)
  })

  it('goes where it is told', async () => {
    const file = path.join(copy, 'draft.yaml')
    const { stdout } = await policy('new', name, '--to', file)
    expect(stdout).toContain(`When it is right, put it on file: ${policies}/${name}.yaml`)
    expect((await policy('lint', file)).code).toBe(0)
    expect(JSON.parse((await policy('new', 'other', '--to', path.join(copy, 'other.yaml'), '--json')).stdout)).toEqual({
      id: 'other',
      file: path.join(copy, 'other.yaml'),
    })
    expect((await policy('new', name, '--to', path.join(copy, 'no', 'folder.yaml'))).stderr).toContain(
      'cannot be written',
    )
  })

  it.each([
    ['no name', [], 'Say what it is to be called'],
    ['two names', ['my', 'council'], 'One name without spaces'],
    ['a name that is none', ['My Council'], '"My Council" is no name for a policy: write small letters'],
  ])('%s: exit 2, why on stderr', async (_, args, why) => {
    const ran = await policy('new', ...args)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(why)
  })
})
