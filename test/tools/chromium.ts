/** A real browser, to judge pages with: Debian's Chromium, driven by Playwright. */
import { chromium, type Browser } from 'playwright-core'
import { browser, program } from './debian.ts'

export async function openBrowser(): Promise<Browser> {
  const executablePath = program(browser, 'The check of html')
  // nothing of it may call out
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet] })
}
