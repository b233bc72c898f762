/** Writes letters with invented data to a folder: html, text, PDF, and each page of it as a picture. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pdfOf } from '../../activities/letters/pdf.ts'
import {
  inventedUnder,
  previewOf,
  type Preview,
  type PreviewSetting,
} from '../../activities/letters/preview/previews.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { indexPage, type Listed } from './index-page.ts'
import { picturesOf } from './pictures.ts'

export interface Asked extends Omit<PreviewSetting, 'policy'> {
  policies: readonly Policy[]
  /** A kind of letter, or the name of one preview; all where it is left out. */
  kind?: string | undefined
  /** Where to; it is made where there is none. */
  folder: string
}

/** The kinds of letter, and the names of their previews, under these policies. */
export function known(policies: readonly Policy[]): { kinds: string[]; names: string[] } {
  const all = policies.flatMap((policy) => Object.entries(inventedUnder(policy)))
  return {
    kinds: [...new Set(all.map(([, [{ letter }]]) => letter))],
    names: [...new Set(all.map(([name]) => name))],
  }
}

/** Returns the page that lists them, and how many there are. Throws Error, with the template's file, for a letter that cannot be made. */
export async function writePreviews(asked: Asked): Promise<{ index: string; count: number }> {
  const { organisation, library, wishes, policies, folder } = asked
  const listed: Listed[] = []
  for (const policy of policies) {
    const within = path.join(folder, policy.id)
    mkdirSync(within, { recursive: true })
    for (const [name, invented] of Object.entries(inventedUnder(policy))) {
      if (asked.kind !== undefined && asked.kind !== name && asked.kind !== invented[0].letter) continue
      const preview = previewOf({ organisation, policy, library, wishes }, name, invented)
      const files = await writeLetter(within, preview)
      listed.push({
        policy: policy.id,
        name,
        to: preview.to,
        subject: preview.letter.subject,
        files: under(policy.id, files),
      })
    }
  }
  const about = {
    organisation: organisation.letterhead.name,
    language: wishes.language ?? 'en',
    print: wishes.print ?? 12,
  }
  const index = path.join(folder, 'index.html')
  writeFileSync(index, indexPage(about, listed))
  return { index, count: listed.length }
}

async function writeLetter(folder: string, { name, letter }: Preview): Promise<Listed['files']> {
  // of a run before it, which may have had more pages
  const before = readdirSync(folder).filter((file) => file.startsWith(`${name}.`))
  for (const file of before) rmSync(path.join(folder, file))
  const write = (ending: string, content: string | Uint8Array) => {
    writeFileSync(path.join(folder, `${name}.${ending}`), content)
    return `${name}.${ending}`
  }
  const pdf = await pdfOf(letter.document)
  const pictures = (await picturesOf(pdf)).map((picture, at) => write(`${at + 1}.png`, picture))
  return { html: write('html', letter.html), text: write('txt', letter.text), pdf: write('pdf', pdf), pictures }
}

function under(folder: string, { html, text, pdf, pictures }: Listed['files']): Listed['files'] {
  const at = (file: string) => `${folder}/${file}`
  return { html: at(html), text: at(text), pdf: at(pdf), pictures: pictures.map(at) }
}
