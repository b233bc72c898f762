/** A letter as plain text, for mail programs that show no html and for reading in a list. */
import { textOf, type Block, type LetterDocument } from './document.ts'

const WIDTH = 72

export function plainTextOf(document: LetterDocument): string {
  const { sender, date, words, reference, blocks } = document
  const head = `${sender.name}\n\n${date}\n${words.ourReference}: ${reference}`
  return `${[head, ...blocks.map(blockText)].join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return headingText(block.text, block.level)
    case 'paragraph':
      return wrap(textOf(block.runs))
    case 'list':
      return block.items
        .map((runs, index) => itemText(textOf(runs), block.ordered ? `${index + 1}. ` : '- '))
        .join('\n')
  }
}

function headingText(text: string, level: 1 | 2 | 3): string {
  const heading = wrap(text)
  const longest = Math.max(...heading.split('\n').map((line) => line.length))
  if (level === 3) return heading
  return `${heading}\n${(level === 1 ? '=' : '-').repeat(longest)}`
}

function itemText(text: string, mark: string): string {
  return mark + wrap(text, WIDTH - mark.length).replaceAll('\n', `\n${' '.repeat(mark.length)}`)
}

/** Breaks lines between words; a word longer than a line stays whole, so that an address can be copied. */
export function wrap(text: string, width: number = WIDTH): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  if (line.length <= width) return line
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}
