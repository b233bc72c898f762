/** Complaints that came out of another case: filed with the entry that made them, and their workflows started at once. */
import { log as activityLog } from '@temporalio/activity'
import type { Transaction } from '../prisma/client.ts'
import { fileLinked } from '../prisma/file-linked.ts'
import { policyFor, type Organisations } from '../prisma/organisations.ts'
import { policyOf } from '../prisma/policy-versions.ts'
import type { Batch } from '../workflows/state.ts'
import { startFromFile, type SweepDeps } from './sweep.ts'

export interface LinkedDeps extends SweepDeps {
  /** Gets references and codes alone, nothing personal. Unless given, the activity's own log. */
  log?: (message: string) => void
}

/** Longer is not waited for a start: the complaint is on file, and the sweep sees to it within half a minute. */
const startMs = 2_000

/** In the transaction that writes the batch. Returns their references, of those filed before as well. */
export async function fileAll(
  tx: Transaction,
  batch: Batch,
  { organisations, nowMs }: { organisations: Organisations; nowMs: number },
): Promise<string[]> {
  return fileLinked(tx, batch, {
    nowMs,
    /** The one in force on its day. Where the organisation has none any more, a complaint is not lost: the policy it came out of. */
    async policyOf({ organisationId, policyDigest }, day, landlordMatter) {
      const found = policyFor(organisations, organisationId, day, landlordMatter)
      return 'policy' in found ? found.policy : policyOf(tx, policyDigest)
    },
  })
}

/** After that transaction. Never throws: what is written stays written, and who did not start is started by the sweep. */
export async function startAll(deps: LinkedDeps, refs: readonly string[], nowMs: number): Promise<void> {
  for (const ref of refs) {
    try {
      await deps.client.withDeadline(Date.now() + startMs, () => startFromFile(deps, ref, nowMs))
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown'
      const warn = deps.log ?? ((message: string) => activityLog.warn(message))
      warn(`${ref} is on file and its workflow did not start (${kind}): the sweep will start it`)
    }
  }
}
