/** Looking again until something is so: never longer than a bound, and never a pause that hides a race. */
import { checkPorts } from '../../worker/embedded/ports.ts'

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Returns how long it took, in milliseconds. @throws Error that says what was waited for, and how it stands. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  stands: () => unknown = () => 'no more is known',
): Promise<number> {
  const began = Date.now()
  while (!(await isSo())) {
    if (Date.now() - began > withinMs) {
      throw new Error(`Not within ${withinMs / 1_000} s: ${what}. It stands: ${JSON.stringify(await stands())}`)
    }
    await pause(50)
  }
  return Date.now() - began
}

/** Each of two processes that run side by side has a range of its own, and begins anywhere in it. */
const range = 500
const first = 19_000 + (Number(process.env['VITEST_POOL_ID'] ?? 1) % 2) * range
let next = process.pid % range

/** A port for a server that is killed and started again on it. */
export async function port(): Promise<number> {
  for (;;) {
    next = (next + 1) % range
    const candidate = first + next
    const isFree = await checkPorts({ PORT: candidate }).then(
      () => true,
      () => false,
    )
    if (isFree) return candidate
  }
}
