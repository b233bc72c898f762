/** What the environment says of mail: told at the start, with the variable to mend, before a letter is sent unsigned. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../worker/config.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'redress-mail-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pem = { type: 'pkcs8', format: 'pem' } as const
const publicPem = { type: 'spki', format: 'pem' } as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: pem, publicKeyEncoding: publicPem })
const elliptic = generateKeyPairSync('ed25519', { privateKeyEncoding: pem, publicKeyEncoding: publicPem })

function file(name: string, content: string): string {
  const full = path.join(folder, name)
  writeFileSync(full, content)
  return full
}
const keyFile = file('rsa.pem', rsa.privateKey)
const given = { DATABASE_URL: 'postgres://nobody.invalid/none', SMTP_URL: 'smtp://nobody.invalid:25' }
const signing = { DKIM_DOMAIN: 'exampleton.example', DKIM_SELECTOR: 'letters', DKIM_KEY_FILE: keyFile }

test('unless said otherwise: ten a second, four at once, a day until the post, unsigned', () => {
  const { MAIL_PER_SECOND, MAIL_CONNECTIONS, MAIL_POST_AFTER_HOURS, MAIL_RETURN_PATH, dkim } = readConfig(given)
  expect([MAIL_PER_SECOND, MAIL_CONNECTIONS, MAIL_POST_AFTER_HOURS, MAIL_RETURN_PATH, dkim]).toEqual([
    ...[10, 4, 24],
    ...[undefined, undefined],
  ])
})

test('with all three, mail is signed', () => {
  const { dkim } = readConfig({ ...given, ...signing })
  expect(dkim).toEqual({ domain: 'exampleton.example', selector: 'letters', privateKey: rsa.privateKey })
})

test('variables that are there and empty, as a compose file gives them, are not set', () => {
  const empty = { DKIM_DOMAIN: '', DKIM_SELECTOR: '', DKIM_KEY_FILE: '', MAIL_RETURN_PATH: '' }
  expect(readConfig({ ...given, ...empty })).toMatchObject({ dkim: undefined, MAIL_RETURN_PATH: undefined })
})

describe('is refused, with the variable to mend', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['two of the three', { ...signing, DKIM_SELECTOR: '' }, /set DKIM_SELECTOR too/],
    ['one of the three', { DKIM_KEY_FILE: keyFile }, /set DKIM_DOMAIN and DKIM_SELECTOR too/],
    ['a key that is not there', { ...signing, DKIM_KEY_FILE: '/nowhere.pem' }, /DKIM_KEY_FILE: .*\(ENOENT\)/],
    ['a public key', { ...signing, DKIM_KEY_FILE: file('public.pem', rsa.publicKey) }, /no RSA private key/],
    ['a key of another kind', { ...signing, DKIM_KEY_FILE: file('ed.pem', elliptic.privateKey) }, /no RSA private key/],
    ['no key at all', { ...signing, DKIM_KEY_FILE: file('none.pem', 'hello') }, /no RSA private key/],
    ['no domain', { ...signing, DKIM_DOMAIN: 'not a domain' }, /DKIM_DOMAIN: the domain that signs/],
    ['no name in the DNS', { ...signing, DKIM_SELECTOR: 'a b;' }, /DKIM_SELECTOR: the name before/],
    ['no mailbox', { MAIL_RETURN_PATH: 'bounces' }, /MAIL_RETURN_PATH: the mailbox/],
    ['no letter a second', { MAIL_PER_SECOND: '0' }, /MAIL_PER_SECOND/],
    ['no connection', { MAIL_CONNECTIONS: '0' }, /MAIL_CONNECTIONS/],
  ])('%s', (_, variables, words) => {
    expect(() => readConfig({ ...given, ...variables })).toThrow(words)
  })
})
