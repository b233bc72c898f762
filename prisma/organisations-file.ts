/** The organisations from their file. A fault in it stops start-up, with line and key, as in a policy's file. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { dayInWords } from '../workflows/policy/calendar.ts'
import { bothInForce } from '../workflows/policy/in-force.ts'
import { PolicyError } from '../workflows/policy/parse.ts'
import type { Fault } from '../workflows/policy/schema-faults.ts'
import { readYaml } from '../workflows/policy/yaml-file.ts'
import { letterheadSchema } from './letterhead.ts'
import { mattersNames, type Matters, type Organisation, type Organisations } from './organisations.ts'
import type { PolicyLibrary } from './policies.ts'

const code = () => z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')

/** In quotation marks: without them YAML may read a number. */
const time = () =>
  z.string('write a time in quotation marks: "14:00"').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write "14:00"')

const organisationSchema = z.strictObject({
  id: code().max(64),
  letterhead: letterheadSchema,
  /** A folder, from where the file is. */
  letters: z.string().trim().min(1).exactOptional(),
  policies: z.array(z.strictObject({ id: code(), matters: z.enum(mattersNames).default('all') })).min(1),
  ombudsmen: z.array(code()).min(1),
  companions: z.array(code()).default([]),
  print: z.strictObject({ at: time() }).exactOptional(),
})
type Written = z.output<typeof organisationSchema>

/** A file, or for the built-in organisation other policies. */
export interface WhichOrganisations {
  /** A path. */
  file?: string | undefined
  policies?: string[] | undefined
}

/** How the environment says it, for whoever reads that. */
export const organisationVariables = {
  ORGANISATIONS_FILE: z.string().min(1).optional(),
  POLICY: z
    .string()
    .min(1)
    .transform((text) => text.split(',').map((id) => id.trim()))
    .optional(),
}

export function whichOrganisations(given: {
  ORGANISATIONS_FILE?: string | undefined
  POLICY?: string[] | undefined
}): WhichOrganisations {
  return { file: given.ORGANISATIONS_FILE, policies: given.POLICY }
}

const builtIn = new URL('./organisations.yaml', import.meta.url)
const eitherOr =
  'POLICY is for the built-in organisation. With ORGANISATIONS_FILE, list the policies there, and unset POLICY.'

/** Throws Error that names the file, or the variable, and every fault in it, when it cannot be used. */
export function loadOrganisations(library: PolicyLibrary, { file, policies }: WhichOrganisations = {}): Organisations {
  if (file !== undefined && policies !== undefined) throw new Error(eitherOr)
  if (file !== undefined) return readOrganisations(textOf(file), file, library)
  const organisations = readOrganisations(readFileSync(builtIn, 'utf8'), 'organisations.yaml', library)
  return policies === undefined ? organisations : withPolicies(organisations, policies, library)
}

/** Throws PolicyError whose message has a line for each fault: `file:line: key: what is wrong and what is allowed`. */
export function readOrganisations(text: string, fileName: string, library: PolicyLibrary): Organisations {
  const schema = z.tuple([organisationSchema], organisationSchema)
  const [first, ...others] = readYaml(text, fileName, schema, (all) =>
    all.flatMap((one, at) => [
      ...(all.findIndex(({ id }) => id === one.id) < at
        ? [{ path: [at, 'id'], message: `${one.id} is the id of another organisation above` }]
        : []),
      ...lettersFaults(one, fileName).map(({ path, message }) => ({ path: [at, ...path], message })),
      ...faultsOf(one, library).map(({ path, message }) => ({ path: [at, ...path], message })),
    ]),
  )
  const made = (one: Written) => organisationOf({ ...one, ...lettersOf(one, fileName) }, library)
  return organisationsOf([made(first), ...others.map(made)])
}

/** The folder of an organisation's own words as a path that holds wherever the program is started. */
function lettersOf({ letters }: Written, fileName: string): Pick<Written, 'letters'> {
  return letters === undefined ? {} : { letters: path.resolve(path.dirname(fileName), letters) }
}

function lettersFaults(written: Written, fileName: string): Fault[] {
  const { letters } = lettersOf(written, fileName)
  if (letters === undefined || existsSync(letters)) return []
  const message = `there is no folder ${letters}. Correct the path, which starts from where this file is, or leave it out`
  return [{ path: ['letters'], message }]
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`ORGANISATIONS_FILE cannot be read: ${why}. Correct the path, or unset it.`, { cause: error })
  }
}

/** The first organisation with these policies in place of its own, for all matters. */
function withPolicies({ all }: Organisations, under: string[], library: PolicyLibrary): Organisations {
  const [{ id, letterhead, ombudsmen, companions, print }] = all
  const policies = under.map((each) => ({ id: library.byId(each).id, matters: 'all' as const }))
  const ids = (list: readonly { id: string }[]) => list.map((one) => one.id)
  const named = { ombudsmen: ids(ombudsmen), companions: ids(companions) }
  const written = { id, letterhead, policies, ...named, ...(print && { print }) }
  const faults = faultsOf(written, library)
  if (faults.length > 0) throw new PolicyError(faults.map(({ message }) => `POLICY: ${message}`).join('\n'))
  return organisationsOf([organisationOf(written, library)])
}

function organisationOf(written: Written, library: PolicyLibrary): Organisation {
  const { id, letterhead, letters, policies, ombudsmen, companions, print } = written
  return {
    ...{ id, letterhead, ...(letters !== undefined && { letters }) },
    policies: policies.map((listed) => ({ policy: library.byId(listed.id), matters: listed.matters })),
    ombudsmen: library.ombudsmen.filter((one) => ombudsmen.includes(one.id)),
    companions: library.companions.filter((one) => companions.includes(one.id)),
    ...(print && { print }),
  }
}

function organisationsOf(all: Organisations['all']): Organisations {
  return {
    all,
    byId(id) {
      const found = all.find((one) => one.id === id)
      if (found) return found
      throw new Error(`There is no organisation "${id}" on file. There are: ${all.map((one) => one.id).join(', ')}`)
    },
  }
}

/** What the schema cannot see: names of other files, and versions that are in force together. */
function faultsOf(written: Written, library: PolicyLibrary): Fault[] {
  const { policies, ombudsmen, companions } = written
  const ids = policies.map(({ id }) => id)
  const unknown = [
    ...unknownIn(ids, library.policies).map(({ id, at, known }) => ({
      path: ['policies', at, 'id'],
      message: `${id} is no policy: the policies are ${known.join(', ')}`,
    })),
    ...unknownIn(ombudsmen, library.ombudsmen).map(({ id, at, known }) => ({
      path: ['ombudsmen', at],
      message: `${id} is no Ombudsman in ombudsmen.yaml: write ${known.join(' or ')}`,
    })),
    ...unknownIn(companions, library.companions).map(({ id, at, known }) => ({
      path: ['companions', at],
      message: `${id} is no companion clock: write ${known.join(' or ')}`,
    })),
  ]
  return unknown.length > 0 ? unknown : [...forceFaults(written, library), ...ombudsmanFaults(written, library)]
}

/** The ids that none of those has. */
function unknownIn(ids: readonly string[], there: readonly { id: string }[]) {
  const known = there.map(({ id }) => id)
  return ids.flatMap((id, at) => (known.includes(id) ? [] : [{ id, at, known }]))
}

/** On every day a matter has one policy. */
function forceFaults({ policies }: Written, library: PolicyLibrary): Fault[] {
  return policies.flatMap((one, at) =>
    policies.slice(0, at).flatMap((above) => {
      const day = bothInForce(library.byId(one.id), library.byId(above.id))
      if (day === undefined || !sameMatters(one.matters, above.matters)) return []
      const way = 'Give the older one a last day (inForce.to), or say which matters each is for'
      const message =
        one.id === above.id
          ? `${one.id} stands here twice: keep one`
          : `${one.id} and ${above.id} are both in force on ${dayInWords(day)} for the same matters. ${way}`
      return [{ path: ['policies', at, 'id'], message }]
    }),
  )
}

function sameMatters(one: Matters, other: Matters): boolean {
  return one === 'all' || other === 'all' || one === other
}

/** Where a policy sends people must be where the organisation belongs. */
function ombudsmanFaults({ policies, ombudsmen }: Written, library: PolicyLibrary): Fault[] {
  return policies.flatMap(({ id, matters }, at) => {
    const policy = library.byId(id)
    return (['landlord', 'other'] as const)
      .filter((matter) => sameMatters(matters, matter) && !ombudsmen.includes(policy.ombudsman[matter]))
      .map((matter) => ({
        path: ['policies', at, 'id'],
        message: `${id} sends ${matter} matters to ${policy.ombudsman[matter]}, which is not among the ombudsmen. Add it there, or say which matters the policy is for`,
      }))
  })
}
