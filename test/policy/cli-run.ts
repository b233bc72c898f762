import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command of `api/cli` as the shell would. */
export function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const all = ['--import', 'tsx', `api/cli/${script}.ts`, ...args]
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, { cwd: root, env: { ...process.env, ...env } }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
