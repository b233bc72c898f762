/** GOV.UK Notify: what the environment says of it. Off unless a key is given; half of it is refused at the start. */
import { z } from 'zod'
import type { Carriers } from '../activities/carrier.ts'
import { faultsAtNotify } from '../activities/notify/check.ts'
import { openNotify } from '../activities/notify/client.ts'
import { notifyEmail } from '../activities/notify/email.ts'
import { notifyLetter } from '../activities/notify/letter.ts'
import type { NotifyDesk } from '../activities/notify/round.ts'

/** A variable that is there and empty, as in a compose file, is not set. */
const given = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

const channels = ['email', 'letter', 'sms'] as const
type NotifyChannel = (typeof channels)[number]

export const notifyVariables = {
  /** As Notify shows it once: name-service-secret. */
  NOTIFY_API_KEY: given.pipe(
    z
      .string()
      .regex(/^.+-[0-9a-f-]{36}-[0-9a-f-]{36}$/, 'the whole key, as GOV.UK Notify shows it once: name-service-secret')
      .optional(),
  ),
  NOTIFY_BASE_URL: given.pipe(z.url().default('https://api.notifications.service.gov.uk')),
  NOTIFY_CARRIES: given.pipe(
    z
      .string()
      .transform((list) => list.split(',').map((one) => one.trim()))
      .pipe(z.array(z.enum(channels, `any of ${channels.join(', ')}, with commas between`)))
      .optional(),
  ),
  NOTIFY_EMAIL_TEMPLATE: given.pipe(z.uuid('the id of an email template at Notify').optional()),
  NOTIFY_SMS_TEMPLATE: given.pipe(z.uuid('the id of a text message template at Notify').optional()),
  NOTIFY_POSTAGE: given.pipe(z.enum(['first', 'second', 'economy']).default('second')),
}

type Variables = z.output<z.ZodObject<typeof notifyVariables>>

export interface NotifySetup {
  apiKey: string
  baseUrl: string
  carries: NotifyChannel[]
  emailTemplate: string
  smsTemplate: string
  postage: 'first' | 'second' | 'economy'
}

/** Undefined where Notify is off. Throws Error that names the variables to mend. */
export function notifySetup(variables: Variables): NotifySetup | undefined {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_CARRIES: carries } = variables
  const { NOTIFY_EMAIL_TEMPLATE: emailTemplate = '', NOTIFY_SMS_TEMPLATE: smsTemplate = '' } = variables
  if (apiKey === undefined && carries === undefined && emailTemplate === '' && smsTemplate === '') return undefined
  if (apiKey === undefined || carries === undefined || carries.length === 0) throw lacking(variables)
  if (carries.includes('email') && emailTemplate === '') {
    throw new Error(
      'For email by GOV.UK Notify set NOTIFY_EMAIL_TEMPLATE: the id of a template with ((subject)) and ((body)).',
    )
  }
  if (carries.includes('sms') && smsTemplate === '') {
    throw new Error('For text messages by GOV.UK Notify set NOTIFY_SMS_TEMPLATE: the id of a template with ((text)).')
  }
  const { NOTIFY_BASE_URL: baseUrl, NOTIFY_POSTAGE: postage } = variables
  return { apiKey, baseUrl: baseUrl.replace(/\/$/, ''), carries, emailTemplate, smsTemplate, postage }
}

function lacking({ NOTIFY_API_KEY, NOTIFY_CARRIES }: Variables): Error {
  const missing = [
    ...(NOTIFY_API_KEY === undefined ? ['NOTIFY_API_KEY'] : []),
    ...(NOTIFY_CARRIES === undefined ? [`NOTIFY_CARRIES (what it carries: ${channels.join(',')})`] : []),
  ]
  return new Error(
    `To use GOV.UK Notify set ${missing.join(' and ')} too; to leave it off, set none of the NOTIFY_ variables.`,
  )
}

/** Notify in the place of the mail server, of the printer, or of both; text messages need no other carrier. */
export function withNotify(
  house: Carriers,
  setup: NotifySetup | undefined,
): { carriers: Carriers; notify?: NotifyDesk } {
  if (!setup) return { carriers: house }
  const { carries, emailTemplate, smsTemplate, postage } = setup
  const notify = openNotify(setup)
  const carriers: Carriers = {
    ...house,
    ...(carries.includes('email') && { email: notifyEmail(notify, emailTemplate) }),
    ...(carries.includes('letter') && { letter: notifyLetter(notify, postage) }),
  }
  return { carriers, notify: { notify, ...(carries.includes('sms') && { smsTemplate }) } }
}

/** Told and no more: the clocks of complaints are kept whatever Notify says of a key, and letters wait for it. */
export async function tellNotifyFaults(desk: NotifyDesk | undefined, setup: NotifySetup | undefined): Promise<void> {
  if (!desk || !setup) return
  const emailTemplate = setup.carries.includes('email') ? setup.emailTemplate : undefined
  const faults = await faultsAtNotify(desk.notify, { emailTemplate, smsTemplate: desk.smsTemplate })
  for (const fault of faults) process.stderr.write(`Letters by GOV.UK Notify will wait. ${fault}\n`)
}
