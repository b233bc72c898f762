/**
 * Tells each complaint that a letter of its was posted, and on which day: the posting date counts. A page at each call, in the order
 * of jobs, complaints and letters, each by an Update that answers when its timeline is written. Done twice it changes nothing.
 */
import { log } from '@temporalio/activity'
import { closeToldJobs, isAnyUntold, noteTold, untold, type PostedLetter } from '../prisma/posting.ts'
import type { PostingPage, PostingPlace } from '../workflows/activities.ts'
import type { SweepDeps } from './sweep.ts'
import { tellComplaint, type Answer } from './tell-complaint.ts'
import { tellInOrder } from './tell-in-order.ts'

const pageSize = 50

/** Undefined where every complaint knows. Throws where the records or Temporal are away: the page is then done again. */
export async function tellPosted(
  deps: SweepDeps,
  after: PostingPlace | undefined,
  nowMs: number,
): Promise<PostingPage | undefined> {
  const letters = await untold(deps.records, after, pageSize)
  // In their order: a complaint that is over is opened for them, one after the other.
  const answers = await tellInOrder(letters, { refOf: ({ ref }) => ref, tell: (one) => tellOne(deps, one, nowMs) })
  const last = letters.at(-1)
  const isEnd = letters.length < pageSize
  if (isEnd) await closeToldJobs(deps.records, nowMs)
  if (isEnd && letters.length === 0 && !(await isAnyUntold(deps.records))) return undefined
  return {
    told: answers.filter((one) => one === 'told').length,
    notTold: answers.filter((one) => typeof one === 'object').length,
    unanswered: answers.filter((one) => one === 'unanswered').length,
    next: last && !isEnd ? { job: last.job, ref: last.ref, seq: last.seq } : null,
  }
}

async function tellOne(deps: SweepDeps, letter: PostedLetter, nowMs: number): Promise<Answer> {
  const { ref, seq, on, by, job } = letter
  const message = { by, with: { letter: seq, on } }
  // The job's number in its name, as a letter may be printed again.
  const updateId = `posted-${ref}-${seq}-${job}`
  const answer = await tellComplaint(deps, { ref, command: 'letter-posted', message, updateId }, nowMs)
  if (answer === 'unanswered') return answer
  const rule = answer === 'told' ? null : answer.rule
  if (rule !== null) log.warn('A complaint did not take the day of posting', { ref, seq, rule })
  await noteTold(deps.records, letter, rule, nowMs)
  return answer
}
