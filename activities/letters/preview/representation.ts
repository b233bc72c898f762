/** Somebody is to act for the invented resident: what the resident is asked and told, what the other is told, and the letters that go to them. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { Representation, Representative } from '../../../workflows/representative.ts'
import type { CaseRecords } from '../records.ts'
import type { Happening, Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { after, promisedBy, tuesday23March, workingDays } from './life.ts'

const acting: Representation = {
  status: 'given',
  letters: 'both',
  capacity: 'friend',
  complained: true,
  reachable: true,
}
const friend: Representative = {
  ...{ name: 'Alex Friend', capacity: 'friend', permission: 'signed', letters: 'both' },
  ...{ email: 'alex@friend.example', address: ['9 Sample Lane', 'EXAMPLETON', 'EX2 9ZZ'] },
}
const onFile: Partial<CaseRecords> = { timeline: defined }
const link = 'https://complaints.council.example/r/7k3m-2pqr-9stv-4wxy-z0ab-c5de'

export function representation(policy: Policy): Record<string, Invented> {
  const on = tuesday23March
  const asked = {
    event: 'consent-asked',
    letter: 'consent',
    on,
    detail: { answerBy: after(on, workingDays(10)) },
  } as const
  const told = { letter: 'representation', on: '2027-04-08', representation: acting } as const
  const toThem = { ...told, event: 'representative-told', to: 'representative' } as const
  const ended = { ...told, event: 'representation-ended' } as const
  const invented: Record<string, Invented> = {
    consent: [{ ...asked, representation: { ...acting, status: 'asked' } }, onFile],
    'consent-online': [{ ...asked, representation: { ...acting, status: 'asked', letters: 'resident' }, link }, onFile],
    'representation-named': [
      {
        ...told,
        event: 'represented',
        detail: { status: 'not-needed' },
        representation: { ...acting, letters: 'resident' },
      },
      onFile,
    ],
    representation: [{ ...told, event: 'consent-given' }, onFile],
    'representation-alone': [
      { ...told, event: 'consent-given', representation: { ...acting, letters: 'representative' } },
      onFile,
    ],
    'representation-lapsed': [{ ...told, event: 'consent-lapsed' }, onFile],
    'representation-refused': [{ ...ended, detail: { why: 'refused' } }, onFile],
    'representation-ended': [{ ...ended, detail: { why: 'ended' } }, onFile],
    'representation-to-them': [{ ...toThem, detail: { now: 'given' } }, onFile],
    'representation-lapsed-to-them': [{ ...toThem, detail: { now: 'lapsed' } }, onFile],
    'representation-ended-to-them': [{ ...toThem, detail: { now: 'ended' } }, onFile],
    ...copies(policy),
    ...news(),
  }
  return Object.fromEntries(
    Object.entries(invented).map(([name, [happening, records]]) => [
      name,
      [{ ...happening, representative: friend }, records],
    ]),
  )
}

/** A letter to the resident that goes to the other as well, or to them alone. */
function copies(policy: Policy): Record<string, Invented> {
  const answer = promisedBy(policy, 'respond-stage-1')
  const acknowledged: Happening = {
    ...{
      event: 'acknowledged',
      letter: 'acknowledgement',
      to: 'representative',
      on: tuesday23March,
      text: 't-definition',
    },
    detail: { ownWords: false, respondBy: answer.due, late: false },
    deadlines: [answer],
  }
  return {
    'acknowledgement-copy': [{ ...acknowledged, isCopy: true, representation: acting }, onFile],
    'acknowledgement-to-them-alone': [
      { ...acknowledged, representation: { ...acting, letters: 'representative' } },
      onFile,
    ],
  }
}

/** What staff are told. */
function news(): Record<string, Invented> {
  const told = { letter: 'reminder', to: 'officer', on: '2027-04-06' } as const
  const aFile: Happening = {
    ...told,
    event: 'evidence-added',
    by: 'resident',
    detail: { file: 3, type: 'jpeg', size: 1 },
  }
  const duties = [{ name: 'answer-clarification', number: 1, due: '2027-04-05', text: 't-questions' }]
  return {
    'reminder-answered': [
      { ...told, event: 'clarification-answered', text: 't-answer', detail: { duties, respondBy: '2027-04-12' } },
      onFile,
    ],
    'reminder-unanswered': [{ ...told, event: 'clarification-unanswered', detail: { duties } }, onFile],
    'reminder-consent-lapsed': [
      { ...told, event: 'reminded', detail: { deadline: 'give-consent', due: '2027-04-05', late: true } },
      onFile,
    ],
    'reminder-file': [aFile, onFile],
    'reminder-file-to-a-manager': [{ ...aFile, to: 'manager', officer: null }, onFile],
    'reminder-file-after-the-end': [{ ...aFile, status: 'closed' }, onFile],
  }
}
