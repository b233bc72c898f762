/**
 * Every way in which a request can fail, as problem details (RFC 9457). A problem is a value until `sendProblem` writes it. Its
 * `type` is a page of this service, `/problems/<name>`, which says what to do.
 */
import type { Request, Response } from 'express'

interface Kind {
  status: number
  title: string
  help: string
}

export const problems = {
  'bad-input': {
    status: 400,
    title: 'The request has mistakes',
    help: 'Each entry of "errors" names a field and what is wrong with it. Correct them and send it again. Nothing was stored.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    help: 'Send one JSON object in UTF-8, for example {"officer": "a.khan"}. Nothing was stored.',
  },
  'not-signed-in': {
    status: 401,
    title: 'A token is needed',
    help: 'Send "Authorization: Bearer <token>". On the embedded default, npm run -s token prints one.',
  },
  'not-allowed': {
    status: 403,
    title: 'Not for this role',
    help: 'The operation’s description says which roles it is for.',
  },
  'not-found': { status: 404, title: 'There is nothing here', help: 'The addresses that there are stand in /docs.' },
  'unknown-complaint': {
    status: 404,
    title: 'No such complaint',
    help: 'The reference is well formed, and no complaint that you may see has it.',
  },
  'mistyped-reference': {
    status: 404,
    title: 'The reference is mistyped',
    help: 'The last character of a reference is worked out from the others. It does not match, so one was typed wrong or two changed places.',
  },
  'unknown-draft': {
    status: 404,
    title: 'No such stored text',
    help: 'Store the text again, with PUT …/draft-…, and use the id that it answers.',
  },
  'unknown-change': {
    status: 404,
    title: 'No such change of the calendar',
    help: 'PUT /v1/calendar/closures answers the number and the address of the change that it makes.',
  },
  'unknown-incident': {
    status: 404,
    title: 'No such incident',
    help: 'GET /v1/incidents lists those of your organisation, with their numbers.',
  },
  'unknown-print-job': {
    status: 404,
    title: 'No such print job',
    help: 'GET /v1/print-jobs lists the print jobs of your organisation.',
  },
  'nothing-to-print': {
    status: 404,
    title: 'No letter waits for the printer',
    help: 'There is no print job for today, and no letter for one. GET /v1/print-queue lists the letters that wait.',
  },
  'unknown-preview': {
    status: 404,
    title: 'No such preview',
    help: 'A preview is kept for a day. Ask for it again: POST …/{command}/preview.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Not with this method',
    help: 'The "Allow" header lists the methods of this address.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not in this form',
    help: 'Ask for one of the media types that the answer lists.',
  },
  'against-the-rules': {
    status: 409,
    title: 'The rules do not allow it now',
    help: '"rule" cites the clause, "detail" says why and what to do instead. Nothing was changed.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    help: 'A body has at most 100 kB, a mail that came back 2 MB, a file as much as "detail" says. Shorten the text, or send a smaller file.',
  },
  'not-json': {
    status: 415,
    title: 'Not this kind of body',
    help: 'Send JSON, in UTF-8, with "Content-Type: application/json".',
  },
  'type-not-taken': {
    status: 415,
    title: 'Files of this type are not taken',
    help: 'Send the file as one of the types that "detail" lists: a document as PDF, a picture as JPEG, and with its own "Content-Type".',
  },
  'not-what-it-says': {
    status: 422,
    title: 'The file is not what it says',
    help: 'What is in the file is not what its "Content-Type" says, or it holds something that could run. Save it anew, as PDF say. Nothing was stored.',
  },
  'unknown-file': {
    status: 404,
    title: 'No such file',
    help: 'GET …/evidence lists the files of the complaint that you may read.',
  },
  'key-used': {
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    help: 'The same key stands for the same request. Use a new key for a new request.',
  },
  internal: {
    status: 500,
    title: 'Something is wrong with this service',
    help: 'It is not your request. Tell the people who run the service the "x-request-id" of the answer.',
  },
  unavailable: {
    status: 503,
    title: 'Not available at the moment',
    help: 'Part of the service does not answer. Try again after the seconds in "Retry-After", with the same Idempotency-Key.',
  },
} as const satisfies Record<string, Kind>
export type ProblemName = keyof typeof problems

export interface FieldError {
  field: string
  message: string
}

export interface Problem {
  problem: ProblemName
  /** What happened this time, and what to do. */
  detail: string
  errors?: FieldError[]
  /** "HO Code 6.13" */
  rule?: string
  /** Each thing that stands against it, where there may be more than one. */
  missing?: { rule: string; message: string }[]
  headers?: Record<string, string>
}

export function isProblem(value: object): value is Problem {
  return 'problem' in value
}

export function unavailable(detail: string, afterSeconds = 5): Problem {
  return { problem: 'unavailable', detail, headers: { 'Retry-After': String(afterSeconds) } }
}

export function badInput(errors: FieldError[]): Problem {
  const fields = [...new Set(errors.map((error) => error.field))].join(', ')
  return { problem: 'bad-input', detail: `Please check: ${fields}. Nothing was stored.`, errors }
}

export const problemType = 'application/problem+json'

export function sendProblem(
  request: Request,
  response: Response,
  { problem, detail, errors, rule, missing, headers }: Problem,
): void {
  const { status, title } = problems[problem]
  const body = {
    type: `/problems/${problem}`,
    title,
    status,
    detail,
    // The path alone: a query may hold anything.
    instance: request.path,
    ...(rule !== undefined && { rule }),
    ...(missing && { missing }),
    ...(errors && { errors }),
  }
  response
    .status(status)
    .set(headers ?? {})
    .type(problemType)
    .send(JSON.stringify(body))
}
