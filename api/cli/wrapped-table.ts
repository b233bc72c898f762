/** A table for the terminal whose cells are wrapped, so that sentences stand beside each other. */

/** @param widths of each column in characters; the first row is the heading */
export function wrappedTable(widths: readonly number[], rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${tableRow(widths, row)}\n`).join('\n')
}

export function tableRow(widths: readonly number[], row: readonly string[]): string {
  const cells = row.map((cell, at) => wrapped(cell, widths[at] ?? cell.length))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, at) => (lines[line] ?? '').padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  ).join('\n')
}

/** Words on lines of a width; a word that is longer than that has a line to itself. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
