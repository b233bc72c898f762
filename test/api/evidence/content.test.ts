import { describe, expect, test } from 'vitest'
import { contentFault, endingsOf } from '../../../api/evidence/content.ts'
import { attachment, cleanName, givenName } from '../../../api/evidence/file-name.ts'
import { evidenceTypes, type EvidenceCode } from '../../../workflows/evidence-types.ts'
import { impostors, samples } from './sample-files.ts'

const typeOf = (code: EvidenceCode) => evidenceTypes.find((type) => type.code === code) ?? expect.fail(code)

describe('what is in a file', () => {
  test.each(evidenceTypes.map((type) => [type.code, type] as const))('%s is what it says', async (code, type) => {
    expect(await contentFault(type, samples[code])).toBeUndefined()
  })

  test.each(impostors)('%s is refused', async (_name, as, bytes, said) => {
    expect(await contentFault(typeOf(as), bytes)).toMatch(said)
  })

  test('a text is not taken for a picture by its first letters', async () => {
    for (const text of ['BMW parked before the door', 'MZ rang', 'ID3 is the flat', 'GIF89a'])
      expect(await contentFault(typeOf('txt'), Buffer.from(text)), text).toBeUndefined()
  })

  test('no type is taken for another, but by those that are text alike', async () => {
    const taken: string[] = []
    for (const [code, bytes] of Object.entries(samples))
      for (const type of evidenceTypes)
        if (type.code !== code && (await contentFault(type, bytes)) === undefined) taken.push(`${code} as ${type.code}`)
    expect(taken).toEqual(['txt as csv', 'csv as txt', 'eml as txt', 'eml as csv'])
  })
})

describe('what a file is called', () => {
  const names: [header: string | undefined, name: string | undefined][] = [
    [undefined, undefined],
    ['attachment', undefined],
    ['attachment; filename="damp wall.jpg"', 'damp wall.jpg'],
    ['attachment; filename=wall.jpg', 'wall.jpg'],
    ['attachment; filename="a \\"b\\".jpg"', 'a "b".jpg'],
    ['attachment; filename="x.jpg"; filename*=UTF-8\'\'caf%C3%A9.jpg', 'café.jpg'],
    [`attachment; filename="${Buffer.from('café.jpg').toString('latin1')}"`, 'café.jpg'],
    ["attachment; filename*=UTF-8''%zz.jpg", undefined],
  ]
  test.each(names)('%s', (header, name) => expect(givenName(header)).toBe(name))

  const cleaned: [given: string | undefined, name: string][] = [
    [undefined, 'file.jpg'],
    ['', 'file.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\r\\wall.JPEG', 'wall.JPEG'],
    ['wall\r\nSet-Cookie: a.jpg', 'wallSet-Cookie: a.jpg'],
    ['gpj.\u202eexe', 'gpj.exe.jpg'],
    ['run.exe', 'run.exe.jpg'],
    ['..', 'file.jpg'],
    ['.jpg', '.jpg.jpg'],
    [`${'x'.repeat(400)}.jpg`, `${'x'.repeat(150)}.jpg`],
  ]
  test.each(cleaned)('%j is shown as %s', (given, name) => expect(cleanName(given, endingsOf.jpeg)).toBe(name))

  test('it is saved under its name, and no header is broken by it', () => {
    expect(attachment('a "b" %café.jpg')).toBe(
      `attachment; filename="a _b_ _caf_.jpg"; filename*=UTF-8''a%20%22b%22%20%25caf%C3%A9.jpg`,
    )
  })
})
