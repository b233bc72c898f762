/**
 * The resident is reached otherwise than we have on file: a new address, another way, another form for their letters. Adjustments are
 * kept under active review (HO Code 5.10).
 */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import {
  contactDetails,
  contactFaults,
  contactFields,
  corrected,
  type ContactCorrection,
  type ContactFault,
} from '../resident.ts'
import { correctContact as correct, type Correction } from '../stages/contact.ts'
import type { State } from '../state.ts'
import { defineCommand, type Known } from './command.ts'
import { listOf, oneOf, shape } from './facts.ts'
import { reachFactsOf, reachIn, reachReaders, type ReachFacts } from './reach-facts.ts'

type Facts = Pick<Correction, 'changed'> & ReachFacts

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

export const correctContact = defineCommand({
  name: 'correct-contact',
  title: 'Correct how the resident is reached',
  description:
    'Correct the email address, phone number, postal address, preferred contact, adjustments, forms, language or text messages: only what is given changes. Letters that could not be brought to the resident are sent again. An address that mail came back from is used again only where it is given here again.',
  by: ['officer', 'manager'],
  body,
  facts: shape({ changed: listOf(oneOf(contactDetails)), ...reachReaders }),
  words: 'always',
  readsContact: true,
  digest,
  allowed: (state, { faults = [] }) => nobody(state) ?? unreachable(faults),
  apply: (state, { changed, ...facts }, { by, nowMs, draft }) =>
    correct(state, nowMs, { changed, reach: reachIn(facts) }, { by: actorInWords(by), text: draft }),
})

function digest(correction: ContactCorrection, known?: Known): Facts {
  const changed = contactDetails.filter((field) => correction[field] !== undefined)
  if (!known?.contact) return { changed, reach: {} }
  return { changed, ...reachFactsOf(corrected(known.contact, correction)) }
}

export function nobody({ anonymous, policy }: State): Refusal | undefined {
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
