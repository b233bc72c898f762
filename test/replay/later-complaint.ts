/** Today's workflow with a timer more at its start: what the replay must find of a complaint that comes in. */
import { sleep } from '@temporalio/workflow'
import { complaint as unchanged } from '../../workflows/complaint.ts'
import type { Start } from '../../workflows/state.ts'

export async function complaint(start: Start): Promise<string> {
  await sleep('1 second')
  return unchanged(start)
}
