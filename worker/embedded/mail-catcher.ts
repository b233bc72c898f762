import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServerProcess, type ServerProcess } from './server-process.ts'

export interface MailCatcher {
  smtpUrl: string
  /** The web page; its REST interface is under /api/email. */
  uiUrl: string
  pid: number
  stop: () => Promise<void>
}

export interface MailCatcherOptions {
  port: number
  uiPort: number
  /** Where the mails are kept, so that they are still there after a restart. `<dir>.log` stands beside it. */
  dir: string
}

const LOOPBACK = '127.0.0.1'
const READY_WITHIN_MS = 30_000
/** The oldest go when there are more: the catcher reads them all when it starts. */
const MOST_MAILS = 2_000

function program(): string {
  try {
    return path.join(path.dirname(fileURLToPath(import.meta.resolve('maildev'))), 'bin/maildev.js')
  } catch (error) {
    throw new Error('The mail catcher (maildev) is not installed: run npm ci, or set SMTP_URL to a mail server.', {
      cause: error,
    })
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function untilReady(server: ServerProcess, uiUrl: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    // The web server is the last thing that it starts.
    const answered = await fetch(`${uiUrl}/api/email`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    if (!server.running() || Date.now() > deadline) {
      throw new Error(`The mail catcher did not start. The end of ${server.logFile}:\n${server.lastWords()}`)
    }
    await pause(50)
  }
}

/** Starts a mail server on loopback that delivers nothing and shows everything on a web page. */
export async function startMailCatcher({ port, uiPort, dir }: MailCatcherOptions): Promise<MailCatcher> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const flags = {
    '--ip': LOOPBACK,
    '--smtp': String(port),
    '--web-ip': LOOPBACK,
    '--web': String(uiPort),
    '--mail-directory': dir,
    '--max-emails': String(MOST_MAILS),
  }
  const args = [program(), ...Object.entries(flags).flat()]
  const server = await startServerProcess({
    command: process.execPath,
    args,
    logFile: `${dir}.log`,
    stopSignal: 'SIGTERM',
  })
  const uiUrl = `http://${LOOPBACK}:${uiPort}`
  try {
    await untilReady(server, uiUrl)
  } catch (error) {
    await server.stop('SIGKILL', 1_000)
    throw error
  }
  return { smtpUrl: `smtp://${LOOPBACK}:${port}`, uiUrl, pid: server.pid, stop: () => server.stop('SIGTERM', 5_000) }
}
