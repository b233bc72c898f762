/** One file of a case file. */
export interface Content {
  path: string
  bytes: Buffer
  /** What the records say that its bytes are. */
  sha256?: string
}

export function textContent(path: string, text: string): Content {
  return { path, bytes: Buffer.from(text) }
}

export function jsonContent(path: string, value: unknown): Content {
  return textContent(path, `${JSON.stringify(value, null, 2)}\n`)
}
