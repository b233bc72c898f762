import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadOrganisation } from '../../../activities/letters/organisation.ts'

test('the invented council is complete', () => {
  expect(loadOrganisation().email).toBe('complaints@exampleton.example')
})

test('a file that cannot be used is named, with each field at fault', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'organisation-')), 'ours.yaml')
  writeFileSync(path, 'name: Ours\nphone: call us\n')
  expect(() => loadOrganisation(path)).toThrow(/ours\.yaml cannot be used:[\s\S]*phone[\s\S]*Correct it/)
})
