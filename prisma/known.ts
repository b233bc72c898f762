/** What the records know of a case that its texts are held against: everyone of the organisation who has to do with it. */
import { parseActor } from '../workflows/actor.ts'
import type { Command, Known } from '../workflows/commands/command.ts'
import type { Transaction } from './client.ts'
import { policyLibrary } from './policies.ts'
import { residentOf } from './person.ts'

/**
 * For a command whose text is looked through for names, or that corrects how the resident is reached; undefined for any other. Staff are those who were assigned to the case or
 * answered it, whoever did anything on its timeline, and those in `by` (`officer:a.khan`): who writes the text, and who gives it.
 */
export async function knownFor(
  tx: Pick<Transaction, '$queryRaw' | 'person'>,
  command: Command,
  ref: string,
  by: readonly string[],
): Promise<Known | undefined> {
  const { readsNames, readsContact, readsOmbudsmen } = command
  if (!readsNames && !readsContact && !readsOmbudsmen) return undefined
  return {
    staff: readsNames ? await staffOf(tx, ref, by) : [],
    ...(readsContact && (await contactFor(tx, ref))),
    ...(readsOmbudsmen && { ombudsmen: policyLibrary().ombudsmen }),
  }
}

async function staffOf(
  tx: Pick<Transaction, '$queryRaw' | 'person'>,
  ref: string,
  by: readonly string[],
): Promise<Known['staff']> {
  const writing = by.flatMap((text) => parseActor(text)?.id ?? [])
  const staff = await tx.$queryRaw<{ id: string; name: string | null }[]>`
    with stages as (select jsonb_path_query(c.state, '$.stages[*]') as stage from complaint c where c.ref = ${ref}),
      ids as (
        select unnest(${writing}::text[]) as id
        union select stage ->> 'officer' from stages
        union select jsonb_array_elements_text(stage -> 'consideredBy') from stages
        union select substring(e.by from '^(?:officer|manager):(.+)$') from timeline_entry e where e.complaint_ref = ${ref})
    select ids.id, s.name
    from ids join complaint c on c.ref = ${ref}
      left join staff_member s on s.organisation_id = c.organisation_id and s.id = ids.id
    where ids.id is not null order by ids.id`
  return staff.map(({ id, name }) => ({ id, ...(name !== null && { name }) }))
}

async function contactFor(tx: Pick<Transaction, 'person'>, ref: string): Promise<Pick<Known, 'contact'>> {
  const person = await tx.person.findUnique({ where: { complaintRef: ref } })
  return person ? { contact: residentOf(person) } : {}
}
