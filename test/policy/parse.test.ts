import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { detailsOn, parseOmbudsmen, parsePolicy, PolicyError } from '../../workflows/policy/parse.ts'

const folder = new URL('../../workflows/policy/', import.meta.url)
const code = readFileSync(new URL('policies/housing-ombudsman-code-2024.yaml', folder), 'utf8')
const ombudsmen = readFileSync(new URL('ombudsmen.yaml', folder), 'utf8')
const ids = ['housing-ombudsman', 'lgsco']

/** The faults of the Code's file with one thing in it changed, and the line on which it was. */
function faultsWith(old: string, fresh: string): { faults: string[]; line: number } {
  expect(code).toContain(old)
  const line = code.slice(0, code.indexOf(old)).split('\n').length
  return { faults: faultsIn(() => parsePolicy(code.replace(old, fresh), 'a.yaml', ids)), line }
}

function faultsIn(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError)
    return error instanceof Error ? error.message.split('\n') : []
  }
  return []
}

describe('a policy file', () => {
  it('is read', () => {
    const policy = parsePolicy(code, 'a.yaml', ids)
    expect(policy.stages[0].respond).toMatchObject({
      within: { number: 10, unit: 'working-days' },
      of: 'acknowledgement',
      clause: '6.3',
    })
  })

  it.each([
    [
      'within: 5 working days, of: receipt',
      'within: 5 wd, of: receipt',
      'stages[0].acknowledge.within',
      '"5 wd" is no length of time: write "10 working days", "28 calendar days" or "1 calendar month"',
    ],
    [
      'within: 5 working days, of: receipt',
      'within: 5, of: receipt',
      'stages[0].acknowledge.within',
      '5 is no length of time: write "10 working days", "28 calendar days" or "1 calendar month"',
    ],
    [
      'limit: none',
      'limit: never',
      'escalation.window.limit',
      'never is no limit: write "none", "10 working days", "28 calendar days" or "1 calendar month"',
    ],
    [
      "clause: '6.10' }\n  window",
      'clause: 6.10 }\n  window',
      'escalation.from.clause',
      "6.10 must be in quotes: '6.10'",
    ],
    ['required: false', 'required: perhaps', 'escalation.reasons.required', 'perhaps is not true or false'],
    [
      "of: acknowledgement, clause: '6.3'",
      "of: reading, clause: '6.3'",
      'stages[0].respond.of',
      'reading is not allowed: write receipt or request or acknowledgement or response or last-update',
    ],
    [
      'from: 2024-04-01',
      'from: 2024-02-30',
      'inForce.from',
      '2024-02-30 is not right: write a day that there is, like 2024-04-01',
    ],
    ['short: HO Code\n', '', 'short', 'is missing: write text'],
    ['short: HO Code', 'brief: HO Code', 'brief', 'is no key here: the keys are id, series, title, short,'],
    [
      'discretion: true',
      'discretions: true',
      'accept.discretions',
      'is no key here: the keys are within, of, discretion, clause, assumption',
    ],
    [
      "definition: { clause: '5.6' }",
      'definition: {}',
      'stages[0].definition',
      'say where this comes from: a clause of the document, or an assumption and its reason',
    ],
    ['title: Housing', 'id: twice\ntitle: Housing', 'id', 'stands here twice: keep one'],
    ['[upheld, partially-upheld, not-upheld]', '[upheld]', 'outcomes.allowed', 'has 1, and needs at least 2'],
    [
      'landlord: housing-ombudsman',
      'landlord: ofgem',
      'ombudsman.landlord',
      'ofgem is no Ombudsman in ombudsmen.yaml: write housing-ombudsman or lgsco',
    ],
    ['notOf: stage-1', 'notOf: stage-2', 'stages[1].reviewer.notOf', 'stage-2 is no earlier stage: write stage-1'],
    ['- id: stage-1', '- id: stage-2', 'stages[0].id', 'stage-2 is not stage-1'],
    [
      'within: 5 working days, of: request',
      'within: 5 working days, of: receipt',
      'stages[1].acknowledge.of',
      'receipt is not what stage-2 can count from: write request',
    ],
    [
      '{ from: 2024-04-01 }',
      '{ from: 2024-04-01, to: 2023-04-01 }',
      'inForce.to',
      '2023-04-01 is before 2024-04-01, from which it is in force',
    ],
  ])('with %j for %j names the fault', (old, fresh, key, message) => {
    const { faults } = faultsWith(old, fresh)
    const found = faults.find((fault) => fault.includes(`: ${key}: ${message}`))
    expect(found, faults.join('\n')).toBeDefined()
  })

  it('names the line of the fault', () => {
    const first = faultsWith('within: 5 working days, of: request', 'within: 5 wd, of: request')
    expect(first.faults[0]).toMatch(new RegExp(`^a\\.yaml:${first.line}: `))
    const second = faultsWith("clause: '6.13'", 'clause: 6.13')
    expect(second.faults[0]).toMatch(new RegExp(`^a\\.yaml:${second.line}: `))
    const twice = faultsWith('required: false', 'required: false, required: true')
    expect(twice.faults).toEqual([`a.yaml:${twice.line}: required: stands here twice: keep one`])
  })

  it('with several faults names all, in the order of the file', () => {
    const broken = code
      .replace('within: 10 working days, of', 'within: soon, of')
      .replace('limit: none', 'limit: 0 days')
    const faults = faultsIn(() => parsePolicy(broken, 'a.yaml'))
    expect(faults.map((fault) => fault.split(': ')[1])).toEqual(['stages[0].respond.within', 'escalation.window.limit'])
  })

  it.each([
    ['nothing', '', 'a.yaml:1: file: null is not keys with values'],
    ['text', 'hello', 'a.yaml:1: file: hello is not keys with values'],
    ['broken YAML', 'id: [a\ntitle: b', 'a.yaml:2: YAML: '],
    ['two documents', 'id: a\n---\nid: b', 'a.yaml:2: YAML: '],
  ])('that is %s is refused', (_, text, start) => {
    expect(
      faultsIn(() => parsePolicy(text, 'a.yaml'))[0]?.startsWith(start),
      String(faultsIn(() => parsePolicy(text, 'a.yaml'))),
    ).toBe(true)
  })
})

describe('the Ombudsmen', () => {
  const [housing] = parseOmbudsmen(ombudsmen, 'ombudsmen.yaml')

  it.each([
    ['before the first entry', '2020-01-01', 'PO Box 152'],
    ['before the move', '2025-12-31', 'PO Box 152'],
    ['on the day of the move', '2026-01-01', 'PO Box 1484'],
    ['today', '2027-03-22', 'PO Box 1484'],
  ])('have the details of their day: %s', (_, day, line) => {
    expect(housing && detailsOn(housing, day).address).toContain(line)
  })

  it('stand once each, their details oldest first', () => {
    const twice = ombudsmen.replace('- id: lgsco', '- id: housing-ombudsman')
    expect(faultsIn(() => parseOmbudsmen(twice, 'o.yaml'))[0]).toContain(
      '[1].id: housing-ombudsman is the id of another',
    )
    const turned = ombudsmen.replace('from: 2026-01-01', 'from: 2024-01-01')
    expect(faultsIn(() => parseOmbudsmen(turned, 'o.yaml'))[0]).toContain(
      '[0].details[1].from: 2024-01-01 must be after',
    )
  })
})

describe('the library', () => {
  it('holds every policy on file, by id, and is read once', () => {
    const library = policyLibrary()
    expect(library.byId('housing-ombudsman-code-2024').short).toBe('HO Code')
    expect(library.ombudsmen.map(({ id }) => id)).toEqual(ids)
    expect(policyLibrary()).toBe(library)
  })

  it('names the policies it knows', () => {
    expect(() => policyLibrary().byId('nope')).toThrow('housing-ombudsman-code-2024')
  })
})
