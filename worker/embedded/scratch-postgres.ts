import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './ports.ts'
import { startPostgres, type Postgres } from './postgres.ts'

/** What is lost in a crash is lost with the whole cluster anyway, so nothing waits for the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** A PostgreSQL in a new temporary folder, which `stop` removes with all that is in it. For tests and for comparing schemas. */
export async function startScratchPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redress-scratch-'))
  const remove = async (...others: string[]): Promise<void> => {
    for (const target of [folder, ...others]) await rm(target, { recursive: true, force: true })
  }
  try {
    await chmod(folder, 0o711) // for root's sake: user postgres must be able to walk through
    const postgres = await startPostgres({ dir: path.join(folder, 'db'), port: await freePort(), settings: SETTINGS })
    return {
      ...postgres,
      async stop() {
        try {
          await postgres.stop()
        } finally {
          await remove(postgres.dir)
        }
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
