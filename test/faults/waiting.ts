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

const first = 19_000
const last = 19_999
let next = first + ((process.pid * 37) % (last - first))

/** A port for a server that is killed and started again on it. Each process begins elsewhere in the range. */
export async function port(): Promise<number> {
  for (;;) {
    next = next >= last ? first : next + 1
    const candidate = next
    const isFree = await checkPorts({ PORT: candidate }).then(
      () => true,
      () => false,
    )
    if (isFree) return candidate
  }
}
