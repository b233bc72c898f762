/** `npm run -s policy -- check`: for programs, for a governing body, and as a self-assessment. */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { checkAnswer } from '../../api/cli/policy-check.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { changed, ho, workingDays } from './assessment-changed.ts'
import { run } from './cli-run.ts'

const HO = 'housing-ombudsman-code-2024'
const check = (id: string, ...args: string[]) => run('policy', ['check', id, '--against', HO, ...args])

const urgentEnquiry = policyLibrary().byId('basildon-2025').enquiry?.clause

interface Row {
  [key: string]: unknown
  rule: string
  verdict: string
}

describe('policy check', () => {
  it('--json is the contract', async () => {
    const { code, stdout, stderr } = await check('basildon-2025', '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const rows = JSON.parse(stdout) as Row[]
    for (const row of rows) {
      expect(row).toMatchObject({
        clause: expect.stringMatching(/^\d\.\d+$/),
        rule: expect.stringMatching(/^[a-z0-9-]+$/),
        verdict: expect.stringMatching(/^(complies|stricter|departs|silent)$/),
        policy: expect.any(String),
        code: expect.any(String),
      })
      expect(row['explanation'] === null || typeof row['explanation'] === 'string').toBe(true)
      if (row.verdict !== 'silent') expect(row['policyClause']).toBeTypeOf('string')
      if (row.verdict === 'departs') expect(row['how']).toBeTypeOf('string')
    }
    expect(new Set(rows.map(({ rule }) => rule)).size).toBe(rows.length)
    expect(rows).toContainEqual(
      expect.objectContaining({
        clause: '5.2',
        rule: 'no-earlier-stage',
        verdict: 'departs',
        policyClause: urgentEnquiry,
      }),
    )
  })

  it('tells a governing body the departures first, with both clauses', async () => {
    const { code, stdout } = await check('basildon-2025')
    expect(code).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('Basildon Borough Council Complaints and Compliments Policy 2025-2029 (basildon-2025)')
    expect(lines[3]).toMatch(/^\d+ rules of the Code: 4 departs, \d+ silent, 0 stricter, \d+ complies$/)
    expect(stdout).toContain(
      [
        'No step before stage 1 (no-earlier-stage)',
        '  HO Code 5.2: no stage before stage 1, under whatever name',
        `  Basildon policy, ${urgentEnquiry}: Urgent Enquiry, 3 working days of receipt, where the resident agrees to it`,
        '  Departs: Urgent Enquiry is a stage before stage 1',
      ].join('\n'),
    )
    expect(
      Math.max(
        ...stdout
          .split('[1] Assumed')[0]!
          .split('\nclause')[1]!
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(132)
  })

  it('--markdown is the Ombudsman’s form', async () => {
    const { code, stdout } = await check('dartford-2023', '--markdown')
    expect(code).toBe(0)
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'))
    expect(rows[0]).toBe(
      '| Code provision | Code requirement | Comply: Yes / No | Evidence | Commentary / explanation |',
    )
    const cells = rows.map((row) => row.slice(2, -2).split(/ \| /))
    expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([5]))
    const comply = (clause: string) => cells.filter(([one]) => one === clause).map((row) => row[2])
    expect(comply('6.11')).toEqual(['No', 'Yes'])
    expect(comply('6.4')).toEqual(['Not stated', 'Not stated'])
    expect(comply('6.13')).toEqual(['Yes'])
    expect(stdout).toContain(
      '| 6.11 | Stage 2: how soon it is acknowledged – 5 working days of the request | No | ' +
        'Dartford, Complaints Procedure 8.2.2: 7 working days of the request | Longer than 5 working days.',
    )
  })

  it('--strict ends with 1 while a departure has no explanation', async () => {
    expect(await check('joint-code', '--strict')).toMatchObject({ code: 1, stderr: '' })
    expect(await check('lgsco-code-2024', '--strict')).toMatchObject({ code: 0 })
  })

  it.each([
    ['no Code', ['check', HO], '--against is missing'],
    ['an unknown Code', ['check', HO, '--against', 'the-code'], '--against: "the-code" is no policy'],
    ['no policy', ['check', '--against', HO], 'Say which policy'],
    ['two forms', ['check', HO, '--against', HO, '--json', '--markdown'], 'one of the two'],
  ])('%s: exit 2, why on stderr', async (_, args, why) => {
    const ran = await run('policy', args)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(why)
  })
})

describe('an explanation', () => {
  const late = (explains: Record<string, string>) =>
    changed(ho, (p) => {
      p.id = 'late'
      p.stages[0].acknowledge.within = workingDays(7)
      p.explains = explains
    })
  const answerFor = (policy: Policy, options = {}) => {
    const policies = [ho, policy]
    const answer = checkAnswer({ policies, ombudsmen: [], companions: [], byId: () => ho }, ['late'], {
      against: HO,
      ...options,
    })
    if ('refusal' in answer) throw new Error(answer.refusal)
    return answer
  }

  it('is printed beside the departure, in each form', () => {
    const policy = late({ 'acknowledge-stage-1': 'One post a week | until June.' })
    expect(answerFor(policy).text).toContain(
      '  Departs: longer than 5 working days\n  Explanation: One post a week | until June.\n',
    )
    expect(answerFor(policy, { markdown: true }).text).toContain(
      '| Longer than 5 working days. Explanation: One post a week \\| until June. |',
    )
    expect(answerFor(policy).json).toContainEqual(
      expect.objectContaining({ rule: 'acknowledge-stage-1', explanation: 'One post a week | until June.' }),
    )
  })

  it('is enough for --strict', () => {
    expect(answerFor(late({}), { strict: true })).toMatchObject({ exitCode: 1 })
    expect(answerFor(late({ 'acknowledge-stage-1': 'Until June.' }), { strict: true })).not.toHaveProperty('exitCode')
    expect(answerFor(late({}))).not.toHaveProperty('exitCode')
  })

  it('under a name that no rule has is pointed out', () => {
    expect(answerFor(late({ acknowledge: 'x' }))).toMatchObject({
      warning: expect.stringContaining('late: explains: no such rule: acknowledge. The rules are service-requests,'),
    })
  })
})
