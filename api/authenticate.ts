/** The bearer token of a request, and whether its role may use an operation. */
import type { Request } from 'express'
import type { Services } from './services.ts'
import { callerOf, type Caller } from './caller.ts'
import type { Operation } from './operation.ts'
import type { Problem } from './problem.ts'
import { readToken } from './token.ts'

const realm = 'Bearer realm="redress"'

export async function authenticate(
  request: Request,
  { secret, organisations }: Pick<Services, 'secret' | 'organisations'>,
): Promise<Caller | Problem> {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || rest.length > 0) {
    return notSignedIn('Send a token: "Authorization: Bearer <token>".', realm)
  }
  const claims = await readToken(token, secret)
  const caller = 'fault' in claims ? claims : callerOf(claims, organisations)
  return 'fault' in caller ? notSignedIn(caller.fault, `${realm}, error="invalid_token"`) : caller
}

export function notAllowed({ by }: Operation, { role }: Caller): Problem | undefined {
  if (by === 'anyone' || by.includes(role)) return undefined
  return { problem: 'not-allowed', detail: `Your token is for the role ${role}. This is for: ${by.join(', ')}.` }
}

function notSignedIn(detail: string, challenge: string): Problem {
  return { problem: 'not-signed-in', detail, headers: { 'WWW-Authenticate': challenge } }
}
