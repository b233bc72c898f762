/** What can be started on a worker, and nothing else: every function exported here becomes a workflow. */
export { complaint } from './complaint.ts'
export { incident } from './incident.ts'
export { posting } from './posting.ts'
export { previewLetter } from './preview-letter.ts'
export { printJob } from './print-job.ts'
export { recalendar } from './recalendar.ts'
export { relay } from './relay.ts'
export { sweep } from './sweep.ts'
