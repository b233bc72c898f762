/** The names that policies, commands and records share. Apart from the schemas, which workflows do without. */

/** What a contact may be besides a complaint. */
export const kinds = ['complaint', 'service-request', 'compliment', 'suggestion', 'survey-feedback'] as const
export type Kind = (typeof kinds)[number]

/** Matters that some policies never turn away. */
export const concerns = ['health-and-safety', 'safeguarding'] as const
export type Concern = (typeof concerns)[number]

/** In what capacity somebody complains for another. */
export const capacities = [
  'friend',
  'relative',
  'next-of-kin',
  'support-worker',
  'advocate',
  'solicitor',
  'councillor',
  'mp',
  'other',
] as const
export type Capacity = (typeof capacities)[number]

/** The resident's word that somebody may act for them: none yet, told to us, or signed. */
export const permissions = ['none', 'spoken', 'signed'] as const
export type Permission = (typeof permissions)[number]

/** Who gets the letters of a complaint that somebody acts in for the resident. */
export const lettersTo = ['resident', 'representative', 'both'] as const
export type LettersTo = (typeof lettersTo)[number]

/** What is found on a point, and of the whole. */
export const outcomeNames = ['upheld', 'partially-upheld', 'not-upheld'] as const
export type OutcomeName = (typeof outcomeNames)[number]

/** The parts of a written response that its author writes; the others the letter has by itself. */
export const writtenParts = ['steps-taken', 'evidence-considered', 'changes'] as const
export type WrittenPart = (typeof writtenParts)[number]

/** What a written response must hold. */
export const partNames = [
  'stage',
  'definition',
  'decision',
  'reasons',
  'remedy',
  'outstanding-actions',
  'how-to-go-on',
  ...writtenParts,
] as const
export type PartName = (typeof partNames)[number]

/** What may put things right. */
export const remedyKinds = [
  'apology',
  'acknowledgement',
  'explanation',
  'action',
  'reconsideration',
  'record-amended',
  'money',
  'policy-change',
] as const
export type RemedyKind = (typeof remedyKinds)[number]

/** Alternative dispute resolution: settling something without a court, and how that may end. */
export const adrKinds = ['mediation', 'arbitration', 'negotiation'] as const
export type AdrKind = (typeof adrKinds)[number]
export const adrOutcomes = ['settled', 'not-settled', 'withdrawn'] as const
export type AdrOutcome = (typeof adrOutcomes)[number]

/** How one complaint may have to do with another. */
export const linkKinds = ['related', 'duplicate', 'same-cause'] as const
export type LinkKind = (typeof linkKinds)[number]

/** What a group of residents is told as its lead was: each by the command of that name. */
export const groupAnswers = ['acknowledge', 'extend', 'send-update', 'respond'] as const
export type GroupAnswer = (typeof groupAnswers)[number]

/** How a resident may wish their letters to be, beside ordinary print. */
export const letterForms = ['large-print', 'very-large-print', 'braille', 'audio', 'easy-read'] as const
export type LetterForm = (typeof letterForms)[number]

/** What is done differently so that a resident can take part (HO Code 5.10). */
export const adjustmentKinds = [
  ...letterForms,
  'language',
  'extra-time',
  'calls-not-letters',
  'letters-not-calls',
  'somebody-with-them',
  'other',
] as const
export type AdjustmentKind = (typeof adjustmentKinds)[number]
export const adjustmentOutcomes = ['kept', 'changed', 'ended'] as const
export type AdjustmentOutcome = (typeof adjustmentOutcomes)[number]

/** How a resident's contact may be restricted (HO Code 5.14), and what becomes of that at a review or a challenge. */
export const restrictionKinds = ['one-channel', 'named-officer', 'times', 'no-visits', 'in-writing', 'other'] as const
export type RestrictionKind = (typeof restrictionKinds)[number]
export const restrictionOutcomes = ['kept', 'changed', 'lifted'] as const
export type RestrictionOutcome = (typeof restrictionOutcomes)[number]
export const challengeOutcomes = ['stands', 'changed', 'lifted'] as const
export type ChallengeOutcome = (typeof challengeOutcomes)[number]

/** The languages that letters are written in; a letter in another is a task for a translator. */
export const letterLanguages = ['en', 'cy'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** What somebody has to do for a resident beside a letter. */
export const taskKinds = ['call', 'visit', 'braille', 'audio', 'easy-read', 'translation', 'find-address'] as const
export type TaskKind = (typeof taskKinds)[number]

/** What may be owed by a day beside the answers: `duty-rules.ts`. */
export const dutyNames = [
  'complete-action',
  'answer-clarification',
  'give-consent',
  'review-adjustment',
  'review-restriction',
  'decide-challenge',
  'conclude-adr',
  'supply-evidence',
  'comply-with-order',
  'record-learning',
  'complete-improvement',
  'companion-step',
] as const
export type DutyName = (typeof dutyNames)[number]
