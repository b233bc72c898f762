/** A scenario with another policy put in its place, its lines as they were, so that faults have the file's own line numbers. */
import { isScalar, parseAllDocuments, type Document } from 'yaml'
import { addDays, localDate, parseWhen } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'

/**
 * The same stories under a policy; undefined where one of them names no policy, or the file holds none. What a resident agrees to is only
 * asked where the policy has a step before stage 1. A file that is no YAML stays as it is: the rehearsal says what is wrong.
 */
export function storyUnder(text: string, { id, enquiry }: Pick<Policy, 'id' | 'enquiry'>): string | undefined {
  const documents = [...parseAllDocuments(text)]
  if (documents.some(({ errors }) => errors.length > 0)) return text
  const named = documents.flatMap((document) => edit(document, ['policy'], id))
  if (named.length === 0 || named.length < documents.length) return undefined
  const agreed = enquiry
    ? []
    : documents.flatMap((document) => edit(document, ['complaint', 'agreesToEnquiry'], 'false'))
  return [...named, ...agreed]
    .toSorted((one, other) => other.from - one.from)
    .reduce((all, { from, to, words }) => `${all.slice(0, from)}${words}${all.slice(to)}`, text)
}

/** Where in the text a value stands that is there, and what is to stand there. */
function edit(document: Document.Parsed, at: string[], words: string): { from: number; to: number; words: string }[] {
  const value = document.getIn(at, true)
  return isScalar(value) && value.range ? [{ from: value.range[0], to: value.range[1], words }] : []
}

const DAY = /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/g

/** A story whose day has come is told later by whole weeks, as a rehearsal's clock starts now: its weekdays stay as they are. */
export function inTime(text: string, nowMs: number): string {
  const received = /^received: (\S+)/m.exec(text)?.[1]
  if (received === undefined) return text
  const weeks = Math.ceil((nowMs - parseWhen(received)) / (7 * 24 * 60 * 60 * 1000)) + 1
  return weeks <= 1 ? text : text.replace(DAY, (day) => addDays(localDate(parseWhen(day)), weeks * 7))
}
