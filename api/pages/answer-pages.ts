/** What stands on the pages where a resident answers what a letter asked. */
import { html, type Html } from '../../prisma/html.ts'
import type { Page } from './html.ts'
import type { Clarification, Consent } from './asked.ts'

/** What was filled in before, where a page is shown again with what is wrong. */
export type Sent = Record<string, string> & { fault?: string }

export function clarificationPage({ questions }: Clarification, { fault, answer }: Sent): Page {
  return {
    status: fault === undefined ? 200 : 400,
    title: 'Help us understand your complaint',
    body: html`${faultIn(fault)}
      <h2>What we would like to know</h2>
      <ol>
        ${questions.map((question) => html`<li>${question}</li>`)}
      </ol>
      <form method="post">
        <label for="answer"><strong>Your answer</strong></label>
        <textarea id="answer" name="answer" rows="10" maxlength="20000" required>${answer}</textarea>
        <p>We add what you write to your complaint. The person who looks into it will read it.</p>
        <button type="submit">Send your answer</button>
      </form>`,
  }
}

export function consentPage({ name, canGetLetters }: Consent, sent: Sent): Page {
  return {
    status: sent.fault === undefined ? 200 : 400,
    title: `May ${name} act for you?`,
    body: html`${faultIn(sent.fault)}
      <p>${name} wants to act for you in your complaint. They could then speak to us about it and ask us things.</p>
      <form method="post">
        <fieldset>
          <legend>Your answer</legend>
          ${radio('agrees', 'yes', `Yes, ${name} may act for me`, sent)}
          ${radio('agrees', 'no', `No, ${name} may not act for me`, sent)}
        </fieldset>
        ${canGetLetters ? whoGetsLetters(name, sent) : undefined}
        <label for="signature"><strong>If you say yes: your full name</strong></label>
        <p id="signing">Typing your name here counts as signing.</p>
        <input
          type="text"
          id="signature"
          name="signature"
          maxlength="200"
          autocomplete="name"
          aria-describedby="signing"
          value="${sent['signature'] ?? ''}"
        />
        <p>You can change your mind at any time: just tell us.</p>
        <button type="submit">Send your answer</button>
      </form>`,
  }
}

function whoGetsLetters(name: string, sent: Sent): Html {
  return html`<fieldset>
    <legend>If you say yes: who should get our letters?</legend>
    ${radio('letters', 'resident', 'Me', sent)} ${radio('letters', 'both', `Both of us: ${name} gets a copy`, sent)}
    ${radio('letters', 'representative', `${name}, and not me`, sent)}
  </fieldset>`
}

function radio(name: string, value: string, label: string, sent: Sent): Html {
  const checked = sent[name] === value ? html` checked` : undefined
  return html`<label><input type="radio" name="${name}" value="${value}" ${checked} /> ${label}</label>`
}

function faultIn(fault: string | undefined): Html | undefined {
  return fault === undefined ? undefined : html`<div class="fault" role="alert"><p>${fault}</p></div>`
}

/** The command that the form gives; undefined where it is not filled in. */
export function consentIn({ agrees, letters, signature }: Sent): object | undefined {
  if (agrees === 'no') return { what: 'consent-refused' }
  if (agrees !== 'yes' || signature === undefined || signature.trim() === '') return undefined
  return { what: 'consent-given', how: 'signed', signature, letters: letters ?? 'resident' }
}

export const words = {
  'answer-clarification': 'Please write your answer. It can have at most 20,000 letters.',
  represent: 'Please choose yes or no. If you say yes, type your full name as well.',
  notNow: {
    title: 'Please try again in a few minutes',
    body: html`<p>
      Something is not working at our side just now. Please go back, and send it again in a few minutes. If it still
      does not work, please phone us.
    </p>`,
  },
} as const

export const donePage: Page = {
  status: 200,
  title: 'Thank you. We have your answer',
  body: html`<p>You do not have to do anything more. You can close this page.</p>`,
}

export const nothingLeft: Page = {
  status: 200,
  title: 'There is nothing to answer any more',
  body: html`<p>
    You have answered already, or we do not need the answer any more. If you want to tell us something else, please
    phone or write to us.
  </p>`,
}

export const unknownAddress: Page = {
  status: 404,
  title: 'We cannot find this page',
  body: html`<p>
    Please check that the address is the same as in our letter. It works for 90 days. If it does not work, please phone
    or write to us: our letter says how.
  </p>`,
}
