/** The letters' templates: read and compiled once, rendered with data that is all text. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import type { LetterData, MadeKind } from './data.ts'
import { allAsText } from './markdown.ts'
import { partMark, piecesOf, type Piece } from './parts.ts'
import type { RemedyData } from './response-data.ts'
import { TemplateFiles } from './template-files.ts'
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
  clarification: true,
  consent: true,
  representation: true,
  'action-agreed': true,
  'action-put-off': true,
  'action-ended': true,
  'action-late': true,
  'action-completed': true,
  referred: true,
  ombudsman: true,
  proceedings: true,
  linked: true,
  incident: true,
  companion: true,
  adjustment: true,
  restriction: true,
  reminder: true,
  'missed-deadline': true,
  task: true,
  undeliverable: true,
  approval: true,
  'sent-back': true,
} as const satisfies Record<MadeKind, true>

export const madeKinds = Object.keys(kinds) as MadeKind[]

export function isMadeKind(kind: string): kind is MadeKind {
  return Object.hasOwn(kinds, kind)
}

/** Throws Error that names the kinds there are for any other. */
export function madeKind(kind: string): MadeKind {
  if (isMadeKind(kind)) return kind
  throw new Error(`There is no letter "${kind}". The kinds are: ${Object.keys(kinds).join(', ')}.`)
}

interface Templates {
  environment: nunjucks.Environment
  words: FrameWords
  /** Changes when any of the files does. */
  hash: string
}

const ours = fileURLToPath(new URL('./templates/', import.meta.url))
const compiled = new Map<string, Templates>()

/** Where a language's files are looked for: a council's own folder first, where it has one, then ours. */
function homesOf(language: LetterLanguage, own?: string): string[] {
  const folders = own === undefined ? [ours] : [own, ours]
  return folders.map((folder) => path.join(folder, language)).filter((home) => existsSync(home))
}

/** The names of our files in a language, which a council's own may stand in for. */
export function ourFiles(language: string): string[] {
  return filesIn(path.join(ours, language))
}

/** Its templates and words. */
export function filesIn(home: string): string[] {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  return names.filter((name) => /\.(md|yaml)$/.test(name)).sort()
}

function fileOf(language: LetterLanguage, kind: string, own?: string): string | undefined {
  return homesOf(language, own)
    .map((home) => path.join(home, `${kind}.md`))
    .find((file) => existsSync(file))
}

function templatesIn(language: LetterLanguage, own?: string): Templates {
  const key = `${language} ${own ?? ''}`
  const known = compiled.get(key)
  if (known) return known
  const homes = homesOf(language, own)
  const environment = new nunjucks.Environment(new TemplateFiles(homes), {
    autoescape: false, // for Markdown, not html: `allAsText` sees to it
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  addFilters(environment)
  const templates = { environment, words: wordsIn(language, own), hash: hashOf(homes) }
  compiled.set(key, templates)
  return templates
}

/** What templates do to values beside printing them. The values are Markdown already. */
function addFilters(environment: nunjucks.Environment): void {
  environment.addFilter('dialled', (phone: string) => phone.replace(/[^+\d]/g, ''))
  environment.addFilter('later', (remedies: RemedyData[]) => remedies.filter((remedy) => remedy.later))
  // escaped as all data is: "1." would begin a list
  const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}\\.`)
  environment.addFilter('ended', ended)
  environment.addFilter('sentence', (text: string) => ended(text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())))
  environment.addGlobal('part', partMark)
  // the postcode, its last line, is not broken
  environment.addFilter('onOneLine', (address: string[]) =>
    [...address.slice(0, -1), ...address.slice(-1).map((line) => line.replaceAll(' ', '\u00a0'))].join(', '),
  )
}

function hashOf(homes: string[]): string {
  const hash = createHash('sha256')
  for (const home of homes.toReversed()) {
    for (const name of filesIn(home)) hash.update(`${name}\n`).update(readFileSync(path.join(home, name)))
  }
  return hash.digest('hex').slice(0, 8)
}

export interface Rendered {
  subject: string
  pieces: Piece[]
  words: FrameWords
  /** The template's file, for messages: ours as "en/receipt.md". */
  file: string
}

/**
 * The letter in Markdown, in its parts. Throws where the template asks for something that the data does not have.
 * @param own the council's own folder
 */
export function renderMarkdown(data: LetterData, own?: string): Rendered {
  const { language, kind } = data
  const letter = rendered(data, language, kind, own)
  if (!data.to.through) return letter
  // Who gets it for the resident reads first why they do.
  const cover = textOf(templatesIn(language, own).environment, 'parts/acting-for.md', allAsText(data) as object)
  return { ...letter, pieces: [...piecesOf(cover), ...letter.pieces] }
}

/** What is written to others than a complaint's people, in English: "papers/website". */
export function renderPaper(data: object, name: string, own?: string): Rendered {
  return rendered(data, 'en', name, own)
}

function rendered(data: object, language: LetterLanguage, name: string, own?: string): Rendered {
  const { environment, words } = templatesIn(language, own)
  const file = fileOf(language, name, own)
  if (file === undefined) throw new Error(`There is no letter "${name}" in "${language}"`)
  const text = textOf(environment, `${name}.md`, allAsText(data) as object)
  const end = text.indexOf('\n')
  const [, subject] = /^Subject: (.+)$/.exec(text.slice(0, end)) ?? []
  const named = inMessages(file)
  if (subject === undefined)
    throw new Error(`${named}: line 1 must be "Subject: …", and what comes before it takes no line`)
  return { subject, pieces: piecesOf(text.slice(end + 1)), words, file: named }
}

/** Throws Error that names the file and line of a fault in it. */
function textOf(environment: nunjucks.Environment, name: string, data: object): string {
  try {
    return environment.render(name, data)
  } catch (error) {
    throw new Error(inMessages(faultIn(error instanceof Error ? error.message : String(error))), { cause: error })
  }
}

/** Of what nunjucks says, every file on the way to the fault, the last alone: "en/receipt.md:3: there is no part …". */
function faultIn(message: string): string {
  const places = [...message.matchAll(/\((\S[^()\n]*\.md)\)(?: \[Line (\d+), Column \d+\])?/g)]
  const place = places.at(-1)
  if (!place) return message
  const [whole, file, line] = place
  const [, thrown, fault = ''] = /^(\w*Error: )?([^]*)$/.exec(message.slice(place.index + whole.length).trim()) ?? []
  // Of what is thrown while a template is filled in, nunjucks counts lines from 0; of all else from 1.
  const at = line === undefined ? '' : `:${Number(line) + (thrown === undefined ? 0 : 1)}`
  const what = fault.startsWith('attempted to output null or undefined')
    ? 'prints what this letter does not have'
    : fault
  return `${file}${at}: ${what}`
}

function inMessages(text: string): string {
  return text.replaceAll(ours, '')
}

/** Which files a letter was made with: "en/receipt@1a2b3c4d". */
export function templateVersion(language: LetterLanguage, kind: MadeKind, own?: string): string {
  return `${language}/${kind}@${templatesIn(language, own).hash}`
}
