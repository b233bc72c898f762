/** One letter of a preview, to be looked at as it would be sent. */
import { caseFor } from '../complaints/case-for.ts'
import { asShown } from '../complaints/letters.ts'
import { defineOperation } from '../operation.ts'
import { previewedLetters } from './preview.ts'

const forms = [
  { type: 'text/html', extension: 'html' },
  { type: 'text/plain', extension: 'txt' },
  { type: 'application/pdf', extension: 'pdf' },
]

export const readPreview = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/previews/{preview}/{number}',
  id: 'readPreview',
  tag: 'Letters',
  title: 'Read a letter before it goes',
  description: 'A letter of a preview in the form asked for by Accept. A preview is kept for a day.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The letter', types: forms.map(({ type }) => type) } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unknown-preview', 'not-acceptable', 'unavailable'],
  async handle(services, { ref, caller, params, accepts }) {
    const seen = await caseFor(services.records, caller, ref)
    if ('problem' in seen) return seen
    const { preview = '', number = '' } = params
    const letters = await previewedLetters(services, ref, preview)
    const letter = /^[1-9]\d{0,2}$/.test(number) ? letters[Number(number) - 1] : undefined
    if (!letter) return { problem: 'unknown-preview', detail: `Complaint ${ref} has no such preview any more.` }
    const type = accepts(forms.map((form) => form.type))
    const form = forms.find((one) => one.type === type)
    if (!form) {
      const detail = `A preview is there as: ${forms.map((one) => one.type).join(', ')}. Ask for one of them with "Accept".`
      return { problem: 'not-acceptable', detail }
    }
    const { html, text, pdf, kind } = letter
    const bytes = form.extension === 'pdf' ? Buffer.from(pdf, 'base64') : form.extension === 'txt' ? text : html
    return asShown(form.type, bytes, `${ref}-preview-${number}-${kind}.${form.extension}`)
  },
})
