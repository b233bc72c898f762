/**
 * What a policy is: the shape of every file in `policies/`, and of the data that a running complaint carries.
 *
 * Every rule says where it comes from: a `clause` of its document, or an `assumption` with its reason where the document is
 * silent. Nothing in the code knows a policy by name. A policy file is YAML; `parse.ts` turns one into a `Policy`.
 */
import { z } from 'zod'
import { adrKinds, capacities, concerns, outcomeNames, dutyNames } from './names.ts'
import { rule } from './rule-schema.ts'
import { spanOrNone, spanSchema } from './span.ts'
import { outcomeSchema, stageSchema, type StageRules } from './stage-schema.ts'

export type { Span, Unit } from './span.ts'
export type { Capacity, Concern, Kind, OutcomeName, PartName } from './names.ts'
export type { CountedFrom, Extend, StageRules } from './stage-schema.ts'

/** The stages of the complaints procedure itself. */
export type FormalStageId = StageRules['id']
/** And what may stand before them (a quick try by agreement, a request for a service, praise or a suggestion) and after them. */
export type StageId = 'feedback' | 'service-request' | 'urgent-enquiry' | FormalStageId | 'ombudsman'

const time = () => z.iso.time({ precision: -1 })
const code = () => z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')

/** A quick try to put things right before stage 1, under the document's own name for it. */
const enquirySchema = rule({
  name: z.string().min(1),
  within: spanSchema(),
  of: z.literal('receipt'),
  /** Only where the resident agrees to it; otherwise the council tries it by itself. */
  byAgreement: z.boolean(),
})

/** A reason for which the policy lets a complaint, or a request for stage 2, be turned away. */
const declineReasonSchema = rule({
  id: code(),
  /** As the resident is told it: "The matter happened more than 12 months ago." */
  words: z.string().min(1),
  /** Who can help instead, where the document says. */
  elsewhere: z.string().min(1).optional(),
  /** What the system can see for itself: this reason only holds where the matter is older than `accept` allows. */
  onlyIf: z.literal('out-of-time').optional(),
})

const declineSchema = z.strictObject({
  /** The written explanation with the right to go to the Ombudsman. */
  explanation: rule({}),
  /** A request for stage 2 is only turned away for the same reasons, which are set out. Left out: the document does not say. */
  escalation: rule({}).optional(),
  reasons: z.array(declineReasonSchema).min(1),
  /** Matters that may never be excluded. */
  never: rule({ concerns: z.array(z.enum(concerns)).min(1) }).optional(),
})

const anyOutcomeOrSome = () =>
  z.union([z.literal('any'), z.array(outcomeSchema).min(1)], {
    error: `not right: write any, or a list of ${outcomeNames.join(', ')}`,
  })

const escalationSchema = z.strictObject({
  reasons: rule({ required: z.boolean() }),
  /** Whether the request must say what outcome is wanted. Left out: no. */
  outcomesSought: rule({ required: z.boolean() }).optional(),
  /** Whether the request must be written. Left out: no. */
  inWriting: rule({ required: z.boolean() }).optional(),
  /** The outcomes of stage 1 after which a resident may go on. */
  from: rule({ outcomes: anyOutcomeOrSome() }),
  /** How long a request is accepted; `none` where the document sets no limit. */
  window: rule({ limit: spanOrNone() }),
  /** Where the window counts from getting the response: how long a response is on its way. */
  gotWithin: rule({ within: spanSchema() }).optional(),
  /** How long an answered complaint is held open where there is no window; a request after that opens it again. */
  heldOpen: rule({ within: spanSchema(), of: z.literal('response') }).optional(),
})

const reminderSchema = z.strictObject({ to: z.enum(['officer', 'manager']), before: spanSchema() })

/**
 * How soon somebody does what a resident is to have beside a letter. Left out, as `stages/tasks.ts` says: so the policies of
 * complaints that run already need nothing new.
 */
const tasksSchema = rule({
  /** To ring or visit who wishes to be told in person first; and how long their letter waits for it on the last day of that. */
  tell: spanSchema(),
  letterWaitsUntil: time(),
  /** To send Braille, audio or easy read. */
  copies: spanSchema(),
  translation: spanSchema(),
  /** To find how somebody is reached to whom a letter could not be brought. */
  findAddress: spanSchema(),
})

/** When something is asked of the resident: by when they are to answer, and whether the clock of the response waits for that. */
const clarificationSchema = rule({ within: spanSchema(), clockWaits: z.boolean() })

/** Alternative dispute resolution: which ways there are, and for which complaints. */
const adrSchema = rule({
  kinds: z.array(z.enum(adrKinds)).min(1),
  for: z.enum(['any-complaint', 'landlord-matters']),
})

/** What is owed by a day beside the answers, as far as it is kept in another way than `duty-rules.ts` says, and which clause asks for it. */
const dutySchema = rule({
  within: spanSchema().optional(),
  atMost: spanSchema().optional(),
  remind: z.array(reminderSchema).optional(),
  late: z.array(z.enum(['officer', 'manager', 'resident'])).optional(),
  again: spanSchema().optional(),
})

export const policySchema = z.strictObject({
  id: code(),
  /** The versions of one policy share this name; each has an id and a time in force of its own. */
  series: code(),
  title: z.string().min(1),
  /** How letters and refusals cite it: "HO Code 6.3". */
  short: z.string().min(1),
  source: z.string().min(1),
  inForce: z.strictObject({ from: z.iso.date(), to: z.iso.date().optional() }),
  ombudsman: rule({ landlord: z.string(), other: z.string() }),

  serviceRequests: rule({
    first: z.boolean(),
    reviewEvery: spanSchema(),
    /** Dissatisfaction, too, is first dealt with as a request, and is a complaint only where that does not put it right. */
    dissatisfactionToo: z.boolean().optional(),
  }),
  feedback: z.strictObject({ compliment: rule({}), suggestion: rule({}), survey: rule({}) }),
  /** How old a matter may be: counted from when it happened, from when the resident came to know of it, or either. */
  accept: rule({
    within: spanSchema(),
    of: z
      .array(z.enum(['occurring', 'knowing']))
      .min(1)
      .default(['occurring', 'knowing']),
    discretion: z.boolean(),
  }),
  anonymous: rule({ accepted: z.boolean(), pointedTo: z.string().min(1).optional() }),
  representatives: rule({
    /** `given`: the resident's permission, in whatever way they give it. */
    permission: z.enum(['not-asked', 'given', 'signed']),
    notBy: z.array(z.enum(capacities)).default([]),
    otherRoute: z.string().min(1).optional(),
    /**
     * What becomes of a complaint that came through somebody whose permission is still awaited. Clocks run on in any case; where the
     * `answer-waits`, it is not sent before the permission is settled, unless its last day has come. Left out: it goes on.
     */
    meanwhile: z.enum(['goes-on', 'answer-waits']).optional(),
  }),
  /** Left out, as `stages/clarification.ts` says. */
  clarification: clarificationSchema.optional(),
  decline: declineSchema,
  /** Left out where the policy has no step before stage 1. */
  enquiry: enquirySchema.optional(),
  /** The document says that nothing comes before stage 1. */
  noEarlierStage: rule({}).optional(),
  /** The document says that every service keeps the same times. */
  sameForAllServices: rule({}).optional(),

  outcomes: rule({
    allowed: z.array(outcomeSchema).min(2),
    /** What a complaint is whose points have different findings. */
    mixed: z.enum(['partially-upheld', 'upheld']),
  }),
  /** A stage 2 that agrees with an upheld stage 1 is upheld itself, whatever it finds of the handling. */
  agreement: rule({}).optional(),
  stages: z.tuple([stageSchema, stageSchema]),
  newPoints: rule({}),
  staffNames: rule({ inLetters: z.enum(['never', 'if-possible', 'as-needed']) }),
  remedies: rule({
    money: z.enum(['any-stage', 'formal-investigation']),
    /** Where something went wrong, the response says how it is put right. Left out, the response's parts are all that says so. */
    due: rule({}).optional(),
    /** The offer says what will happen and by when. Left out, as above. */
    offer: rule({}).optional(),
  }),
  escalation: escalationSchema,
  late: z.strictObject({
    newDate: rule({ within: spanSchema() }),
    updates: rule({ every: spanSchema(), agreed: z.boolean() }),
  }),
  /** Before each deadline to acknowledge or respond, who is reminded and how long before. */
  reminders: rule({ at: time(), each: z.array(reminderSchema) }),
  /** How much earlier it reminds where the resident is vulnerable or at risk. Left out, as `triage.ts` says. */
  triage: rule({ remindEarlier: spanSchema() }).optional(),
  /** When nobody has acknowledged by this time on the deadline's day, Redress does, in the resident's own words. */
  selfAcknowledge: rule({ at: time() }),
  tasks: tasksSchema.optional(),
  /** Left out where the document offers none. */
  adr: adrSchema.optional(),
  /** Exceptional circumstances in which the organisation cannot keep to the policy: who is told, and that it gives a timescale. */
  exceptional: rule({}).optional(),
  duties: z.partialRecord(z.enum(dutyNames), dutySchema).optional(),
  /** After which complaints somebody says what was learned, and the list of causes. Left out: after none; and as `learning.ts` says. */
  learning: rule({
    after: z.enum(['any-answer', 'fault']),
    rootCauses: z.array(code()).min(1).optional(),
  }).optional(),
  keptFor: rule({ record: z.literal('full'), for: spanSchema().optional() }),
  /** Who may give a command, where the document narrows it; at one stage, or at all of them. */
  roles: z
    .array(
      rule({
        command: code(),
        stage: z.enum(['urgent-enquiry', 'stage-1', 'stage-2']).optional(),
        who: z.array(z.enum(['resident', 'officer', 'manager'])).min(1),
      }),
    )
    .default([]),
  /** What the council answers to a departure from a Code: by the rule's name in `npm run policy -- check`. */
  explains: z.record(z.string(), z.string().min(1)).default({}),
})
export type Policy = z.output<typeof policySchema>
