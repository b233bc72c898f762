/** Rehearses stories as `npm run rehearse` does, in a process of its own: the worker is not the API's to run. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const day = z.string().nullable()
const storySchema = z.object({
  ref: z.string(),
  policy: z.string(),
  status: z.string(),
  stage: z.string(),
  timeline: z.array(z.object({ at: z.string(), event: z.string(), detail: z.record(z.string(), z.unknown()) })),
  deadlines: z.array(
    z.object({
      name: z.string(),
      clause: z.string().nullable(),
      due: z.string(),
      extendedTo: day,
      metOn: day,
      status: z.string(),
    }),
  ),
  letters: z.array(z.object({ at: z.string(), kind: z.string(), subject: z.string(), text: z.string() })),
  refused: z.array(z.object({ at: z.string(), do: z.string(), rule: z.string(), message: z.string() })),
})
export type Story = z.output<typeof storySchema>

/**
 * The stories of each text, in pairs: the first of the one with the first of the other.
 * Throws Error where the rehearsal breaks down.
 * @param name what the texts are called where something is wrong with them
 */
export async function rehearsed(
  texts: string[],
  name: string,
): Promise<{ pairs: [Story, Story][] } | { refusal: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-compare-'))
  try {
    const files = texts.map((_, at) => path.join(folder, `${at}.yaml`))
    await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? '')))
    const { code, stdout, stderr } = await rehearse(files)
    // What a step expected under its own policy is not what it meets under another: 1 is no failure here.
    if ((code === 0 || code === 1) && stdout !== '') return { pairs: paired(JSON.parse(stdout)) }
    if (code !== 2) throw new Error(`The rehearsal ended with ${code ?? 'a signal'}: ${stderr}`)
    return { refusal: [...new Set(named(stderr, files, name).trim().split('\n'))].join('\n') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The stories of the first file come before those of the second. */
function paired(told: unknown): [Story, Story][] {
  const stories = z.array(storySchema).parse(told)
  const half = stories.length / 2
  return stories.slice(0, half).flatMap((one, at) => {
    const other = stories[half + at]
    return other ? [[one, other]] : []
  })
}

function named(said: string, files: string[], name: string): string {
  return files.reduce((text, file) => text.replaceAll(file, name), said)
}

interface Ended {
  /** Null where it was stopped. */
  code: number | null
  stdout: string
  stderr: string
}

function rehearse(files: string[]): Promise<Ended> {
  const ours = fileURLToPath(import.meta.url)
  const script = path.join(path.dirname(ours), `../../worker/rehearsal/rehearse${path.extname(ours)}`)
  const child = spawn(process.execPath, [...process.execArgv, script, ...files, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // The rehearsal ends what it started, and we remove our files after it.
  const stop = (signal: NodeJS.Signals) => void child.kill(signal)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, ...said })
    })
  })
}
