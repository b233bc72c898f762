/** The house as it is drawn: which folder holds what, which way imports go, how large a room is. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = ['workflows', 'activities', 'api', 'worker', 'prisma', 'test']

/** Which folders a folder may import from, beside itself. A type alone may be imported as its value may. */
const mayImport: Record<string, string[]> = {
  'workflows/policy': [],
  workflows: ['workflows/policy'],
  prisma: ['workflows', 'workflows/policy'],
  activities: ['workflows', 'workflows/policy', 'prisma'],
  api: ['workflows', 'workflows/policy', 'prisma'],
  worker: ['workflows', 'workflows/policy', 'prisma', 'activities'],
}

interface Import {
  from: string
  to: string
}

const files = rooms.flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(room, name.replaceAll('\\', '/')))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('prisma/generated/')),
)
const sources = files.filter((name) => !name.startsWith('test/'))
const textOf = new Map(files.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))

function importsOf(name: string): string[] {
  const found = (textOf.get(name) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  return [...found].map((match) => match[1] ?? '')
}

function relativeImports(name: string): Import[] {
  return importsOf(name)
    .filter((to) => to.startsWith('.'))
    .map((to) => ({ from: name, to: path.posix.join(path.posix.dirname(name), to) }))
}

/** The part of the house a file belongs to. */
function partOf(name: string): string {
  return name.startsWith('workflows/policy/') ? 'workflows/policy' : (name.split('/')[0] ?? '')
}

describe('imports go one way', () => {
  it('reads the imports it judges', () => {
    expect(relativeImports('workflows/complaint.ts')).toContainEqual({
      from: 'workflows/complaint.ts',
      to: 'workflows/clock.ts',
    })
    expect(sources.length).toBeGreaterThan(50)
  })

  it('policy <- workflows <- records, activities, api, worker', () => {
    const wrong = sources
      .flatMap(relativeImports)
      .filter(({ from, to }) => partOf(from) !== partOf(to) && !mayImport[partOf(from)]?.includes(partOf(to)))
    expect(wrong).toEqual([])
  })

  it('workflows know nothing that does I/O, and the rules do not know Temporal', () => {
    const forbidden = /^(node:|@prisma|pg$|express|nodemailer|@temporalio\/(client|worker|activity|testing))/
    const workflows = sources.filter((name) => name.startsWith('workflows/'))
    const doingIo = workflows.flatMap((name) =>
      importsOf(name)
        .filter((to) => forbidden.test(to))
        .map((to) => ({ name, to })),
    )
    expect(doingIo).toEqual([])
    const policy = workflows.filter((name) => name.startsWith('workflows/policy/'))
    expect(policy.filter((name) => importsOf(name).some((to) => to.startsWith('@temporalio')))).toEqual([])
    expect(workflows.filter((name) => textOf.get(name)?.includes('process.env'))).toEqual([])
  })

  it('has no circle', () => {
    expect(circles(sources)).toEqual([])
  })
})

describe('rooms', () => {
  it('are of a size that one can take in', () => {
    const lines = (name: string) => (textOf.get(name) ?? '').split('\n').length - 1
    expect(files.filter((name) => lines(name) > 250).map((name) => `${name}: ${lines(name)}`)).toEqual([])
    expect(lines('workflows/complaint.ts')).toBeLessThan(120)
  })

  it('say what is inside', () => {
    expect(files.filter((name) => /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\/|\.)/.test(name))).toEqual([])
  })

  it('stand in the six folders and nowhere else', () => {
    const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const folders = top.map((entry) => entry.name).filter((name) => !name.startsWith('.'))
    expect(folders.filter((name) => ![...rooms, 'node_modules', 'dist', 'coverage'].includes(name))).toEqual([])
  })

  it('read the environment in a config file only', () => {
    const reading = sources.filter((name) => /\bprocess\.env\b/.test(textOf.get(name) ?? ''))
    expect(reading.filter((name) => !name.endsWith('/config.ts'))).toEqual([])
  })
})

function circles(names: string[]): string[][] {
  const seen = new Map<string, 'open' | 'done'>()
  const found: string[][] = []
  const visit = (name: string, trail: string[]): void => {
    if (seen.get(name) === 'done') return
    if (seen.get(name) === 'open') return void found.push([...trail.slice(trail.indexOf(name)), name])
    seen.set(name, 'open')
    for (const { to } of relativeImports(name)) if (textOf.has(to)) visit(to, [...trail, name])
    seen.set(name, 'done')
  }
  for (const name of names) visit(name, [])
  return found
}
