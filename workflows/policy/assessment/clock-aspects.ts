/** When a complaint is acknowledged and answered, at each stage. */
import { inWords } from '../extension.ts'
import type { CountedFrom, FormalStageId, Policy, Span, StageRules } from '../policy.ts'
import { stageRules } from '../reading.ts'
import { aspect, said, type Aspect, type Compared } from './aspect.ts'
import { mustNot, shorterIsBetter } from './comparing.ts'
import { eventInWords, listed, stageInWords } from './words.ts'

export function clockAspects(id: FormalStageId): Aspect[] {
  const rules = (policy: Policy) => stageRules(policy, id)
  return [acknowledgeTime(id, rules), acknowledgeAlways(id, rules), ...respondAspects(id, rules)]
}

type Rules = (policy: Policy) => StageRules

function acknowledgeTime(id: FormalStageId, rules: Rules): Aspect {
  return aspect({
    rule: `acknowledge-${id}`,
    title: `${stageInWords(id)}: how soon it is acknowledged`,
    asks: (policy) => {
      const { acknowledge } = rules(policy)
      const { within, of } = acknowledge
      return said(acknowledge, within, `${inWords(within)} of ${eventInWords(of)}`)
    },
    compare: shorterIsBetter,
  })
}

function acknowledgeAlways(id: FormalStageId, rules: Rules): Aspect {
  return aspect({
    rule: `acknowledge-${id}-always`,
    title: `${stageInWords(id)}: every one is acknowledged`,
    asks: (policy) => {
      const { acknowledge } = rules(policy)
      const words = acknowledge.maySkip
        ? 'no acknowledgement where the answer comes quickly'
        : 'every one is acknowledged'
      return said(acknowledge, acknowledge.maySkip, words)
    },
    compare: mustNot('the acknowledgement may be left out'),
  })
}

/** The length of the time and its start are apart: a policy may have the Code's ten days and count them from elsewhere. */
function respondAspects(id: FormalStageId, rules: Rules): Aspect[] {
  return [
    aspect({
      rule: `respond-${id}`,
      title: `${stageInWords(id)}: how soon the response is sent`,
      asks: (policy) => {
        const { respond } = rules(policy)
        return said(respond, respond, timesInWords(respond))
      },
      compare: compareTimes,
    }),
    aspect({
      rule: `respond-${id}-starts`,
      title: `${stageInWords(id)}: what the time to respond counts from`,
      asks: (policy) => {
        const { respond } = rules(policy)
        return said(respond, respond.of, `counts from ${eventInWords(respond.of)}`)
      },
      compare: compareStarts,
    }),
  ]
}

type Times = Pick<StageRules['respond'], 'within' | 'areas'>

function timesInWords({ within, areas }: Times): string {
  const own = areas.map((area) => `${inWords(area.within)} for ${listed(area.of)}`)
  return [...own, `${inWords(within)}${own.length > 0 ? ' for every other service' : ''}`].join(', ')
}

/**
 * Where one service has a longer time than the Code's, the policy departs there, and the words say for which: "If the failure to
 * meet a requirement only relates to one service area or department this must be made clear" (Joint Code, Appendix A).
 */
function compareTimes(policy: Times, code: Times): Compared {
  const areas = [...new Set([...policy.areas, ...code.areas].flatMap(({ of }) => of))]
  const spanFor = (times: Times, area: string | undefined): Span =>
    times.areas.find(({ of }) => of.some((known) => known === area))?.within ?? times.within
  const each = [...areas, undefined].map((area) => ({
    name: area ?? 'every other service',
    ...shorterIsBetter(spanFor(policy, area), spanFor(code, area)),
  }))
  const verdict = (['departs', 'stricter', 'complies'] as const).find((one) =>
    each.some((area) => area.verdict === one),
  )
  const found = each.filter((area) => area.verdict === verdict)
  const how = [...new Set(found.flatMap(({ how }) => how ?? []))].map((words) => {
    const names = found.filter((area) => area.how === words).map(({ name }) => name)
    return areas.length === 0 ? words : `${words} for ${listed(names)}`
  })
  return { verdict: verdict ?? 'complies', ...(how.length > 0 && { how: how.join('; ') }) }
}

/**
 * Another start is a departure even where it is the earlier one: the date that the resident is told is not the Code's. A
 * landlord's published self-assessment (HO Code, April 2024) has it so under 6.3 and 6.14: "10 working days from the complaint
 * being acknowledged as opposed to 10 working days from the complaint being received".
 */
function compareStarts(policy: CountedFrom, code: CountedFrom): Compared {
  if (policy === code) return { verdict: 'complies' }
  const later = policy === 'acknowledgement'
  return {
    verdict: 'departs',
    how: later
      ? `the time starts later than the Code’s, which starts with ${eventInWords(code)}`
      : `the time starts earlier than the Code’s, which starts with ${eventInWords(code)}: the date is not the one the Code gives`,
  }
}
