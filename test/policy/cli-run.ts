import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command of `api/cli` as the shell would. */
export function run(script: string, args: string[], env: Record<string, string> = {}, cwd = root): Promise<Ran> {
  return runFile(`api/cli/${script}.ts`, args, env, cwd)
}

/** Runs a program of ours, by its file from `cwd`, which is this checkout or a copy of it. */
export function runFile(file: string, args: string[], env: Record<string, string>, cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    const all = ['--import', 'tsx', file, ...args]
    const child = execFile(process.execPath, all, { cwd, env: { ...process.env, ...env } }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

/** A copy of what runs, to put wrong files into. Its folder is the caller's to remove. */
export function copyOfCheckout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'redress-copy-'))
  for (const part of ['activities', 'api', 'prisma', 'worker', 'workflows', 'package.json', 'tsconfig.json']) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  return folder
}
