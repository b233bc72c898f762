/** Codes, days and people as a case file tells them. */
import { dayInShort, dayInWords, localDate, localTimestamp } from '../../workflows/policy/calendar.ts'
import { dayOf } from '../calendar.ts'
import { html, type Html } from '../html.ts'
import { dayOfInstant, type CaseFile } from './case-file.ts'

/** `respond-stage-1` -> "Respond stage 1", `notResponsibleFor` -> "Not responsible for" */
export function spoken(code: string): string {
  const words = code
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Amina Khan (a.khan, officer)", "The resident", "Redress, by itself" */
export function whoIs({ staff }: Pick<CaseFile, 'staff'>, by: string): string {
  const [role = by, id] = by.split(':')
  if (role === 'redress') return 'Redress, by itself'
  if (id === undefined) return role === 'resident' ? 'The resident' : spoken(role)
  const name = staff[id]
  return name === undefined ? `${id} (${role})` : `${name} (${id}, ${role})`
}

/** "Mon 22 Mar 2027, 10:00" */
export function moment(at: Date): string {
  const stamp = localTimestamp(at.getTime())
  return `${dayInShort(localDate(at.getTime()))}, ${stamp.slice(11, 16)}`
}

export function dayColumn(day: Date | null): string {
  return day ? dayInShort(dayOf(day)) : ''
}

export function longDay(at: Date): string {
  return dayInWords(dayOfInstant(at))
}

/** The fields whose values are codes, and no words of a person. */
const coded = new Set([
  ...['stage', 'outcome', 'finding', 'findings', 'kind', 'reason', 'because', 'was', 'way', 'direction', 'deadline'],
  ...['ombudsman', 'rootCause', 'status', 'about', 'to', 'preferredContact', 'representation', 'lettersTo', 'channel'],
])

/** Any JSON as a list of its fields: what a person wrote keeps its lines. */
export function told(value: unknown, key = ''): Html {
  if (value === null || value === undefined) return html`—`
  if (typeof value === 'boolean') return html`${value ? 'yes' : 'no'}`
  if (typeof value === 'number') return html`${value}`
  if (typeof value === 'string') return html`<span class="words">${said(value, key)}</span>`
  if (Array.isArray(value)) {
    if (value.length === 0) return html`none`
    return html`<ul>
      ${value.map((one: unknown) => html`<li>${told(one, key)}</li> `)}
    </ul>`
  }
  const fields = Object.entries(value as object).filter(([, inner]) => inner !== undefined && inner !== null)
  return html`<dl>
    ${fields.map(
      ([name, inner]) =>
        html`<dt>${spoken(name)}</dt>
          <dd>${told(inner, name)}</dd> `,
    )}
  </dl>`
}

function said(text: string, key: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayInShort(text)
  return coded.has(key) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? spoken(text).toLowerCase() : text
}
