/** The tasks of a complaint as the records have them: `1 call about 1 due 2027-01-12 open`, in order. */
import type { Life } from './a-life.ts'
import type { Office } from './office.ts'

export async function tasksOf({ records }: Pick<Office, 'records'>, { ref }: Pick<Life, 'ref'>): Promise<string[]> {
  const rows = await records.task.findMany({ where: { complaintRef: ref }, orderBy: { number: 'asc' } })
  return rows.map(
    ({ number, kind, letter, due, status }) =>
      `${number} ${kind} about ${letter} due ${due.toISOString().slice(0, 10)} ${status}`,
  )
}
