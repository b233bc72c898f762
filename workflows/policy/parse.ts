/** A policy or the Ombudsmen from the text of their files. Workflow code never imports this: it gets a parsed policy. */
import { z } from 'zod'
import { ombudsmanSchema, type Ombudsman } from './ombudsman.ts'
import { policyFaults } from './policy-faults.ts'
import { policySchema, type Policy } from './policy.ts'
import { readYaml } from './yaml-file.ts'

export { detailsOn, type Ombudsman, type OmbudsmanDetails } from './ombudsman.ts'
export { seriesFaults } from './policy-faults.ts'
export { PolicyError } from './yaml-file.ts'

/**
 * Throws PolicyError whose message has a line for each fault: `file:line: key: what is wrong and what is allowed`.
 * @param fileName only for the message
 * @param ombudsmen the ids that the policy may name; not checked where they are not given
 * @param commands the names of commands that its roles may name; not checked where they are not given
 */
export function parsePolicy(
  text: string,
  fileName: string,
  ombudsmen?: readonly string[],
  commands?: readonly string[],
): Policy {
  return readYaml(text, fileName, policySchema, (policy) => policyFaults(policy, { ombudsmen, commands }))
}

/** Throws PolicyError as `parsePolicy` does. */
export function parseOmbudsmen(text: string, fileName: string): Ombudsman[] {
  return readYaml(text, fileName, z.array(ombudsmanSchema).min(1), (ombudsmen) =>
    ombudsmen.flatMap((ombudsman, at) => [
      ...(ombudsmen.findIndex(({ id }) => id === ombudsman.id) < at
        ? [{ path: [at, 'id'], message: `${ombudsman.id} is the id of another Ombudsman above` }]
        : []),
      ...ombudsman.details.flatMap(({ from }, entry) =>
        from <= (ombudsman.details[entry - 1]?.from ?? '')
          ? [{ path: [at, 'details', entry, 'from'], message: `${from} must be after the entry above: oldest first` }]
          : [],
      ),
    ]),
  )
}
