/**
 * The case file as one zip, written as it is read: whatever it holds, no more than one letter or file is in memory. The same records
 * make the same bytes.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import yazl from 'yazl'
import type { Records } from '../client.ts'
import { asOf, readCaseFile, type CaseFile } from './case-file.ts'
import { chronologyCsv, chronologyJson, chronologyPage, csv } from './chronology.ts'
import { jsonContent, textContent, type Content } from './content.ts'
import { deadlinesCsv, deadlinesJson, deadlinesPage } from './deadlines.ts'
import { decisionsPage } from './decisions.ts'
import { evidenceFiles, evidencePage } from './evidence.ts'
import type { Gap } from './gap.ts'
import { gapsCsv, gapsIn, gapsPage } from './gaps.ts'
import { indexPage } from './index-page.ts'
import { letterFiles, lettersPage } from './letters.ts'
import { peoplePage } from './people.ts'
import { policyFiles, policyPage } from './policy.ts'

/** Undefined where there is no such complaint. */
export async function caseFileZip(records: Records, ref: string): Promise<Readable | undefined> {
  const file = await readCaseFile(records, ref)
  if (!file) return undefined
  const zip = new yazl.ZipFile()
  const stream = new PassThrough()
  zip.outputStream.pipe(stream)
  writeAll(zip, stream, file, records).catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return stream
}

async function writeAll(zip: yazl.ZipFile, to: PassThrough, file: CaseFile, records: Records): Promise<void> {
  const left = new AbortController()
  to.once('close', () => left.abort())
  const mtime = dosTime(asOf(file.case))
  const written: (string | number)[][] = []
  const changed: Gap[] = []
  const put = async (content: Content): Promise<void> => {
    const sha256 = createHash('sha256').update(content.bytes).digest('hex')
    if (content.sha256 !== undefined && content.sha256 !== sha256) changed.push(notAsItCame(content))
    written.push([content.path, content.bytes.length, sha256])
    await pump(zip, content, mtime, left.signal)
  }
  for (const content of partsOf(file)) await put(content)
  for await (const content of letterFiles(records, file)) await put(content)
  for await (const content of evidenceFiles(records, file)) await put(content)
  // Last, so that they tell of the files as well.
  const gaps = [...gapsIn(file), ...changed]
  for (const content of [
    textContent('gaps.html', gapsPage(file, gaps)),
    textContent('gaps.csv', gapsCsv(gaps)),
    jsonContent('gaps.json', gaps),
    textContent('index.html', indexPage(file, gaps)),
  ])
    await put(content)
  await put(textContent('manifest.csv', csv([['file', 'bytes', 'sha256'], ...written])))
  zip.end()
}

function partsOf(file: CaseFile): Content[] {
  const { texts, timeline: _timeline, deadlines: _deadlines, state: _state, ...row } = file.case
  return [
    textContent('chronology.html', chronologyPage(file)),
    textContent('chronology.csv', chronologyCsv(file)),
    jsonContent('chronology.json', chronologyJson(file)),
    textContent('decisions.html', decisionsPage(file)),
    textContent('deadlines.html', deadlinesPage(file)),
    textContent('deadlines.csv', deadlinesCsv(file)),
    jsonContent('deadlines.json', deadlinesJson(file)),
    textContent('letters.html', lettersPage(file)),
    textContent('people.html', peoplePage(file)),
    textContent('evidence.html', evidencePage(file)),
    textContent('policy.html', policyPage(file)),
    ...policyFiles(file),
    jsonContent('texts.json', texts),
    jsonContent('case.json', row),
  ]
}

/** Waits until it is written, so that the next is read only then; throws where nobody takes it any more. */
async function pump(zip: yazl.ZipFile, { path, bytes }: Content, mtime: Date, signal: AbortSignal): Promise<void> {
  const source = Readable.from([bytes])
  const done = once(source, 'end', { signal })
  const compress = !/\.(pdf|png|jpe?g|heic|gif|webp|docx|xlsx|od[ts]|mp[34]|m4a|mov)$/i.test(path)
  zip.addReadStreamLazy(path, { mtime, compress, size: bytes.length, forceDosTimestamp: true }, (take) =>
    take(null, source),
  )
  await done
}

/** A zip has the time of the clock on the wall, so the same for everybody only where it is told as if that were UTC. */
function dosTime(at: Date): Date {
  return new Date(
    ...([at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()] as const),
    ...([at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()] as const),
  )
}

function notAsItCame({ path }: Content): Gap {
  const says = `What is kept of ${path} is not what came: its SHA-256 is another.`
  return { gap: 'file-changed', says, rule: null, entry: null, day: null }
}
