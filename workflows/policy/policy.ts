/**
 * What a policy is: the shape of every file in `policies/`, and of the data that a running complaint carries.
 *
 * Every rule says where it comes from: a `clause` of its document, or an `assumption` with its reason where the document is
 * silent. Nothing in the code knows a policy by name. A policy file is YAML; `parse.ts` turns one into a `Policy`.
 */
import { z } from 'zod'
import { SPAN_FORMS, spanSchema } from './span.ts'

export type { Span, Unit } from './span.ts'

/** The events that a clock may count from. `receipt` opens stage 1 and `request` opens stage 2. */
export const countedFromSchema = z.enum(['receipt', 'request', 'acknowledgement', 'response', 'last-update'])
export type CountedFrom = z.infer<typeof countedFromSchema>

const source = { clause: z.string().min(1).optional(), assumption: z.string().min(1).optional() }

/** A rule with its values, which must say where they come from. */
function rule<T extends z.ZodRawShape>(values: T) {
  return z
    .strictObject({ ...values, ...source })
    .refine((value: object) => 'clause' in value || 'assumption' in value, {
      message: 'say where this comes from: a clause of the document, or an assumption and its reason',
    })
}

const clockSchema = rule({
  within: spanSchema(),
  of: countedFromSchema,
  /** Where a service area has a clock of its own. */
  areas: z.record(z.string(), spanSchema()).optional(),
})

const extensionSchema = rule({
  atMost: spanSchema(),
  /** What an officer needs to go further than that. */
  beyond: z.enum(['good-reason', 'never']),
  /** The clause that asks for the Ombudsman's details in the notice. */
  notice: rule({}),
})

const reviewerSchema = rule({ notOf: z.string() })

const stageSchema = z.strictObject({
  id: z.enum(['stage-1', 'stage-2']),
  acknowledge: clockSchema,
  definition: rule({}),
  responsibilities: rule({}),
  respond: clockSchema,
  points: rule({}),
  response: rule({}),
  extend: extensionSchema,
  reviewer: reviewerSchema.optional(),
})
export type StageRules = z.output<typeof stageSchema>
export type StageId = StageRules['id']

const reminderSchema = z.strictObject({ to: z.enum(['officer', 'manager']), before: spanSchema() })

export const policySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens'),
  title: z.string().min(1),
  /** How letters and refusals cite it: "HO Code 6.3". */
  short: z.string().min(1),
  source: z.string().min(1),
  inForce: z.strictObject({ from: z.iso.date(), to: z.iso.date().optional() }),
  ombudsman: rule({ landlord: z.string(), other: z.string() }),
  accept: rule({ within: spanSchema(), discretion: z.boolean() }),
  outcomes: rule({ allowed: z.array(z.enum(['upheld', 'partially-upheld', 'not-upheld'])).min(2) }),
  stages: z.tuple([stageSchema, stageSchema]),
  escalation: z.strictObject({
    reasons: rule({ required: z.boolean() }),
    from: rule({ outcomes: z.enum(['any']) }),
    /** How long a request is accepted; `none` where the document sets no limit. */
    window: rule({
      limit: z.union([z.literal('none'), spanSchema()], { error: `no limit: write "none", ${SPAN_FORMS}` }),
    }),
    /** How long an answered complaint is held open before it is closed; a request after that opens it again. */
    heldOpen: rule({ within: spanSchema(), of: countedFromSchema }),
  }),
  late: z.strictObject({
    newDate: rule({ within: spanSchema() }),
    updates: rule({ every: spanSchema() }),
  }),
  /** Before each deadline to acknowledge or respond, who is reminded and how long before. */
  reminders: rule({ at: z.iso.time({ precision: -1 }), each: z.array(reminderSchema) }),
  /** When nobody has acknowledged by this time on the deadline's day, Redress does, in the resident's own words. */
  selfAcknowledge: rule({ at: z.iso.time({ precision: -1 }) }),
  keptFor: rule({ record: z.string() }),
})
export type Policy = z.output<typeof policySchema>
