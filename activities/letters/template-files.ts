/** Where templates are read from: a council's own folder first, then ours. */
import nunjucks from 'nunjucks'

/**
 * In templates a line of tags alone leaves nothing behind (`trimBlocks`). One with words that happens to end with a tag keeps its
 * end of line: without this the next paragraph would run into it.
 */
export class TemplateFiles extends nunjucks.FileSystemLoader {
  override getSource(name: string): nunjucks.LoaderSource {
    // null where there is no such file, whatever its types say: nunjucks then tells which it missed
    const found = super.getSource(name) as nunjucks.LoaderSource | null
    return (found && { ...found, src: withLineEnds(found.src) }) as nunjucks.LoaderSource
  }
}

const tagsAlone = /^\s*(?:\{%(?:(?!%\}).)*%\}\s*)+$/

/** Not that of the last line: a file of one line is included in the middle of a sentence. */
function withLineEnds(template: string): string {
  const lines = template.trimEnd().split('\n')
  const kept = lines.map((line, index) =>
    line.endsWith('%}') && !tagsAlone.test(line) && index < lines.length - 1 ? `${line}{{ '' }}` : line,
  )
  return `${kept.join('\n')}\n`
}
