/** The policies on file, read together: what is right in each file may be wrong beside another. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { readLibrary } from '../../prisma/policies.ts'
import { PolicyError } from '../../workflows/policy/parse.ts'

const made: string[] = []
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'redress-policies-'))
  made.push(folder)
  const files = new URL('../../workflows/policy/', import.meta.url)
  for (const name of ['ombudsmen.yaml', 'policies'])
    cpSync(new URL(name, files), path.join(folder, name), { recursive: true })
})
afterAll(() => made.forEach((one) => rmSync(one, { recursive: true })))

const policy = (id: string) => path.join(folder, 'policies', `${id}.yaml`)
const read = () => readLibrary(pathToFileURL(`${folder}/`))
const change = (id: string, old: string, fresh: string) => {
  const text = readFileSync(policy(id), 'utf8')
  expect(text).toContain(old)
  writeFileSync(policy(id), text.replace(old, fresh))
}

it('are read as they are', () => {
  expect(read().policies.length).toBeGreaterThan(5)
})

it('two versions of one series are never in force on the same day', () => {
  change('dartford-2023', ', to: 2024-06-30', '')
  expect(read).toThrow(PolicyError)
  expect(read).toThrow(
    /^policies\/dartford-2024\.yaml: inForce: dartford-2023 of the series dartford is in force on Monday 1 July 2024, too: end one/,
  )
})

it('are found by their ids', () => {
  renameSync(policy('dartford-2024'), policy('dartford-2030'))
  expect(read).toThrow('policies/dartford-2030.yaml: id: the file must be dartford-2024.yaml')
})

it('name only commands that there are', () => {
  change('dartford-2024', 'command: assign', 'command: asign')
  expect(read).toThrow(/^policies\/dartford-2024\.yaml:\d+: roles\[0\]\.command: asign /)
})
