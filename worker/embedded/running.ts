/** The order in which things are stopped: who asks before who answers, so that nothing is lost on the way. */
export const STOP_ORDER = ['api', 'worker', 'mail', 'temporal', 'postgres'] as const
export type Part = (typeof STOP_ORDER)[number]

export interface Running {
  add(part: Part, stop: () => Promise<void>): void
  /** Stops all in order. One that cannot be stopped is told and does not keep the others running. */
  stopAll(complain: (message: string) => void): Promise<void>
}

export function createRunning(): Running {
  const stops = new Map<Part, () => Promise<void>>()
  return {
    add: (part, stop) => void stops.set(part, stop),
    async stopAll(complain) {
      for (const part of STOP_ORDER) {
        try {
          await stops.get(part)?.()
        } catch (error) {
          complain(`The ${part} could not be stopped: ${error instanceof Error ? error.message : String(error)}`)
        }
        stops.delete(part)
      }
    },
  }
}
