/** A case file on disk, for whoever runs this machine alone to read. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Records } from '../client.ts'
import { caseFileZip } from './zip.ts'

/** Under its own name only once it is all there. False where there is no such complaint. */
export async function saveCaseFile(records: Records, ref: string, out: string): Promise<boolean> {
  const zip = await caseFileZip(records, ref)
  if (!zip) return false
  const part = `${out}.part`
  try {
    await pipeline(zip, createWriteStream(part, { mode: 0o600 }))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return true
}
