/** The page that lists the letters that were written, with pictures of their pages. */
import { escaped } from '../../prisma/html.ts'

export interface Listed {
  policy: string
  name: string
  subject: string
  to: string
  /** Relative to the page. */
  files: { html: string; text: string; pdf: string; pictures: string[] }
}

export interface About {
  organisation: string
  language: string
  /** Points. */
  print: number
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 70em; margin: 0 auto; padding: 1rem; font: 1.125rem/1.5 Arial, Helvetica, sans-serif; }
.pages { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 0.5rem 0 2.5rem; }
.pages img { width: 13rem; height: auto; border: 1px solid #767676; background: #ffffff; }
`.trim()

export function indexPage({ organisation, language, print }: About, listed: readonly Listed[]): string {
  const policies = [...new Set(listed.map(({ policy }) => policy))]
  const title = `Letters of ${organisation}, with invented data`
  const sections = policies.map((policy) =>
    sectionOf(
      policy,
      listed.filter((one) => one.policy === policy),
    ),
  )
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>Language: ${escaped(language)}. Print: ${print} points. Nobody in them is real.</p>
${sections.join('\n')}
</main>
</body>
</html>
`
}

function sectionOf(policy: string, letters: readonly Listed[]): string {
  return `<h2>${escaped(policy)}</h2>\n${letters.map(letterOf).join('\n')}`
}

function letterOf({ name, subject, to, files }: Listed): string {
  const link = (href: string, words: string) => `<a href="${escaped(href)}">${words}</a>`
  const links = [link(files.html, `${escaped(name)} as html`), link(files.text, 'text'), link(files.pdf, 'PDF')]
  const pages = files.pictures.map((picture, at) => {
    const said = `${escaped(name)}, page ${at + 1} of ${files.pictures.length}`
    return `<a href="${escaped(picture)}"><img src="${escaped(picture)}" alt="${said}" loading="lazy"></a>`
  })
  return `<h3>${escaped(name)}</h3>
<p>To the ${escaped(to)}: ${escaped(subject)}<br>
${links.join(', ')}</p>
<div class="pages">${pages.join('')}</div>`
}
