/** A council's own words: what stands in its folder, in place of ours; and what is found wrong in it before a letter goes anywhere. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { checkLetters } from '../../../activities/letters/check-letters.ts'
import { previewAll } from '../../../activities/letters/preview/previews.ts'
import { templateVersion } from '../../../activities/letters/templates.ts'
import { loadOrganisations } from '../../../prisma/organisations-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'

const library = policyLibrary()
const example = fileURLToPath(new URL('../../scenarios/own-words/', import.meta.url))
const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })))

/** The example with further files, or some of its own written anew. */
function council(files: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'own-words-'))
  made.push(folder)
  cpSync(example, folder, { recursive: true })
  for (const [name, words] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), words)
  }
  return { folder, load: () => loadOrganisations(library, { file: path.join(folder, 'organisations.yaml') }) }
}

function check(files: Record<string, string>): () => void {
  const { load } = council(files)
  return () => checkLetters(load(), library)
}

const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('the example', () => {
  const [organisation] = council().load().all
  const policy = library.byId('housing-ombudsman-code-2024')
  const letters = Object.fromEntries(
    previewAll(organisation, policy, library).map(({ name, letter }) => [name, flat(letter.text)]),
  )

  test('starts', () => {
    expect(check({})).not.toThrow()
  })

  test('has its own words where it has a file, and ours in the rest of the same letter', () => {
    expect(letters['receipt']).toContain('Thank you for getting in touch. You should not have had to.')
    expect(letters['receipt']).toContain('Please have it with you when you call.')
    expect(letters['receipt']).not.toContain('We are sorry that you have had to complain.')
    expect(letters['receipt']).toContain('We will write to you again by Wednesday 31 March 2027.')
    expect(letters['receipt-2']).toContain('You have asked us to look at your complaint again.')
  })

  test('ends every letter as it says, and has its own words around all and within', () => {
    for (const text of [letters['receipt'], letters['response'], letters['closed']]) {
      expect(text).toMatch(/With best wishes from all of us Putting Things Right team Exampleton Council .*Regulator/)
      expect(text).not.toContain('Yours sincerely')
      expect(text).toContain('Your reference: C-2027-0041-K')
    }
    expect(letters['acknowledgement']).toContain('That is 10 working days after the day of this letter.')
  })

  test('prints what its letterhead has besides', () => {
    expect(letters['receipt']).toContain('If you cannot hear or speak on the phone: Relay UK, 18001 01632 960 100')
    expect(letters['receipt']).toContain('Website: www.exampleton.example/complaints')
  })

  test('has a template version of its own, which changes with its files', () => {
    const ours = templateVersion('en', 'receipt')
    const theirs = templateVersion('en', 'receipt', organisation.letters)
    const changed = council({ 'letters/en/parts/received.md': '# Hello' }).load().all[0]
    expect(theirs).toMatch(/^en\/receipt@[0-9a-f]{8}$/)
    expect(new Set([ours, theirs, templateVersion('en', 'receipt', changed.letters)]).size).toBe(3)
  })
})

describe('does not start', () => {
  test('without the Ombudsman: with the file, the part and who asks for it', () => {
    const taken = check({ 'letters/en/parts/ombudsman-any-time.md': 'You can always talk to us.' })
    expect(taken).toThrow(/^The letters cannot be made\. Correct:\nen\/receipt\.md: the part "ombudsman"/)
    expect(taken).toThrow(/en\/extension\.md: the part "ombudsman" .* is missing: HO Code 6\.5 and 6\.16/)
    expect(taken).toThrow(/Its own files are in \S+: en\/parts\/ombudsman-any-time\.md, en\/parts\/received\.md/)
    expect(taken).toThrow(/en\/declined\.md: the part "ombudsman" .* is missing: HO Code 2\.4/)
  })

  test('with a part that is opened, and does not say what it must', () => {
    const empty = check({ 'letters/en/parts/ombudsman.md': 'The Ombudsman looks into complaints. Look them up.' })
    expect(empty).toThrow(/the part "ombudsman" .* does not say \{\{ ombudsmen\.name \}\}: HO Code/)
    const undated = check({
      'letters/en/late.md':
        "Subject: Sorry ({{ ref }})\n\n{{ part('new-date') }}\nSoon.\n\n{{ part('what-happens-next') }}\nWe will write.\n\n" +
        '{% include "parts/reach-us.md" %}\n{% include "parts/ombudsman-any-time.md" %}\n',
    })
    expect(undated).toThrow(
      /own-words-.*letters\/en\/late\.md: the part "new-date" .* does not say \{\{ facts\.newDate \}\}/,
    )
    expect(undated).toThrow(/late\.md: .* does not say \{\{ facts\.nextUpdate\.day \}\}: HO Code 5\.9/)
  })

  test('with a fault in what is written on exceptional circumstances, which nobody would find before there are any', () => {
    const paper = (kind: string, words: string) => check({ [`letters/en/papers/${kind}.md`]: `Subject: x\n\n${words}` })
    for (const [kind, words] of [
      ['ombudsman', '{% if over %}{{ endedAt }}{% endif %}'],
      ['website', '{% if not over %}{{ reasons }}{% endif %}'],
      ['reminder', '{{ to.title }}'],
    ] as const)
      expect(paper(kind, words)).toThrow(
        new RegExp(`letters/en/papers/${kind}\\.md:3: prints what this letter does not have`),
      )
    expect(paper('ombudsman', '{% if moved %}{{ ombudsman.title }}{% endif %}')).toThrow(/papers\/ombudsman\.md:3/)
  })

  test('with a variable that there is not: with file, line and column', () => {
    const misspelt = check({ 'letters/en/parts/signature.md': 'Yours\n\n{{ organisation.teem }}\n' })
    expect(misspelt).toThrow(
      /^The letters cannot be made\. Correct:\n\S*own-words-\S*letters\/en\/parts\/signature\.md:3: prints what this letter does not have\n/,
    )
  })

  test('with a tag that is not closed, or a part that there is not', () => {
    expect(check({ 'letters/en/late.md': 'Subject: Late\n\n{% if facts.due %}Late' })).toThrow(
      /letters\/en\/late\.md: parseIf: expected elif, else, or endif/,
    )
    expect(check({ 'letters/en/late.md': "Subject: Late\n\n{{ part('ombudsmen') }}" })).toThrow(
      /letters\/en\/late\.md:3: there is no part "ombudsmen"\. The parts are: opening, subject/,
    )
  })

  test('without a subject', () => {
    expect(check({ 'letters/en/late.md': 'Dear {{ to.name }}' })).toThrow(
      /letters\/en\/late\.md: line 1 must be "Subject: …"/,
    )
  })

  test('with a file that would stand in for none of ours, or a language that letters are not written in', () => {
    expect(check({ 'letters/en/reciept.md': 'Subject: x' })).toThrow(
      /letters\/en\/reciept\.md: is none of the files of letters/,
    )
    expect(check({ 'letters/fr/receipt.md': 'Subject: x' })).toThrow(
      /letters\/fr: no letters are written in this language\. Write en or cy/,
    )
  })

  test('with words that there are not: with file, line and key', () => {
    expect(check({ 'letters/en/words.yaml': 'ourReference: Ref\npages: Sheet\n' })).toThrow(
      /letters\/en\/words\.yaml:2: pages: is no key/,
    )
    expect(check({ 'letters/en/words.yaml': 'why:\n  leftOut: We leave days out.\n' })).toThrow(
      /letters\/en\/words\.yaml:2: why\.leftOut: .*needs these places.*\{days\}/,
    )
  })

  test('with a folder that is not there', () => {
    const { folder, load } = council()
    rmSync(path.join(folder, 'letters'), { recursive: true })
    expect(load).toThrow(/organisations\.yaml:16: \[0\]\.letters: there is no folder .*\. Correct the path/)
  })
})

test('parts of its own that its files include are its own affair', () => {
  expect(
    check({
      'letters/en/parts/signature.md': '{{ part(\'signature\') }}\n{% include "parts/motto.md" %}',
      'letters/en/parts/motto.md': 'Exampleton cares',
    }),
  ).not.toThrow()
})
