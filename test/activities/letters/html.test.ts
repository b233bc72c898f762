/** Every letter as html, in a real browser: accessible in light and dark, on a narrow telephone, and without its styles. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewAll } from '../../../activities/letters/preview/previews.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { openBrowser } from '../../tools/chromium.ts'
import { office } from './invented.ts'

const library = policyLibrary()
const [organisation] = office.organisations.all
const previews = previewAll(organisation, library.byId('basildon-2025'), library)
const letters = previews.map(({ name, letter }) => [name, letter.html] as const)

let browser: Browser
const pages: Partial<Record<'light' | 'dark', Page>> = {}
beforeAll(async () => {
  browser = await openBrowser()
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 640 } })
    pages[colorScheme] = await context.newPage()
  }
}, 300_000)
afterAll(() => browser.close())

async function shown(html: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = pages[scheme]
  if (!page) throw new Error('no browser')
  await page.setContent(html)
  return page
}

async function violations(page: Page): Promise<string[]> {
  // In the page itself: letters have no frames, for whose sake it would open a page of its own each time.
  expect(page.frames()).toHaveLength(1)
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Runs in the page. */
const MEASURE = `(() => {
  const sizes = [...document.body.querySelectorAll('p, li, h1, h2, h3, a, strong')]
    .map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  const { scrollWidth, clientWidth } = document.documentElement
  return { smallest: Math.min(...sizes), tooWide: scrollWidth - clientWidth }
})()`

/** In pixels: the smallest text, and how much wider the page is than what is seen of it. */
function measured(page: Page): Promise<{ smallest: number; tooWide: number }> {
  return page.evaluate(MEASURE)
}

/** What mail programs do that know neither style sheets nor whole pages. */
const bare = (html: string) => html.replace(/<style>.*<\/style>/s, '').replace(/<\/?(html|body|main|meta)\b[^>]*>/g, '')

describe.each(letters)('%s', (_, html) => {
  test.each(['light', 'dark'] as const)('has nothing that axe objects to: %s', async (scheme) => {
    expect(await violations(await shown(html, scheme))).toEqual([])
  })

  test('fits a telephone of 320 pixels, in letters of 16 pixels at least, with its styles and without', async () => {
    for (const form of [html, bare(html)]) {
      const { smallest, tooWide } = await measured(await shown(form))
      expect(smallest).toBeGreaterThanOrEqual(16)
      expect(tooWide).toBe(0)
    }
  })

  test('loads nothing, runs nothing', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|form|svg)\b|url\(|@import|javascript:/i)
  })
})

test.each([
  [12, 18],
  [18, 24],
  [24, 32],
] as const)('an email for who reads %i points has letters of %i pixels', async (print, pixels) => {
  const [first] = previewAll(organisation, library.byId('basildon-2025'), library, { print })
  for (const form of [first?.letter.html ?? '', bare(first?.letter.html ?? '')]) {
    const { smallest, tooWide } = await measured(await shown(form))
    expect(smallest).toBe(pixels)
    expect(tooWide).toBe(0)
  }
})

test('the checks find what is wrong: no language, grey on grey, a word that does not fit', async () => {
  const [, html] = letters[0] ?? []
  const wrong = (html ?? '')
    .replaceAll(/ lang="[^"]*"/g, '')
    .replace('<p class="from">', '<p style="color: #777; background: #888">')
  expect((await violations(await shown(wrong))).join('\n')).toMatch(/color-contrast:.*html-has-lang:/s)
  const wide = (html ?? '').replace('overflow-wrap: anywhere', '').replace('<p>', `<p>${'x'.repeat(200)}`)
  expect((await measured(await shown(wide))).tooWide).toBeGreaterThan(0)
})
