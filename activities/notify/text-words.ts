/** A text message that tells of a letter: who writes, under which reference, which way it comes and whom to ring. Nothing of what it is about. */
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import type { Channel } from '../letters/recipient.ts'

export interface Told {
  language: LetterLanguage
  channel: Channel
  ref: string
  /** Of the organisation. */
  name: string
  phone: string
}

/** One message of the network's own alphabet (GSM 03.38). */
export const ONE_MESSAGE = 160

type Words = Record<Channel, string> & { short: string; reference: string; ask: (phone: string) => string }

const words: Record<LetterLanguage, Words> = {
  en: {
    email: 'we have sent you an email.',
    letter: 'we are sending you a letter by post.',
    short: 'we have written to you.',
    reference: 'Our reference',
    ask: (phone) => `Questions? Ring ${phone}.`,
  },
  cy: {
    email: 'rydym wedi anfon e-bost atoch.',
    letter: 'rydym yn anfon llythyr atoch drwy’r post.',
    short: 'rydym wedi ysgrifennu atoch.',
    reference: 'Ein cyfeirnod',
    ask: (phone) => `Cwestiynau? Ffoniwch ${phone}.`,
  },
}

/** With fewer words where a long name would make two messages of it. */
export function textWords({ language, channel, ref, name, phone }: Told): string {
  const said = words[language]
  const versions = [
    `${name}: ${said[channel]} ${said.reference}: ${ref}. ${said.ask(phone)}`,
    `${name}: ${said.short} ${ref}. ${phone}`,
  ].map(inNetworkLetters)
  return versions.find((text) => lengthInNetwork(text) <= ONE_MESSAGE) ?? versions.at(-1) ?? ''
}

/** What pasted names bring along and the network's alphabet lacks: one such sign would more than halve what a message holds. */
const otherwise: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '\u2011': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
}

function inNetworkLetters(text: string): string {
  return text.replace(/[‘’“”–—\u2011…\u00a0\u202f]/g, (sign) => otherwise[sign] ?? sign)
}

/** These take the room of two. */
function lengthInNetwork(text: string): number {
  return [...text].reduce((length, sign) => length + ('^{}\\[~]|€'.includes(sign) ? 2 : 1), 0)
}
