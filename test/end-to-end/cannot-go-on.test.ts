import { expect, it } from 'vitest'
import { beginRehearsal } from '../../worker/rehearsal/rehearsal.ts'
import { perform } from '../../worker/rehearsal/perform.ts'
import { readScenarios } from '../../worker/rehearsal/scenario.ts'
import { CannotGoOn } from '../../worker/rehearsal/watched.ts'
import { withdrawn } from './withdrawn.ts'

it('a rehearsal whose letters can never be made says so, and ends', { timeout: 60_000 }, async () => {
  const rehearsal = await beginRehearsal((activities) => ({
    ...activities,
    deliver: () => Promise.reject(new Error('the printer is on fire')),
  }))
  try {
    const scenarios = readScenarios(withdrawn('2027-02-01'), 'told.yaml', ['housing-ombudsman-code-2024'], Date.now())
    const fault = await perform(rehearsal, scenarios).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(CannotGoOn)
    expect(String(fault)).toMatch(/complaint-C-\S+: deliver failed 3 times: the printer is on fire/)
  } finally {
    await rehearsal.end()
  }
})
