/**
 * The policies and Ombudsmen on file. The only place that reads their files; they are read once.
 *
 * The files are found beside the code that reads them, so a build to `dist/` must copy `workflows/policy/ombudsmen.yaml`,
 * `workflows/policy/policies/*.yaml` and `workflows/policy/companions/*.yaml` to the same places under `dist/`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { commands } from '../workflows/commands/index.ts'
import { parseOmbudsmen, parsePolicy, PolicyError, seriesFaults, type Ombudsman } from '../workflows/policy/parse.ts'
import type { Companion } from '../workflows/policy/companions.ts'
import type { Policy } from '../workflows/policy/policy.ts'
import { readCompanions } from './companions.ts'

export interface PolicyLibrary {
  /** by id */
  policies: Policy[]
  ombudsmen: Ombudsman[]
  /** Statutory clocks that may run beside a complaint. */
  companions: Companion[]
  /** Throws Error that lists the known ids for an id that is none of them. */
  byId(id: string): Policy
}

let library: PolicyLibrary | undefined

/** Throws PolicyError, which names every fault by file and line, when a file cannot be used, or not beside another. */
export function policyLibrary(): PolicyLibrary {
  return (library ??= readLibrary(new URL('../workflows/policy/', import.meta.url)))
}

/** @param folder a `file:` URL with a slash at its end, which holds `ombudsmen.yaml` and `policies/` */
export function readLibrary(folder: URL): PolicyLibrary {
  const ombudsmen = parseOmbudsmen(readFileSync(new URL('ombudsmen.yaml', folder), 'utf8'), 'ombudsmen.yaml')
  const ids = ombudsmen.map(({ id }) => id)
  const commandNames = commands.map(({ name }) => name)
  const files = readdirSync(new URL('policies/', folder)).filter((name) => name.endsWith('.yaml'))
  const policies = files.sort().map((name) => {
    const text = readFileSync(new URL(`policies/${name}`, folder), 'utf8')
    const policy = parsePolicy(text, `policies/${name}`, ids, commandNames)
    // so that a policy is found by its id, and no two have the same
    if (name !== `${policy.id}.yaml`) throw new PolicyError(`policies/${name}: id: the file must be ${policy.id}.yaml`)
    return policy
  })
  const together = seriesFaults(policies)
  if (together.length > 0) throw new PolicyError(together.join('\n'))
  return { policies, ombudsmen, companions: readCompanions(folder), byId: (id) => found(policies, id) }
}

function found(policies: Policy[], id: string): Policy {
  const policy = policies.find((one) => one.id === id)
  if (policy) return policy
  throw new Error(`There is no policy "${id}". The policies are: ${policies.map((one) => one.id).join(', ')}`)
}
