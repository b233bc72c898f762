import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from './cli-run.ts'

const CODE = 'housing-ombudsman-code-2024'
const folder = mkdtempSync(join(tmpdir(), 'policy-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const due = (...args: string[]) => run('policy', ['due', CODE, ...args])

describe('policy list and show', () => {
  it('list what is on file', async () => {
    const { code, stdout, stderr } = await run('policy', ['list', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toContainEqual({
      id: CODE,
      title: 'Housing Ombudsman Complaint Handling Code 2024',
      inForce: { from: '2024-04-01' },
    })
    expect((await run('policy', ['list'])).stdout).toMatch(
      /housing-ombudsman-code-2024 .* in force from Monday 1 April 2024/,
    )
  })

  it('show every rule with value and clause', async () => {
    const { stdout } = await run('policy', ['show', CODE])
    expect(stdout).toMatch(/^stage 1, respond +within 10 working days, of acknowledgement +6\.3$/m)
    expect(stdout).toMatch(/^stage 2, reviewer +not of stage-1 +6\.13$/m)
    const { stdout: json } = await run('policy', ['show', CODE, '--json'])
    expect(JSON.parse(json)).toMatchObject({ id: CODE, short: 'HO Code' })
  })

  it('show what a council’s own document has beside that', async () => {
    const { stdout } = await run('policy', ['show', 'dartford-2023'])
    expect(stdout).toMatch(
      /^enquiry +name “Informal stage”, within 5 working days, of receipt, by +Complaints Procedure 8\.1, assumed/m,
    )
    expect(stdout).toMatch(/^decline, reasons, out of time +words “It happened more than three months/m)
    expect(stdout).toMatch(/^roles, assign +stage stage-2, who manager +Complaints Procedure 8\.2\.2$/m)
    expect(stdout).toMatch(/^What it answers to departures from a Code:\n {2}acceptance-window: /m)
    // wrapped, to be read on a terminal
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .filter((line) => /^[a-z]/.test(line))
          .map((line) => line.length),
      ),
    ).toBeLessThan(150)
  })
})

describe('policy due', () => {
  it('gives the date and the trail to programs', async () => {
    const { code, stdout, stderr } = await due('--deadline', 'respond-stage-1', '--from', '2027-03-24T09:30', '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const answer: { trail: unknown[] } = JSON.parse(stdout)
    expect(answer).toMatchObject({
      policy: CODE,
      deadline: 'respond-stage-1',
      clause: '6.3',
      counts: { from: 'acknowledgement', number: 10, unit: 'working-days' },
      from: '2027-03-24',
      due: '2027-04-09',
    })
    expect(answer.trail).toHaveLength(16)
    expect(answer.trail[1]).toEqual({ date: '2027-03-26', counted: false, why: 'Good Friday, bank holiday' })
  })

  it('gives them to people', async () => {
    const { stdout } = await due('--deadline', 'acknowledge-stage-1', '--from', '2027-03-22T10:00')
    expect(stdout).toContain('5 working days of receipt (HO Code 6.2)')
    expect(stdout).toContain('Fri 26 Mar 2027  –  Good Friday, bank holiday\n')
    expect(stdout).toContain('Due by the end of Wednesday 31 March 2027')
  })

  it('counts from the day in London, on any machine', async () => {
    const args = ['due', CODE, '--deadline', 'acknowledge-stage-1', '--from', '2027-07-15T23:30Z', '--json']
    for (const TZ of ['UTC', 'Pacific/Auckland']) {
      expect(JSON.parse((await run('policy', args, { TZ })).stdout)).toMatchObject({ from: '2027-07-16' })
    }
  })

  it('skips the days on which the council is closed', async () => {
    const closures = fileWith('closures.yaml', '- { date: 2027-03-30, name: Training }\n')
    const args = ['--deadline', 'respond-stage-1', '--from', '2027-03-24', '--closures', closures, '--json']
    const answer: unknown = JSON.parse((await due(...args)).stdout)
    expect(answer).toMatchObject({ due: '2027-04-12' })
    expect(answer).toHaveProperty(['trail', 5, 'why'], 'Council closed: Training')
  })

  it('has other times for other services, where the policy does', async () => {
    // received on Monday 3 June 2024, no bank holiday near: 10 working days are two weeks, 15 are three
    const args = ['due', 'dartford-2023', '--deadline', 'respond-stage-1', '--from', '2024-06-03', '--json']
    const dueFor = async (...area: string[]) => JSON.parse((await run('policy', [...args, ...area])).stdout)
    expect(await dueFor('--area', 'repairs')).toMatchObject({
      due: '2024-06-17',
      counts: { from: 'receipt', number: 10 },
    })
    expect(await dueFor('--area', 'parks')).toMatchObject({
      due: '2024-06-24',
      counts: { from: 'receipt', number: 15 },
    })
    expect(await dueFor()).toMatchObject({ due: '2024-06-24' })
  })

  it('counts the step before stage 1, and the time to ask for stage 2', async () => {
    const dueOf = async (policy: string, deadline: string, from: string) =>
      JSON.parse((await run('policy', ['due', policy, '--deadline', deadline, '--from', from, '--json'])).stdout)
    expect(await dueOf('basildon-2025', 'resolve-urgent-enquiry', '2027-03-25')).toMatchObject({
      clause: 'Urgent Enquiry',
      counts: { from: 'receipt', number: 3, unit: 'working-days' },
      due: '2027-04-01',
    })
    expect(await dueOf('information-governance-team', 'request-stage-2', '2027-01-31')).toMatchObject({
      counts: { from: 'response', number: 1, unit: 'calendar-months' },
      due: '2027-02-28',
    })
    const lbbd = await dueOf('barking-and-dagenham', 'request-stage-2', '2027-03-25')
    expect(lbbd).toMatchObject({ counts: { from: 'response', number: 28, unit: 'calendar-days' }, due: '2027-04-22' })
    expect(lbbd.notes).toEqual([
      expect.stringContaining('It counts from the day on which the resident got the response'),
    ])
  })

  it('says what the council sets itself beside it', async () => {
    const args = ['due', 'basildon-2025', '--deadline', 'respond-stage-2', '--from', '2027-03-24']
    expect((await run('policy', args)).stdout).toContain(
      'Beside it, the council sets itself 15 working days of request (Basildon policy, Stage Two – Complaint Escalation).',
    )
  })

  it('warns past the last bank holiday on file', async () => {
    const { code, stderr } = await due('--deadline', 'respond-stage-2', '--from', '2039-12-20')
    expect(code).toBe(0)
    expect(stderr).toContain('Bank holidays are on file until')
  })
})

describe('what cannot be answered', () => {
  const bad = fileWith('bad.yaml', '- { date: 2027-02-30, name: x }\n')
  const from = ['--from', '2027-03-22']
  const deadline = ['--deadline', 'respond-stage-1']

  it.each<[string, string[], string]>([
    ['no command', [], 'list, show, '],
    ['an unknown command', ['tell'], 'list, show, '],
    ['no policy', ['show'], 'Say which policy: barking-and-dagenham, basildon-2025'],
    ['an unknown policy', ['due', 'nope', ...deadline, ...from], CODE],
    ['two policies', ['show', CODE, CODE], 'one too many'],
    ['no deadline', ['due', CODE, ...from], 'acknowledge-stage-1, respond-stage-1'],
    ['an unknown deadline', ['due', CODE, '--deadline', 'reply', ...from], '"reply" is no deadline'],
    ['no day', ['due', CODE, ...deadline], '--from is missing'],
    ['a day that is none', ['due', CODE, ...deadline, '--from', '2027-02-30'], 'February 2027 has days 01 to 28'],
    [
      'an hour that is skipped',
      ['due', CODE, ...deadline, '--from', '2027-03-28T01:30'],
      'clocks in London went forward',
    ],
    ['no such closures', ['due', CODE, ...deadline, ...from, '--closures', '/nowhere'], '--closures: ENOENT'],
    [
      'bad closures',
      ['due', CODE, ...deadline, ...from, '--closures', bad],
      'bad.yaml:1: [0].date: 2027-02-30 is not right',
    ],
    [
      'a deadline without limit',
      ['due', CODE, '--deadline', 'request-stage-2', ...from],
      'HO Code 6.10: this policy sets no limit',
    ],
    [
      'a step before stage 1 that there is not',
      ['due', CODE, '--deadline', 'resolve-urgent-enquiry', ...from],
      'HO Code 5.2: this policy has no step before stage 1',
    ],
    ['an unknown option', ['list', '--from', 'x'], "Unknown option '--from'"],
    ['an option without its value', ['due', CODE, '--deadline'], '--deadline'],
  ])('%s: exit 2, why on stderr, nothing on stdout', async (_, args, why) => {
    const ran = await run('policy', args)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(why)
    expect(ran.stderr).not.toContain('    at ')
  })

  it('--help says it all', async () => {
    for (const args of [['--help'], ['due', '--help']]) {
      const { code, stdout } = await run('policy', args)
      expect(code).toBe(0)
      expect(stdout).toContain('--closures FILE')
    }
  })
})
