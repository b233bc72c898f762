/** How far a response may be put off, at each stage, and what the resident is told. */
import { inWords } from '../extension.ts'
import type { Extend, FormalStageId, Policy, Span } from '../policy.ts'
import { stageRules } from '../reading.ts'
import { aspect, said, type Aspect, type Compared } from './aspect.ts'
import { shorterIsBetter } from './comparing.ts'
import { stageInWords } from './words.ts'

export function extensionAspects(id: FormalStageId): Aspect[] {
  const rules = (policy: Policy) => stageRules(policy, id)
  return [
    aspect({
      rule: `extend-${id}`,
      title: `${stageInWords(id)}: how far a response may be put off`,
      asks: (code) => extension(rules(code).extend),
      says: (policy) => extension(rules(policy).extend) ?? noLimit(rules(policy).extend),
      compare: compareLimits,
    }),
    aspect({
      rule: `extend-${id}-beyond`,
      title: `${stageInWords(id)}: what it takes to put it off further`,
      asks: (policy) => furtherThan(rules(policy).extend),
      compare: compareBeyond,
    }),
    aspect({
      rule: `extend-${id}-ombudsman`,
      title: `${stageInWords(id)}: the notice that it is put off`,
      // Not asked for by a document is not said by it; no document says that they must be left out.
      asks: (policy) => {
        const { notice } = rules(policy).extend
        return notice.ombudsman ? said(notice, true, 'the notice has the Ombudsman’s details') : undefined
      },
      compare: () => ({ verdict: 'complies' }),
    }),
  ]
}

type Limit = Span | 'none'

function extension(extend: Extend) {
  const { atMost } = extend
  return atMost === 'none' ? undefined : said<Limit>(extend, atMost, `${inWords(atMost)} at most`)
}

function noLimit(extend: Extend) {
  return said<Limit>(extend, 'none', 'a new date is given; the document sets no limit')
}

/**
 * A document that promises a new date and sets no limit does not say that the date may be further off than the Code allows:
 * it is silent on the limit, and its officers can keep the Code's. A landlord's published self-assessment (HO Code, April 2024)
 * says of such a procedure that it "does not specifically include any extension timeframes", and adds them.
 */
function compareLimits(policy: Limit, code: Limit): Compared {
  if (policy === 'none') return { verdict: 'silent', how: 'no limit of its own: the Code’s has to be kept in practice' }
  return code === 'none' ? { verdict: 'stricter' } : shorterIsBetter(policy, code)
}

const FURTHER: Record<Extend['beyond'], string> = {
  'good-reason': 'only with good reason',
  'agreed-with-resident': 'the resident is asked first, and how often they hear is agreed',
  never: 'never further',
}

function furtherThan(extend: Extend) {
  return extend.atMost === 'none' ? undefined : said(extend, extend.beyond, FURTHER[extend.beyond])
}

/** To ask the resident first is another safeguard than good reason, and no lesser one. */
function compareBeyond(policy: Extend['beyond'], code: Extend['beyond']): Compared {
  if (policy === code) return { verdict: 'complies' }
  if (policy === 'never') return { verdict: 'stricter' }
  if (policy === 'agreed-with-resident' && code === 'good-reason') {
    return { verdict: 'complies', how: 'to ask the resident first is no lesser safeguard than good reason' }
  }
  return { verdict: 'departs', how: `further ${FURTHER[policy]}; the Code: ${FURTHER[code]}` }
}
