/** Today's workflow with a search attribute more at its start: what the replay must find, whatever a run began with. */
import { upsertSearchAttributes } from '@temporalio/workflow'
import { complaint as unchanged } from '../../workflows/complaint.ts'
import { searchAttributes } from '../../workflows/search-attributes.ts'
import type { Start } from '../../workflows/state.ts'

export async function complaint(start: Start): Promise<string> {
  upsertSearchAttributes([{ key: searchAttributes.overdue, value: false }])
  return unchanged(start)
}
