/** A letter goes out although the words in which something was promised or ordered are not on file any more. */
import { expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { inventedUnder } from '../../../activities/letters/preview/previews.ts'
import type { Happening } from '../../../activities/letters/preview/batches.ts'
import { policy, sourceFor } from './invented.ts'

/** The same, of texts that are not there. */
const unworded = (duties: unknown) =>
  Array.isArray(duties) ? duties.map((one: object) => ({ ...one, text: 't-nowhere' })) : []

const naming = Object.entries(inventedUnder(policy)).filter(
  ([, [{ detail = {}, duties = [] }]]) => [detail['duties'], detail['left'], duties].flatMap(unworded).length > 0,
)

test.each(naming)('%s', (_name, [happening, onFile]) => {
  const { detail = {}, duties = [] } = happening
  const gone: Happening = {
    ...happening,
    detail: { ...detail, duties: unworded(detail['duties']), left: unworded(detail['left']) },
    duties: duties.map((one) => ({ ...one, text: 't-nowhere' })),
  }
  const { text } = composeLetter(letterData(sourceFor(gone, onFile)))
  expect(text).not.toMatch(/undefined|\bnull\b/)
  // No line of a list is left empty.
  expect(text).not.toMatch(/^\s*[-•*]\s*$/m)
})

test('those are letters of many kinds', () => {
  const kinds = naming.map(([, [{ letter }]]) => letter)
  for (const kind of ['ombudsman', 'action-completed', 'reminder']) expect(kinds).toContain(kind)
})
