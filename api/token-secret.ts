/** The secret that signs tokens: TOKEN_SECRET, else a file that is made once and read by every process of this machine. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TokenConfig } from './config.ts'

/** @throws Error where the file cannot be read or made, or is too short to be a secret. */
export function tokenSecret({ tokenSecret: given, dataDir }: Pick<TokenConfig, 'tokenSecret' | 'dataDir'>): Uint8Array {
  const text = given ?? fromFile(path.join(dataDir, 'token-secret'))
  if (text.length >= 32) return new TextEncoder().encode(text)
  throw new Error(`${path.join(dataDir, 'token-secret')} is too short for a secret. Delete it, and a new one is made.`)
}

function fromFile(file: string): string {
  const kept = readIfThere(file)
  if (kept !== undefined) return kept
  mkdirSync(path.dirname(file), { recursive: true })
  // Written aside and linked, so that two processes that start at once never read half a secret, and agree on one.
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(aside)
  }
  return readFileSync(file, 'utf8').trim()
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
