/** Chance that can be had again: the seed is printed, and FAULT_SEED sets it. */
export interface Chance {
  seed: number
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
}

/** mulberry32: small, and good enough to spread faults. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  return { seed, next, between: (least, most) => least + Math.floor(next() * (most - least + 1)) }
}

/** A number that may be set from outside, for a longer or shorter run, or one that is run again. */
export function setting(
  name: 'FAULT_SEED' | 'FAULT_LIVES' | 'FAULT_KILLS' | 'FAULT_NOTIFY_KILLS' | 'FAULT_ACTIONS',
  fallback: number,
): number {
  const given = process.env[name]
  if (given === undefined) return fallback
  if (!/^\d{1,9}$/.test(given)) throw new Error(`${name} must be a whole number, not "${given}".`)
  return Number(given)
}
