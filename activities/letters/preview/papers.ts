/** What others than residents are told of exceptional circumstances, with invented data: that they began, a new day, their end. */
import type { Organisation } from '../../../prisma/organisations.ts'
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { Letter } from '../compose.ts'
import { paperKinds, paperOf, type PaperKind, type PaperTo, type Tidings } from '../papers.ts'
import { tuesday23March } from './life.ts'

const begun: Tidings = {
  ...{ id: 7, reason: 'Somebody broke into our computers. We have switched them off until they are safe again.' },
  ...{ since: 'Tuesday 23 March 2027', returnOn: 'Friday 9 April 2027', endedOn: '', over: false, moved: false },
  ...{ affected: 41, told: 40, left: 38, ranOut: 2, clauses: ['HO Code 8.5'] },
}
const moved: Tidings = { ...begun, moved: true }
const over: Tidings = { ...begun, over: true, endedOn: 'Monday 12 April 2027' }

/** Each is made when it is asked for. */
export function inventedPapers(organisation: Organisation): (() => Letter)[] {
  return [begun, moved, over].flatMap((tidings) =>
    paperKinds.flatMap((kind) =>
      readersOf(organisation, kind).map((to) => () => {
        const paper = { kind, ...(to && { to }) }
        return paperOf(organisation, paper, tidings, atTime(tuesday23March, '16:00')).letter
      }),
    ),
  )
}

function readersOf({ ombudsmen }: Organisation, kind: PaperKind): (PaperTo | undefined)[] {
  return { ombudsman: ombudsmen, website: [undefined], reminder: [{ name: 'Morgan Bell' }] }[kind]
}
