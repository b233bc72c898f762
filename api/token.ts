/** Who somebody is, as a signed token says it: a role, for staff their id, and whose: the organisation's. */
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { roles, staffId } from '../workflows/actor.ts'
import { readReference } from '../workflows/reference.ts'

const issuer = 'redress'
const algorithm = 'HS256'

/** As organisations.yaml has it. */
const organisationId = /^[a-z0-9]+(-[a-z0-9]+)*$/

const ref = z
  .string()
  .refine((text) => readReference(text) === text, 'the reference of a complaint, such as C-7KQM-2XPA')
  .optional()

export const claimsSchema = z
  .object({
    role: z.enum(roles),
    sub: z.string().regex(/^[\x21-\x7e]{1,128}$/, 'letters and signs without spaces, at most 128'),
    ref,
    org: z.string().regex(organisationId, 'the id of an organisation: small letters, digits and hyphens').optional(),
  })
  .refine((claims) => claims.role === 'resident' || staffId.test(claims.sub), {
    path: ['sub'],
    message: 'a staff id: small letters, digits, dots and hyphens, such as a.khan',
  })
  .refine((claims) => claims.role === 'resident' || claims.ref === undefined, {
    path: ['ref'],
    message: 'only a resident’s token is for one complaint',
  })
export type Claims = z.output<typeof claimsSchema>

/** @param expires when it ends */
export async function signToken(claims: Claims, secret: Uint8Array, expires: Date): Promise<string> {
  const { sub, role, ref, org } = claims
  return new SignJWT({ role, ...(ref !== undefined && { ref }), ...(org !== undefined && { org }) })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(secret)
}

/** The claims of a token that is ours and still good, or why it is not taken. */
export async function readToken(token: string, secret: Uint8Array): Promise<Claims | { fault: string }> {
  try {
    const required = { issuer, algorithms: [algorithm], requiredClaims: ['exp', 'sub'] }
    const { payload } = await jwtVerify(token, secret, required)
    const claims = claimsSchema.safeParse(payload)
    return claims.success ? claims.data : { fault: 'The token does not say a role and who it is for.' }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { fault: 'The token has expired. Get a new one.' }
    if (error instanceof errors.JOSEError) return { fault: 'The token is not one of this service.' }
    throw error
  }
}
