/** The files of a print job: all letters in one PDF, single ones in an archive, and the list of them. */
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { z } from 'zod'
import type { Records } from '../../prisma/client.ts'
import type { PrintJob } from '../../prisma/generated/client.ts'
import { defineOperation, type Operation, type Reply } from '../operation.ts'
import { badInput } from '../problem.ts'
import { lettersInPart } from './job-answer.ts'
import { jobFor, orderOfLetters } from './jobs.ts'
import { manifestOf, type PrintedLetter } from './manifest.ts'
import { merged } from './merge.ts'

const querySchema = z.strictObject({
  part: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be the number of a part')
    .transform(Number)
    .optional()
    .describe(`Where the job has more than ${lettersInPart} letters: the job says how many parts there are`),
})

interface File {
  name: string
  type: string
  id: string
  title: string
  description: string
  make(letters: PrintedLetter[], job: PrintJob, title: string): Promise<Buffer | string>
}

const files: File[] = [
  {
    name: 'letters.pdf',
    type: 'application/pdf',
    id: 'readPrintJobPdf',
    title: 'The letters of a print job in one PDF',
    description:
      'For the printer, in the order of the manifest: each letter begins on a new sheet, with a blank page after one of an odd number of pages. It is not tagged: the accessible letters are the single ones.',
    make: (letters, { madeAt }, title) =>
      merged(
        letters.map(({ pdf }) => pdf),
        { title, madeAt },
      ),
  },
  {
    name: 'letters.zip',
    type: 'application/zip',
    id: 'readPrintJobZip',
    title: 'The letters of a print job, each by itself',
    description:
      'Each letter as the very PDF that is kept with its case, named by its reference and number, with the manifest.',
    make: (letters, { madeAt }) => zipped(letters, madeAt),
  },
  {
    name: 'manifest.csv',
    type: 'text/csv',
    id: 'readPrintJobManifest',
    title: 'The manifest of a print job',
    description:
      'A line for each letter: reference, number, kind, name and address, pages, size of print, SHA-256 of its PDF and when it was made. UTF-8 with a mark for Excel; what looks like a formula is kept from being one.',
    make: (letters) => manifestOf(letters),
  },
]

export const jobFiles: Operation[] = files.map((file) =>
  defineOperation({
    method: 'get',
    path: `/v1/print-jobs/{job}/${file.name}`,
    id: file.id,
    tag: 'Letters',
    title: file.title,
    description: file.description,
    by: ['officer', 'manager'],
    query: querySchema,
    answers: { 200: { description: 'The file', types: [file.type] } },
    problems: ['bad-input', 'unknown-print-job', 'against-the-rules', 'unavailable'],
    async handle({ records, organisations }, { caller, params, query }) {
      const job = await jobFor(records, caller, params)
      if ('problem' in job) return job
      const letters = await records.letter.count({ where: { printJobId: job.id } })
      const parts = Math.max(1, Math.ceil(letters / lettersInPart))
      const part = query.part ?? (parts === 1 ? 1 : 0)
      if (part < 1 || part > parts) return badInput([{ field: 'part', message: `must be a number from 1 to ${parts}` }])
      const { name } = organisations.byId(caller.org).letterhead
      const title = `${name}: print job ${job.id}${parts === 1 ? '' : `, part ${part} of ${parts}`}`
      const bytes = await file.make(await lettersOf(records, job, part), job, title)
      return fileReply(file, `print-job-${job.id}${parts === 1 ? '' : `-part-${part}`}-${file.name}`, bytes)
    },
  }),
)

function fileReply({ type }: File, name: string, bytes: Buffer | string): Reply {
  const headers = { 'Content-Disposition': `attachment; filename="${name}"` }
  return { status: 200, content: { type, bytes }, headers }
}

async function lettersOf(records: Records, { id }: PrintJob, part: number): Promise<PrintedLetter[]> {
  const rows = await records.letter.findMany({
    where: { printJobId: id, pdf: { not: null } },
    orderBy: orderOfLetters,
    skip: (part - 1) * lettersInPart,
    take: lettersInPart,
    select: { complaintRef: true, seq: true, kind: true, recipient: true, print: true, madeAt: true, pdf: true },
  })
  return rows.map(({ pdf, ...rest }) => ({ ...rest, pdf: pdf ?? new Uint8Array() }))
}

async function zipped(letters: PrintedLetter[], mtime: Date): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const { complaintRef, seq, pdf } of letters)
    zip.addBuffer(Buffer.from(pdf), `${complaintRef}-${seq}.pdf`, { mtime, compress: false })
  zip.addBuffer(Buffer.from(await manifestOf(letters)), 'manifest.csv', { mtime })
  zip.end()
  const chunks: Buffer[] = []
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await pipeline(zip.outputStream, collect)
  return Buffer.concat(chunks)
}
