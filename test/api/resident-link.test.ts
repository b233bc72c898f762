import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { openBrowser } from '../tools/chromium.ts'
import { openLives, type Lives } from './lives.ts'
import { intake, officer, resident, type Answered, type Api } from './world.ts'

// The pages where a resident answers what a letter asked, in a real browser and from the letter's own address to the workflow and back.

let lives: Lives
let api: Api
let browser: Browser
let page: Page
beforeAll(async () => {
  ;[lives, browser] = await Promise.all([openLives(), openBrowser()])
  api = lives.api
  page = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await lives?.close()
})

const give = (ref: string, name: string, json: object, as = officer): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json })
const read = async (ref: string) => (await api.ask('GET', `/v1/complaints/${ref}`, officer)).body

async function filed(policy: string, changes: object = {}, as = officer): Promise<string> {
  api.services.organisations = loadOrganisations(api.services.library, { policies: [policy] })
  const { body, text } = await api.ask('POST', '/v1/complaints', as, { json: { ...intake, ...changes } })
  expect(body['ref'], text).toBeDefined()
  return String(body['ref'])
}

/** The address in the newest letter of that kind. */
async function addressIn(ref: string, kind: string): Promise<string> {
  const found = () =>
    api.services.records.letter.findFirst({ where: { complaintRef: ref, kind }, orderBy: { seq: 'desc' } })
  await expect.poll(async () => (await found())?.seq).toBeDefined()
  const [address] = /http:\S*\/r\/\S+/.exec((await found())?.text ?? '') ?? []
  if (address === undefined) throw new Error(`the ${kind} has no address`)
  return address
}

async function faultsOf(shown: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page: shown }).analyze()
  const tooWide = await shown.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(tooWide ? [tooWide] : []),
  ]
}

const friend = { name: 'CANARY-name Alex Friend', capacity: 'friend', email: 'alex@example.org', letters: 'both' }

describe('what is unclear', () => {
  test('is answered at the address in the letter: by keyboard alone, on a narrow telephone', async () => {
    const ref = await filed('housing-ombudsman-code-2024')
    await give(ref, 'acknowledge', { responsibleFor: ['Repairs'] })
    await give(ref, 'ask-clarification', { questions: ['CANARY-question <b>Which</b> room?'] })
    await page.goto(await addressIn(ref, 'clarification'))
    expect(await faultsOf(page)).toEqual([])
    expect(await page.locator('li').textContent()).toBe('CANARY-question <b>Which</b> room?')
    await page.getByLabel('Your answer').focus()
    await page.keyboard.type('CANARY-answer In the kitchen.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Thank you. We have your answer').waitFor()
    expect(await faultsOf(page)).toEqual([])
    const whole = await read(ref)
    const duty = (whole['deadlines'] as { name: string; status: string }[]).find(
      ({ name }) => name === 'answer-clarification',
    )
    expect(duty).toMatchObject({ status: 'met' })
    const entry = (whole['timeline'] as { event: string; by: string; words?: object }[]).find(
      ({ event }) => event === 'clarification-answered',
    )
    expect(entry).toMatchObject({ by: 'resident', words: { answer: 'CANARY-answer In the kitchen.' } })
    // The officer is told, with the resident's words.
    const notice = () => api.services.records.letter.findFirst({ where: { complaintRef: ref, kind: 'reminder' } })
    await expect.poll(async () => (await notice())?.text).toContain('CANARY-answer In the kitchen.')
    await page.goto(await addressIn(ref, 'clarification'))
    await page.getByText('There is nothing to answer any more').waitFor()
  })

  test('sent twice it is taken once, and nothing of it stands in a log', async () => {
    const ref = await filed('housing-ombudsman-code-2024')
    await give(ref, 'acknowledge', { responsibleFor: ['Repairs'] })
    await give(ref, 'ask-clarification', { questions: ['Which room?'] })
    const address = await addressIn(ref, 'clarification')
    const send = (answer: string) =>
      fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ answer }) })
    const [one, other] = await Promise.all([send('CANARY-twice'), send('CANARY-twice')])
    expect([one.status, other.status]).toContain(303)
    expect((await send('')).status).toBe(200)
    const texts = await api.services.records.text.count({ where: { complaintRef: ref, kind: 'answer-clarification' } })
    expect(texts).toBe(1)
    const logged = api.logged.join('\n')
    expect(logged).toContain('/r/{secret}')
    expect(logged).not.toContain(new URL(address).pathname)
    expect(logged).not.toContain('CANARY')
  })

  test('an empty answer is asked for again', async () => {
    const ref = await filed('housing-ombudsman-code-2024')
    await give(ref, 'acknowledge', { responsibleFor: ['Repairs'] })
    await give(ref, 'ask-clarification', { questions: ['Which room?'] })
    const response = await fetch(await addressIn(ref, 'clarification'), { method: 'POST', body: new URLSearchParams() })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('role="alert"')
  })
})

describe('who acts for the resident', () => {
  test('is agreed by signing, and the letters go as the resident says', async () => {
    const ref = await filed('barking-and-dagenham', { representative: friend })
    await page.goto(await addressIn(ref, 'consent'))
    expect(await faultsOf(page)).toEqual([])
    await page.getByLabel('Yes, CANARY-name Alex Friend may act for me').check()
    await page.getByRole('button').click()
    // No name is no signature.
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByLabel('CANARY-name Alex Friend, and not me').check()
    await page.getByLabel('If you say yes: your full name').fill('Sam Jones')
    await page.getByRole('button').click()
    await page.getByText('Thank you. We have your answer').waitFor()
    expect(await read(ref)).toMatchObject({
      representative: { name: friend.name, permission: 'signed', status: 'given', letters: 'representative' },
    })
    await give(ref, 'acknowledge', { responsibleFor: ['Repairs'] })
    const letters = async () => (await read(ref))['letters'] as { kind: string; to: string; recipient: object }[]
    await expect.poll(letters).toContainEqual(
      expect.objectContaining({
        kind: 'acknowledgement',
        to: 'representative',
        recipient: { name: friend.name, email: friend.email },
      }),
    )
    expect((await letters()).filter(({ kind }) => kind === 'acknowledgement')).toHaveLength(1)
  })

  test('is not agreed: nothing more goes to them', async () => {
    const ref = await filed('barking-and-dagenham', { representative: friend })
    await page.goto(await addressIn(ref, 'consent'))
    await page.getByLabel('No, CANARY-name Alex Friend may not act for me').check()
    await page.getByRole('button').click()
    await page.getByText('Thank you. We have your answer').waitFor()
    expect(await read(ref)).toMatchObject({ representative: { status: 'ended' } })
  })

  test('is not for whoever filed the complaint to say', async () => {
    const by = { ...friend, letters: 'resident' }
    const ref = await filed('housing-ombudsman-code-2024', { representative: by }, resident)
    const agreed = { what: 'consent-given', how: 'signed', signature: 'Sam Jones', letters: 'both' }
    expect((await give(ref, 'represent', agreed, resident)).body).toMatchObject({
      status: 409,
      rule: 'Redress: represent',
    })
    expect((await give(ref, 'represent', agreed, { ...resident, ref })).status).toBe(200)
  })
})

describe('an address', () => {
  test('that there is not says so, and no more', async () => {
    for (const secret of ['0000-0000-0000-0000-0000-0000', 'x', '%00', 'a'.repeat(500)]) {
      const response = await fetch(`${api.url}/r/${secret}`)
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining('We cannot find this page'),
      ])
    }
  })

  test('is typed from paper as people do, is good for its time alone, and its page is kept by nobody', async () => {
    const ref = await filed('barking-and-dagenham', { representative: friend })
    const address = await addressIn(ref, 'consent')
    const [base, secret = ''] = address.split('/r/')
    const response = await fetch(
      `${base}/r/${secret.toUpperCase().replaceAll('-', '').replaceAll('0', 'O').replaceAll('1', 'I')}`,
    )
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
      ),
    })
    const now = api.services.now
    api.services.now = () => Date.now() + 91 * 86_400_000
    const later = await fetch(address)
    api.services.now = now
    expect(later.status).toBe(404)
  })
})
