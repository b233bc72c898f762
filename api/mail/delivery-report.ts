/**
 * Reads the message that a mail server sends when it could not deliver one of ours: a delivery status notification (RFC 3464), or the
 * older notice that Exim writes. Nothing of it is kept but codes.
 */
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser'

export interface DeliveryReport {
  /** Of our message that it is about, in angle brackets. */
  messageId: string
  /** `failed` for good; `delayed` while the server goes on trying; `other` where it arrived or was passed on. */
  became: 'failed' | 'delayed' | 'other'
  /** RFC 3463: "5.1.1". Left out where the server gives none. */
  status?: string
}

/** What was looked for and not found, in words for whoever set up the gateway. */
export interface NotUnderstood {
  fault: string
}

const statusPattern = /^([245])\.(\d{1,3})\.(\d{1,3})$/

/** Takes whatever comes: of a message that is none, or is meant to harm, it says that it is no report. */
export async function readDeliveryReport(message: Buffer): Promise<DeliveryReport | NotUnderstood> {
  const mail = await parsed(message)
  if (!mail) return { fault: 'This mail has more parts or longer headers than any report of a mail server.' }
  const told = became(mail)
  if (!told) {
    return {
      fault:
        'This is no report of a mail that could not be delivered: it has neither a part "message/delivery-status" with "Action" or "Status", nor a header "X-Failed-Recipients".',
    }
  }
  const messageId = messageIdIn(mail)
  if (messageId !== undefined) return { messageId, ...told }
  return {
    fault:
      'The report does not say which message it is about: it has no returned headers with a "Message-ID", and no "In-Reply-To". Have the mail server return the headers.',
  }
}

/** Undefined for a mail beyond the parser's own limits. */
async function parsed(message: Buffer): Promise<ParsedMail | undefined> {
  const skip = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true }
  try {
    return await simpleParser(message, { keepDeliveryStatus: true, ...skip })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EMAXLEN') return undefined
    throw error
  }
}

type Told = Pick<DeliveryReport, 'became' | 'status'>

/** What a status alone says; undefined for what is none. */
export function becameBy(status: string): Told['became'] | undefined {
  const [, first] = statusPattern.exec(status) ?? []
  return first === undefined ? undefined : ({ '2': 'other', '4': 'delayed', '5': 'failed' } as const)[first]
}

function became(mail: ParsedMail): Told | undefined {
  const groups = partsOf(mail, ['message/delivery-status', 'message/global-delivery-status']).flatMap(groupsIn)
  const each = groups.flatMap((fields) => ofRecipient(fields) ?? [])
  const order = ['failed', 'delayed', 'other'] as const
  const worst = order.flatMap((one) => each.find((told) => told.became === one) ?? [])[0]
  return worst ?? (mail.headers.has('x-failed-recipients') ? { became: 'failed' } : undefined)
}

/** "failed" is said when the server has given up, whatever the status: a mailbox that stayed full for days is 4.2.2. */
function ofRecipient(fields: Map<string, string>): Told | undefined {
  const action = fields.get('action')?.toLowerCase()
  const [status] = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '') ?? []
  const code = status !== undefined && { status }
  if (action === 'failed') return { became: 'failed', ...code }
  if (action === 'delayed') return { became: 'delayed', ...code }
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return { became: 'other', ...code }
  const by = status === undefined ? undefined : becameBy(status)
  return by && { became: by, ...code }
}

/** The groups of fields between empty lines: the first is about the message, each other about one recipient. */
function groupsIn(part: Attachment): Map<string, string>[] {
  return textOf(part)
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(fieldsIn)
    .filter((fields) => fields.size > 0)
}

function fieldsIn(text: string): Map<string, string> {
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const fields = new Map<string, string>()
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    if (/^[a-z0-9-]{1,76}$/.test(name) && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  return fields
}

/** As it is returned with the report; or after the text, as Exim quotes it; or what the report answers to. */
function messageIdIn(mail: ParsedMail): string | undefined {
  const returned = partsOf(mail, ['text/rfc822-headers', 'message/rfc822', 'message/global', 'message/global-headers'])
  const found = [...returned.map((part) => headOf(textOf(part))), quotedIn(mail.text ?? '')]
    .map((head) => asMessageId(fieldsIn(head).get('message-id')))
    .find((id) => id !== undefined)
  return found ?? asMessageId(mail.inReplyTo)
}

/** The headers of a message: what comes before its first empty line. */
function headOf(text: string): string {
  const begun = text.replace(/^(?:[ \t]*\r?\n)+/, '')
  const end = /\r?\n[ \t]*\r?\n/.exec(begun)
  return end ? begun.slice(0, end.index) : begun
}

/** "------ This is a copy of the message, including all the headers. ------" */
function quotedIn(text: string): string {
  const mark = /^-{4,}.{0,100}\b(?:message|headers)\b.{0,100}-{4,}[ \t]*$/im.exec(text)
  return mark ? headOf(text.slice(mark.index + mark[0].length)) : ''
}

/** @returns undefined for what is no Message-ID */
export function asMessageId(text: string | undefined): string | undefined {
  const [id] = /<[^<>\s]{1,250}>/.exec(text ?? '') ?? []
  return id
}

function partsOf({ attachments }: ParsedMail, types: string[]): Attachment[] {
  return attachments.filter(({ contentType }) => types.includes(contentType.toLowerCase()))
}

function textOf({ content }: Attachment): string {
  return content.toString('utf8')
}
