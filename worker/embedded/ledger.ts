import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { endProcess, identify, isAlive, type ProcessIdentity } from './process-table.ts'

// What this data folder's `npm start` is running, on disk, so that the next start can clear up after a SIGKILL or a crash.

const identity = z.object({
  pid: z.number(),
  parent: z.number().default(0),
  startedAt: z.string(),
  command: z.string(),
})
const page = z.object({ owner: identity.optional(), servers: z.array(identity.extend({ name: z.string() })) })
type Page = z.infer<typeof page>

export interface Ledger {
  /** What was found running from an earlier start and was stopped. */
  stopped: string[]
  add(name: string, pid: number | undefined): void
  remove(pid: number | undefined): void
  close: () => void
}

function readPage(file: string): Page {
  try {
    return page.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { servers: [] } // missing, or cut short by a crash: then ports in use are reported by name instead
  }
}

function writePage(file: string, content: Page): void {
  writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** A process of ours still has the start time AND the command line that were written down: only then is it ours to stop. */
function stillOurs(server: ProcessIdentity): boolean {
  return isAlive(server) && identify(server.pid)?.command === server.command
}

async function stopLeftovers(servers: Page['servers']): Promise<string[]> {
  const leftovers = servers.filter(stillOurs)
  await Promise.all(leftovers.map((server) => endProcess(server, server.name === 'postgres' ? 'SIGINT' : 'SIGTERM')))
  return leftovers.map((server) => `${server.name} (pid ${server.pid})`)
}

/** Takes the data folder for this process. @throws when another live `npm start` has it. */
export async function openLedger(dataDir: string): Promise<Ledger> {
  mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'processes.json')
  const before = readPage(file)
  if (before.owner !== undefined && before.owner.pid !== process.pid && isAlive(before.owner)) {
    throw new Error(
      `Redress already runs from ${dataDir} (pid ${before.owner.pid}). Stop it first, or set DATA_DIR and the ports to run a second one.`,
    )
  }
  const stopped = await stopLeftovers(before.servers)
  const owner = identify(process.pid)
  const content: Page = { ...(owner !== undefined && { owner }), servers: [] }
  writePage(file, content)
  return {
    stopped,
    add(name, pid) {
      const found = pid === undefined ? undefined : identify(pid)
      if (found !== undefined) content.servers.push({ name, ...found })
      writePage(file, content)
    },
    remove(pid) {
      content.servers = content.servers.filter((server) => server.pid !== pid)
      writePage(file, content)
    },
    close: () => rmSync(file, { force: true }),
  }
}
