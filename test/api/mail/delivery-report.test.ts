import { describe, expect, it } from 'vitest'
import { asMessageId, becameBy, readDeliveryReport } from '../../../api/mail/delivery-report.ts'
import { answering, exchange, exim, postfix, quotedPrintable } from './reports.ts'

const messageId = '<C-7KQM-2XPA.3@council.example>'

describe('a report of a mail that came back', () => {
  it.each([
    ['Postfix', postfix, '5.1.1'],
    ['Exchange', exchange, '5.1.10'],
    ['a server that writes in quoted-printable', quotedPrintable, '5.2.1'],
    ['a server that returns no headers, and answers to ours', answering, '5.7.1'],
    ['Exim, which gives no status', exim, undefined],
  ] as const)('from %s', async (_server, made, status) => {
    expect(await readDeliveryReport(made({ messageId }))).toEqual({
      ...{ messageId, became: 'failed' },
      ...(status !== undefined && { status }),
    })
  })

  it.each([
    ['delayed', '4.4.1', 'delayed'],
    ['delivered', '2.0.0', 'other'],
    ['relayed', '2.0.0', 'other'],
    ['expanded', '2.0.0', 'other'],
    // The server has given up: nothing more will come of it, whatever its status was on the way.
    ['failed', '4.4.7', 'failed'],
    ['FAILED', '5.0.0', 'failed'],
    // An action that nobody knows: what the status says.
    ['gone', '5.1.1', 'failed'],
    ['gone', '4.1.1', 'delayed'],
  ] as const)('of the action %s with %s: %s', async (action, status, became) => {
    for (const made of [postfix, exchange, quotedPrintable]) {
      expect(await readDeliveryReport(made({ messageId, action, status }))).toEqual({ messageId, became, status })
    }
  })

  it('of several recipients says what was worst', async () => {
    const one = postfix({ messageId, action: 'delivered', status: '2.0.0' }).toString()
    const other =
      '\r\n\r\nFinal-Recipient: rfc822; b@resident.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: x'
    const report = one.replace('\r\nRemote-MTA: dns; mx.resident.example', other)
    expect(await readDeliveryReport(Buffer.from(report))).toMatchObject({ became: 'failed', status: '5.1.1' })
  })

  it('with line ends of Unix', async () => {
    const report = Buffer.from(postfix({ messageId }).toString().replaceAll('\r\n', '\n'))
    expect(await readDeliveryReport(report)).toEqual({ messageId, became: 'failed', status: '5.1.1' })
  })
})

const boundary = (part: string) =>
  `Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n${part}\r\n--x--\r\n`
const nested = (depth: number): string => {
  const inner = Array.from(
    { length: depth },
    (_, at) => `--n${at}\r\nContent-Type: multipart/mixed; boundary=n${at + 1}\r\n\r\n`,
  )
  return `Content-Type: multipart/mixed; boundary=n0\r\n\r\n${inner.join('')}`
}

describe('what is no report, or is meant to harm', () => {
  it.each([
    ['nothing at all', ''],
    ['a letter', 'From: sam@resident.example\r\nSubject: Thank you\r\n\r\nThank you.'],
    ['an out-of-office reply', `Auto-Submitted: auto-replied\r\nIn-Reply-To: ${messageId}\r\n\r\nI am away.`],
    ['no mail', '\u0000\u0001\u0002'.repeat(1_000)],
    ['a report that says nothing', boundary('Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n')],
    ['a status that is none', boundary('Content-Type: message/delivery-status\r\n\r\na: b\r\n\r\nStatus: five\r\n')],
    [
      'a report about nobody knows what',
      boundary('Content-Type: message/delivery-status\r\n\r\na: b\r\n\r\nAction: failed\r\n'),
    ],
    ['parts in parts without end', nested(2_000)],
    ['a header of a megabyte', `X: ${'a'.repeat(1_000_000)}\r\n\r\n`],
    ['a hundred thousand headers', `${'a: b\r\n'.repeat(100_000)}\r\n`],
    [
      'a Message-ID of a megabyte',
      boundary(`Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${'a'.repeat(1_000_000)}@x>\r\n`),
    ],
    [
      'a boundary that never comes',
      `Content-Type: multipart/report; boundary=never\r\n\r\n${'--neve\r\n'.repeat(100_000)}`,
    ],
  ])('%s is refused in plain words, and quickly', async (_what, text) => {
    const began = performance.now()
    const read = await readDeliveryReport(Buffer.from(text))
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(read).toEqual({
      fault: expect.stringMatching(/^(This is no report|The report does not say|This mail has more parts)/) as string,
    })
  })

  it('of many recipients and fields takes the time that it takes to read them once', async () => {
    const groups = 'Final-Recipient: rfc822; a@b\r\nAction: delayed\r\nStatus: 4.0.0\r\n\r\n'.repeat(20_000)
    const report = boundary(`Content-Type: message/delivery-status\r\n\r\n${groups}`)
    const began = performance.now()
    const read = await readDeliveryReport(Buffer.from(`In-Reply-To: ${messageId}\r\n${report}`))
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(read).toMatchObject({ became: 'delayed', messageId })
  })

  it('takes no header out of the text of our message', async () => {
    expect(await readDeliveryReport(exchange({ messageId }))).toMatchObject({ messageId })
  })
})

describe('the parts of a report', () => {
  it.each([
    ['5.1.1', 'failed'],
    ['4.4.7', 'delayed'],
    ['2.0.0', 'other'],
    ['3.1.1', undefined],
    ['5', undefined],
    ['5.1.1 x', undefined],
  ])('status %s: %s', (status, became) => expect(becameBy(status)).toBe(became))

  it.each([
    ['<a.1@b>', '<a.1@b>'],
    [' \t<a.1@b> (comment)', '<a.1@b>'],
    ['a.1@b', undefined],
    ['<a b@c>', undefined],
    [undefined, undefined],
  ])('Message-ID %s', (text, id) => expect(asMessageId(text)).toBe(id))
})
