/**
 * The pages where a resident answers what a letter asked: `/r/{secret}`. The secret stands for the resident, for that one question: who
 * has it needs no account. Looking at a page changes nothing, as programs that read mail look too; sending the form gives the command.
 */
import { createHash } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { commandNamed } from '../../workflows/commands/index.ts'
import { give } from '../commands/give.ts'
import { readFacts } from '../commands/command-body.ts'
import { failureToProblem } from '../failures.ts'
import { isProblem, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { askedBy, type AskedOf } from './asked.ts'
import {
  clarificationPage,
  consentPage,
  consentIn,
  donePage,
  nothingLeft,
  unknownAddress,
  words,
  type Sent,
} from './answer-pages.ts'
import { sendPage, type Page } from './html.ts'

const workMs = 8_500

/** The longest answer that is taken, 20,000 characters, in a script whose every character is nine bytes of a form. */
const mostBytes = 300_000

export function mountAnswers(app: Express, services: Services): void {
  const form = express.urlencoded({ extended: false, limit: mostBytes, parameterLimit: 20 })
  app.get('/r/:secret', (request, response) => shown(services, request, response, (asked) => look(asked, request)))
  app.post('/r/:secret', form, (request, response) =>
    shown(services, request, response, (asked) => take(services, asked, request)),
  )
}

/** The address is in no line of the log, nor is anything that was written. */
async function shown(
  services: Services,
  request: Request,
  response: Response,
  answer: (asked: AskedOf) => Page | Promise<Page | 'taken'>,
): Promise<void> {
  response.locals['route'] = '/r/{secret}'
  const secret = String(request.params['secret'])
  try {
    const asked = await askedBy(services.records, secret, services.now())
    if (!asked) return sendPage(response, unknownAddress)
    const page = await answer(asked)
    // A page that is loaded again does not send the form again.
    if (page === 'taken') return response.set('Cache-Control', 'no-store').redirect(303, `/r/${secret}?sent`)
    sendPage(response, page, services.organisations.byId(asked.organisationId).letterhead)
  } catch (error) {
    sendPage(response, notNow(failureToProblem(error, services.log)))
  }
}

function look({ asks }: AskedOf, { query }: Request): Page {
  if ('sent' in query) return donePage
  return asks ? pageOf(asks, {}) : nothingLeft
}

function pageOf(asks: NonNullable<AskedOf['asks']>, sent: Sent): Page {
  return asks.command === 'represent' ? consentPage(asks, sent) : clarificationPage(asks, sent)
}

async function take(
  services: Services,
  { ref, organisationId, asks }: AskedOf,
  request: Request,
): Promise<Page | 'taken'> {
  if (!asks) return nothingLeft
  const sent = wordsIn(request.body)
  const body = asks.command === 'represent' ? consentIn(sent) : { answer: sent['answer'], asked: asks.asked }
  const command = commandNamed(asks.command)
  if (!command) throw new Error(`There is no command ${asks.command}`)
  const read = body === undefined ? undefined : readFacts(command, body)
  if (!read || 'errors' in read) return pageOf(asks, { ...sent, fault: words[asks.command] })
  const nowMs = services.now()
  const outcome = await give(services, command, {
    ...{ ref, nowMs, answerBy: nowMs + workMs, body: read.value, query: {}, params: {} },
    caller: { role: 'resident', sub: 'by-letter', org: organisationId, ref },
    // Sent twice, it is taken once.
    idempotencyKey: keyOf(request, body),
    accepts: () => undefined,
    header: () => undefined,
  })
  if (!isProblem(outcome)) return 'taken'
  if (outcome.problem === 'against-the-rules') return { ...nothingLeft, status: 409 }
  return notNow(outcome)
}

function keyOf(request: Request, body: unknown): string {
  return createHash('sha256')
    .update(`${String(request.params['secret'])} ${JSON.stringify(body)}`)
    .digest('hex')
}

/** A form's fields as text; one that is given twice counts once. */
function wordsIn(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  const fields = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? String(value[0]) : String(value),
  ])
  return Object.fromEntries(fields.filter(([, value]) => value !== '')) as Record<string, string>
}

function notNow({ problem }: Problem): Page {
  return { ...words.notNow, status: problem === 'internal' ? 500 : 503 }
}
