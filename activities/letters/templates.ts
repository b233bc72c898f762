/** The letters' templates: read and compiled once, rendered with data that is all text. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { LetterData, MadeKind } from './data.ts'
import { allAsText } from './markdown.ts'
import type { RemedyData } from './response-data.ts'
import { wordsIn, type FrameWords } from './words.ts'

const kinds = {
  receipt: true,
  acknowledgement: true,
  extension: true,
  late: true,
  update: true,
  response: true,
  declined: true,
  'escalation-declined': true,
  closed: true,
  reminder: true,
  'missed-deadline': true,
} as const satisfies Record<MadeKind, true>

export function isMadeKind(kind: string): kind is MadeKind {
  return Object.hasOwn(kinds, kind)
}

/** Throws Error that names the kinds there are for any other. */
export function madeKind(kind: string): MadeKind {
  if (isMadeKind(kind)) return kind
  throw new Error(`There is no letter "${kind}". The kinds are: ${Object.keys(kinds).join(', ')}.`)
}

interface Templates {
  render: Record<MadeKind, nunjucks.Template>
  words: FrameWords
  /** Changes when any of the files does. */
  hash: string
}

const folder = fileURLToPath(new URL('./templates/', import.meta.url))
const compiled = new Map<LetterData['language'], Templates>()

function templatesIn(language: LetterData['language']): Templates {
  const known = compiled.get(language)
  if (known) return known
  const home = `${folder}${language}`
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(home), {
    autoescape: false, // for Markdown, not html: `allAsText` sees to it
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  addFilters(environment)
  const template = (kind: MadeKind) => environment.getTemplate(`${kind}.md`, true)
  const render = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, template(madeKind(kind))]))
  const templates = {
    render: render as Record<MadeKind, nunjucks.Template>,
    words: wordsIn(language),
    hash: hashOf(home),
  }
  compiled.set(language, templates)
  return templates
}

/** What templates do to values beside printing them. The values are Markdown already. */
function addFilters(environment: nunjucks.Environment): void {
  environment.addFilter('dialled', (phone: string) => phone.replace(/[^+\d]/g, ''))
  environment.addFilter('later', (remedies: RemedyData[]) => remedies.filter((remedy) => remedy.later))
  environment.addFilter('sentence', (text: string) => {
    const begun = text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    return /[.!?]$/.test(begun) ? begun : `${begun}.`
  })
  // the postcode, its last line, is not broken
  environment.addFilter('onOneLine', (address: string[]) =>
    [...address.slice(0, -1), ...address.slice(-1).map((line) => line.replaceAll(' ', '\u00a0'))].join(', '),
  )
}

function hashOf(home: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(md|yaml)$/.test(name))
  for (const name of files.sort()) hash.update(`${name}\n`).update(readFileSync(`${home}/${name}`))
  return hash.digest('hex').slice(0, 8)
}

/** The letter in Markdown. Throws where the template asks for something that the data does not have. */
export function renderMarkdown(data: LetterData): { subject: string; body: string; words: FrameWords } {
  const { render, words } = templatesIn(data.language)
  const rendered = render[data.kind].render(allAsText(data) as object)
  const end = rendered.indexOf('\n')
  const [, subject] = /^Subject: (.+)$/.exec(rendered.slice(0, end)) ?? []
  if (subject === undefined) throw new Error(`${data.kind}.md must begin with a line "Subject: …"`)
  return { subject, body: rendered.slice(end + 1), words }
}

/** Which files a letter was made with: "en/receipt@1a2b3c4d". */
export function templateVersion(language: LetterData['language'], kind: MadeKind): string {
  return `${language}/${kind}@${templatesIn(language).hash}`
}
