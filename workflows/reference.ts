/**
 * A complaint's reference: `C-7KQM-2XPA`. Seven random characters and a check character, from 31 that are not mistaken for each
 * other on paper (no 0 and O, no 1, I and L). 31 is a prime, so the weighted sum finds every single wrong character and every
 * two that changed places.
 */
const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 7

/** @param random gives a whole number from 0 to `below` - 1 */
export function makeReference(random: (below: number) => number): string {
  const body = Array.from({ length }, () => characters.charAt(random(characters.length))).join('')
  return written(body + checkOf(body))
}

/** The reference as it is written, however it was typed; undefined where it was typed wrong. */
export function readReference(typed: string): string | undefined {
  const bare = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/^C(?=.{8}$)/, '')
  if (bare.length !== length + 1 || [...bare].some((one) => !characters.includes(one))) return undefined
  return checkOf(bare.slice(0, length)) === bare.at(-1) ? written(bare) : undefined
}

/** The id of the complaint's workflow: made from the reference, so that a start that happened is found again. */
export function workflowIdOf(ref: string): string {
  return `complaint-${ref}`
}

function checkOf(body: string): string {
  const sum = [...body].reduce((total, one, index) => total + (index + 1) * characters.indexOf(one), 0)
  return characters.charAt(sum % characters.length)
}

function written(bare: string): string {
  return `C-${bare.slice(0, 4)}-${bare.slice(4)}`
}
