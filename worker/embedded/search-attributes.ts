import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { SearchAttributeType as SdkType } from '@temporalio/common'
import { searchAttributes } from '../../workflows/search-attributes.ts'
import type { SearchAttributeType } from './temporal.ts'

const SPELLING = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
} as const satisfies Record<SdkType, SearchAttributeType>

/** Those of workflows/search-attributes.ts, as name and type for a server. */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, SearchAttributeType>> = Object.fromEntries(
  Object.values(searchAttributes).map(({ name, type }) => [name, SPELLING[type]]),
)

/** Temporal's numbers for the types, as its operator service wants them. */
const TYPE_NUMBERS: Record<SearchAttributeType, number> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
}

/** Attributes as the operator service takes them: name and number of type. */
export function typeNumbers(attributes: Iterable<[string, SearchAttributeType]>): Record<string, number> {
  return Object.fromEntries(Array.from(attributes, ([name, type]) => [name, TYPE_NUMBERS[type]]))
}

function byHand(namespace: string, missing: [string, SearchAttributeType][]): string {
  const commands = missing.map(
    ([name, type]) =>
      `  temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
  )
  return ['Create them there (Temporal Cloud: tcld or its web page), then start again:', ...commands].join('\n')
}

/**
 * Registers on a server that was not started here whichever search attributes its namespace lacks. Connects as the
 * environment says (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TLS, API key).
 * @throws with the commands to give by hand, where the server does not let this client do it.
 */
export async function ensureSearchAttributes(wanted: Readonly<Record<string, SearchAttributeType>>): Promise<string[]> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  const connection = await Connection.connect(connectionOptions)
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
    const missing = lacking(customAttributes ?? {}, wanted, namespace)
    if (missing.length > 0) await register(connection, namespace, missing)
    return missing.map(([name]) => name)
  } finally {
    await connection.close()
  }
}

function lacking(
  registered: Record<string, unknown>,
  wanted: Readonly<Record<string, SearchAttributeType>>,
  namespace: string,
): [string, SearchAttributeType][] {
  return Object.entries(wanted).filter(([name, type]) => {
    const found = registered[name]
    if (found === undefined || found === TYPE_NUMBERS[type]) return found === undefined
    const problem = `Temporal's namespace "${namespace}" has a search attribute ${name} that is no ${type}.`
    throw new Error(`${problem} Remove it there, or use another namespace (TEMPORAL_NAMESPACE).`)
  })
}

async function register(
  connection: Connection,
  namespace: string,
  missing: [string, SearchAttributeType][],
): Promise<void> {
  const searchAttributes = typeNumbers(missing)
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes })
  } catch (error) {
    const names = missing.map(([name]) => name).join(', ')
    throw new Error(
      `Temporal's namespace "${namespace}" lacks the search attributes ${names}. ${byHand(namespace, missing)}`,
      { cause: error },
    )
  }
}
