/** Pages for residents: plain html that works without scripts, on any telephone, read aloud, in the dark and printed. */
import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { Html, html } from '../../prisma/html.ts'
import type { Letterhead } from '../../prisma/letterhead.ts'

const style = `
:root { color-scheme: light dark; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font: 18px/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 38em; margin: 0 auto; padding: 20px 16px 48px; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; line-height: 1.25; }
h2, legend { font-size: 1.2em; line-height: 1.3; font-weight: bold; }
fieldset { border: 0; margin: 1.5em 0; padding: 0; }
label { display: block; margin: 0.5em 0; }
input[type=text], textarea { box-sizing: border-box; width: 100%; font: inherit; padding: 0.4em; color: inherit; background: transparent; border: 2px solid #505a5f; }
input[type=radio] { width: 1.3em; height: 1.3em; vertical-align: middle; }
button { font: inherit; font-weight: bold; padding: 0.6em 1.2em; border: 2px solid #0b0c0c; background: #00603b; color: #ffffff; }
.from { border-bottom: 2px solid #1a5fb4; padding-bottom: 0.6em; }
.fault { border: 3px solid #b10e1e; padding: 0.6em 1em; }
a { color: #1a5fb4; }
:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { background: #16181a; color: #f3f2f1; }
  a { color: #8ab8ff; }
  :focus-visible { outline-color: #8ab8ff; }
  input[type=text], textarea { border-color: #b1b4b6; }
  button { border-color: #f3f2f1; }
}
`

/** One string, so that no formatter moves a byte of what the policy has the hash of. */
const styled = new Html(`<style>${style}</style>`)

/** Nothing runs, nothing is loaded, and what is sent goes back to where the page came from. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export interface Page {
  status: number
  title: string
  body: Html
}

/** @param letterhead whose page it is, and how to reach them; left out where that is not known */
export function sendPage(response: Response, { status, title, body }: Page, letterhead?: Letterhead): void {
  const page = html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styled}
      </head>
      <body>
        <main>
          ${letterhead && html`<p class="from"><strong>${letterhead.name}</strong></p>`}
          <h1>${title}</h1>
          ${body} ${letterhead && reaching(letterhead)}
        </main>
      </body>
    </html> `
  response.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
  })
  response.status(status).type('html').send(page.text)
}

function reaching({ team, phone, hours, email }: Letterhead): Html {
  return html`<h2>How to reach us</h2>
    <p>
      You can talk to a person in our ${team}. Phone ${phone}, ${hours}, or email
      <a href="mailto:${email}">${email}</a>.
    </p>`
}
