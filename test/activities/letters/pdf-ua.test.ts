/** Every letter, in every print and language, is an accessible PDF (PDF/UA-1), as veraPDF judges it. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdfOf } from '../../../activities/letters/pdf.ts'
import { previewAll } from '../../../activities/letters/preview/previews.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { letterLanguages } from '../../../workflows/policy/names.ts'
import { judged, type Judged } from '../../tools/verapdf.ts'
import { office } from './invented.ts'

const library = policyLibrary()
const [organisation] = office.organisations.all
const written = readdirSync(new URL('../../../activities/letters/templates/', import.meta.url))
const languages = letterLanguages.filter((language) => written.includes(language))
/** With a step before stage 1, so that it has every kind of letter. */
const policy = library.byId('basildon-2025')

let folder: string
let judgements: Map<string, Judged>
const names = languages.flatMap((language) =>
  ([12, 18, 24] as const).flatMap((print) =>
    previewAll(organisation, policy, library, { language, print })
      .filter(({ to }) => to === 'resident')
      .map(({ name, letter }) => ({ name: `${name}-${language}-${print}`, document: letter.document })),
  ),
)

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'redress-pdf-ua-'))
  for (const { name, document } of names) writeFileSync(path.join(folder, `${name}.pdf`), await pdfOf(document))
  const [first] = names
  const untagged = (await pdfOf(first!.document)).toString('latin1').replace('/Marked true', '/Marked false')
  writeFileSync(path.join(folder, 'untagged.pdf'), untagged, 'latin1')
  const nameless = (await pdfOf({ ...first!.document, title: '' }))
    .toString('latin1')
    .replaceAll('/Contents (', '/Kontents (')
  writeFileSync(path.join(folder, 'nameless.pdf'), nameless, 'latin1')
  judgements = await judged(readdirSync(folder).map((file) => path.join(folder, file)))
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const of = (name: string) => judgements.get(path.join(folder, `${name}.pdf`))

test.each(names.map(({ name }) => name))('%s', (name) => {
  expect(of(name)).toEqual({ compliant: true, faults: [] })
})

test('a letter that is not tagged is found out', () => {
  expect(of('untagged')?.compliant).toBe(false)
  expect(of('untagged')?.faults.join('\n')).toContain('6.2-1')
})

test('links that do not say what they are, and a letter without a title, are found out', () => {
  expect(of('nameless')?.compliant).toBe(false)
  expect(of('nameless')?.faults.join('\n')).toMatch(/7\.1-9.*7\.18\.5-2/s)
})
