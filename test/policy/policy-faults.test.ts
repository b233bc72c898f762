import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commands } from '../../workflows/commands/index.ts'
import { parsePolicy, PolicyError, seriesFaults } from '../../workflows/policy/parse.ts'

const folder = new URL('../../workflows/policy/policies/', import.meta.url)
const textOf = (id: string) => readFileSync(new URL(`${id}.yaml`, folder), 'utf8')
const names = commands.map(({ name }) => name)

type Change = [old: string, fresh: string]

/** The faults of a file with some things in it changed. */
function faultsOf(id: string, ...changes: Change[]): string[] {
  const text = changes.reduce((before, [old, fresh]) => {
    expect(before).toContain(old)
    return before.replace(old, fresh)
  }, textOf(id))
  try {
    parsePolicy(text, 'a.yaml', ['housing-ombudsman', 'lgsco'], names)
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError)
    return error instanceof PolicyError ? error.message.split('\n') : []
  }
  return []
}

/** The line of a change. */
const lineOf = (id: string, words: string) => textOf(id).slice(0, textOf(id).indexOf(words)).split('\n').length

describe('rules of one policy that contradict each other', () => {
  it.each<[string, string, Change, string, string]>([
    [
      'an area with two times',
      'dartford-2023',
      ['of: [housing, repairs, tenancy', 'of: [housing, repairs, housing'],
      'stages[0].respond.areas[0].of[2]',
      'housing has a time above already: keep one',
    ],
    [
      'a mixture that is no outcome',
      'joint-code',
      ['  mixed: upheld', '  mixed: partially-upheld'],
      'outcomes.mixed',
      'partially-upheld is no outcome of this policy: outcomes.allowed has only upheld, not-upheld',
    ],
    [
      'an outcome twice',
      'joint-code',
      ['[upheld, not-upheld]', '[upheld, not-upheld, upheld]'],
      'outcomes.allowed[2]',
      'upheld stands here twice: keep one',
    ],
    [
      'stage 2 after what is no outcome',
      'joint-code',
      ["from: { outcomes: any, clause: '6.12' }", "from: { outcomes: [partially-upheld], clause: '6.12' }"],
      'escalation.from.outcomes[0]',
      'partially-upheld is no outcome of this policy',
    ],
    [
      'stage 2 after a word that there is not',
      'joint-code',
      ["from: { outcomes: any, clause: '6.12' }", "from: { outcomes: some, clause: '6.12' }"],
      'escalation.from.outcomes',
      'some is not right: write any, or a list of upheld, partially-upheld, not-upheld',
    ],
    [
      'a way to go beyond no limit',
      'basildon-2025',
      ['      atMost: none\n', '      atMost: none\n      beyond: good-reason\n'],
      'stages[0].extend.beyond',
      'there is no limit to go beyond: leave it out',
    ],
    [
      'an aim from another stage’s event',
      'basildon-2025',
      ['aim: { within: 15 working days, of: request', 'aim: { within: 15 working days, of: receipt'],
      'stages[1].respond.aim.of',
      'receipt is not what stage-2 can count from: write request or acknowledgement',
    ],
    [
      'a step before stage 1 that is denied',
      'basildon-2025',
      ['\noutcomes:', '\nnoEarlierStage: { clause: Urgent Enquiry }\noutcomes:'],
      'noEarlierStage',
      'contradicts enquiry, which makes Urgent Enquiry a step before stage 1: leave one of them out',
    ],
    [
      'times of a service that are denied',
      'dartford-2023',
      ['\noutcomes:', '\nsameForAllServices: { clause: self-assessment 5.1 }\noutcomes:'],
      'sameForAllServices',
      'contradicts respond.areas',
    ],
    [
      'a reason twice',
      'housing-ombudsman-code-2024',
      ['id: considered-before', 'id: legal-proceedings'],
      'decline.reasons[2].id',
      'legal-proceedings is the id of another reason above',
    ],
    [
      'a letter on its way to no last day',
      'barking-and-dagenham',
      ['limit: 28 calendar days', 'limit: none'],
      'escalation.gotWithin',
      'is for a window that has a limit, and limit is none: leave it out',
    ],
    [
      'a role in a step that there is not',
      'dartford-2024',
      ['{ command: assign, stage: stage-2', '{ command: assign, stage: urgent-enquiry'],
      'roles[0].stage',
      'this policy has no step before stage 1: there is no enquiry',
    ],
    [
      'a role of what is no command',
      'information-governance-team',
      ['command: decline', 'command: refuse'],
      'roles[0].command',
      `refuse is no command: write one of ${names.join(', ')}`,
    ],
    [
      'a role twice',
      'information-governance-team',
      ['roles:\n', 'roles:\n  - { command: decline, who: [manager], clause: Exclusions }\n'],
      'roles[1].command',
      'decline stands above already for this stage: keep one',
    ],
  ])('%s', (_, id, change, key, message) => {
    const faults = faultsOf(id, change)
    expect(faults.filter((fault) => fault.includes(`: ${key}: ${message}`))).toHaveLength(1)
    for (const fault of faults) expect(fault).toMatch(/^a\.yaml:\d+: /)
  })

  it('a policy that sets no last day says how long it holds a complaint open', () => {
    const limit = 'limit: 28 calendar days'
    expect(faultsOf('basildon-2025', [limit, 'limit: none'])).toEqual([
      expect.stringMatching(
        new RegExp(
          `^a\\.yaml:${lineOf('basildon-2025', 'escalation:')}: escalation\\.heldOpen: is missing: where window\\.limit is none`,
        ),
      ),
    ])
  })

  it('each is named by its line', () => {
    const mixed = faultsOf('joint-code', ['  mixed: upheld', '  mixed: partially-upheld'])
    expect(mixed[0]).toMatch(new RegExp(`^a\\.yaml:${lineOf('joint-code', '  mixed: upheld')}: outcomes\\.mixed: `))
    const role = faultsOf('information-governance-team', ['command: decline', 'command: refuse'])
    const line = lineOf('information-governance-team', '  - { command: decline')
    expect(role[0]).toMatch(new RegExp(`^a\\.yaml:${line}: roles\\[0\\]\\.command: `))
  })

  it('commands are not looked at where they are not given', () => {
    const text = textOf('information-governance-team').replace('command: decline', 'command: refuse')
    expect(parsePolicy(text, 'a.yaml').roles[0]?.command).toBe('refuse')
  })
})

describe('versions of one policy', () => {
  const library = policyLibrary()
  const old = library.byId('dartford-2023')
  const fresh = library.byId('dartford-2024')

  it('on file are in force one after the other', () => expect(seriesFaults(library.policies)).toEqual([]))

  it('are not in force on the same day', () => {
    const longer = { ...old, inForce: { ...old.inForce, to: '2024-07-01' } }
    expect(seriesFaults([longer, fresh])).toEqual([
      'policies/dartford-2024.yaml: inForce: dartford-2023 of the series dartford is in force on Monday 1 July 2024, too: ' +
        'end one with "to" before the other begins, or give them series of their own',
    ])
    const { to: _to, ...forGood } = old.inForce
    expect(seriesFaults([fresh, { ...old, inForce: forGood }])).toHaveLength(1)
  })

  it('and of different policies may be', () => {
    expect(seriesFaults([fresh, { ...fresh, id: 'other', series: 'other' }])).toEqual([])
  })
})
