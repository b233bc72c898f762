/** veraPDF, the reference checker of PDF/UA: its jars come from Maven once, and all files are judged in one Java process. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { java, maven, program } from './debian.ts'

const run = promisify(execFile)
const home = fileURLToPath(new URL('./verapdf/', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.redress/verapdf-1.28.1/', import.meta.url))

export interface Judged {
  compliant: boolean
  /** "7.1-3 x2: Content is neither marked as Artifact nor tagged" */
  faults: string[]
}

/** What PDF/UA-1's rules say to each of the files. Throws Error for a file that is no PDF. */
export async function judged(files: readonly string[]): Promise<Map<string, Judged>> {
  const { stdout } = await run(
    program(java, 'The check of PDF/UA'),
    ['-cp', path.join(await jars(), '*'), path.join(home, 'PdfUa.java'), ...files],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  const judgements = new Map<string, Judged>()
  for (const line of stdout.trim().split('\n')) {
    const [file = '', compliant, ...faults] = line.split('\t')
    judgements.set(file, { compliant: compliant === 'true', faults })
  }
  return judgements
}

async function jars(): Promise<string> {
  const there = path.join(cache, 'jars')
  if (existsSync(there) && readdirSync(there).length > 0) return there
  const coming = path.join(cache, `coming-${process.pid}`)
  mkdirSync(coming, { recursive: true })
  const to = `-DoutputDirectory=${path.join(coming, 'jars')}`
  await run(program(maven, 'The check of PDF/UA'), [
    '--quiet',
    '--batch-mode',
    '--file',
    path.join(home, 'pom.xml'),
    'dependency:copy-dependencies',
    to,
  ])
  // whole or not at all, also where two tests begin at once
  if (!existsSync(there)) renameSync(path.join(coming, 'jars'), there)
  rmSync(coming, { recursive: true, force: true })
  return there
}
