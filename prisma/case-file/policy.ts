/** The policy, in every version that the complaint was under, rule by rule with its clause. */
import { stringify } from 'yaml'
import { html } from '../html.ts'
import type { CaseFile, KeptPolicy } from './case-file.ts'
import { jsonContent, textContent, type Content } from './content.ts'
import { page, table } from './page.ts'
import { dayInShort } from '../../workflows/policy/calendar.ts'

export function policyPage(file: CaseFile): string {
  const rows = file.policies.map((one) => [
    one.policy.title,
    one.policy.short,
    dayInShort(one.policy.inForce.from),
    html`<span class="small hash">${one.digest}</span>`,
    html`<a href="${policyPath(one, 'yaml')}">YAML</a>, <a href="${policyPath(one, 'json')}">JSON</a>`,
  ])
  const body = html`<p>The rules exactly as they held for this complaint, each with the clause of its document.</p>
    ${table('Versions that the complaint was under', ['Policy', 'Cited as', 'In force from', 'SHA-256', 'Its rules'], rows)}`
  return page(file.case.ref, 'policy.html', body)
}

export function policyFiles({ policies }: CaseFile): Content[] {
  return policies.flatMap((one) => [
    textContent(policyPath(one, 'yaml'), stringify(one.policy)),
    jsonContent(policyPath(one, 'json'), one.policy),
  ])
}

function policyPath({ digest, policy }: KeptPolicy, form: 'yaml' | 'json'): string {
  return `policy/${policy.id}-${digest.slice(0, 12)}.${form}`
}
