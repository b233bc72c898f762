import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

// The ordinary driver adapter was made for an application's queries. The schema engine also reads PostgreSQL's catalogue and
// opens a shadow database, and there it needs some corrections, one in each part of this file.

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type ResultSet = Awaited<ReturnType<Adapter['queryRaw']>>

/** PostgreSQL's internal one-byte "char" (pg_catalog uses it for flags), which adapter-pg cannot decode. */
const INTERNAL_CHAR_OID = 18
const TEXT_OID = 25

/** Connection settings in parts. With `connectionString` the adapter would silently use the real database as its shadow. */
export function connectionParts(databaseUrl: string): pg.ClientConfig & { database: string } {
  const url = new URL(databaseUrl)
  const sslmode = url.searchParams.get('sslmode')
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(sslmode !== null && sslmode !== 'disable' && { ssl: { rejectUnauthorized: sslmode.startsWith('verify') } }),
  }
}

function isFieldList(value: unknown): value is { dataTypeID: number }[] {
  return (
    Array.isArray(value) && value.every((field) => typeof field === 'object' && field !== null && 'dataTypeID' in field)
  )
}

/** Presents "char" columns as text, and remembers on the result which they were. */
function presentCharAsText(result: unknown): unknown {
  if (typeof result === 'object' && result !== null && 'fields' in result && isFieldList(result.fields)) {
    for (const field of result.fields) {
      if (field.dataTypeID === INTERNAL_CHAR_OID) Object.assign(field, { dataTypeID: TEXT_OID, name: charName(field) })
    }
  }
  return result
}

const CHAR_MARK = '\u0000char'
const charName = (field: object): string => `${'name' in field ? String(field.name) : ''}${CHAR_MARK}`

class CatalogClient extends pg.Client {
  // pg.Client.query has a dozen overloads; what comes in goes on unchanged, and only the result is looked at.
  override query(...args: never[]): never {
    const forward: (...forwarded: unknown[]) => unknown = super.query.bind(this)
    const callback: unknown = args.at(-1)
    if (typeof callback === 'function') {
      const wrapped = (error: unknown, result: unknown): unknown => callback(error, presentCharAsText(result))
      return forward(...args.slice(0, -1), wrapped) as never
    }
    const pending = forward(...args)
    return (pending instanceof Promise ? pending.then(presentCharAsText) : pending) as never
  }
}

function restoreCharColumns(result: ResultSet): ResultSet {
  const isChar = result.columnNames.map((name) => name.endsWith(CHAR_MARK))
  return {
    ...result,
    columnNames: result.columnNames.map((name) => name.replace(CHAR_MARK, '')),
    columnTypes: result.columnTypes.map((type, index) => (isChar[index] === true ? ColumnTypeEnum.Character : type)),
  }
}

function withCharColumns(adapter: Adapter): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => restoreCharColumns(await queryRaw(query))
  return adapter
}

export class CatalogAdapterFactory extends PrismaPg {
  private readonly parts: ReturnType<typeof connectionParts>
  private readonly open: Adapter[] = []

  constructor(databaseUrl: string) {
    const parts = connectionParts(databaseUrl)
    super({ ...parts, Client: CatalogClient })
    this.parts = parts
  }

  override async connect(): Promise<Adapter> {
    const adapter = withCharColumns(await super.connect())
    this.open.push(adapter)
    return adapter
  }

  /** Ends the connections. The engine does not, and one of them holds its advisory lock: the next run would wait 10 s for it. */
  async dispose(): Promise<void> {
    await Promise.all(this.open.splice(0).map((adapter) => adapter.dispose()))
  }

  /** The stock method drops the shadow database while its own pool is still connected to it, which PostgreSQL refuses. */
  override async connectToShadowDb(): Promise<Adapter> {
    const database = `redress_shadow_${randomUUID()}`
    const admin = new pg.Client(this.parts)
    await admin.connect()
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
    const adapter = withCharColumns(await new PrismaPg({ ...this.parts, database, Client: CatalogClient }).connect())
    const dispose = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await dispose()
      await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`)
      await admin.end()
    }
    return adapter
  }
}
