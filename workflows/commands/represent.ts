/**
 * Somebody acts for the resident (HO Code 1.3, 3.6): they are named, the resident agrees or does not, and may end it at any time. Who
 * they are and how they are reached stays in the records.
 */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { localDate } from '../policy/calendar.ts'
import { capacities, lettersTo, permissions, type LettersTo, type Permission } from '../policy/names.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { capacityRefusal, isEnough } from '../policy/representatives.ts'
import { canBeWrittenTo, namedBy, notWritable, representationOf, type Named } from '../representative.ts'
import { contactFields, line } from '../resident.ts'
import { end, giveConsent, name } from '../stages/representation.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { day, flag, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { noComplaint, over } from './rules.ts'

const representSteps = ['named', 'consent-given', 'consent-refused', 'ended'] as const

const facts = shape({
  what: oneOf(representSteps),
  capacity: optional(oneOf(capacities)),
  permission: optional(oneOf(permissions)),
  reachable: optional(flag),
  letters: optional(oneOf(lettersTo)),
  on: optional(day),
  signature: optional(flag),
})
type Facts = ReturnType<typeof facts>

const letters = () => z.enum(lettersTo).describe('Who gets the letters from now on, as the resident wishes')
const note = () => words(4_000).optional().describe('What was said')

/** As it is stored, too: `activities/representation.ts` reads it. */
const representBody = () => {
  const { email, phone, address } = contactFields()
  return z.discriminatedUnion('what', [
    z
      .strictObject({
        what: z.literal('named'),
        name: line(200),
        capacity: z.enum(capacities).describe('In what capacity they act'),
        permission: z
          .enum(permissions)
          .default('none')
          .describe('The resident’s permission, as staff have it; without it the resident is asked by letter'),
        letters: letters().default('resident'),
        email: email.optional(),
        phone: phone.optional(),
        address: address.optional(),
      })
      .refine(canBeWrittenTo, notWritable),
    z.strictObject({
      what: z.literal('consent-given'),
      how: z
        .enum(['spoken', 'signed'])
        .describe('Told to us, or signed: the form came back, or the resident signed online'),
      on: fields.day().optional().describe('When they gave it, if not today'),
      letters: letters().optional(),
      signature: line(200).optional().describe('Signed online: the resident’s full name, as they typed it'),
      note: note(),
    }),
    z.strictObject({ what: z.literal('consent-refused'), note: note() }),
    z.strictObject({ what: z.literal('ended'), note: note() }),
  ])
}
type Body = z.output<ReturnType<typeof representBody>>

export const represent = defineCommand({
  name: 'represent',
  title: 'Somebody acts for the resident',
  description:
    'Name who acts for the resident, or record that the resident agrees, does not agree, or ends it. Where permission is missing, the resident is asked by letter, with a form; nobody else is told anything until it is there.',
  by: ['resident', 'officer', 'manager'],
  body: representBody,
  facts,
  words: 'always',
  digest,
  allowed: (state, given, context) => nobodyThere(state) ?? checks[given.what](state, given, context),
  apply(state, given, { by, nowMs, draft }) {
    switch (given.what) {
      case 'named':
        return name(state, representationOf(state.policy, namedIn(given, by.role === 'resident')), nowMs, draft)
      case 'consent-given': {
        const kept = state.representation?.letters ?? 'resident'
        const { permission, letters: wished = kept, on = localDate(nowMs) } = given
        const how = permission === 'signed' ? 'signed' : 'spoken'
        return giveConsent(state, { how, letters: wished, on, by: actorInWords(by) }, nowMs, draft)
      }
      case 'consent-refused':
        return end(state, 'refused', nowMs, draft)
      case 'ended':
        return end(state, 'ended', nowMs, draft)
    }
  },
})

function digest(body: Body): Facts {
  switch (body.what) {
    case 'named':
      return { what: body.what, ...namedBy(body) }
    case 'consent-given':
      return {
        ...{ what: body.what, permission: body.how, signature: body.signature !== undefined },
        ...(body.letters && { letters: body.letters }),
        ...(body.on !== undefined && { on: body.on }),
      }
    default:
      return { what: body.what }
  }
}

/** Whoever is online says who they are themselves: what they bring as the resident's permission is asked of the resident. */
function namedIn(
  { capacity = 'other', permission = 'none', letters: to = 'resident', reachable = false }: Facts,
  online: boolean,
): Named {
  return { capacity, permission: online ? 'none' : permission, letters: to, reachable }
}

type Check = (state: State, facts: Facts, given: Given) => Refusal | undefined

const checks: Record<Facts['what'], Check> = {
  named: (state, { capacity = 'other' }) =>
    over(state) ?? capacityRefusal(state.policy, capacity) ?? namedAlready(state),
  'consent-given': (state, given, context) =>
    over(state) ??
    notNamed(state) ??
    unsigned(state, given, context) ??
    unreachable(state, given) ??
    inFuture(state, given, context),
  'consent-refused': (state) => notNamed(state),
  // Also of a complaint that is over: what is still sent goes where the resident wishes.
  ended: (state) => notNamed(state),
}

function nobodyThere(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  if (!state.anonymous) return undefined
  return refusal(state, 'Nobody is known who complains, so nobody can act for them. Make a complaint with their name.')
}

function namedAlready({ representation, ...state }: State): Refusal | undefined {
  if (!representation || representation.status === 'ended' || representation.status === 'lapsed') return undefined
  return refusal(
    state,
    'Somebody acts for the resident already, or the resident is asked about them. Give "represent" with "what": "ended" first, then name the other.',
  )
}

function notNamed(state: State): Refusal | undefined {
  const { representation } = state
  if (representation && representation.status !== 'ended') return undefined
  return refusal(
    state,
    representation
      ? 'The resident has ended it. To begin anew, give "represent" with "what": "named".'
      : 'Nobody is named who acts for the resident. Give "represent" with "what": "named" first.',
  )
}

function unsigned(state: State, { permission = 'spoken', signature, letters: to = 'resident' }: Facts, { by }: Given) {
  if (by.role === 'resident' && !signature) {
    return refusal(
      state,
      'Online, permission is given by signing: type the full name in "signature", with "how": "signed".',
    )
  }
  if (isEnough(state.policy, permission satisfies Permission, to)) return undefined
  return refusal(
    state,
    'This policy asks for the resident’s signed permission. Wait for the form to come back, or for the resident to sign online, then give it with "how": "signed".',
  )
}

function unreachable(state: State, { letters: to }: Facts): Refusal | undefined {
  const wished: LettersTo = to ?? state.representation?.letters ?? 'resident'
  if (wished === 'resident' || state.representation?.reachable) return undefined
  return refusal(
    state,
    'No address of the representative is on file, so no letters can go to them. Say "letters": "resident", or end it and name them again with their address.',
  )
}

function inFuture(state: State, { on }: Facts, { nowMs }: Given): Refusal | undefined {
  if (on === undefined || on <= localDate(nowMs)) return undefined
  return refusal(state, 'The permission cannot have been given in the future. Correct "on".')
}

function refusal({ policy }: Pick<State, 'policy'>, message: string): Refusal {
  return { rule: cite(policy, policy.representatives.clause), message }
}
