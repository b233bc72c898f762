/** What is asked when a complaint is made, and the state that its workflow begins with. Pure. */
import { z } from 'zod'
import { code, complainedOf, day, when, words } from './commands/fields.ts'
import { reference } from './commands/other-case.ts'
import { adjustedAtIntake } from './adjustments.ts'
import type { Calendar } from './policy/calendar.ts'
import { addDays, localDate, type LocalDate } from './policy/calendar.ts'
import { parseWhen } from './policy/london-time.ts'
import {
  capacities,
  concerns,
  kinds,
  lettersTo,
  permissions,
  type AdjustmentKind,
  type Concern,
  type Kind,
} from './policy/names.ts'
import type { Policy } from './policy/policy.ts'
import { triageOf, type Triage } from './policy/triage.ts'
import { contactFaults, contactFields, faultsIn, line, reachOf } from './resident.ts'
import { canBeWrittenTo, namedBy, notWritable, representationAtIntake, type Named } from './representative.ts'
import type { IncidentOn, LandlordMatter, Reach, StartingCompanion, State } from './state.ts'

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

const { email, phone, address, preferredContact, adjustments, forms, language, texts } = contactFields()
const resident = z
  .strictObject({
    name: line(200),
    email: email.optional(),
    phone: phone.optional(),
    address: address.optional(),
    preferredContact,
    adjustments: adjustments.default([]),
    forms: forms.optional(),
    language: language.default('en'),
    texts: texts.default(false),
    disabilities: z
      .array(line(500))
      .max(20)
      .default([])
      .describe('Disabilities that they have told us of: kept on file, and in no letter'),
  })
  .superRefine((contact, context) => {
    for (const fault of faultsIn(contact)) {
      const { field, message } = contactFaults[fault]
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })

/** Somebody who complains for the resident (HO Code 1.3, 3.6). */
const representative = z
  .strictObject({
    name: line(200),
    capacity: z.enum(capacities),
    permission: z
      .enum(permissions)
      .default('none')
      .describe(
        'The resident’s permission, as staff have it: told to us, signed, or not there yet; without it the resident is asked',
      ),
    letters: z
      .enum(lettersTo)
      .default('resident')
      .describe('Who gets the letters, as the resident wishes; until the permission is there, they alone'),
    email: email.optional(),
    phone: phone.optional(),
    address: address.optional(),
  })
  .refine(canBeWrittenTo, notWritable)

const fields = z.strictObject({
  kind: z.enum(kinds).default('complaint').describe('A complaint, or what else somebody tells us'),
  ...complainedOf(),
  outcomesSought: z.array(words(4_000)).max(50).default([]).describe('What the resident wants to happen'),
  serviceArea: code().describe('The service it is about: repairs, for example'),
  landlordMatter: z.union([z.boolean(), z.literal('both')]).describe('Decides the Ombudsman: landlord, other, or both'),
  channel: z.enum(channels),
  received: when().optional().describe('When it was received, if not now'),
  issueOn: day().optional().describe('When the matter happened, or the resident came to know of it'),
  agreesToEnquiry: z
    .boolean()
    .default(false)
    .describe('Where the policy has a quick first step: the resident agrees to it, or it was made already'),
  concerns: z.array(z.enum(concerns)).max(2).default([]).describe('Matters that some policies never turn away'),
  triage: z
    .strictObject({
      vulnerable: z.boolean().default(false),
      complex: z.boolean().default(false),
      risk: z.boolean().default(false).describe('Somebody may come to harm'),
    })
    .optional()
    .describe('How much it presses, as it looks on intake'),
  hazard: z
    .strictObject({
      kind: code().describe('By the id in the file of the law: damp-and-mould'),
      track: code().describe('How bad it is, by the id there: significant, emergency'),
      awareAt: when().optional().describe('When the organisation came to know of it, if not with this'),
    })
    .optional()
    .describe('A hazard in a home: a clock of its own law is started beside it, where the organisation keeps that'),
  group: reference().optional().describe('Staff: the complaint that leads the group which this one is answered with'),
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
  /** As it looked on intake. */
  triage?: Triage
  /** The statutory clock that begins with it. */
  companion?: StartingCompanion
  mayBeHazard?: true
  /** Exceptional circumstances of the organisation in which it came. */
  incident?: IncidentOn
  /** Somebody complains for the resident. */
  representative?: Named
  /** What is done differently for the resident from the beginning. */
  adjusted?: AdjustmentKind[]
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
    ...(intake.resident && { ...reachOf(intake.resident), adjusted: adjustedAtIntake(intake.resident) }),
    ...triageOf(intake.triage),
    ...(intake.representative && { representative: namedBy(intake.representative) }),
  }
}

/** The state of a complaint before anything has happened to it. */
export function newState(
  { representative, adjusted = [], ...facts }: CaseFacts,
  policy: Policy,
  calendar: Calendar,
): State {
  const asComplaint = facts.kind === 'complaint' ? representative : undefined
  return {
    ...facts,
    ...(facts.kind === 'complaint' && adjusted.length > 0 && { adjusted }),
    ...(asComplaint && { representation: representationAtIntake(policy, asComplaint) }),
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
