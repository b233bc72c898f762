/** Letters by post through GOV.UK Notify: our own PDF, which it prints and posts as it is ("precompiled"). */
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Carrier, Outgoing } from '../carrier.ts'
import { pdfOf } from '../letters/pdf.ts'
import type { Notify } from './client.ts'
import { NOTIFY_CLAIM_MS } from './email.ts'
import { findAtNotify } from './find.ts'
import { outcomeOf } from './outcome.ts'

export type Postage = 'first' | 'second' | 'economy'

/** Notify's letter specification 2.4. */
const MOST_PAGES = 10
const MOST_BYTES = 2 * 1024 * 1024
const ADDRESS_LINES = { least: 3, most: 7 }
/** As Notify takes it: letters within the United Kingdom end with a postcode. */
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$/i

export function notifyLetter(notify: Notify, postage: Postage): Carrier {
  return {
    provider: 'notify',
    sendLimitMs: NOTIFY_CLAIM_MS,
    async pack({ document }) {
      return { pdf: new Uint8Array(await pdfOf(document)) }
    },
    async send(letter, { pdf = new Uint8Array() }) {
      const why = (await unfit(pdf)) ?? unfitAddress(letter)
      if (why !== undefined) return { result: 'refused', why, about: 'letter' }
      const answer = await notify.ask((client) =>
        client.sendPrecompiledLetter(letter.reference, Buffer.from(pdf), postage),
      )
      if (!('failure' in answer)) return { result: 'accepted', why: 'Notify 201', providerId: answer.value.id }
      const { failure } = answer
      // Too large is about this letter; what else Notify finds wrong with the request is about our set-up, and waits.
      if (failure.kind === 'content' && !failure.why.includes('413')) {
        return { result: 'later', why: failure.why, mayHaveArrived: false }
      }
      return outcomeOf(failure, 'letter')
    },
    find: (reference) => findAtNotify(notify, 'letter', reference),
    close() {
      // Idle connections hold no process open, and there is nothing else.
    },
  }
}

/** What Notify would find wrong minutes after it took the letter: better known now, while it can be printed here. */
async function unfit(pdf: Uint8Array): Promise<string | undefined> {
  if (pdf.byteLength > MOST_BYTES) return 'more bytes than a letter by Notify may have'
  const pages = (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
  return pages > MOST_PAGES ? 'more pages than a letter by Notify may have' : undefined
}

function unfitAddress({ document: { to } }: Outgoing): string | undefined {
  if (to.length < ADDRESS_LINES.least || to.length > ADDRESS_LINES.most) {
    return 'an address by Notify has three to seven lines'
  }
  return POSTCODE.test(to.at(-1) ?? '') ? undefined : 'an address by Notify ends with a UK postcode'
}
