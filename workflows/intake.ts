/** What is asked when a complaint is made, and the state that its workflow begins with. Pure. */
import { z } from 'zod'
import { code, complainedOf, day, words } from './commands/fields.ts'
import type { Calendar } from './policy/calendar.ts'
import { addDays, localDate, type LocalDate } from './policy/calendar.ts'
import { parseWhen } from './policy/london-time.ts'
import {
  capacities,
  concerns,
  kinds,
  letterForms,
  letterLanguages,
  type Concern,
  type Kind,
  type LetterForm,
} from './policy/names.ts'
import type { Policy } from './policy/policy.ts'
import type { LandlordMatter, Reach, State } from './state.ts'

/** Any channel is a complaint (HO Code 3.1, 1.2). */
export const channels = [
  'online',
  'email',
  'letter',
  'paper-form',
  'phone',
  'in-person',
  'social-media',
  'via-the-ombudsman',
  'via-a-representative',
] as const

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'one line of plain text')

const resident = z
  .strictObject({
    name: line(200),
    email: z.email().max(254).optional(),
    phone: line(40).optional(),
    address: z.array(line(100)).min(2).max(7).optional().describe('Postal address, a line each, the postcode last'),
    preferredContact: z.enum(['email', 'letter', 'phone', 'face-to-face']),
    adjustments: z.array(line(500)).max(20).default([]).describe('Reasonable adjustments: large print, for example'),
    forms: z
      .array(z.enum(letterForms))
      .max(letterForms.length)
      .optional()
      .describe('How their letters are to be; left out, it follows from the adjustments where they name a form'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as cy or pl')
      .default('en')
      .describe('The language of their letters; one that letters are not written in is put into it by a translator'),
    texts: z.boolean().default(false).describe('They agree to a text message that tells them of each letter'),
  })
  .refine((r) => r.email !== undefined || r.address !== undefined, {
    path: ['email'],
    message: 'every complaint is answered in writing (6.9): give an email address or a postal address',
  })
  .refine((r) => r.preferredContact !== 'phone' || r.phone !== undefined, {
    path: ['phone'],
    message: 'the resident prefers the phone: give the number',
  })
  .refine((r) => !r.texts || r.phone !== undefined, { path: ['phone'], message: 'for text messages give the number' })
  .refine((r) => r.preferredContact !== 'email' || r.email !== undefined, {
    path: ['email'],
    message: 'the resident prefers email: give the address',
  })
  .refine((r) => r.preferredContact !== 'letter' || r.address !== undefined, {
    path: ['address'],
    message: 'the resident prefers letters: give the postal address',
  })

/** A moment as people write it: a day, or a day and a time in Europe/London, or with an offset. */
const when = z.string().superRefine((text, context) => {
  try {
    parseWhen(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a date' })
  }
})

/** Somebody who complains for the resident (HO Code 1.3, 3.6). */
const representative = z.strictObject({
  name: line(200),
  capacity: z.enum(capacities),
  permission: z
    .enum(['signed', 'spoken', 'none'])
    .default('none')
    .describe('The resident’s permission: on paper and signed, told to us, or not there yet'),
  email: z.email().max(254).optional(),
  phone: line(40).optional(),
  address: z.array(line(100)).min(2).max(7).optional(),
})

const fields = z.strictObject({
  kind: z.enum(kinds).default('complaint').describe('A complaint, or what else somebody tells us'),
  ...complainedOf(),
  outcomesSought: z.array(words(4_000)).max(50).default([]).describe('What the resident wants to happen'),
  serviceArea: code().describe('The service it is about: repairs, for example'),
  landlordMatter: z.union([z.boolean(), z.literal('both')]).describe('Decides the Ombudsman: landlord, other, or both'),
  channel: z.enum(channels),
  received: when.optional().describe('When it was received, if not now'),
  issueOn: day().optional().describe('When the matter happened, or the resident came to know of it'),
  agreesToEnquiry: z
    .boolean()
    .default(false)
    .describe('Where the policy has a quick first step: the resident agrees to it, or it was made already'),
  concerns: z.array(z.enum(concerns)).max(2).default([]).describe('Matters that some policies never turn away'),
  anonymous: z.boolean().default(false).describe('Nobody is known who could be written to'),
  resident: resident.optional(),
  representative: representative.optional(),
})

export const intakeSchema = fields
  .refine((intake) => intake.anonymous || intake.resident !== undefined, {
    path: ['resident'],
    message: 'who complains, and how they can be reached: or say "anonymous": true',
  })
  .refine((intake) => !intake.anonymous || (!intake.resident && !intake.representative), {
    path: ['anonymous'],
    message: 'somebody is named here, so it is not anonymous',
  })
export type Intake = z.output<typeof intakeSchema>

/** The points of the complaint in the resident's own words. */
export function pointsOf(intake: Intake): string[] {
  return intake.points ?? [intake.summary]
}

export interface IntakeFault {
  field: 'received' | 'issueOn'
  message: string
}

/** Dates that cannot be. */
export function dateFault(intake: Intake, nowMs: number): IntakeFault | undefined {
  const today = localDate(nowMs)
  const received = intake.received === undefined ? nowMs : parseWhen(intake.received)
  if (received > nowMs) return { field: 'received', message: 'A complaint cannot be received in the future.' }
  if (localDate(received) < addDays(today, -366)) {
    return {
      field: 'received',
      message: 'That is more than a year ago. Check the year, or log it with the day it came to light.',
    }
  }
  if (intake.issueOn !== undefined && intake.issueOn > localDate(received)) {
    return { field: 'issueOn', message: 'The matter cannot have happened after the complaint was received.' }
  }
  return undefined
}

/** What the workflow needs to know of a complaint to begin it. */
export interface CaseFacts {
  ref: string
  organisation: string
  policyDigest: string
  serviceArea: string
  landlordMatter: LandlordMatter
  /** how many */
  points: number
  kind: Kind
  issueOn?: LocalDate
  concerns: Concern[]
  anonymous?: boolean
  enquiry?: boolean
  linkedTo?: string
  reach?: Reach
}

type Resident = NonNullable<Intake['resident']>

/** How their letters are to be: as they say, or as their adjustments name it. */
export function formsOf({ forms, adjustments }: Pick<Resident, 'forms' | 'adjustments'>): LetterForm[] {
  if (forms) return [...new Set(forms)]
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
export function reachOf(resident: Omit<Resident, 'name'>): { reach?: Reach } {
  const { preferredContact, language, texts } = resident
  const into = [
    ...formsOf(resident).filter((form) => form !== 'large-print' && form !== 'very-large-print'),
    ...(letterLanguages.some((known) => known === language) ? [] : (['translation'] as const)),
  ]
  const reach: Reach = {
    ...((preferredContact === 'phone' || preferredContact === 'face-to-face') && { speak: preferredContact }),
    ...(into.length > 0 && { into }),
    ...(texts && { texts: true }),
  }
  return Object.keys(reach).length > 0 ? { reach } : {}
}

/** @param under whose complaint it is, and by which digest the records keep its policy */
export function factsOfIntake(
  ref: string,
  intake: Intake,
  under: Pick<CaseFacts, 'organisation' | 'policyDigest'>,
): CaseFacts {
  const { serviceArea, landlordMatter, kind, issueOn, anonymous, agreesToEnquiry } = intake
  return {
    ...{ ...under, ref, serviceArea, landlordMatter, kind },
    ...{ points: pointsOf(intake).length, concerns: intake.concerns },
    ...(issueOn !== undefined && { issueOn }),
    ...(anonymous && { anonymous }),
    ...(agreesToEnquiry && { enquiry: true }),
    ...(intake.resident && reachOf(intake.resident)),
  }
}

/** The state of a complaint before anything has happened to it. */
export function newState(facts: CaseFacts, policy: Policy, calendar: Calendar): State {
  return {
    ...facts,
    policy,
    calendar,
    status: 'received',
    stages: [],
    deadlines: [],
    seq: 0,
    undelivered: [],
    done: [],
  }
}
