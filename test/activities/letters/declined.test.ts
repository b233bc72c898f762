import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { happenings } from './happenings.ts'
import { REF, sourceFor, type Happening } from './invented.ts'

// What every letter has is tried in compose.test.ts, over these too.

type Name = 'declined' | 'declined-late' | 'escalation-declined' | 'reopened' | 'reopened-2'

function letter(name: Name, detail: NonNullable<Happening['detail']> = {}) {
  const [happening, onFile] = happenings[name]
  const changed = { ...happening, detail: { ...happening.detail, ...detail } }
  return composeLetter(letterData(sourceFor(changed as Happening, onFile)))
}
/** The text with its lines joined, to look for sentences. */
const flat = (name: Name, detail?: Happening['detail']) => letter(name, detail).text.replace(/\s+/g, ' ')

describe('a complaint that is not taken (HO Code 2.4, Joint Code 2.5)', () => {
  test('has the policy’s reason in its words, a detailed explanation, the evidence and other routes', () => {
    const text = flat('declined')
    for (const part of [
      'We got your complaint on Monday 22 March 2027.',
      'My boiler has been broken for three weeks',
      'The reason here is: Legal proceedings have started. The claim has been filed at court.',
      'You have asked the county court to decide about the boiler and the rent.',
      'What we looked at',
      'the claim form that the court sent us on 17 March 2027.',
      'Who else may be able to help',
      'Citizens Advice can tell you how a claim goes on.',
    ])
      expect(text).toContain(part)
    expect(letter('declined').subject).toBe(`We cannot take on your complaint (${REF})`)
  })

  test('has the right to take the decision to the Ombudsman, who may tell us to take it on', () => {
    expect(flat('declined')).toContain(
      `You also have the right to take this decision to the Ombudsman. Send them this letter, or tell them your reference, ${REF}. If they do not agree with us, they can tell us to take on your complaint.`,
    )
  })

  test('that came too late: a good reason for the delay is listened to', () => {
    const text = flat('declined-late')
    expect(text).toContain('more than 12 months before you told us.')
    expect(text).toContain('If there was a good reason why you could not tell us sooner, please let us know.')
    expect(text).not.toContain('Who else may be able to help')
    expect(flat('declined')).not.toContain('good reason')
  })

  test('says who else may help as the policy has it', () => {
    const [happening] = happenings.declined
    const source = sourceFor(happening as Happening)
    const elsewhere = 'The court that has your claim.'
    const [...reasons] = source.policy.decline.reasons
    const policy = {
      ...source.policy,
      decline: { ...source.policy.decline, reasons: reasons.map((reason) => ({ ...reason, elsewhere })) },
    }
    const { text } = composeLetter(letterData({ ...source, policy }))
    expect(text).toContain(elsewhere)
  })

  test('is not written for a reason that the policy does not have', () => {
    expect(() => letter('declined', { reason: 'no-time' })).toThrow(/no reason of housing-ombudsman-code-2024/)
  })
})

describe('a request for stage 2 that is not taken (HO Code 5.11, Joint Code 5.9)', () => {
  test('has the reasons, what the resident said, the Ombudsman, and that the first answer holds', () => {
    const text = flat('escalation-declined')
    for (const part of [
      'we cannot take it to stage 2',
      'Our answer at stage 1 still holds, and we have closed your complaint.',
      'You told us why you are still unhappy: The engineer never came on 9 March.',
      'The reason here is: We have already looked into this under our complaints policy.',
      'We answered that in your earlier complaint.',
      'We looked at our final answer to that complaint.',
      'they can tell us to look at your complaint again.',
    ])
      expect(text).toContain(part)
  })
})

describe('taken up again', () => {
  test('on the Ombudsman’s word: what they said, why, and the day of the acknowledgement from that of the decision', () => {
    const text = flat('reopened')
    for (const part of [
      'On Tuesday 1 June 2027 the Ombudsman told us to take it on, so we will look into it now. We are sorry that you had to go to them.',
      'The court decides on the rent alone, so the boiler is left for us to look at.',
      'We are dealing with it at stage 1 of our complaints process, from the start.',
      'We will write to you again by Tuesday 8 June 2027.',
      'That is 5 working days after the day it was decided to take up your complaint again (Tuesday 1 June 2027).',
    ])
      expect(text).toContain(part)
    expect(letter('reopened').subject).toBe(`We are taking up your complaint again (${REF})`)
    expect(text).not.toContain('We got your complaint on')
  })

  test('by the council’s own decision at stage 2, by somebody new', () => {
    const text = flat('reopened-2')
    expect(text).toContain('You asked us to look at your complaint again, and we said no. We have thought again.')
    expect(text).toContain('On Wednesday 2 June 2027 we decided to look at it.')
    expect(text).toContain('at stage 2, the last stage of our complaints process')
    expect(text).toContain('Somebody who did not deal with your complaint before will look at it.')
  })

  test.each([
    ['council', 'withdrawn', 'We had closed your complaint. On Wednesday 2 June 2027 we decided to take it up again.'],
    ['council', 'declined', 'We did not take on your complaint before. We have thought again.'],
    ['ombudsman', 'closed', 'We had closed your complaint. On Wednesday 2 June 2027 the Ombudsman told us'],
    ['ombudsman', 'escalation-declined', 'and we said no. On Wednesday 2 June 2027 the Ombudsman told us to do it'],
  ])('by the %s, after it was %s', (because, was, words) => {
    expect(flat('reopened-2', { because, was })).toContain(words)
  })
})
