/** Pages for people who write programs: the API's documentation by Swagger UI from this server alone, and one for each problem. */
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Express, Response } from 'express'
import { problems } from '../problem.ts'

const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const starter = `window.ui = SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })\n`

export function mountPages(app: Express): void {
  app.get('/docs', (_request, response) =>
    sendPage(response, 'Redress API', '<div id="docs"></div>', ['/docs/swagger-ui-bundle.js', '/docs/start.js']),
  )
  app.get('/docs/start.js', (_request, response) => void response.type('text/javascript').send(starter))
  for (const file of files) {
    app.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: assets, maxAge: '1d' }))
  }
  for (const [name, { status, title, help }] of Object.entries(problems)) {
    const body = `<main><h1>${title}</h1><p>HTTP ${status}</p><p>${escaped(help)}</p><p><a href="/docs">All operations</a></p></main>`
    app.get(`/problems/${name}`, (_request, response) => sendPage(response, title, body, []))
  }
}

function sendPage(response: Response, title: string, body: string, scripts: string[]): void {
  const tags = scripts.map((source) => `<script src="${source}"></script>`).join('')
  response.set('Content-Security-Policy', strict).type('html').send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body>${body}${tags}</body></html>
`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
