/** `npm run -s policy -- compare`: the same story under two policies, by the real workflow and the real letters. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Comparison } from '../../api/cli/compare-stories.ts'
import { run } from '../policy/cli-run.ts'

const HO = 'housing-ombudsman-code-2024'
const folder = mkdtempSync(path.join(os.tmpdir(), 'compare-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function scenario(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

const leftBehind = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith('redress-compare-'))

/** A complaint on a Monday that nobody looks at: acknowledged by Redress, and then late. */
const nobody = (policy: string) => `policy: ${policy}
received: 2027-06-07T10:00
complaint:
  summary: The lift is out of order.
  serviceArea: repairs
  landlordMatter: true
  channel: email
  resident: { name: R. Resident, email: resident@example.org, preferredContact: email }
steps:
  - { at: 2027-06-08T10:00, do: withdraw, by: resident, with: {}, expect: refused }
until: 2027-06-30
`

describe('policy compare', { timeout: 90_000 }, () => {
  it('tells the story that comes with it under two policies', async () => {
    const { code, stdout, stderr } = await run('policy', ['compare', HO, 'basildon-2025', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const comparison = JSON.parse(stdout) as Comparison
    expect(comparison).toMatchObject({
      a: { policy: HO, status: 'closed', stage: 'stage-2' },
      b: { policy: 'basildon-2025', status: 'closed', stage: 'stage-2' },
    })
    const differing = comparison.deadlines.filter(({ differs }) => differs).map(({ name }) => name)
    expect(differing).toEqual(
      expect.arrayContaining(['resolve-urgent-enquiry', 'request-stage-2', 'acknowledge-stage-2']),
    )
    // Without reasons, by phone: enough for the Code, and not for Basildon.
    expect(comparison.refused).toContainEqual(
      expect.objectContaining({
        do: 'escalate',
        a: null,
        b: expect.objectContaining({ rule: expect.stringContaining('Stage Two') }),
      }),
    )
    expect(leftBehind()).toEqual([])
  })

  it('finds no difference between a policy and itself, whatever a step expected', async () => {
    const file = scenario('nobody.yaml', `${nobody(HO)}---\n${nobody('joint-code')}`)
    const { code, stdout, stderr } = await run('policy', ['compare', HO, HO, '--scenario', file, '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const told = JSON.parse(stdout) as Comparison[]
    expect(told).toHaveLength(2)
    for (const { deadlines, letters, events, refused, a, b } of told) {
      expect([...deadlines, ...letters, ...events, ...refused].filter(({ differs }) => differs)).toEqual([])
      expect(letters.filter(({ words }) => words === 'differ')).toEqual([])
      expect(letters.length).toBeGreaterThan(0)
      expect(a).toEqual(b)
    }
  })

  it('names the scenario, its line and its field where it is bad', async () => {
    const file = scenario('bad.yaml', nobody(HO).replace('channel: email', 'channel: pigeon'))
    const { code, stdout, stderr } = await run('policy', ['compare', HO, 'joint-code', '--scenario', file])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`${file}:7: complaint.channel: `)
    expect(stderr.match(/channel/g)).toHaveLength(1)
    expect(leftBehind()).toEqual([])
  })

  it.each([
    ['one policy', [HO], 'Say which two policies'],
    ['an unknown policy', [HO, 'nope'], '"nope" is no policy'],
    ['three policies', [HO, HO, HO], 'Say which two policies'],
    ['no such file', [HO, HO, '--scenario', '/nowhere.yaml'], '--scenario: ENOENT'],
    [
      'a story without a policy',
      [HO, HO, '--scenario', scenario('none.yaml', 'received: 2027-06-07\n')],
      'policy: is missing',
    ],
  ])('%s: exit 2, why on stderr', async (_, args, why) => {
    const ran = await run('policy', ['compare', ...args])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(why)
  })
})
