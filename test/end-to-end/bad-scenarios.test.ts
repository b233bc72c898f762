import { describe, expect, it } from 'vitest'
import { readScenarios } from '../../worker/rehearsal/scenario.ts'
import { withdrawn } from './withdrawn.ts'

describe('a bad file', () => {
  const policies = ['housing-ombudsman-code-2024']
  const now = Date.parse('2026-11-23T09:00:00Z')

  it('is good before it is made bad', () => {
    expect(readScenarios(withdrawn('2027-02-01'), 'bad.yaml', policies, now)).toHaveLength(1)
  })

  it.each([
    ['a field that is not known', withdrawn('2027-02-01').replace('channel: phone', 'chanel: phone'), 7, 'chanel'],
    ['a command that is not there', withdrawn('2027-02-01').replace('do: withdraw', 'do: dance'), 10, 'do'],
    ['a day that cannot be', withdrawn('2027-02-30'), 2, 'received'],
    ['a policy that is not there', withdrawn('2027-02-01').replace('code-2024', 'code-1999'), 1, 'policy'],
    ['a day in the past', withdrawn('2020-02-03'), 2, 'received'],
    [
      'a command that lacks a field',
      withdrawn('2027-02-01').replace('do: withdraw, by: resident', 'do: assign, by: manager:m.boss'),
      10,
      'officer',
    ],
    ['no YAML', 'policy: [housing', 1, 'YAML'],
  ])('is refused for %s, with line and field', (_what, text, line, field) => {
    const read = () => readScenarios(text, 'bad.yaml', policies, now)
    expect(read).toThrow(new RegExp(`bad\\.yaml:${line}\\b`))
    expect(read).toThrow(field)
  })
})
