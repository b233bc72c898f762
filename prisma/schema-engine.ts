import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { CatalogAdapterFactory } from './catalog-adapter.ts'

// Prisma's own migrate commands download a native engine, which fails without the internet (and, misled about where it is,
// they do nothing and exit 0). The same engine as WebAssembly is inside npm: this file loads it. It writes ordinary
// _prisma_migrations rows, so `prisma migrate deploy` works on the same database wherever it can download its engine.

type Exports = Record<string, unknown>

// Node has it, but its types come only with the browser's library, which is not for a server.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: Exports } }>
}

interface EngineModule {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: Exports): void
}

let loaded: Promise<EngineModule> | undefined

async function loadModule(): Promise<EngineModule> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  // The package's own entry imports its .wasm as an ES module, which Node 20 cannot; so its two parts are joined here.
  const glue: EngineModule = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  // The engine reports a panic through this global before it throws a bare "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  })
  return glue
}

/** Runs `work` with a schema engine on this database and frees it afterwards. Engine errors arrive as Error with Prisma's text. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schema: { path: string; content: string },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadModule()
  const { SchemaEngine: Engine } = await loaded
  const factory = new CatalogAdapterFactory(databaseUrl)
  const options = { datamodels: [[schema.path, schema.content] satisfies [string, string]] }
  const engine = await Engine.new(options, () => undefined, bindMigrationAwareSqlAdapterFactory(factory))
  try {
    return await work(engine)
  } finally {
    engine.free()
    await factory.dispose()
  }
}
