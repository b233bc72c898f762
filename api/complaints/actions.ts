/** What was promised to put things right (HO Code 7.1, 7.3), as it is answered: of the deadlines, those of actions. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import { amountPaid } from '../../prisma/duty-words.ts'
import type { Deadline } from '../../prisma/generated/client.ts'
import { owedOf, type Stored } from './owed.ts'

export const action = z.strictObject({
  number: z.int(),
  kind: z.string(),
  what: z.string().nullable().describe('What was promised, in the words in which it was; null where its kind says it'),
  amount: z.number().nullable().describe('Pounds, where it is money'),
  amountPaid: z.number().nullable().describe('Pounds, where it is money: what is on record as paid'),
  by: z.iso.date(),
  status: z
    .string()
    .describe(
      'running, met (done in time), late (done after its day), missed (its day is over) or ended (given up before it)',
    ),
  doneOn: z.iso.date().nullable(),
  firstMissed: z.iso
    .date()
    .nullable()
    .describe(
      'The first day that was over and nothing done, where it was put off only after that: it is late for good',
    ),
  owner: z.string().nullable().describe('Who sees to it, where that is not whoever has the case; to staff'),
  evidence: z.string().nullable().describe('What was done, and how it is known; to staff'),
  givenUp: z
    .string()
    .nullable()
    .describe('Why it is not done any more, as the resident was told it; null where it is not given up'),
})
export type Action = z.input<typeof action>

export function actionsIn(
  { deadlines, texts }: { deadlines: Deadline[]; texts: Stored[] },
  toStaff: boolean,
): Action[] {
  const actions = deadlines.filter(({ name }) => name === 'complete-action')
  return actions.map((deadline) => actionOf(deadline, texts, toStaff))
}

export function actionOf(deadline: Deadline, texts: Stored[], toStaff: boolean): Action {
  const { done, ...owed } = owedOf(deadline, texts)
  return {
    ...owed,
    amountPaid: amountPaid(owed.kind, done),
    firstMissed: deadline.firstMissed && dayOf(deadline.firstMissed),
    owner: toStaff ? deadline.owner : null,
    evidence: toStaff ? provedBy(done) : null,
    givenUp: reasonIn(done),
  }
}

const reason = z.object({ reason: z.string() })

function reasonIn(body: unknown): string | null {
  return reason.safeParse(body).data?.reason ?? null
}

const said = z.object({ evidence: z.string() })

export function provedBy(body: unknown): string | null {
  return said.safeParse(body).data?.evidence ?? null
}
