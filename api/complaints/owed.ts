/** What was owed by a day, as it is answered of every kind: what it is, until when, how it stands, and what shows that it is done. */
import { dayOf } from '../../prisma/calendar.ts'
import { dutyWords } from '../../prisma/duty-words.ts'
import type { Deadline } from '../../prisma/generated/client.ts'

/** A stored text, as the records keep it. */
export interface Stored {
  id: string
  body: unknown
}

export function bodyOf(texts: Stored[], id: string | null): unknown {
  return texts.find((text) => text.id === id)?.body
}

export function owedOf({ number, kind, status, textId, item, due, metOn, doneTextId }: Deadline, texts: Stored[]) {
  return {
    ...{ number, kind: kind ?? '', status },
    ...dutyWords(bodyOf(texts, textId), item),
    by: dayOf(due),
    doneOn: metOn && dayOf(metOn),
    /** The text with which it was done, or given up. */
    done: bodyOf(texts, doneTextId),
  }
}
