/** Reports of mail that could not be delivered, in the shapes that mail servers send them: written from RFC 3464 and their manuals. */

export interface ReportOf {
  messageId: string
  /** Of our message's recipient. */
  to?: string
  status?: string
  action?: string
}

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'), 'utf8')

/** Postfix: three parts, the headers returned as text/rfc822-headers. */
export function postfix({ messageId, to = 'sam@resident.example', status = '5.1.1', action = 'failed' }: ReportOf) {
  return lines(
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.council.example (Mail Delivery System)',
    'To: complaints@council.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4BcD3x1Zzz.1616161616/mx.council.example"',
    'Message-Id: <20270405101010.4BcD3x1Zzz@mx.council.example>',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4BcD3x1Zzz.1616161616/mx.council.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.council.example.',
    '',
    `<${to}>: host mx.resident.example said: 550 5.1.1 User unknown`,
    '',
    '--4BcD3x1Zzz.1616161616/mx.council.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.council.example',
    'X-Postfix-Queue-ID: 4BcD3x1Zzz',
    'X-Postfix-Sender: rfc822; complaints@council.example',
    'Arrival-Date: Mon,  5 Apr 2027 10:10:09 +0000 (UTC)',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.resident.example',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '    in virtual mailbox table',
    '',
    '--4BcD3x1Zzz.1616161616/mx.council.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'Return-Path: <complaints@council.example>',
    'From: Complaints team <complaints@council.example>',
    `To: Sam Jones <${to}>`,
    'Subject: We have got your complaint',
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-generated',
    '',
    '--4BcD3x1Zzz.1616161616/mx.council.example--',
    '',
  )
}

/** Exchange: html beside the text, the report in base64, the whole message returned, "Message-ID" folded onto the next line. */
export function exchange({ messageId, to = 'sam@resident.example', status = '5.1.10', action = 'failed' }: ReportOf) {
  const report = [
    'Reporting-MTA: dns;LO2P265MB0001.example.prod.outlook.example',
    'Received-From-MTA: dns;mx.council.example',
    'Arrival-Date: Mon, 5 Apr 2027 10:10:10 +0000',
    '',
    `Final-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found',
    '',
  ].join('\r\n')
  return lines(
    'From: postmaster@outlook.example',
    'To: complaints@council.example',
    'Subject: =?utf-8?B?VW5kZWxpdmVyYWJsZTogWW91ciBjb21wbGFpbnQ=?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    ' boundary="00000000-1111-2222-3333-444444444444"',
    'X-MS-Exchange-Message-Is-Ndr:',
    '',
    '--00000000-1111-2222-3333-444444444444',
    'Content-Type: multipart/alternative; differences=Content-Type;',
    ' boundary="55555555-6666-7777-8888-999999999999"',
    '',
    '--55555555-6666-7777-8888-999999999999',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Your message to sam=40resident.example couldn=E2=80=99t be delivered.',
    '',
    '--55555555-6666-7777-8888-999999999999',
    'Content-Type: text/html; charset="utf-8"',
    '',
    '<html><body><p>Your message could not be delivered.</p></body></html>',
    '',
    '--55555555-6666-7777-8888-999999999999--',
    '',
    '--00000000-1111-2222-3333-444444444444',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(report).toString('base64'),
    '',
    '--00000000-1111-2222-3333-444444444444',
    'Content-Type: message/rfc822',
    '',
    'From: Complaints team <complaints@council.example>',
    `To: Sam Jones <${to}>`,
    'Message-ID:',
    ` ${messageId}`,
    'Content-Type: text/plain; charset="utf-8"',
    '',
    'Dear Sam Jones',
    '',
    'Message-ID: <not.this@council.example>',
    '',
    '--00000000-1111-2222-3333-444444444444--',
    '',
  )
}

/** Exim as it long was: no report to be read by programs, a header of its own, and our message quoted after the text. */
export function exim({ messageId, to = 'sam@resident.example' }: ReportOf) {
  return lines(
    'From: Mail Delivery System <Mailer-Daemon@mx.council.example>',
    'To: complaints@council.example',
    'Subject: Mail delivery failed: returning message to sender',
    'Auto-Submitted: auto-replied',
    `X-Failed-Recipients: ${to}`,
    '',
    'This message was created automatically by mail delivery software.',
    '',
    'A message that you sent could not be delivered to one or more of its',
    'recipients. This is a permanent error. The following address(es) failed:',
    '',
    `  ${to}`,
    '    SMTP error from remote mail server after RCPT TO: 550 no such user',
    '',
    '------ This is a copy of the message, including all the headers. ------',
    '',
    'Return-path: <complaints@council.example>',
    'From: Complaints team <complaints@council.example>',
    `Message-ID: ${messageId}`,
    'Subject: We have got your complaint',
    '',
    'Dear Sam Jones',
    '',
  )
}

/** A report with its headers in quoted-printable, broken within the Message-ID, and that answers to it as well. */
export function quotedPrintable({ messageId, status = '5.2.1', action = 'failed' }: ReportOf) {
  const half = Math.floor(messageId.length / 2)
  return lines(
    'From: MAILER-DAEMON@mx.resident.example',
    'Subject: failure notice',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=qp',
    '',
    '--qp',
    'Content-Type: text/plain',
    '',
    'Not delivered.',
    '--qp',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Reporting-MTA: dns; mx.resident.example',
    '',
    'Final-Recipient: rfc822; sam=40resident.example',
    `Action: ${action}`,
    `Status:=20${status} (mailbox disabled)`,
    '',
    '--qp',
    'Content-Type: text/rfc822-headers; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Subject: =3D?utf-8?Q?Eich_cwyn?=3D',
    `MESSAGE-ID: ${messageId.slice(0, half)}=`,
    messageId.slice(half),
    '',
    '--qp--',
    '',
  )
}

/** A server that returns nothing of ours, and answers to it. */
export function answering({ messageId, status = '5.7.1' }: ReportOf) {
  return lines(
    'From: MAILER-DAEMON@mx.resident.example',
    `In-Reply-To: ${messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.resident.example',
    '',
    'Final-Recipient: rfc822; sam@resident.example',
    'Action: failed',
    `Status: ${status}`,
    '',
    '--b--',
    '',
  )
}
