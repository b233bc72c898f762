/** A letter as blocks: what the PDF is drawn from and the plain text is written from. Plain JSON, kept with the letter. */
import type { Token } from 'markdown-it/index.js'

// types, not interfaces: only those fit a JSON column
export type Run = { text: string; bold?: true; href?: string }

/** With the part of the letter that it stands in (`parts.ts`); letters of before have none. */
export type Block = { part?: string } & (
  | { type: 'heading'; level: 1 | 2 | 3; text: string }
  | { type: 'paragraph'; runs: Run[] }
  | { type: 'list'; ordered: boolean; items: Run[][] }
)

export type Print = 12 | 18 | 24

export type LetterDocument = {
  language: string
  title: string
  reference: string
  /** The words that stand before the reference and the page's number. */
  words: { ourReference: string; page: string; of: string }
  date: string
  madeAtMs: number
  /** The size of its text in points: 18 and 24 are large print. */
  print: Print
  /** With the mailbox that an email comes from. */
  sender: { name: string; lines: string[]; mailbox: { name: string; email: string } }
  /** Name and address as on the envelope. */
  to: string[]
  blocks: Block[]
}

export function blocksOf(tokens: Token[]): Block[] {
  const blocks: Block[] = []
  let list: Extract<Block, { type: 'list' }> | undefined
  let heading: 1 | 2 | 3 | undefined
  for (const token of tokens) {
    if (token.type === 'heading_open') heading = levelOf(token.tag)
    else if (token.type === 'heading_close') heading = undefined
    else if (token.type.endsWith('_list_open')) list = openList(blocks, list, token)
    else if (token.type.endsWith('_list_close')) list = undefined
    else if (token.type === 'list_item_open') list?.items.push([])
    else if (token.type === 'inline') addInline(blocks, { list, heading }, runsOf(token.children ?? []))
  }
  return blocks
}

function openList(blocks: Block[], within: Block | undefined, token: Token): Extract<Block, { type: 'list' }> {
  if (within) throw new Error('A letter has no lists inside lists: they are hard to follow when read out')
  const list = { type: 'list' as const, ordered: token.type === 'ordered_list_open', items: [] }
  blocks.push(list)
  return list
}

function addInline(
  blocks: Block[],
  { list, heading }: { list: Extract<Block, { type: 'list' }> | undefined; heading: 1 | 2 | 3 | undefined },
  runs: Run[],
): void {
  if (list) list.items.at(-1)?.push(...runs)
  else if (heading) blocks.push({ type: 'heading', level: heading, text: textOf(runs) })
  else blocks.push({ type: 'paragraph', runs })
}

function levelOf(tag: string): 1 | 2 | 3 {
  if (tag === 'h1') return 1
  return tag === 'h2' ? 2 : 3
}

export function runsOf(tokens: Token[]): Run[] {
  const runs: Run[] = []
  let bold = false
  let href: string | undefined
  for (const token of tokens) {
    if (token.type === 'strong_open') bold = true
    else if (token.type === 'strong_close') bold = false
    else if (token.type === 'link_open') href = token.attrGet('href') ?? undefined
    else if (token.type === 'link_close') href = undefined
    else addText(runs, textIn(token), { ...(bold && { bold }), ...(href !== undefined && { href }) })
  }
  return runs
}

function textIn(token: Token): string {
  if (token.type === 'hardbreak') return '\n'
  return token.type === 'softbreak' ? ' ' : token.content
}

function addText(runs: Run[], text: string, style: Omit<Run, 'text'>): void {
  const last = runs.at(-1)
  if (last && last.bold === style.bold && last.href === style.href) last.text += text
  else if (text !== '') runs.push({ text, ...style })
}

export function textOf(runs: Run[]): string {
  return runs.map((run) => run.text).join('')
}
