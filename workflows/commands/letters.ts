/** What became of a letter after it went: it came back, or it was posted. The records say which letter it is, whoever sends the command. */
import { z } from 'zod'
import { dayInWords, localDate } from '../policy/calendar.ts'
import type { Refusal } from '../policy/refusal.ts'
import { isOutside, letterStatuses, type LetterOut } from '../letter-out.ts'
import { posted } from '../stages/posted.ts'
import { emailReasons, returned, returnReasons, type ReturnReason } from '../stages/returned.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, day, flag, oneOf, optional, shape } from './facts.ts'
import { refusing } from './rules.ts'
import * as fields from './fields.ts'

const letter = () => z.int().min(1).max(1_000_000).describe('The letter’s number, as the complaint lists it')
const letterFact = count(1, 1_000_000)

/** Only ever read from the records. */
const was = optional(
  shape({
    to: oneOf(['resident', 'representative', 'officer', 'manager']),
    channel: oneOf(['email', 'letter']),
    status: oneOf(letterStatuses),
    since: day,
    canPost: flag,
    postedOn: optional(day),
    postedBefore: optional(flag),
  }),
)

interface ReturnedFacts {
  letter: number
  why: ReturnReason
  was?: LetterOut
}

export const letterReturned = defineCommand({
  name: 'letter-returned',
  title: 'A letter came back',
  description:
    'An email to the resident bounced, or a letter to them came back. What came back by email goes by post where a postal address is on file; otherwise somebody is asked to find how the resident is reached. The address is marked, and the officer told.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({ letter: letter(), why: z.enum(returnReasons).describe('What the mail server or the post says') }),
  facts: shape({ letter: letterFact, why: oneOf(returnReasons), was }),
  words: 'none',
  digest: ({ letter, why }): ReturnedFacts => ({ letter, why }),
  names: ({ letter: number }) => ({ what: 'letter', number }),
  allowed: (state, facts) => notBack(state, facts),
  apply(state, { letter, why, was }, { nowMs }) {
    if (!was) throw new Error('A letter is read from the records before it is said to have come back')
    const { to, channel, canPost } = was
    const toRepresentative = to === 'representative'
    return returned(state, { letter, why, posted: channel === 'email' && canPost, toRepresentative }, nowMs)
  },
})

interface PostedFacts {
  letter: number
  on: string
  was?: LetterOut
}

export const letterPosted = defineCommand({
  name: 'letter-posted',
  title: 'A letter was posted',
  description:
    'Record the day on which a letter to the resident was posted. That day counts: a duty that the letter does is done then, late where that is after its last day, and an extension that is told too late is void.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({ letter: letter(), on: fields.day().describe('The day on which it was posted') }),
  facts: shape({ letter: letterFact, on: day, was }),
  words: 'none',
  digest: ({ letter, on }): PostedFacts => ({ letter, on }),
  names: ({ letter: number }) => ({ what: 'letter', number }),
  allowed: (state, facts, { nowMs }) => notPosted(state, facts, localDate(nowMs)),
  apply: (state, { letter, on, was }) => posted(state, { letter, on, again: was?.postedBefore ?? false }),
})

function notBack(state: State, { letter, why, was }: ReturnedFacts): Refusal | undefined {
  const refuse = refusing('letter-returned')
  if (!was) return undefined
  if (!isOutside(was.to)) return refuse(notTheirs(letter, was))
  if (isOnItsWay(state, letter, was)) return refuse(`Letter ${letter} is on its way and cannot have come back yet.`)
  if (was.status === 'refused')
    return refuse(
      `Letter ${letter} came back already, or could not be sent at all. Correct how the resident is reached.`,
    )
  const byEmail = emailReasons.some((one) => one === why)
  if (was.channel === 'letter' && byEmail)
    return refuse(
      `Letter ${letter} goes by post, so no email of it bounces now. Where the post came back, say so in "why".`,
    )
  if (was.channel === 'email' && !byEmail)
    return refuse(`Letter ${letter} went by email, so the post did not bring it back. Say "email-bounced" in "why".`)
  if (was.status === 'queued')
    return refuse(`Letter ${letter} is still in the print queue. If it was posted, give "letter-posted" first.`)
  return undefined
}

function notPosted(state: State, { letter, on, was }: PostedFacts, today: string): Refusal | undefined {
  const refuse = refusing('letter-posted')
  if (on > today) return refuse('The day of posting cannot lie in the future. Correct "on".')
  if (!was) return undefined
  if (!isOutside(was.to)) return refuse(notTheirs(letter, was))
  if (was.channel !== 'letter')
    return refuse(`Letter ${letter} went by email and not by post. There is no day to record.`)
  if (was.postedOn !== undefined)
    return refuse(`Letter ${letter} was posted on ${dayInWords(was.postedOn)}. That stands on the record.`)
  if (isOnItsWay(state, letter, was)) return refuse(`Letter ${letter} is not in the print queue yet.`)
  if (was.status === 'refused')
    return refuse(`Letter ${letter} could not be sent or came back, and waits for an address to go to.`)
  if (on >= was.since) return undefined
  return refuse(
    `Letter ${letter} came into the print queue on ${dayInWords(was.since)}, so it was not posted before that. Correct "on".`,
  )
}

function isOnItsWay({ undelivered }: State, letter: number, { status }: LetterOut): boolean {
  return status === 'made' || status === 'sending' || undelivered.includes(letter)
}

function notTheirs(letter: number, { to }: LetterOut): string {
  return `Letter ${letter} is a notice to the ${to}. This is for letters to the resident, and to who acts for them.`
}
