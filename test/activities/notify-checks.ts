/** What Notify checks before it takes a message, with the errors that it gives. They repeat the address, as Notify's may. */

export interface Template {
  id: string
  type: 'email' | 'sms'
  subject: string | null
  body: string
}

export interface Key {
  service: string
  secret: string
  type: 'live' | 'team' | 'test'
  mostAMinute: number
}

export interface Form {
  reference?: string
  template_id?: string
  postage?: string
}

export interface Content {
  to: string | null
  subject: string | null
  body: string
  pdf: Buffer | null
}

export class Refused extends Error {
  readonly status: number
  readonly body: { status_code: number; errors: { error: string; message: string }[] }

  constructor(status: number, body: Refused['body']) {
    super(`${status}`)
    this.status = status
    this.body = body
  }
}

export function refusal(status: number, error: string, message: string): Refused {
  return new Refused(status, { status_code: status, errors: [{ error, message }] })
}

interface World {
  key: Key
  templates: Map<string, Template>
  /** One a line since the beginning: the limit of a minute is counted over all of them. */
  taken: unknown[]
}

const fields = {
  email: [
    'email_address',
    'template_id',
    'personalisation',
    'reference',
    'email_reply_to_id',
    'one_click_unsubscribe_url',
  ],
  sms: ['phone_number', 'template_id', 'personalisation', 'reference', 'sms_sender_id'],
  letter: ['reference', 'content', 'postage'],
}

export function checked(world: World, type: keyof typeof fields, body: string): { form: Form; content: Content } {
  if (world.taken.length >= world.key.mostAMinute) {
    const most = `Exceeded rate limit for key type LIVE of ${world.key.mostAMinute} requests per 60 seconds`
    throw refusal(429, 'RateLimitError', most)
  }
  const form = JSON.parse(body) as Record<string, unknown>
  const unknown = Object.keys(form).filter((name) => !fields[type].includes(name))
  if (unknown.length > 0) {
    const message = `Additional properties are not allowed (${unknown.join()} was unexpected)`
    throw refusal(400, 'ValidationError', message)
  }
  return { form: form as Form, content: type === 'letter' ? letterIn(world, form) : messageIn(world, type, form) }
}

function letterIn({ key }: World, form: Record<string, unknown>): Content {
  const { reference, content, postage = 'second' } = form
  if (typeof reference !== 'string') throw refusal(400, 'ValidationError', 'reference is a required property')
  if (typeof content !== 'string') throw refusal(400, 'ValidationError', 'content is a required property')
  if (!['first', 'second', 'economy'].includes(String(postage))) {
    throw refusal(400, 'ValidationError', 'postage invalid. It must be either first, second or economy.')
  }
  if (key.type === 'team') throw refusal(403, 'BadRequestError', 'Cannot send letters with a team api key')
  const pdf = Buffer.from(content, 'base64')
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')) || !pdf.subarray(-1024).includes('%%EOF')) {
    throw refusal(400, 'BadRequestError', 'Letter content is not a valid PDF')
  }
  return { to: null, subject: null, body: '', pdf }
}

function messageIn({ key, templates }: World, type: 'email' | 'sms', form: Record<string, unknown>): Content {
  const to = type === 'email' ? addressIn(form['email_address']) : numberIn(form['phone_number'])
  const template = templates.get(String(form['template_id']))
  if (!template) throw refusal(400, 'BadRequestError', 'Template not found')
  if (template.type !== type) {
    throw refusal(400, 'BadRequestError', `${template.type} template is not suitable for ${type} notification`)
  }
  const given = (form['personalisation'] ?? {}) as Record<string, string>
  const missing = placeholders(template).filter((name) => given[name] === undefined)
  if (missing.length > 0) throw refusal(400, 'BadRequestError', `Missing personalisation: ${missing.join(', ')}`)
  if (key.type === 'team') {
    throw refusal(400, 'BadRequestError', `Can’t send to this recipient (${to}) using a team-only API key`)
  }
  const filled = (text: string) => text.replaceAll(/\(\(([^()]+)\)\)/g, (_, name: string) => given[name] ?? '')
  const content = { to, subject: template.subject && filled(template.subject), body: filled(template.body), pdf: null }
  if (Buffer.byteLength(content.body) > 2_000_000) {
    throw refusal(400, 'BadRequestError', 'Your message is too long. Emails cannot be longer than 2000000 bytes.')
  }
  return content
}

function placeholders({ subject, body }: Template): string[] {
  return [...`${subject ?? ''} ${body}`.matchAll(/\(\(([^()]+)\)\)/g)].map(([, name = '']) => name)
}

function addressIn(given: unknown): string {
  if (typeof given !== 'string') throw refusal(400, 'ValidationError', 'email_address is a required property')
  if (!/^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[^.@][^@\s]+\.[a-z]{2,63}$/.test(given) || given.includes('..')) {
    throw refusal(400, 'ValidationError', `email_address ${given} Not a valid email address`)
  }
  return given
}

function numberIn(given: unknown): string {
  if (typeof given !== 'string') throw refusal(400, 'ValidationError', 'phone_number is a required property')
  const digits = given.replaceAll(/[\s()-]/g, '').replace(/^(\+|00)?44/, '0')
  if (/^\+?0[1238]\d{8,9}$/.test(digits)) throw refusal(400, 'InvalidPhoneError', 'Not a UK mobile number')
  if (!/^07\d{9}$/.test(digits)) throw refusal(400, 'ValidationError', `phone_number ${given} Not enough digits`)
  return digits
}
