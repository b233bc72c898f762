/** Files that belong to a complaint: they are stored beside the records, and the timeline says that they came (HO Code 5.12). */
import { z } from 'zod'
import type { NewEntry } from '../change.ts'
import { evidenceCodes, type EvidenceOnFile } from '../evidence-types.ts'
import { localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage } from '../stage.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { count, listOf, oneOf, optional, shape } from './facts.ts'

const most = 1_000_000_000
const number = () => z.int().min(1).max(1_000_000)
const numberFact = count(1, 1_000_000)

interface AddFacts {
  file: number
  /** Only ever read from the records. */
  is?: EvidenceOnFile
}

export const addEvidence = defineCommand({
  name: 'add-evidence',
  title: 'Put a file on the timeline',
  description:
    'A file that is stored with the complaint stands on its timeline from now on, and decisions can name it. POST …/evidence stores a file and does this by itself; sent again for the same file it changes nothing. Of the resident’s files whoever has the complaint is told, once a day.',
  by: ['resident', 'officer', 'manager'],
  body: () => z.strictObject({ file: number().describe('The file’s number, as GET …/evidence lists it') }),
  facts: shape({ file: numberFact, is: optional(shape({ type: oneOf(evidenceCodes), size: count(1, most) })) }),
  words: 'none',
  digest: ({ file }): AddFacts => ({ file }),
  names: ({ file: number }) => ({ what: 'file', number }),
  // Also when it is over: what came late is kept with the case, for the Ombudsman too.
  allowed: () => undefined,
  apply(state, { file, is }, given) {
    if (!is) throw new Error('A file is read from the records before it is put on the timeline')
    if (state.evidence?.includes(file)) return { state, entries: [] }
    const evidence = [...(state.evidence ?? []), file]
    const detail = { stage: currentStage(state).id, file, ...is }
    const told = tells(state, given)
    return {
      state: { ...state, evidence, ...(told && { filesToldOn: localDate(given.nowMs) }) },
      entries: [{ event: 'evidence-added', detail, ...told }],
    }
  },
})

/**
 * A resident's file is told to whoever has the complaint, also when it is over; ten photos of one day are told of once. Where a conflict
 * of interest has left nobody to have it, the managers hear.
 */
function tells(state: State, { by, nowMs }: Given): Pick<NewEntry, 'letter'> | undefined {
  if (by.role !== 'resident' || state.filesToldOn === localDate(nowMs)) return undefined
  const isLeft = state.conflicts !== undefined && currentStage(state).officer === undefined
  return { letter: { kind: 'reminder', to: isLeft ? 'manager' : 'officer' } }
}

/** For the body of a command whose decision rests on files. */
export const evidenceFiles = () =>
  z
    .array(number())
    .max(50)
    .optional()
    .describe('The numbers of files of this complaint that it rests on, as GET …/evidence lists them')

/** For its facts. */
export const evidenceFilesFact = optional(listOf(numberFact))

export interface NamesEvidence {
  evidenceFiles?: number[]
}

/** From its body. */
export function evidenceNamed({ evidenceFiles: given }: { evidenceFiles?: number[] | undefined }): NamesEvidence {
  return given && given.length > 0 ? { evidenceFiles: [...new Set(given)] } : {}
}

/** A decision names no file that is not there. */
export function evidenceRefusal(state: State, { evidenceFiles: named = [] }: NamesEvidence): Refusal | undefined {
  const unknown = named.filter((file) => !state.evidence?.includes(file))
  if (unknown.length === 0) return undefined
  const [which, is] = unknown.length === 1 ? ['file', 'is'] : ['files', 'are']
  return {
    rule: cite(state.policy, undefined),
    message: `There ${is} no ${which} ${unknown.join(', ')} with this complaint. GET …/evidence lists its files; POST …/evidence adds one.`,
  }
}
