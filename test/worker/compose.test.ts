import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readApiConfig } from '../../api/config.ts'
import { readConfig as readWorkerConfig } from '../../worker/config.ts'
import { SEARCH_ATTRIBUTES } from '../../worker/embedded/search-attributes.ts'

// What the compose schema (worker/embedded/check-compose.sh) cannot see.

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  restart: z.string().optional(),
  container_name: z.string().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.object({}).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
})
const compose = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()),
  configs: z.record(z.string(), z.object({ content: z.string() })),
})

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8')
const text = read('docker-compose.yml')
const { services, volumes, configs } = compose.parse(parse(text, { merge: true }))
const entries = Object.entries(services)
const named = (name: string): z.output<typeof service> => {
  const found = services[name]
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`)
  return found
}

/** As compose does it: `${NAME:-default}` is the default, `${NAME:+there}` nothing, `${NAME:?message}` what .env says, here something long. */
const interpolate = (value: string): string =>
  value
    .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
    .replace(/\$\{\w+:\+[^}]*\}/g, '')
    .replace(/\$\{\w+:\?[^}]*\}/g, 'given'.repeat(8))

describe('docker-compose.yml', () => {
  it('has these parts, each from this very image', () => {
    const images = Object.fromEntries(entries.map(([name, { image }]) => [name, image]))
    expect(images).toEqual({
      postgres: 'postgres:18.4-bookworm',
      'temporal-schema': 'temporalio/admin-tools:1.32.0',
      temporal: 'temporalio/server:1.32.0',
      'temporal-namespace': 'temporalio/admin-tools:1.32.0',
      'temporal-ui': 'temporalio/ui:2.54.1',
      mailpit: 'axllent/mailpit:v1.27',
      migrate: 'redress:local',
      worker: 'redress:local',
      api: 'redress:local',
    })
  })

  it.each(
    entries.flatMap(([name, { depends_on }]) =>
      Object.entries(depends_on).map(([on, { condition }]) => ({ name, on, condition })),
    ),
  )('$name can wait for $on to be $condition', ({ on, condition }) => {
    const target = named(on)
    if (condition === 'service_healthy') expect(target.healthcheck).toBeDefined()
    else {
      expect(condition).toBe('service_completed_successfully')
      expect(target.restart, `${on} is a job: restarted, it would never be complete`).toBeUndefined()
    }
  })

  it('starts worker and API after the migrations, the namespace and its search attributes', () => {
    for (const name of ['worker', 'api'])
      expect(Object.keys(named(name).depends_on)).toEqual(['migrate', 'temporal-namespace'])
  })

  it('registers the very search attributes that the workflows set', () => {
    const script = named('temporal-namespace').command?.join('\n') ?? ''
    const registered = [...script.matchAll(/\b([A-Z]\w+)=(Keyword|Datetime|Bool|Text|Int|Double|KeywordList)\b/g)]
    expect(Object.fromEntries(registered.map(([, name, type]) => [name, type]))).toEqual(SEARCH_ATTRIBUTES)
  })

  it('lets the worker be scaled', () => {
    const { container_name, ports, volumes: own } = named('worker')
    expect({ container_name, ports, own }).toEqual({ container_name: undefined, ports: [], own: [] })
  })

  it('publishes the API and the two web pages, to this machine alone', () => {
    const published = Object.fromEntries(
      entries.flatMap(([name, { ports }]) => (ports.length > 0 ? [[name, ports.map(interpolate)]] : [])),
    )
    expect(published).toEqual({
      api: ['127.0.0.1:3000:3000'],
      mailpit: ['127.0.0.1:8025:8025'],
      'temporal-ui': ['127.0.0.1:8233:8080'],
    })
  })

  it('holds no secret: each is asked for, and .env.example names it without a value', () => {
    const secrets = entries
      .flatMap(([, { environment }]) => Object.entries(environment))
      .filter(([name]) => /PASSWORD|PWD|SECRET/.test(name))
    expect(secrets.length).toBeGreaterThanOrEqual(5)
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/)
    const asked = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name))
    const example = new Map(
      [...read('.env.example').matchAll(/^#?(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    )
    expect(asked).toEqual(new Set(['POSTGRES_PASSWORD', 'TOKEN_SECRET']))
    for (const name of asked) expect(example.get(name)).toBe('')
    const optional = [...text.matchAll(/\$\{(\w+):-/g)].map(([, name]) => name)
    for (const name of optional) expect(example.has(name), `${name} is not in .env.example`).toBe(true)
  })

  it('gives worker and API all that their configuration asks for', () => {
    const given = (name: string): Record<string, string> =>
      Object.fromEntries(
        Object.entries(named(name).environment).map(([variable, value]) => [variable, interpolate(value)]),
      )
    // Without requireTLS=false no letter would leave: the catcher has no TLS.
    expect(readWorkerConfig(given('worker'))).toMatchObject({
      SMTP_URL: 'smtp://mailpit:1025?requireTLS=false',
      dkim: undefined,
    })
    const api = readApiConfig(given('api'))
    expect(api).toMatchObject({ host: '0.0.0.0', port: 3000 })
    expect(api.temporal).toMatchObject({ namespace: 'redress', connectionOptions: { address: 'temporal:7233' } })
    expect(new URL(api.databaseUrl).host).toBe('postgres:5432')
  })

  it.each(entries.filter(([, { image }]) => image === 'redress:local'))(
    '%s runs a file that the build makes',
    (_, { command }) => {
      const file = command?.find((word) => word.startsWith('dist/')) ?? ''
      expect(file).toMatch(/^dist\/.*\.js$/)
      const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts')
      expect(existsSync(fileURLToPath(new URL(`../../${source}`, import.meta.url))), `${source} is missing`).toBe(true)
    },
  )

  it('mounts only what it declares, and gives the Temporal server the file that it does not start without', () => {
    for (const [, { volumes: own, configs: used }] of entries) {
      for (const volume of own) expect(volumes).toHaveProperty(volume.split(':')[0] ?? '')
      for (const { source } of used) expect(configs).toHaveProperty(source)
    }
    const { environment, configs: used } = named('temporal')
    expect(used.map(({ target }) => target)).toEqual([environment['DYNAMIC_CONFIG_FILE_PATH']])
  })

  it('has an image that is built in stages, with production’s packages, for no root', () => {
    const stages = read('Dockerfile')
      .split(/^FROM /m)
      .slice(1)
    expect(stages).toHaveLength(2)
    expect(stages[0]).toMatch(/npm prune --omit=dev/)
    expect(stages[1]).toMatch(/^USER node$/m)
    expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.env', '.data', 'node_modules']))
  })
})
