/** What a file is called: shown to people, never used as a path. */

/** As the header "Content-Disposition" gives it (RFC 6266); undefined where it gives none. */
export function givenName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  return extended(header) ?? plain(header)
}

function extended(header: string): string | undefined {
  const [, encoded] = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header) ?? []
  return encoded === undefined ? undefined : decoded(encoded)
}

/** Percent-encoded UTF-8; undefined where it is none. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function plain(header: string): string | undefined {
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? []
  const name = quoted?.replace(/\\(.)/g, '$1') ?? token
  return name === undefined ? undefined : asUtf8(name)
}

/** Node reads headers as Latin 1, and programs write UTF-8 into them. */
export function asUtf8(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const read = bytes.toString('utf8')
  return Buffer.from(read, 'utf8').equals(bytes) ? read : text
}

const longest = 150

/** Without folders and characters that cannot be seen, and with an ending that says what is in it. */
export function cleanName(given: string | undefined, endings: readonly [string, ...string[]]): string {
  const [own] = endings
  const last = given?.split(/[/\\]/).at(-1) ?? ''
  const visible = last.replace(/\p{C}/gu, '').replace(/\s+/g, ' ').trim()
  const name = /[^.\s]/.test(visible) ? visible : 'file'
  const [, stem = name] = new RegExp(`^(.+)\\.(?:${endings.join('|')})$`, 'iu').exec(name) ?? []
  const ending = stem === name ? `.${own}` : name.slice(stem.length)
  return [...stem].slice(0, longest).join('').trimEnd() + ending
}

/** For an answer that is to be saved, under the name that people know it by. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
