/** What is asked of an organisation that wants to learn from complaints (HO Code 9.1-9.3). */
import type { Policy } from './policy.ts'

/** Why things go wrong, where the policy has no list of its own. An assumption: the Codes name none. */
const ordinary = [
  'delay',
  'communication',
  'staff-conduct',
  'staffing',
  'training',
  'contractor',
  'records',
  'systems',
  'procedure-not-followed',
  'procedure-lacking',
  'policy',
  'wrong-decision',
  'funding',
  'outside-our-control',
] as const

/** In the place of a cause, where there is nothing to learn. */
export const noCause = 'none'

export function rootCauses({ learning }: Policy): readonly string[] {
  return learning?.rootCauses ?? ordinary
}

/** After which complaints somebody says what was learned; undefined where the policy does not ask for it. */
export function learningRule({ learning }: Policy): Policy['learning'] {
  return learning
}
