/** A whole message (RFC 5322), signed (RFC 6376): composed once, byte for byte the same whenever it is composed again. */
import { createHash } from 'node:crypto'
import nodemailer from 'nodemailer'
import type { Mailbox, Outgoing, Packed } from './carrier.ts'
import { oneLine } from './letters/markdown.ts'

/** Whose signature says that the council's domain sent it. */
export interface Dkim {
  domain: string
  selector: string
  /** PEM, RSA. */
  privateKey: string
}

export type ComposeMessage = (letter: Outgoing) => Promise<Packed>

/**
 * A header longer than this is cut: 998 is the most that a line may have (RFC 5322, 2.1.1), and a name or subject of that length
 * says no more.
 */
const MOST_CHARACTERS = 200

export function messageComposer(dkim?: Dkim): ComposeMessage {
  const press = nodemailer.createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return async (letter) => {
    const { from, reference, threadOf, to, subject, text, html, madeAtMs } = letter
    const sender = { name: header(from.name), address: from.email }
    const messageId = messageIdOf(reference, from)
    const { message } = await press.sendMail({
      ...{ messageId, date: new Date(madeAtMs) },
      // the first entry's letter, the receipt, begins the thread
      ...(reference !== threadOf && { references: messageIdOf(threadOf, from) }),
      ...{ from: sender, replyTo: sender },
      to: addressesOf(letter).map((address, index) => ({ name: index === 0 ? header(to.name) : '', address })),
      subject: header(subject),
      ...{ text, html },
      // quoted-printable: read as it is where somebody has only the source to show
      textEncoding: 'Q',
      baseBoundary: createHash('sha256').update(`${reference}\n${text}\n${html}`).digest('hex').slice(0, 32),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      xMailer: false,
    })
    const mime = Buffer.isBuffer(message) ? message : Buffer.concat(await message.toArray())
    // A signer that cannot sign leaves the message as it was.
    if (dkim && !mime.toString('latin1').startsWith('DKIM-Signature:'))
      throw new Error('The message could not be signed. See that DKIM_KEY_FILE holds an RSA key in PEM.')
    return { mime, messageId }
  }
}

/** The first is the one that it is written to; the others get the same notice. */
export function addressesOf({ to }: Pick<Outgoing, 'to'>): string[] {
  return to.email === undefined ? [] : [to.email, ...(to.also ?? [])]
}

/** The same for every attempt, so that a mail program can tell a double, and a bounce its letter. */
function messageIdOf(reference: string, { email }: Mailbox): string {
  return `<${reference}@${email.slice(email.lastIndexOf('@') + 1)}>`
}

function header(text: string): string {
  const clean = oneLine(text)
  if (clean.length <= MOST_CHARACTERS) return clean
  const cut: string[] = []
  let length = 0
  for (const { segment } of new Intl.Segmenter().segment(clean)) {
    length += segment.length
    if (length >= MOST_CHARACTERS) break
    cut.push(segment)
  }
  return `${cut.join('')}…`
}
