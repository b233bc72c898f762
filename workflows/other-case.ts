/** What the records know of another case that a command names: codes, days and numbers, nothing personal. */
import type { LocalDate } from './policy/calendar.ts'
import type { GroupAnswer, Kind, LinkKind } from './policy/names.ts'
import type { Status } from './status.ts'

export interface OtherCase {
  kind: Kind
  status: Status
  stage: string
  /** Epoch milliseconds. */
  receivedAtMs: number
  /** Its present stage is answered. */
  isAnswered: boolean
  /** The last day for its answer, where one runs. */
  answerBy?: LocalDate
  points: number
  /** It is on file with the same email address, telephone number or name and postal address. */
  sameResident: boolean
  /** The complaint that it is answered together with. */
  groupLead?: string
  /** How many complaints are answered together with it, and with this one. */
  members: number
  ownMembers: number
  /** What its residents were told at its present stage, with a stored text: a group can be given the same. */
  given: GroupAnswer[]
  /** How the two are linked now. */
  links: LinkKind[]
  /** The stored text with its definition, copied for this complaint; only for a command that takes it over. */
  definition?: string
}
