/** Programs that tests need beside npm's packages: found, or on a Debian machine whose root we are (CI's) installed. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The path of the first of these commands that there is. Throws Error that says what to install where there is none. */
export function program(commands: readonly string[], packages: readonly string[], what: string): string {
  const found = find(commands)
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && find(['apt-get']) !== undefined) {
    install(packages)
    const installed = find(commands)
    if (installed !== undefined) return installed
  }
  throw new Error(
    `${what} needs ${commands.join(' or ')}, which is not on this machine. Install it (on Debian: apt-get install ${packages.join(' ')}) and run the tests again.`,
  )
}

function find(commands: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return commands.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}

function install(packages: readonly string[]): void {
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stderr } = spawnSync('apt-get', ['--quiet', ...args], { encoding: 'utf8', env: environment })
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`)
  }
}
