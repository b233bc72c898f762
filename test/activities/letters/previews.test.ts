/** The previews show every letter that there is, under every policy, and leave nothing unfilled. */
import { describe, expect, test } from 'vitest'
import { previewAll } from '../../../activities/letters/preview/previews.ts'
import { madeKinds } from '../../../activities/letters/templates.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { letterLanguages } from '../../../workflows/policy/names.ts'
import { office } from './invented.ts'

const library = policyLibrary()
const [organisation] = office.organisations.all

describe.each(library.policies.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  const previews = previewAll(organisation, policy, library)

  test('has every kind of letter', () => {
    expect(madeKinds.length).toBeGreaterThan(10)
    expect(madeKinds.filter((kind) => !previews.some((one) => one.kind === kind))).toEqual([])
  })

  test.each(letterLanguages)('leaves nothing unfilled: %s', (language) => {
    for (const { name, letter } of previewAll(organisation, policy, library, { language })) {
      for (const form of [letter.subject, letter.text, letter.html])
        expect(form, name).not.toMatch(/undefined|\bnull\b|\[object|\{\{|\{%|NaN|\\/)
    }
  })

  test('promises days that its own clocks give', () => {
    const acknowledged = previews.find(({ name }) => name === 'acknowledgement')
    const extended = previews.find(({ name }) => name === 'extension')
    const [, day] = /answer by (\w+ \d+ \w+ \d+)\./.exec(acknowledged?.letter.text.replace(/\s+/g, ' ') ?? '') ?? []
    expect(day).toBeDefined()
    expect(extended?.letter.text.replace(/\s+/g, ' ')).toContain(`by ${day}`)
  })
})

test('the quick try before stage 1 is shown where a policy has it, and nowhere else', () => {
  const having = library.policies.filter((policy) =>
    previewAll(organisation, policy, library).some(({ name }) => name === 'enquiry'),
  )
  expect(having.map(({ id }) => id)).toEqual(library.policies.filter(({ enquiry }) => enquiry).map(({ id }) => id))
  expect(having.length).toBeGreaterThan(0)
})

test('large print and the language are the resident’s: their letters have them, those to staff do not', () => {
  const { id } = library.policies.find(({ enquiry }) => enquiry) ?? library.policies[0]!
  const previews = previewAll(organisation, library.byId(id), library, { language: 'cy', print: 24 })
  for (const { to, letter } of previews) expect(letter.document.print).toBe(to === 'resident' ? 24 : 12)
  expect(previews.find(({ name }) => name === 'receipt')?.letter.document.language).toBe('cy')
  expect(previews.find(({ name }) => name === 'reminder')?.letter.document.language).toBe('en-GB')
})
