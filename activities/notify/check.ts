/** Whether the key and the templates at GOV.UK Notify are what letters need, told when a worker starts: letters would only wait. */
import type { Notify } from './client.ts'

interface Needed {
  variable: string
  id: string
  type: 'email' | 'sms'
  fields: string[]
}

export interface Templates {
  emailTemplate?: string | undefined
  smsTemplate?: string | undefined
}

/** What is wrong, in plain words for who set it up. Empty where all is well, and where Notify cannot be asked just now. */
export async function faultsAtNotify(notify: Notify, { emailTemplate, smsTemplate }: Templates): Promise<string[]> {
  const needed: Needed[] = [
    ...(emailTemplate === undefined
      ? []
      : [
          { variable: 'NOTIFY_EMAIL_TEMPLATE', id: emailTemplate, type: 'email' as const, fields: ['subject', 'body'] },
        ]),
    ...(smsTemplate === undefined
      ? []
      : [{ variable: 'NOTIFY_SMS_TEMPLATE', id: smsTemplate, type: 'sms' as const, fields: ['text'] }]),
  ]
  const faults = await Promise.all(needed.map((one) => faultOf(notify, one)))
  return faults.flatMap((fault) => fault ?? [])
}

async function faultOf(notify: Notify, { variable, id, type, fields }: Needed): Promise<string | undefined> {
  const answer = await notify.ask((client) => client.getTemplateById(id))
  if ('failure' in answer) {
    const { kind, why } = answer.failure
    if (kind === 'away' || kind === 'limit') return undefined
    return why.startsWith('Notify 404')
      ? `${variable}: GOV.UK Notify has no such template in this service.`
      : `GOV.UK Notify: ${why}.`
  }
  const { type: its, subject = '', body } = answer.value
  if (its !== type) return `${variable}: that is a template for ${its}. Give one for ${type}.`
  const has = [...`${subject} ${body}`.matchAll(/\(\(([^()?]+)(?:\?\?[^()]*)?\)\)/g)].map(([, name = '']) => name)
  const lacks = fields.filter((name) => !has.includes(name))
  const more = has.filter((name) => !fields.includes(name))
  if (lacks.length === 0 && more.length === 0) return undefined
  const wanted = fields.map((name) => `((${name}))`).join(' and ')
  return `${variable}: the template must have ${wanted}, and no other field.`
}
