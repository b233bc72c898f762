/** The resident and who acts for them, how they are reached and treated, every contact, and who worked on the case. */
import { html } from '../html.ts'
import { detailOf, textOf, type CaseFile } from './case-file.ts'
import { ruleOf } from './chronology.ts'
import { page, table } from './page.ts'
import { moment, spoken, told, whoIs } from './words.ts'

/** What the timeline tells of each, whatever it tells beside it. */
const topics: { title: string; events: readonly RegExp[] }[] = [
  {
    title: 'Contact beside the letters',
    events: [/^contact-recorded$/, /^clarification-/, /^task-done$/, /^updates-agreed$/],
  },
  { title: 'Who acts for the resident', events: [/^consent-/, /^represent/, /^copy-sent$/] },
  {
    title: 'Vulnerability, adjustments and how they are reached',
    events: [/^triaged$/, /^adjustment-/, /^contact-corrected$/],
  },
  { title: 'Restrictions of contact', events: [/^restriction-/, /^challenge-/] },
  { title: 'Who had the case', events: [/^assigned$/, /^conflict-/, /^action-assigned$/] },
]

export function peoplePage(file: CaseFile): string {
  const { ref, person, anonymous } = file.case
  const resident = person
    ? told(withoutRef(person))
    : html`<p>${anonymous ? 'They gave no name.' : 'They are not on file any more.'}</p>`
  const body = html`<h2>The resident</h2>
    ${resident}
    ${topics.map(
      ({ title, events }) =>
        html`<h2>${title}</h2>
          ${entriesTable(file, title, events)} `,
    )}`
  return page(ref, 'people.html', body)
}

function entriesTable(file: CaseFile, title: string, events: readonly RegExp[]) {
  const entries = file.case.timeline.filter(({ event }) => events.some((one) => one.test(event)))
  const rows = entries.map((entry) => [
    html`<a href="chronology.html#entry-${entry.seq}">${entry.seq}</a>`,
    moment(entry.at),
    spoken(entry.event),
    whoIs(file, entry.by),
    ruleOf(file, entry),
    html`${told(detailOf(entry))} ${entry.textId === null ? '' : told(textOf(file.case, entry.textId))}`,
  ])
  return table(title, ['No.', 'When', 'What', 'By whom', 'Rule', 'Details'], rows)
}

function withoutRef<T extends { complaintRef: string }>({ complaintRef: _ref, ...rest }: T): Omit<T, 'complaintRef'> {
  return rest
}
