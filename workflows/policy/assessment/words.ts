/** How values of rules are put in words. */
import type { CountedFrom, FormalStageId, OutcomeName } from '../policy.ts'

const EVENTS: Record<CountedFrom, string> = {
  receipt: 'receipt',
  request: 'the request',
  acknowledgement: 'the acknowledgement',
  response: 'the response',
  'last-update': 'the last update',
}

export function eventInWords(event: CountedFrom): string {
  return EVENTS[event]
}

/** "upheld, partially upheld or not upheld" */
export function outcomesInWords(outcomes: readonly OutcomeName[]): string {
  return listed(outcomes.map(spaced), 'or')
}

/** "a, b and c" */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** how-to-go-on -> how to go on */
export function spaced(name: string): string {
  return name.replaceAll('-', ' ')
}

export function stageInWords(id: FormalStageId): string {
  return id === 'stage-1' ? 'Stage 1' : 'Stage 2'
}
