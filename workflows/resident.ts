/**
 * How a resident is reached: asked when a case comes in, corrected later. Every complaint is answered in writing (HO Code 6.9), and
 * in the form and language that they need (5.10). Pure; the schema library is only called outside workflows.
 */
import { z } from 'zod'
import { writtenFor } from './letter-languages.ts'
import { letterForms, type LetterForm } from './policy/names.ts'
import type { Reach } from './state.ts'

export const preferredContacts = ['email', 'letter', 'phone', 'face-to-face'] as const

/** How they are reached, whoever they are. */
export interface Contact {
  email?: string | undefined
  phone?: string | undefined
  /** A line each, the postcode last. */
  address?: string[] | undefined
  preferredContact: (typeof preferredContacts)[number]
  adjustments: string[]
  forms?: LetterForm[] | undefined
  language: string
  texts: boolean
}

export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'one line of plain text')

/** What is asked, each by itself. Whether it can be left out is for who asks. */
export const contactFields = () => ({
  email: z.email().max(254),
  phone: line(40),
  address: z.array(line(100)).min(2).max(7).describe('Postal address, a line each, the postcode last'),
  preferredContact: z.enum(preferredContacts),
  adjustments: z.array(line(500)).max(20).describe('Reasonable adjustments: large print, for example'),
  forms: z
    .array(z.enum(letterForms))
    .max(letterForms.length)
    .describe('How their letters are to be; left out, it follows from the adjustments where they name a form'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as cy or pl')
    .describe('The language of their letters; letters that are not written in it are put into it by a translator'),
  texts: z.boolean().describe('They agree to a text message that tells them of each letter'),
})

/** Why they could not be reached so, by the field that is missing. */
export const contactFaults = {
  'in-writing': {
    field: 'email',
    message: 'every complaint is answered in writing (6.9): give an email address or a postal address',
    is: ({ email, address }) => email === undefined && address === undefined,
  },
  phone: {
    field: 'phone',
    message: 'the resident prefers the phone: give the number',
    is: ({ preferredContact, phone }) => preferredContact === 'phone' && phone === undefined,
  },
  texts: {
    field: 'phone',
    message: 'for text messages give the number',
    is: ({ texts, phone }) => texts && phone === undefined,
  },
  email: {
    field: 'email',
    message: 'the resident prefers email: give the address',
    is: ({ preferredContact, email }) => preferredContact === 'email' && email === undefined,
  },
  letter: {
    field: 'address',
    message: 'the resident prefers letters: give the postal address',
    is: ({ preferredContact, address }) => preferredContact === 'letter' && address === undefined,
  },
} as const satisfies Record<string, { field: keyof Contact; message: string; is(contact: Contact): boolean }>
export type ContactFault = keyof typeof contactFaults

export function faultsIn(contact: Contact): ContactFault[] {
  const names = Object.keys(contactFaults) as ContactFault[]
  return names.filter((name) => contactFaults[name].is(contact))
}

/** How their letters are to be: as they say, or as their adjustments name it. */
export function formsOf({ forms, adjustments }: Pick<Contact, 'forms' | 'adjustments'>): LetterForm[] {
  return forms ? [...new Set(forms)] : formsNamed(adjustments)
}

function formsNamed(adjustments: readonly string[]): LetterForm[] {
  const asked = adjustments.join(' ')
  const named: [LetterForm, RegExp][] = [
    ['very-large-print', /\b(very large|giant|24[- ]?(pt|point))/i],
    ['large-print', /\b(large[- ]?print|1[68][- ]?(pt|point))/i],
    ['braille', /\bbraille\b/i],
    ['audio', /\baudio\b/i],
    ['easy-read', /\beasy[- ]?read\b/i],
  ]
  const found = named.filter(([, words]) => words.test(asked)).map(([form]) => form)
  return found.includes('very-large-print') ? found.filter((form) => form !== 'large-print') : found
}

/** What the workflow needs to know of how a resident is reached; nothing where that makes no work. */
export function reachOf(contact: Contact): { reach?: Reach } {
  const { preferredContact, language, texts } = contact
  const written = writtenFor(language)
  const into = [
    ...formsOf(contact).filter((form) => form !== 'large-print' && form !== 'very-large-print'),
    ...(written === 'all' ? [] : (['translation'] as const)),
  ]
  const reach: Reach = {
    ...((preferredContact === 'phone' || preferredContact === 'face-to-face') && { speak: preferredContact }),
    ...(into.length > 0 && { into }),
    ...(written !== 'all' && written.length > 0 && { written: [...written] }),
    ...(texts && { texts: true }),
  }
  return Object.keys(reach).length > 0 ? { reach } : {}
}

/** What somebody corrects: the details that are given, and null for one that there is no more. */
export type ContactCorrection = {
  [K in keyof Contact]?: Contact[K] | (K extends 'email' | 'phone' | 'address' ? null : never) | undefined
}

export const contactDetails = [
  'email',
  'phone',
  'address',
  'preferredContact',
  'adjustments',
  'forms',
  'language',
  'texts',
] as const satisfies (keyof Contact)[]

export function corrected<C extends Contact>(contact: C, correction: ContactCorrection): C {
  const given = Object.entries(correction).filter(([, value]) => value !== undefined)
  const now = { ...contact, ...Object.fromEntries(given.map(([field, value]) => [field, value ?? undefined])) }
  const { adjustments, forms } = correction
  if (adjustments === undefined || forms !== undefined) return now
  // Forms that were asked for by themselves stay; those that the adjustments name change with them.
  const before = formsNamed(contact.adjustments)
  const asked = formsOf(contact).filter((form) => !before.includes(form))
  return { ...now, forms: [...new Set([...asked, ...formsNamed(adjustments)])] }
}
