/** Programs that tests need beside npm's packages: found, or on a Debian machine whose root we are (CI's) installed before the tests. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Needed {
  /** Any of them will do. */
  commands: readonly string[]
  packages: readonly string[]
}

export const browser: Needed = { commands: ['chromium', 'chromium-browser', 'google-chrome'], packages: ['chromium'] }
export const java: Needed = { commands: ['java'], packages: ['default-jdk-headless'] }
export const maven: Needed = { commands: ['mvn'], packages: ['default-jdk-headless', 'maven'] }

/** The path of a program. Throws Error that says what to install where there is none. */
export function program({ commands, packages }: Needed, what: string): string {
  const found = find(commands)
  if (found !== undefined) return found
  throw new Error(
    `${what} needs ${commands.join(' or ')}, which is not on this machine. Install it (on Debian: apt-get install ${packages.join(' ')}) and run the tests again.`,
  )
}

/** All at once and before any test, as they take a minute. Where that may not be, the tests that need one say so. */
export async function installMissing(say: (message: string) => void): Promise<void> {
  const missing = [browser, java, maven].filter(({ commands }) => find(commands) === undefined)
  if (missing.length === 0 || process.getuid?.() !== 0 || find(['apt-get']) === undefined) return
  const packages = [...new Set(missing.flatMap((one) => one.packages))]
  say(`Installing for the tests: ${packages.join(' ')} (apt-get) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, maxBuffer: 64 * 1024 * 1024 }
  const apt = (...args: string[]) => run('apt-get', ['--quiet', '-o', 'DPkg::Lock::Timeout=120', ...args], options)
  await apt('update')
  await apt('install', '--yes', '--no-install-recommends', ...packages)
}

function find(commands: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return commands.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}
