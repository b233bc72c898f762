/** What passed between the resident and the office beside the letters: a full record of it is kept (HO Code 5.12). */
import { z } from 'zod'
import { localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import { currentStage } from '../stage.ts'
import { defineCommand } from './command.ts'
import { day, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'

const ways = ['phone', 'visit', 'email', 'letter', 'meeting', 'other'] as const
const directions = ['in', 'out'] as const

export const recordContact = defineCommand({
  name: 'record-contact',
  title: 'Record a contact',
  description:
    'Note a call, a visit, a message or a meeting with the resident or about their complaint. It stands on the timeline, for staff.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      way: z.enum(ways),
      direction: z.enum(directions).describe('in: they came to us'),
      on: fields.day().optional().describe('When it was, if not today'),
      note: words().describe('What was said, and by whom'),
    }),
  facts: shape({ way: oneOf(ways), direction: oneOf(directions), on: optional(day) }),
  words: 'always',
  digest: ({
    way,
    direction,
    on,
  }): { way: (typeof ways)[number]; direction: (typeof directions)[number]; on?: string } => ({
    ...{ way, direction },
    ...(on !== undefined && { on }),
  }),
  // Also of a case that is over: whoever rings about it is heard.
  allowed: ({ policy }, { on }, { nowMs }) =>
    on === undefined || on <= localDate(nowMs)
      ? undefined
      : {
          rule: cite(policy, policy.keptFor.clause),
          message: 'What has happened cannot lie in the future. Correct "on", or leave it out for today.',
        },
  apply: (state, { way, direction, on }, { draft, nowMs }) => ({
    state,
    entries: [
      {
        event: 'contact-recorded',
        clause: state.policy.keptFor.clause,
        detail: { stage: currentStage(state).id, way, direction, on: on ?? localDate(nowMs) },
        text: draft,
      },
    ],
  }),
})
