/**
 * What a command's facts may name and the workflow does not know: it is read from the records, or from what the organisation keeps,
 * before the command is decided, whoever sent it.
 */
export type Named =
  /** A policy of the organisation's list. */
  | { what: 'policy'; id: string }
  /** A statutory clock that the organisation keeps. */
  | { what: 'companion'; id: string }
  /** A letter of the complaint: how it stands. */
  | { what: 'letter'; number: number }
  /** A file that is stored with the complaint. */
  | { what: 'file'; number: number }
  /** Exceptional circumstances of the organisation: how they stand. */
  | { what: 'incident'; number: number }
  /** Another case of the organisation, or `itself`: how it stands. `toJoin` has a copy of its definition stored. */
  | { what: 'case'; ref: string; toJoin?: true }

/** The fact under which the command is given what was found. */
export const foundAs = {
  policy: 'kept',
  companion: 'rules',
  letter: 'was',
  file: 'is',
  incident: 'stands',
  case: 'other',
} as const satisfies Record<Named['what'], string>
