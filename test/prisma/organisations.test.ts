/** The organisations' file, and which policy it gives a complaint. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadOrganisations, readOrganisations } from '../../prisma/organisations-file.ts'
import { adoptablePolicy, policyFor } from '../../prisma/organisations.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { PolicyError } from '../../workflows/policy/parse.ts'
import type { LandlordMatter } from '../../workflows/state.ts'
import { organisation, policies } from './invented-organisations.ts'

const library = policyLibrary()
const read = (...written: string[]) => readOrganisations(written.join(''), 'ours.yaml', library)
const faultsIn = (...written: string[]): string[] => {
  try {
    read(...written)
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError)
    return (error as Error).message.split('\n')
  }
  return []
}

describe('the built-in organisation', () => {
  it('is invented, and complete', () => {
    const { all } = loadOrganisations(library)
    expect(all.map(({ id }) => id)).toEqual(['exampleton'])
    expect(all[0].letterhead.email).toBe('complaints@exampleton.example')
    expect(all[0].policies.map(({ policy }) => policy.id)).toEqual(['housing-ombudsman-code-2024'])
    expect(all[0].ombudsmen.map(({ id }) => id)).toEqual(['housing-ombudsman', 'lgsco'])
  })

  it('may have other policies, by the environment', () => {
    const { all } = loadOrganisations(library, { policies: ['dartford-2023', 'dartford-2024'] })
    expect(all[0].policies.map(({ policy }) => policy.id)).toEqual(['dartford-2023', 'dartford-2024'])
    expect(() => loadOrganisations(library, { policies: ['none'] })).toThrow(/^There is no policy "none"/)
    expect(() => loadOrganisations(library, { policies: ['basildon-2025', 'joint-code'] })).toThrow(
      /^POLICY: joint-code and basildon-2025 are both in force on Thursday 22 May 2025 for the same matters\./,
    )
  })
})

describe('a file', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'organisations-')), 'ours.yaml')

  it('is read', () => {
    writeFileSync(file, organisation('north') + organisation('south', { name: 'South Homes' }))
    const { all, byId } = loadOrganisations(library, { file })
    expect(all.map(({ id }) => id)).toEqual(['north', 'south'])
    expect(byId('south').letterhead.name).toBe('South Homes')
    expect(() => byId('east')).toThrow('There is no organisation "east" on file. There are: north, south')
  })

  it('that is not there, or not meant, is told by its variable', () => {
    expect(() => loadOrganisations(library, { file: `${file}.old` })).toThrow(/^ORGANISATIONS_FILE cannot be read: /)
    expect(() => loadOrganisations(library, { file, policies: ['joint-code'] })).toThrow(/^POLICY is for the built-in/)
  })

  it('names each fault by line and key', () => {
    expect(faultsIn(organisation('north').replace('id: north', 'id: North'))).toEqual([
      'ours.yaml:1: [0].id: North is not right: small letters, digits and hyphens',
    ])
    expect(faultsIn('[]')).toEqual(['ours.yaml:1: [0]: is missing: write keys with values'])
    expect(faultsIn(organisation('north', { phone: 'call us' }))).toEqual([
      'ours.yaml:6: [0].letterhead.phone: call us is not right: write a phone number',
    ])
    expect(faultsIn(organisation('north').replace('  ombudsmen', '  ombudsman'))[1]).toMatch(
      /^ours\.yaml:\d+: \[0\]\.ombudsman: is no key here: the keys are id, letterhead, letters, policies, ombudsmen, companions, print$/,
    )
  })

  it('names what is not on file elsewhere, and what stands twice', () => {
    expect(faultsIn(organisation('north'), organisation('north'))[0]).toMatch(
      /\[1\]\.id: north is the id of another organisation above$/,
    )
    const unknown = organisation('north', { policies: policies('nope'), ombudsmen: '[housing-ombudsman, oz]' })
    expect(faultsIn(unknown)).toEqual([
      expect.stringMatching(/\[0\]\.policies\[0\]\.id: nope is no policy: the policies are barking-and-dagenham, /),
      expect.stringMatching(
        /\[0\]\.ombudsmen\[1\]: oz is no Ombudsman in ombudsmen\.yaml: write housing-ombudsman or /,
      ),
    ])
  })

  it('has one policy for a matter on every day', () => {
    const together = { policies: policies('housing-ombudsman-code-2024', 'basildon-2025') }
    expect(faultsIn(organisation('north', together))).toEqual([
      expect.stringMatching(
        /\[0\]\.policies\[1\]\.id: basildon-2025 and housing-ombudsman-code-2024 are both in force on Thursday 22 May 2025 for the same matters\. Give the older one a last day \(inForce\.to\), or say which matters each is for$/,
      ),
    ])
    expect(faultsIn(organisation('north', { policies: policies('joint-code', 'joint-code') }))[0]).toMatch(
      /joint-code stands here twice: keep one$/,
    )
    const apart = policies(['housing-ombudsman-code-2024', 'landlord'], ['lgsco-code-2024', 'other'])
    expect(faultsIn(organisation('north', { policies: apart }))).toEqual([])
    const half = policies(['housing-ombudsman-code-2024', 'landlord'], 'basildon-2025')
    expect(faultsIn(organisation('north', { policies: half }))).toHaveLength(1)
    expect(faultsIn(organisation('north', { policies: policies('dartford-2023', 'dartford-2024') }))).toEqual([])
  })

  it('falls under every Ombudsman to whom its policies send people', () => {
    const ombudsmen = '[housing-ombudsman]'
    expect(faultsIn(organisation('north', { ombudsmen }))).toEqual([
      expect.stringMatching(
        /housing-ombudsman-code-2024 sends other matters to lgsco, which is not among the ombudsmen/,
      ),
    ])
    const landlord = policies(['housing-ombudsman-code-2024', 'landlord'])
    expect(faultsIn(organisation('north', { ombudsmen, policies: landlord }))).toEqual([])
  })
})

describe('the policy of a complaint', () => {
  const versions = read(organisation('north', { policies: policies('dartford-2023', 'dartford-2024') }))
  const apart = read(
    organisation('north', {
      policies: policies(['dartford-2023', 'landlord'], ['dartford-2024', 'landlord'], ['lgsco-code-2024', 'other']),
    }),
  )
  const landlordOnly = read(organisation('north', { policies: policies(['dartford-2024', 'landlord']) }))
  const idOn = (organisations: typeof versions, day: string, matter: LandlordMatter) => {
    const found = policyFor(organisations, 'north', day, matter)
    return 'policy' in found ? found.policy.id : found.refusal.message
  }

  const lists = { 'one list': versions, 'two lists': apart }
  it.each([
    ['one list', '2024-06-28', true, 'dartford-2023'],
    ['one list', '2024-06-30', false, 'dartford-2023'],
    ['one list', '2024-07-01', 'both', 'dartford-2024'],
    ['two lists', '2026-04-01', true, 'dartford-2024'],
    ['two lists', '2026-04-01', false, 'lgsco-code-2024'],
    // Both are answered under the landlord's, whose Code is statutory.
    ['two lists', '2026-04-01', 'both', 'dartford-2024'],
  ] as const)('of %s, received on %s, landlord matter %s: %s', (list, day, matter, id) => {
    expect(idOn(lists[list], day, matter)).toBe(id)
  })

  it('is refused where none was in force, with the versions that there are', () => {
    expect(idOn(versions, '2023-03-31', true)).toBe(
      'North Council had no policy for landlord matters in force on Friday 31 March 2023. It has: dartford-2023 from Saturday 1 April 2023 to Sunday 30 June 2024; dartford-2024 from Monday 1 July 2024. Check the day it was received, or put the policy of that day on file.',
    )
    for (const matter of [false, 'both'] as const) {
      expect(idOn(apart, '2026-03-31', matter)).toMatch(
        /^North Council had no policy for matters other than a landlord’s in force on Tuesday 31 March 2026\. It has: lgsco-code-2024 from/,
      )
      expect(idOn(landlordOnly, '2026-03-31', matter)).toMatch(/^North Council has no policy for matters other than/)
    }
  })

  it('to adopt is the one in force today, by its id', () => {
    const message = (id: string) => {
      const found = adoptablePolicy(versions, 'north', id, '2026-11-23', true)
      return 'policy' in found ? found.policy.id : found.refusal.message
    }
    expect(message('dartford-2024')).toBe('dartford-2024')
    expect(message('dartford-2023')).toBe(
      'dartford-2023 from Saturday 1 April 2023 to Sunday 30 June 2024 is not what is in force for this complaint today. A running complaint takes the one that is: dartford-2024.',
    )
    expect(message('joint-code')).toBe(
      'North Council has no policy "joint-code" on its list. A running complaint takes the one that is: dartford-2024.',
    )
  })
})
