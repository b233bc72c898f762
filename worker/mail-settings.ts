/** How mail leaves: what the environment says of it, and the key that it names. */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Dkim } from '../activities/mail-message.ts'

/** A variable that is there and empty, as in a compose file, is not set. */
const given = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

export const mailVariables = {
  SMTP_URL: z.url('a mail server: smtp://host:25 or smtps://user:password@host:465'),
  /** Letters a second, of all workers together. What a relay bears: 10 is 36,000 an hour. */
  MAIL_PER_SECOND: z.coerce.number().min(0.1).max(10_000).default(10),
  /** How many letters this process hands over at once, each on a connection of its own. */
  MAIL_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(4),
  /** A letter that no mail server has taken for so long goes by post, where an address is known. */
  MAIL_POST_AFTER_HOURS: z.coerce.number().positive().max(720).default(24),
  /** The envelope's sender, where bounces go. */
  MAIL_RETURN_PATH: given.pipe(z.email('the mailbox that bounces go to').optional()),
  DKIM_DOMAIN: given.pipe(z.hostname('the domain that signs: council.gov.uk').optional()),
  DKIM_SELECTOR: given.pipe(
    z
      .string()
      .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'the name before ._domainkey in the DNS')
      .optional(),
  ),
  /** A file with the private key in PEM. */
  DKIM_KEY_FILE: given,
}

export type MailVariables = z.output<z.ZodObject<typeof mailVariables>>

/** Throws Error that names the variable to mend. */
export function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: MailVariables): Dkim | undefined {
  const all = { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }
  const missing = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length === 3) return undefined
  if (DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_KEY_FILE === undefined)
    throw new Error(`To sign mail, set ${missing.join(' and ')} too; to leave it unsigned, set none of the three.`)
  return { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, privateKey: keyIn(DKIM_KEY_FILE) }
}

function keyIn(file: string): string {
  const pem = readFile(file)
  const key = parsed(pem)
  if (key?.asymmetricKeyType !== 'rsa')
    throw new Error('DKIM_KEY_FILE: the file holds no RSA private key in PEM without a passphrase. Make one for DKIM.')
  return pem
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const told = `DKIM_KEY_FILE: ${file} cannot be read (${why}). Give the path of the key, readable by the worker.`
    throw new Error(told, { cause: error })
  }
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined // told as a file that holds no key
  }
}
