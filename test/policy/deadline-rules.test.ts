import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { clockFor, clockNames, unlimited, type ClockName } from '../../workflows/policy/deadline-rules.ts'
import { parsePolicy } from '../../workflows/policy/parse.ts'

const file = new URL('../../workflows/policy/policies/housing-ombudsman-code-2024.yaml', import.meta.url)
const text = readFileSync(file, 'utf8')
const code = parsePolicy(text, 'code.yaml')

it.each<[ClockName, number, string, string]>([
  ['acknowledge-stage-1', 5, 'receipt', '6.2'],
  ['respond-stage-1', 10, 'acknowledgement', '6.3'],
  ['acknowledge-stage-2', 5, 'request', '6.11'],
  ['respond-stage-2', 20, 'acknowledgement', '6.14'],
  ['update-resident', 5, 'last-update', '5.9'],
])('%s: %i working days of %s, HO Code %s', (name, number, from, clause) => {
  expect(clockFor(code, name)).toMatchObject({ span: { number, unit: 'working-days' }, from, clause })
  expect(unlimited(code, name)).toBeUndefined()
})

it('says which rule sets no limit on asking for stage 2', () => {
  expect(unlimited(code, 'request-stage-2')).toEqual({ clause: '6.10' })
  expect(() => clockFor(code, 'request-stage-2')).toThrow('sets no limit')
})

it('gives the window of a policy that has one', () => {
  const windowed = parsePolicy(text.replace('limit: none', 'limit: 28 calendar days'), 'code.yaml')
  expect(unlimited(windowed, 'request-stage-2')).toBeUndefined()
  expect(clockFor(windowed, 'request-stage-2')).toEqual({
    span: { number: 28, unit: 'calendar-days' },
    from: 'response',
    clause: '6.10',
  })
})

it('gives a service area its own clock, and the others the ordinary one', () => {
  const within = 'within: 10 working days, of: acknowledgement'
  const own = `${within}, areas: [{ of: [housing, repairs], within: 7 working days }]`
  const areas = parsePolicy(text.replace(within, own).replace(/^sameForAllServices.*$/m, ''), 'code.yaml')
  expect(clockFor(areas, 'respond-stage-1', 'housing').span.number).toBe(7)
  expect(clockFor(areas, 'respond-stage-1', 'repairs').span.number).toBe(7)
  expect(clockFor(areas, 'respond-stage-1', 'parks').span.number).toBe(10)
  expect(clockFor(areas, 'respond-stage-1', 'constructor').span.number).toBe(10)
  expect(clockFor(areas, 'respond-stage-1').span.number).toBe(10)
})

it('knows a clock or its absence for every name, and has none for a step that the policy does not have', () => {
  const others = clockNames.filter((name) => name !== 'resolve-urgent-enquiry')
  for (const name of others) expect(unlimited(code, name) ?? clockFor(code, name)).toBeDefined()
  expect(() => clockFor(code, 'resolve-urgent-enquiry')).toThrow('no step before stage 1')
})
