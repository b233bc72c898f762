/**
 * How old a reader has to be for a letter's own words. Of four formulas, each by its own counts, the median of their American grades,
 * and five years on it: a child in grade 5 is 10 years old, and somebody of a reading age of 11 reads what grade 6 does.
 *
 * Dale-Chall wants the words that are not on its list of 3,000, which the library does not bring. Words of three syllables or more
 * are counted in their place, each once: most of those that are not on the list are such in plain English. That counts "together" as
 * hard, which is on it, and does not count "breach", which is not: the limits for sentences are there for that.
 */
import { automatedReadability } from 'automated-readability'
import { colemanLiau } from 'coleman-liau'
import { daleChallFormula, daleChallGradeLevel } from 'dale-chall-formula'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import type { Letter } from '../../../activities/letters/compose.ts'
import { textOf, type Block } from '../../../activities/letters/document.ts'

export interface Measured {
  /** Years. */
  age: number
  /** By formula, years. */
  ages: { fleschKincaid: number; automated: number; colemanLiau: number; daleChall: number }
  words: number
  sentences: string[]
}

/** Words of the letter that are not its own: whoever wrote them, and names that nobody can write more plainly. */
export interface NotItsOwn {
  /** What residents and officers wrote, and the policy's reasons: left out. */
  quoted: string[]
  /** Names of people, offices and places, and legal titles: each stands as one short word. */
  names: string[]
}

/** Contact lines and envelopes are for looking up, and headings would make sentences look shorter than they are. */
const lookedUp = /^(Phone|Email|Website|Online|Write to|If you cannot hear or speak on the phone): /
const formal = /^(Dear |Hello |Yours sincerely)/

export function sentencesOf({ document }: Pick<Letter, 'document'>, { quoted, names }: NotItsOwn): string[] {
  const texts = document.blocks.flatMap(linesOf).filter((text) => !lookedUp.test(text) && !formal.test(text))
  return texts.flatMap((text) => {
    const own = without(text, quoted, '[.!?]?', ' ')
    const plain = without(own, names, '', ' Ann')
      .replace(/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} \p{Lu}\p{L}+ \d{4}\b/gu, 'Monday')
      .replace(/\b[A-Z]-\d{4}-[0-9A-Z-]+\b/g, 'this')
      .replace(/\bOmbudsman\b/g, 'judge')
    return plain
      .split(/(?<=[.!?:])\s+/)
      .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
      .filter((sentence) => wordsOf(sentence).length > 2)
  })
}

function linesOf(block: Block): string[] {
  if (block.type === 'heading') return []
  return block.type === 'list' ? block.items.map(textOf) : [textOf(block.runs)]
}

/** Without these texts, the longest first, in whatever case. */
function without(text: string, all: string[], ending: string, instead: string): string {
  const longestFirst = all.filter((one) => one.trim() !== '').toSorted((a, b) => b.length - a.length)
  return longestFirst.reduce((left, one) => left.replace(pattern(one, ending), instead), text)
}

function pattern(text: string, ending: string): RegExp {
  const escaped = text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
  return new RegExp(`(?<!\\p{L})${escaped}(?!\\p{L})${ending}`, 'giu')
}

export function wordsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}£’'-]*[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
}

export function measure(sentences: string[]): Measured {
  const words = sentences.flatMap(wordsOf)
  const letters = words.join('').replace(/[^\p{L}\p{N}]/gu, '').length
  const hard = new Set(words.map((word) => word.toLowerCase()).filter((word) => syllable(word) > 2))
  const [sentence, word] = [sentences.length, words.length]
  const [least, most] = daleChallGradeLevel(daleChallFormula({ sentence, word, difficultWord: hard.size }))
  const ages = {
    fleschKincaid:
      5 + fleschKincaid({ sentence, word, syllable: words.reduce((sum, each) => sum + syllable(each), 0) }),
    automated: 5 + automatedReadability({ sentence, word, character: letters }),
    colemanLiau: 5 + colemanLiau({ sentence, word, letter: letters }),
    // "grade 4 and lower" is taken as 4, and otherwise the middle of what the formula gives
    daleChall: 5 + (least === 0 ? most : (least + Math.min(most, 16)) / 2),
  }
  return { age: median(Object.values(ages)), ages, words: word, sentences }
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

/** Of one sentence, by Flesch-Kincaid alone: the others need more text. */
export function ageOfSentence(sentence: string): number {
  const words = wordsOf(sentence)
  const count = words.reduce((sum, word) => sum + syllable(word), 0)
  return 5 + fleschKincaid({ sentence: 1, word: words.length, syllable: count })
}
