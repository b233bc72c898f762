/** Who does something: a role and, for staff, their id. Written `officer:a.khan`; a resident is only `resident`. */
export const roles = ['resident', 'officer', 'manager'] as const
export type Role = (typeof roles)[number]

export interface Actor {
  role: Role
  /** The staff id. Residents have none here: their name stays in the records. */
  id?: string
}

/** What the clock does is done by Redress itself. */
export const byRedress = 'redress'

/** A staff id: small enough for a search attribute, and no e-mail address. */
export const staffId = /^[a-z0-9][a-z0-9._-]{0,63}$/

export function parseActor(text: unknown): Actor | undefined {
  if (typeof text !== 'string') return undefined
  const [role, id, ...rest] = text.split(':')
  if (rest.length > 0) return undefined
  if (role === 'resident') return id === undefined ? { role } : undefined
  if ((role !== 'officer' && role !== 'manager') || id === undefined || !staffId.test(id)) return undefined
  return { role, id }
}

export function actorInWords(actor: Actor): string {
  return actor.id === undefined ? actor.role : `${actor.role}:${actor.id}`
}
