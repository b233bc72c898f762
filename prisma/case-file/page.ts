/** The pages of a case file: they open without a network, are read aloud in order, and print on paper as they are. */
import { html, Html, type Part } from '../html.ts'

const style = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 16px/1.5 Arial, Helvetica, sans-serif; }
main, header, nav { max-width: 70rem; margin: 0 auto; padding: 0 1rem; overflow-wrap: break-word; }
header { border-bottom: 3px solid #1a5fb4; padding-top: 1rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.5rem 0; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid #b1b4b6; padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #0b0c0c; }
dl { margin: 0; display: grid; grid-template-columns: fit-content(14rem) minmax(6rem, 1fr); gap: 0.1rem 0.75rem; }
dt { font-weight: bold; }
dd { margin: 0; }
td ul, dd ul { margin: 0; padding-left: 1.1rem; }
a { color: #1a5fb4; }
a:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.hash { overflow-wrap: anywhere; }
.small { font-size: 0.85rem; color: #505a5f; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
@media print {
  body { font-size: 10pt; }
  nav, .skip { display: none; }
  main, header { max-width: none; padding: 0; }
  tr, li, dd { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
}
`

/** The pages that there are, as each links to the others. */
export const pages = [
  { path: 'index.html', title: 'The case' },
  { path: 'chronology.html', title: 'Chronology' },
  { path: 'decisions.html', title: 'Decisions' },
  { path: 'deadlines.html', title: 'Deadlines and promises' },
  { path: 'letters.html', title: 'Letters' },
  { path: 'people.html', title: 'The resident, and contact with them' },
  { path: 'evidence.html', title: 'Evidence' },
  { path: 'policy.html', title: 'The policy' },
  { path: 'gaps.html', title: 'Gaps found' },
] as const
export type PagePath = (typeof pages)[number]['path']

export function page(ref: string, path: PagePath, body: Html): string {
  const title = pages.find((one) => one.path === path)?.title ?? ''
  const links = pages.map((one) =>
    one.path === path
      ? html`<li><strong aria-current="page">${one.title}</strong></li> `
      : html`<li><a href="${one.path}">${one.title}</a></li> `,
  )
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}: ${ref}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header><p>Case file of complaint ${ref}</p></header>
        <nav aria-label="Parts of the case file">
          <ul>
            ${links}
          </ul>
        </nav>
        <main id="content">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text
}

export function table(caption: string, columns: readonly string[], rows: readonly (readonly Part[])[]): Html {
  if (rows.length === 0) return html`<p>${caption}: none.</p>`
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th> `)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((cell) => html`<td>${cell}</td> `)}
          </tr> `,
      )}
    </tbody>
  </table>`
}
