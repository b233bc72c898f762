/** Every operation of the API. The routes, the OpenAPI document and the tests all walk this list. */
import { commandOperations } from './commands/operations.ts'
import { file } from './complaints/file.ts'
import { letter, printQueue } from './complaints/letters.ts'
import { list } from './complaints/list.ts'
import { read } from './complaints/read.ts'
import { openApi } from './docs/openapi-operation.ts'
import { live, ready } from './health.ts'
import type { Operation } from './operation.ts'

const described: readonly Operation[] = [file, list, read, letter, printQueue, ...commandOperations, live, ready]

export const operations: readonly Operation[] = [...described, openApi(described)]
