/** One stage of a complaints procedure: stage 1 and stage 2 are the same duties, each with its own figures. */
import { z } from 'zod'
import { outcomeNames, partNames } from './names.ts'
import { rule } from './rule-schema.ts'
import { spanOrNone, spanSchema } from './span.ts'

/** The events that a clock may count from. `receipt` opens stage 1 and `request` opens stage 2. */
export const countedFromSchema = z.enum(['receipt', 'request', 'acknowledgement', 'response', 'last-update'])
export type CountedFrom = z.infer<typeof countedFromSchema>

export const outcomeSchema = z.enum(outcomeNames)

const acknowledgeSchema = rule({
  within: spanSchema(),
  of: countedFromSchema,
  /** A complaint that is answered quickly needs none. */
  maySkip: z.boolean().default(false),
  /** The document asks for it in writing. Left out: it may be told, and is then recorded. */
  inWriting: z.boolean().optional(),
})

const respondSchema = rule({
  within: spanSchema(),
  of: countedFromSchema,
  /** Service areas that have a time of their own. */
  areas: z.array(z.strictObject({ of: z.array(z.string().min(1)).min(1), within: spanSchema() })).default([]),
  /** What the council sets itself, beside what it promises: staff are reminded of it, and nobody is late by it. */
  aim: rule({ within: spanSchema(), of: countedFromSchema }).optional(),
})

const extendSchema = rule({
  atMost: spanOrNone(),
  /** What an officer needs to go further than that. */
  beyond: z.enum(['good-reason', 'agreed-with-resident', 'never']).default('never'),
  /** The notice to the resident; and whether the document asks for the Ombudsman's details in it. */
  notice: rule({ ombudsman: z.boolean() }),
})
export type Extend = z.output<typeof extendSchema>

export const stageSchema = z.strictObject({
  id: z.enum(['stage-1', 'stage-2']),
  acknowledge: acknowledgeSchema,
  /** The acknowledgement sets out how the complaint and the outcomes sought are understood. */
  definition: rule({}).optional(),
  /** It says which aspects the organisation is, and is not, responsible for. */
  responsibilities: rule({}).optional(),
  /** It gives the day by which the answer comes. */
  responseDate: rule({}).optional(),
  respond: respondSchema,
  /** Every point is answered, with reasons. */
  points: rule({}),
  response: rule({
    parts: z.array(z.enum(partNames)).min(1),
    /** Somebody other than its author reads it before it goes out, and who that may be. The clock runs on meanwhile. */
    approve: rule({ who: z.array(z.enum(['officer', 'manager'])).min(1) }).optional(),
  }),
  extend: extendSchema,
  /** Nobody who considered that earlier stage; and who it is, in the words of the document. */
  reviewer: rule({ notOf: z.string(), who: z.string().min(1).optional() }).optional(),
  looksAt: rule({ what: z.enum(['the-whole', 'stage-1-response', 'original-complaint', 'process']) }).optional(),
})
export type StageRules = z.output<typeof stageSchema>
