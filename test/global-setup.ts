import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { deploy } from '../prisma/migrate.ts'
import { workflowBundle as buildWorkflows } from '../worker/bundle.ts'
import { readConfig } from '../worker/embedded/config.ts'
import { ensureDatabase } from '../worker/embedded/databases.ts'
import type { Postgres } from '../worker/embedded/postgres.ts'
import { startScratchPostgres } from '../worker/embedded/scratch-postgres.ts'
import { testServerExecutable } from '../worker/embedded/temporal-cli.ts'
import { installMissing } from './tools/debian.ts'
import { TEMPLATE_DATABASE } from './servers.ts'

// What every test file needs and is slow to make, made once for the whole run: one PostgreSQL with a migrated template
// database, the time-skipping server's program, the workflows' bundle, and programs to judge letters with.

const say = (message: string): void => void process.stderr.write(`${message}\n`)

async function migratedCluster(): Promise<Postgres> {
  const postgres = await startScratchPostgres()
  try {
    const url = postgres.url(TEMPLATE_DATABASE)
    await ensureDatabase(url)
    await deploy(url)
    return postgres
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redress-test-'))
  const made = await Promise.allSettled([
    migratedCluster(),
    testServerExecutable(readConfig(), say),
    buildWorkflows(folder),
    installMissing(say),
  ])
  const [cluster, testServer, workflowBundle, programs] = made
  const teardown = async (): Promise<void> => {
    if (cluster.status === 'fulfilled') await cluster.value.stop()
    await rm(folder, { recursive: true, force: true })
  }
  if (
    cluster.status === 'rejected' ||
    testServer.status === 'rejected' ||
    workflowBundle.status === 'rejected' ||
    programs.status === 'rejected'
  ) {
    await teardown()
    throw new AggregateError(
      made.flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])),
      'The tests’ servers could not be set up',
    )
  }
  project.provide('adminUrl', cluster.value.url('postgres'))
  project.provide('testServer', testServer.value)
  project.provide('workflowBundle', workflowBundle.value.codePath)
  return teardown
}
