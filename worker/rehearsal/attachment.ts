/** A step that adds a file: the file stands in the scenario, is stored as the API stores it, and the command then names it. */
import { z } from 'zod'
import { keepFile } from '../../prisma/evidence.ts'
import { commandNamed } from '../../workflows/commands/index.ts'
import { evidenceCodes, evidenceTypes } from '../../workflows/evidence-types.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import type { Rehearsal } from './rehearsal.ts'

const attachmentSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    type: z.enum(evidenceCodes),
    text: z.string().min(1).optional(),
    base64: z.base64().min(1).optional(),
    note: z.string().min(1).optional(),
    shared: z.boolean().default(false),
  })
  .refine(({ text, base64 }) => (text === undefined) !== (base64 === undefined), {
    path: ['text'],
    message: 'give what is in the file, as "text" or as "base64"',
  })

/** What stands under "with" for a command. */
export function bodyOfStep(name: string): z.ZodType | undefined {
  return name === 'add-evidence' ? attachmentSchema : commandNamed(name)?.body()
}

/** Stores the file. Gives the body of the command that puts it on the timeline. */
export async function storeFile(
  { records, environment }: Rehearsal,
  ref: string,
  { by, with: given }: { by: string; with: unknown },
): Promise<{ file: number } | Refusal> {
  const { name, type, text, base64, note = null, shared } = attachmentSchema.parse(given)
  const bytes = text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text)
  const mediaType = evidenceTypes.find(({ code }) => code === type)?.mediaType ?? type
  const about = { name, mediaType, bytes, note, shared: shared || by === 'resident', by }
  const kept = await keepFile(records, ref, about, await environment.currentTimeMs())
  if ('file' in kept) return { file: kept.file.number }
  return { rule: 'Redress: add-evidence', message: `The complaint holds as many ${kept.full} as it may.` }
}
