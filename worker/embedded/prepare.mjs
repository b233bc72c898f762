// Makes a checkout ready to run: npm ci when node_modules is missing or package-lock.json changed, then `prisma generate`
// when the schema changed. Plain JavaScript without dependencies, as it runs on a fresh clone. Nothing goes to stdout, so
// that `npm run -s policy -- … --json` stays clean; with nothing to do it takes some milliseconds.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const at = (...parts) => path.join(root, ...parts)
const say = (message) => process.stderr.write(`${message}\n`)

/** Says what is wrong with this Node, or nothing. @param {string} version */
export function nodeRefusal(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24
  if (supported) return undefined
  return `Redress needs Node 20.19 or later, 22.12 or later, or 24; this is ${version}. Install one of them, e.g. "nvm install 22".`
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
const stampFile = (name) => at('node_modules', '.redress', name)
const stamped = (name, hash) => existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === hash

function stamp(name, hash) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), hash)
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} [environment] */
function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 2, 2], // what npm and prisma say goes to stderr
      shell: process.platform === 'win32' && command === 'npm', // npm is a .cmd there
      env: { ...process.env, ...environment },
    })
    const forward = (signal) => child.kill(signal)
    process.on('SIGTERM', forward)
    child.once('error', (error) => reject(new Error(`${command} could not be run: ${error.message}`)))
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', forward)
      if (code === 0) resolve(undefined)
      else reject(new Error(`"${command} ${args.join(' ')}" failed (${signal ?? code}); the reason is above.`))
    })
  })
}

/** Did npm itself, run by hand, already install exactly what the lockfile says? Then there is no need to do it again. */
function installedAsLocked() {
  const hidden = at('node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(locked).every(([place, wanted]) => {
    if (place === '') return true
    const found = installed[place]
    return found === undefined ? wanted.optional === true : found.version === wanted.version
  })
}

async function install() {
  const hash = `${process.platform}-${process.arch} ${hashOf(at('package-lock.json'))}`
  if (stamped('installed', hash)) return
  if (!installedAsLocked()) {
    say('Installing packages (npm ci) …')
    await run('npm', ['ci', '--no-audit', '--no-fund'])
  }
  stamp('installed', hash)
}

async function generate() {
  const schema = at('prisma', 'schema.prisma')
  if (!existsSync(schema)) return
  // Prisma's version is part of it: a new one writes another client from the same schema.
  const hash = `${hashOf(schema)} ${hashOf(at('node_modules', 'prisma', 'package.json'))}`
  if (stamped('generated', hash) && existsSync(at('prisma', 'generated'))) return
  say('Generating the database client (prisma generate) …')
  // `generate` needs no schema engine, yet wants to download one: any existing file in its place keeps it from trying.
  await run(process.execPath, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', schema], {
    PRISMA_SCHEMA_ENGINE_BINARY: at('package.json'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  })
  stamp('generated', hash)
}

/** Ends the process with a message when this checkout cannot be made ready. */
export async function prepare() {
  try {
    const refusal = nodeRefusal(process.versions.node)
    if (refusal !== undefined) throw new Error(refusal)
    await install()
    await generate()
  } catch (error) {
    say(error.message)
    process.exit(1)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare()
