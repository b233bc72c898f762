/** The workflows as one file, built once for each state of their source: a worker then starts in under a second. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundlePath } from '@temporalio/worker'

const folder = fileURLToPath(new URL('../workflows', import.meta.url))
const inFolder = (name: string) =>
  ['ts', 'js'].map((as) => path.join(folder, `${name}.${as}`)).find((file) => existsSync(file))
const entry = inFolder('index')
const payloadConverterPath = inFolder('payload-converter')

/** Bodies are read outside workflows: the schema library would cost each run of a complaint 4 CPU ms. */
const ignoreModules = ['zod']

export async function workflowBundle(cacheDir: string): Promise<WorkflowBundlePath> {
  if (entry === undefined) throw new Error(`There is no workflows/index beside the worker, in ${folder}`)
  const codePath = path.join(cacheDir, `workflows-${sourceHash()}.js`)
  if (existsSync(codePath)) return { codePath }
  const { code } = await bundleWorkflowCode({
    workflowsPath: entry,
    ...(payloadConverterPath !== undefined && { payloadConverterPath }),
    ignoreModules,
    logger: new DefaultLogger('WARN'),
  })
  mkdirSync(cacheDir, { recursive: true })
  // Written aside and renamed: several workers may build it at once.
  const aside = `${codePath}.${process.pid}`
  writeFileSync(aside, code)
  renameSync(aside, codePath)
  return { codePath }
}

function sourceHash(): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js|json)$/.test(name))
    .sort()
  const hash = createHash('sha256')
  for (const name of files) hash.update(name).update(readFileSync(path.join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}
