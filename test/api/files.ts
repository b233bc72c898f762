/** Answers that are files: their bytes, and what is in an archive of them. */
import { inflateRawSync } from 'node:zlib'
import type { Claims } from '../../api/token.ts'
import { tokenFor, type Api } from './world.ts'

export async function bytesOf(api: Api, path: string, as: Claims, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await tokenFor(as)}`
  const response = await fetch(api.url + path, { headers: { authorization, ...headers } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** The files of a zip archive by its central directory (PKWARE's APPNOTE 4.3.12), in its order. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + size)
    files.set(zip.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(bytes) : bytes)
    at += 46 + name + extra + comment
  }
  return files
}
