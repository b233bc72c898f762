/** The mail in figures, for whoever has to see that it goes out. From the records alone: it answers whatever else is away. */
import { z } from 'zod'
import { happenings, lettersOnTheirWay } from '../../prisma/mail-figures.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { instant } from '../complaints/deadline.ts'
import { defineOperation } from '../operation.ts'

const counted = z.strictObject({
  today: z.int(),
  sevenDays: z.int().describe('Today, and the six days before'),
  inAll: z.int(),
})

const figures = z
  .strictObject({
    waiting: z.int().describe('Made, and not yet sent or in the print queue'),
    beingSent: z.int(),
    notTakenYet: z
      .strictObject({ letters: z.int(), oldest: instant.nullable().describe('When the oldest of them was made') })
      .describe('Of those that wait, the ones that were tried and will be tried again'),
    sent: counted,
    nowRefused: z.int().describe('Letters that there is no way for: somebody has to find one'),
    refused: counted.describe('Addresses that a mail server refused for good'),
    bounced: counted.describe('Letters that came back after they were taken'),
    mayBeDoubled: counted.describe('Letters of which it is not known whether they arrived before they were sent again'),
    printQueue: z.strictObject({
      waiting: z.int(),
      oldest: instant.nullable().describe('When the oldest came into the queue'),
      printedNotPosted: z.int(),
    }),
    bouncedAddresses: z.int().describe('Email addresses that nothing is sent to until somebody corrects them'),
  })
  .meta({ id: 'MailFigures' })

const moment = (at: Date | null | undefined) => (at ? localTimestamp(at.getTime()) : null)

export const mailFigures = defineOperation({
  method: 'get',
  path: '/v1/mail',
  id: 'mailFigures',
  tag: 'Letters',
  title: 'The mail in figures',
  description: 'How many letters of your organisation wait, went out, came back, or are to be printed and posted.',
  by: ['manager'],
  answers: { 200: { description: 'The figures', schema: figures } },
  problems: ['unavailable'],
  async handle({ records }, { caller: { org }, nowMs }) {
    const now = await lettersOnTheirWay(records, org)
    const counts = await happenings(records, org, ['sent', 'refused', 'bounced', 'may-be-doubled'], nowMs)
    const body: z.input<typeof figures> = {
      waiting: now?.waiting ?? 0,
      beingSent: now?.beingSent ?? 0,
      notTakenYet: { letters: now?.notTaken ?? 0, oldest: moment(now?.notTakenSince) },
      sent: counts.sent,
      nowRefused: now?.nowRefused ?? 0,
      ...{ refused: counts.refused, bounced: counts.bounced, mayBeDoubled: counts['may-be-doubled'] },
      printQueue: {
        waiting: now?.toPrint ?? 0,
        oldest: moment(now?.toPrintSince),
        printedNotPosted: now?.printed ?? 0,
      },
      bouncedAddresses: await records.bouncedAddress.count({ where: { organisationId: org } }),
    }
    return { status: 200, body }
  },
})
