/** Every operation of the API. The routes, the OpenAPI document and the tests all walk this list. */
import { listActions } from './actions/list.ts'
import { readChange } from './calendar/change.ts'
import { listClosures, putClosures } from './calendar/closures.ts'
import { commandOperations } from './commands/operations.ts'
import { file } from './complaints/file.ts'
import { letter, printQueue, replaced } from './complaints/letters.ts'
import { list } from './complaints/list.ts'
import { readPolicy } from './complaints/policy.ts'
import { readGroup } from './complaints/group.ts'
import { read } from './complaints/read.ts'
import { caseFile } from './complaints/case-file.ts'
import { openApi } from './docs/openapi-operation.ts'
import { add as addFile } from './evidence/add.ts'
import { listFiles, readFile } from './evidence/read.ts'
import { live, ready } from './health.ts'
import { listLearning } from './learning/list.ts'
import { declare, end, move } from './incidents/change.ts'
import { listIncidents, ombudsmanDraft, readIncident, websiteNotice } from './incidents/read.ts'
import { takeBounce } from './mail/bounces.ts'
import { mailFigures } from './mail/figures.ts'
import type { Operation } from './operation.ts'
import { listOrders } from './ombudsman/orders.ts'
import { listOrganisations } from './organisations.ts'
import { listTasks } from './tasks/list.ts'
import { jobFiles } from './print/files.ts'
import { listJobs, makeJob, readJob } from './print/jobs.ts'
import { putPosted } from './print/posted.ts'

const described: readonly Operation[] = [
  file,
  list,
  read,
  readGroup,
  readPolicy,
  letter,
  replaced,
  printQueue,
  addFile,
  listFiles,
  readFile,
  caseFile,
  makeJob,
  listJobs,
  readJob,
  ...jobFiles,
  putPosted,
  mailFigures,
  listTasks,
  listActions,
  listLearning,
  listOrders,
  takeBounce,
  ...commandOperations,
  listClosures,
  putClosures,
  readChange,
  ...[declare, listIncidents, readIncident, move, end, ombudsmanDraft, websiteNotice],
  listOrganisations,
  live,
  ready,
]

export const operations: readonly Operation[] = [...described, openApi(described)]
