/** GOV.UK Notify by environment: off, on, and half. */
import { expect, test } from 'vitest'
import { readConfig } from '../../worker/config.ts'
import { withNotify } from '../../worker/notify-settings.ts'

const key = 'redress-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0'
const id = '9d751e0e-f929-4891-82a1-a3e1c3c18ee3'
const read = (variables: Record<string, string>) =>
  readConfig({ DATABASE_URL: 'postgresql://u@127.0.0.1/x', SMTP_URL: 'smtp://127.0.0.1:25', ...variables })
const house = { email: { provider: 'smtp' } as never }

test('off unless something of it is set; empty variables are not set', () => {
  expect(read({}).notify).toBeUndefined()
  expect(read({ NOTIFY_API_KEY: '', NOTIFY_CARRIES: '', NOTIFY_EMAIL_TEMPLATE: '' }).notify).toBeUndefined()
  expect(withNotify(house, undefined)).toEqual({ carriers: house })
})

test('it carries what it is told to, and nothing else', () => {
  const setup = read({ NOTIFY_API_KEY: key, NOTIFY_CARRIES: 'letter, sms', NOTIFY_SMS_TEMPLATE: id }).notify
  expect(setup).toMatchObject({
    baseUrl: 'https://api.notifications.service.gov.uk',
    carries: ['letter', 'sms'],
    postage: 'second',
  })
  const { carriers, notify } = withNotify(house, setup)
  expect([carriers.email.provider, carriers.letter?.provider, notify?.smsTemplate]).toEqual(['smtp', 'notify', id])
})

test.for([
  [{ NOTIFY_API_KEY: key }, /NOTIFY_CARRIES .*email,letter,sms/],
  [{ NOTIFY_CARRIES: 'email' }, /NOTIFY_API_KEY/],
  [{ NOTIFY_EMAIL_TEMPLATE: id }, /NOTIFY_API_KEY and NOTIFY_CARRIES/],
  [{ NOTIFY_API_KEY: key, NOTIFY_CARRIES: 'email' }, /NOTIFY_EMAIL_TEMPLATE.*\(\(subject\)\) and \(\(body\)\)/],
  [{ NOTIFY_API_KEY: key, NOTIFY_CARRIES: 'sms' }, /NOTIFY_SMS_TEMPLATE.*\(\(text\)\)/],
  [{ NOTIFY_API_KEY: key, NOTIFY_CARRIES: 'email,fax' }, /NOTIFY_CARRIES.*any of email, letter, sms/],
  [{ NOTIFY_API_KEY: 'canary', NOTIFY_CARRIES: 'letter' }, /NOTIFY_API_KEY: the whole key/],
  [{ NOTIFY_API_KEY: key, NOTIFY_CARRIES: 'letter', NOTIFY_POSTAGE: 'third' }, /NOTIFY_POSTAGE/],
] as const)('half of it is refused in plain words: %j', ([variables, words]) => {
  const refused = (): unknown => read(variables)
  expect(refused).toThrow(words)
  expect(refused).not.toThrow(/canary|3d844edf/)
})
