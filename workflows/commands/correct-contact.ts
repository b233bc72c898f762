/**
 * The resident is reached otherwise than we have on file: a new address, another way, another form for their letters. Adjustments are
 * kept under active review (HO Code 5.10).
 */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { lettersWrittenIn } from '../letter-languages.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import {
  contactDetails,
  contactFaults,
  contactFields,
  corrected,
  faultsIn,
  reachOf,
  type ContactCorrection,
  type ContactFault,
} from '../resident.ts'
import { correctContact as correct, type Correction } from '../stages/contact.ts'
import type { Reach, State } from '../state.ts'
import { defineCommand, type Known } from './command.ts'
import { flag, listOf, oneOf, optional, shape } from './facts.ts'

interface Facts extends Pick<Correction, 'changed'> {
  reach: Omit<Reach, 'texts'> & { texts?: boolean }
  /** Why the resident could not be reached with what would be on file then. */
  faults?: ContactFault[]
}

const body = () => {
  const { email, phone, address, ...others } = contactFields()
  return z
    .strictObject({
      email: email.nullable().describe('null: they have none any more'),
      phone: phone.nullable().describe('null: they have none any more'),
      address: address.nullable().describe('Postal address, a line each, the postcode last; null: none is known'),
      ...others,
    })
    .partial()
    .refine((given) => Object.values(given).some((value) => value !== undefined), 'say what to correct')
}

const names = Object.keys(contactFaults) as ContactFault[]
const speaking = ['phone', 'face-to-face'] as const
const copies = ['braille', 'audio', 'easy-read', 'translation'] as const

export const correctContact = defineCommand({
  name: 'correct-contact',
  title: 'Correct how the resident is reached',
  description:
    'Correct the email address, phone number, postal address, preferred contact, adjustments, forms, language or text messages: only what is given changes. Letters that could not be brought to the resident are sent again. An address that mail came back from is used again only where it is given here again.',
  by: ['officer', 'manager'],
  body,
  facts: shape({
    changed: listOf(oneOf(contactDetails)),
    reach: shape({
      speak: optional(oneOf(speaking)),
      into: optional(listOf(oneOf(copies))),
      written: optional(listOf(oneOf(lettersWrittenIn.cy))),
      texts: optional(flag),
    }),
    faults: optional(listOf(oneOf(names))),
  }),
  words: 'always',
  readsContact: true,
  digest,
  allowed: (state, { faults = [] }) => nobody(state) ?? unreachable(faults),
  apply: (state, { changed, reach: { speak, into, written, texts } }, { by, nowMs, draft }) =>
    correct(
      state,
      nowMs,
      {
        changed,
        reach: { ...(speak && { speak }), ...(into && { into }), ...(written && { written }), ...(texts && { texts }) },
      },
      { by: actorInWords(by), text: draft },
    ),
})

function digest(correction: ContactCorrection, known?: Known): Facts {
  const changed = contactDetails.filter((field) => correction[field] !== undefined)
  if (!known?.contact) return { changed, reach: {} }
  const now = corrected(known.contact, correction)
  const faults = faultsIn(now)
  return { changed, reach: {}, ...reachOf(now), ...(faults.length > 0 && { faults }) }
}

function nobody({ anonymous, policy }: State): Refusal | undefined {
  if (!anonymous) return undefined
  return {
    rule: cite(policy, policy.anonymous.clause),
    message:
      'Nobody is known who told us this, so there is nobody to reach. Where you know now who complains, make a complaint with their name.',
  }
}

/** The first is enough to mend it. */
function unreachable([fault]: ContactFault[]): Refusal | undefined {
  if (fault === undefined) return undefined
  const { field, message } = contactFaults[fault]
  return {
    rule: 'Redress: correct-contact',
    message: `With this on file, ${message} in "${field}", or change "preferredContact".`,
  }
}
