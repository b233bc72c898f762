/** What is no complaint, and what may stand before stage 1. */
import { inWords } from '../extension.ts'
import type { Policy } from '../policy.ts'
import { aspect, duty, said } from './aspect.ts'
import { mustNot } from './comparing.ts'
import { eventInWords, listed } from './words.ts'

const noEarlierStage = aspect({
  rule: 'no-earlier-stage',
  title: 'No step before stage 1',
  asks: ({ noEarlierStage }) =>
    noEarlierStage && said(noEarlierStage, '', 'no stage before stage 1, under whatever name'),
  says: (policy) => {
    const { enquiry, noEarlierStage } = policy
    if (enquiry) return said(enquiry, enquiry.name, stepInWords(enquiry))
    return noEarlierStage && said(noEarlierStage, '', 'no stage before stage 1')
  },
  compare: (name) =>
    name === '' ? { verdict: 'complies' } : { verdict: 'departs', how: `${name} is a stage before stage 1` },
})

function stepInWords({ name, within, of, byAgreement }: NonNullable<Policy['enquiry']>): string {
  const time = `${name}, ${inWords(within)} of ${eventInWords(of)}`
  return byAgreement ? `${time}, where the resident agrees to it` : time
}

/** Documents that give one time for all comply by that; only a Code says that it must be so. */
const sameForAll = aspect({
  rule: 'same-for-all-services',
  title: 'Every service keeps the same times',
  asks: ({ sameForAllServices }) =>
    sameForAllServices && said(sameForAllServices, '', 'one policy, and nobody is treated differently'),
  says: ({ stages, sameForAllServices }) => {
    const apart = stages.find(({ respond }) => respond.areas.length > 0)
    if (!apart) return said(sameForAllServices ?? stages[0].respond, '', 'the same times for every service')
    const areas = apart.respond.areas.flatMap(({ of }) => of)
    return said(apart.respond, listed(areas), `a time to respond of its own for ${listed(areas)}`)
  },
  compare: (areas) =>
    areas === ''
      ? { verdict: 'complies' }
      : { verdict: 'departs', how: `another time for ${areas} than for other services` },
})

const serviceRequests = aspect({
  rule: 'service-requests',
  title: 'A service request is told from a complaint, and followed up',
  asks: ({ serviceRequests }) => {
    const { dissatisfactionToo = false } = serviceRequests
    const too = dissatisfactionToo ? '; dissatisfaction is first dealt with as one' : ', and are no complaints'
    return said(serviceRequests, dissatisfactionToo, `service requests are recorded, monitored and reviewed${too}`)
  },
  compare: mustNot('dissatisfaction is dealt with as a service request first, and not as the complaint it is'),
})

/** A Code that gives no time to answer asks that there be a question; and no Code lets the resident wait for having been asked. */
const clarification = aspect({
  rule: 'clarification',
  title: 'The resident is asked what is unclear, and the clock runs on',
  asks: ({ clarification: rule }) =>
    rule && said(rule, rule.clockWaits, `the resident is asked what is unclear${rule.clockWaits ? clockWaits : ''}`),
  compare: mustNot('the clock of the response waits until the resident has answered'),
})

const clockWaits = ', and the clock of the response waits for the answer'

const survey = duty(
  'survey-feedback',
  'Whoever answers a survey is told how to complain',
  'whoever answers a survey is told how to complain',
  ({ feedback }) => feedback.survey,
)

export const intakeAspects = [serviceRequests, survey, clarification, sameForAll, noEarlierStage]
