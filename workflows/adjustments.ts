/**
 * What an adjustment changes in how a resident is reached (HO Code 5.10): the form and language of their letters, and whether they are
 * rung or written to. Pure.
 */
import type { AdjustmentKind, LetterForm } from './policy/names.ts'
import { letterForms } from './policy/names.ts'
import { formsOf, type Contact, type ContactCorrection } from './resident.ts'
import type { Reach } from './state.ts'

/** What is on file from now on; nothing where the adjustment is of another kind. @param language of an adjustment that is one */
export function contactWith(contact: Contact, kind: AdjustmentKind, language?: string): ContactCorrection {
  if (isForm(kind)) return { forms: withForm(formsOf(contact), kind) }
  if (kind === 'language' && language !== undefined) return { language }
  if (kind === 'calls-not-letters') return { preferredContact: 'phone' }
  if (kind === 'letters-not-calls') return { preferredContact: inWriting(contact, ['letter', 'email']) }
  return {}
}

/** What is on file once it has ended. In which of the ways in writing they are reached then is no adjustment, and stays. */
export function contactWithout(contact: Contact, kind: AdjustmentKind): ContactCorrection {
  if (isForm(kind)) return { forms: formsOf(contact).filter((form) => form !== kind) }
  if (kind === 'language') return { language: 'en' }
  if (kind === 'calls-not-letters' && contact.preferredContact === 'phone')
    return { preferredContact: inWriting(contact, ['email', 'letter']) }
  return {}
}

/** The same of what the workflow knows. */
export function reachWithout(reach: Reach, kind: AdjustmentKind): Reach {
  const { speak, into = [], written, ...rest } = reach
  const gone = kind === 'language' ? 'translation' : kind
  const left = into.filter((copy) => copy !== gone)
  return {
    ...rest,
    ...(speak && !(kind === 'calls-not-letters' && speak === 'phone') && { speak }),
    ...(left.length > 0 && { into: left }),
    ...(written && kind !== 'language' && { written }),
  }
}

/** What somebody asked for when they complained: done from the beginning, and under review as what is agreed later. */
export function adjustedAtIntake(contact: Contact): AdjustmentKind[] {
  const isOther = contact.adjustments.some((words) => formsOf({ adjustments: [words] }).length === 0)
  return [
    ...formsOf(contact),
    ...(contact.language === 'en' ? [] : (['language'] as const)),
    ...(isOther ? (['other'] as const) : []),
  ]
}

/** The details that it is about. */
export function detailsBy(kind: AdjustmentKind): (keyof Contact)[] {
  if (isForm(kind)) return ['forms']
  if (kind === 'language') return ['language']
  return kind === 'calls-not-letters' || kind === 'letters-not-calls' ? ['preferredContact'] : []
}

function isForm(kind: AdjustmentKind): kind is LetterForm {
  return letterForms.some((form) => form === kind)
}

const prints: readonly LetterForm[] = ['large-print', 'very-large-print']

/** A letter is in one size of print. */
function withForm(forms: readonly LetterForm[], form: LetterForm): LetterForm[] {
  const others = prints.includes(form) ? forms.filter((other) => !prints.includes(other)) : forms
  return [...new Set([...others, form])]
}

/** The first that they can be reached by. */
function inWriting(contact: Contact, ways: readonly ('letter' | 'email')[]): 'letter' | 'email' {
  const has = { letter: contact.address !== undefined, email: contact.email !== undefined }
  return ways.find((way) => has[way]) ?? 'letter'
}
