/**
 * A story ends on its last day. Whatever is still owed in it then would be chased for as long as any other story on the same clock goes
 * on, for years perhaps: so its complaints are left.
 */
import { WorkflowNotFoundError } from '@temporalio/client'
import { workflowIdOf } from '../../workflows/reference.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Story } from './story.ts'

export async function leave(rehearsal: Rehearsal, { ref, linked = [] }: Pick<Story, 'ref' | 'linked'>): Promise<void> {
  if (ref !== '') await end(rehearsal, ref)
  for (const one of linked) await leave(rehearsal, one)
}

async function end({ environment }: Rehearsal, ref: string): Promise<void> {
  try {
    await environment.client.workflow.getHandle(workflowIdOf(ref)).terminate('Its story is told')
  } catch (error) {
    // It is over already.
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
