import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { sendPage } from '../../api/pages/html.ts'
import { html } from '../../prisma/html.ts'

test('a resident’s page allows the styles that stand in it, by the hash of every byte of them', async () => {
  const app = express()
  app.get('/', (_request, response) => sendPage(response, { status: 200, title: 'A page', body: html`<p>Words</p>` }))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const page = await response.text()
  server.close()
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style)
  expect(styles).toEqual([expect.stringContaining('font:')])
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(response.headers.get('content-security-policy')).toContain(`style-src ${hashes.join(' ')};`)
})
