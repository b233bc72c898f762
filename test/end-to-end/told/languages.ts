/** A rehearsal of two residents who do not read English: letters in Welsh where they are written in it, else a translator's task. */
import { describe, expect, it } from 'vitest'

interface Told {
  ref: string
  status: string
  refused: unknown[]
  timeline: { at: string; event: string; detail: Record<string, unknown> }[]
  letters: { at: string; kind: string; subject: string; text: string; status: string }[]
}

export const files = ['languages.yaml']

const told = ({ letters }: Told) => letters.map(({ at, kind, text }) => [at.slice(0, 10), kind, languageOf(text)])
const tasks = ({ timeline }: Told) =>
  timeline
    .filter(({ event }) => event.startsWith('task-'))
    .map(({ at, event, detail: { kind, letterKind, due } }) => [at.slice(0, 10), event, kind, letterKind ?? due])

function languageOf(text: string): string {
  if (/^Ein cyfeirnod: /m.test(text) && /\nYn gywir\n/.test(text) && !/Dear |Yours sincerely/.test(text)) return 'cy'
  return /^Our reference: /m.test(text) && !/Annwyl|Yn gywir/.test(text) ? 'en' : 'both'
}

function both([welsh, polish]: Told[]): [Told, Told] {
  if (!welsh || !polish) throw new Error('Two residents were to be rehearsed')
  return [welsh, polish]
}

export function tests(stories: () => Told[]): void {
  describe('a resident whose language is Welsh', () => {
    it('has each letter in one language, and a task for the one that is not written in hers', () => {
      const [welsh] = both(stories())
      expect(welsh).toMatchObject({ status: 'answered', refused: [] })
      expect(told(welsh)).toEqual([
        ['2027-03-22', 'receipt', 'cy'],
        ['2027-03-24', 'acknowledgement', 'cy'],
        ['2027-04-10', 'late', 'cy'],
        ['2027-04-16', 'update', 'cy'],
        ['2027-04-16', 'response', 'en'],
      ])
      expect(tasks(welsh)).toEqual([
        ['2027-04-16', 'task-opened', 'translation', 'response'],
        ['2027-04-20', 'task-done', 'translation', '2027-04-21'],
      ])
    })

    it('reads days, spans and why in it, and her own words as she wrote them', () => {
      const [welsh] = both(stories())
      const [receipt, , late] = welsh.letters.map(({ text }) => text.replaceAll(/\s+/g, ' '))
      expect(receipt).toContain("Mae'r boeler wedi torri ers tair wythnos.")
      expect(receipt).toContain('Erbyn dydd Mercher 31 Mawrth 2027 byddwn yn ysgrifennu atoch eto.')
      expect(receipt).toContain('y diwrnod y cawsom eich cwyn (dydd Llun 22 Mawrth 2027)')
      expect(receipt).toContain('penwythnosau, Dydd Gwener y Groglith, Dydd Llun y Pasg.')
      expect(late).toContain('Ein dyddiad newydd yw dydd Gwener 23 Ebrill 2027.')
      expect(welsh.letters.map(({ subject }) => subject.replace(` (${welsh.ref})`, ''))).toEqual([
        'Rydym wedi cael eich cwyn',
        'Eich cwyn: beth y byddwn yn edrych arno a phryd y byddwn yn ateb',
        "Mae'n ddrwg gennym: mae ein hateb i'ch cwyn yn hwyr",
        'Newyddion am eich cwyn',
        'Our answer to your complaint',
      ])
    })
  })

  describe('a resident whose language no letter is written in', () => {
    it('has letters in English, and a task to have each put into her own', () => {
      const [, polish] = both(stories())
      expect(told(polish)).toEqual([
        ['2027-03-22', 'receipt', 'en'],
        ['2027-03-24', 'acknowledgement', 'en'],
      ])
      expect(tasks(polish)).toEqual([
        ['2027-03-22', 'task-opened', 'translation', 'receipt'],
        ['2027-03-24', 'task-opened', 'translation', 'acknowledgement'],
        ['2027-03-24', 'task-done', 'translation', '2027-03-25'],
      ])
    })
  })
}
