/** What an Ombudsman decided, what we do about it and by when, and what of that is done. */
import { failureName } from '../../workflows/policy/ombudsman.ts'
import { owedIn, type Owed } from './duty-words.ts'
import { mayTell, told, words } from './promised.ts'
import type { Source } from './source.ts'
import { determinationText, failureText, proofText, textOfEntry, whyText } from './texts.ts'

export interface OmbudsmanFacts {
  news: 'determined' | 'complied' | 'failure' | 'ended'
  /** Who: null where what is done was ordered by several. */
  ombudsman: string | null
  on: string
  /** What they found of each issue, in their own term and in plain words. */
  issues: { issue: string; finding: string; means: string | null }[]
  /** What we are told to do, or have done; and what is only recommended. */
  orders: Owed[]
  recommendations: Owed[]
  proof: string | null
  paid: string | null
  /** Of what they ordered, what is still open after this. */
  left: Owed[]
  failure: { name: string; what: string } | null
  outcome: string | null
  why: string | null
  /** Nothing is left for us to do after this, and the complaint is closed with it. */
  closes: boolean
}

export function ombudsmanFacts(source: Source): OmbudsmanFacts {
  const { entry, library } = source
  const id = mayTell(source, 'ombudsman')
  const ombudsman = library.ombudsmen.find((one) => one.id === id)
  const owed = owedIn(source)
  return {
    ...nothing,
    ombudsman: ombudsman?.name ?? null,
    on: words(source, 'on'),
    orders: owed.filter(({ kind }) => kind !== 'recommendation'),
    recommendations: owed.filter(({ kind }) => kind === 'recommendation'),
    left: owedIn(source, 'left'),
    closes: entry.detail['closes'] === true,
    ...newsOf[entry.event]?.(source),
  }
}

const nothing: Omit<OmbudsmanFacts, 'ombudsman' | 'on' | 'orders' | 'recommendations' | 'left' | 'closes'> = {
  ...{ news: 'determined', issues: [], proof: null, paid: null, failure: null, outcome: null, why: null },
}

/** By the event that it is news of. */
const newsOf: Partial<Record<string, (source: Source) => Partial<OmbudsmanFacts>>> = {
  determined: (source) => ({ issues: issuesIn(source) }),
  'order-complied'(source) {
    const { proof, amountPaid } = textOfEntry(source.records, source.entry, proofText)
    return { news: 'complied', proof, paid: amountPaid === undefined ? null : source.wording.money(amountPaid) }
  },
  'failure-recorded': (source) => ({ news: 'failure', failure: failureIn(source) }),
  'referral-ended': (source) => ({
    news: 'ended',
    outcome: told(source, 'outcome'),
    why: textOfEntry(source.records, source.entry, whyText).why,
  }),
}

function issuesIn({ records, entry, library }: Source): OmbudsmanFacts['issues'] {
  const { issues } = textOfEntry(records, entry, determinationText)
  const { findings = [] } = library.ombudsmen.find(({ id }) => id === entry.detail['ombudsman']) ?? {}
  return issues.map(({ issue, finding }) => {
    const known = findings.find(({ id }) => id === finding)
    return { issue, finding: known?.name ?? finding.replaceAll('-', ' '), means: known?.means ?? null }
  })
}

/** By the name that holds on its day. */
function failureIn(source: Source): OmbudsmanFacts['failure'] {
  const { entry, records, library } = source
  const kind = told(source, 'failure')
  const ombudsman = library.ombudsmen.find(({ id }) => id === entry.detail['ombudsman'])
  const known = ombudsman && failureName(ombudsman, kind, told(source, 'on'))
  return {
    name: known?.name ?? kind.replaceAll('-', ' '),
    what: textOfEntry(records, entry, failureText).what,
  }
}
