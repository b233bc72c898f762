/**
 * Every letter that an organisation sends under a policy, with invented data, by the real templates: to be read, and to find out at
 * start-up whether a council's own templates can be filled.
 */
import type { Organisation, Organisations } from '../../../prisma/organisations.ts'
import type { PolicyLibrary } from '../../../prisma/policies.ts'
import type { LetterForm, LetterLanguage } from '../../../workflows/policy/names.ts'
import type { Policy } from '../../../workflows/policy/policy.ts'
import { composeLetter, type Letter } from '../compose.ts'
import type { LetterDocument, Print } from '../document.ts'
import { letterData } from '../gather.ts'
import type { CaseRecords } from '../records.ts'
import { actionsAgreed } from './actions.ts'
import { arrangements } from './arrangements.ts'
import { askedAndDone } from './asked-and-done.ts'
import { recordsOf, sourceIn, type Invented } from './batches.ts'
import { companions } from './companion.ts'
import { happeningsUnder } from './happenings.ts'
import { ACKNOWLEDGEMENT, besideLetters } from './beside-letters.ts'
import { withOmbudsman } from './ombudsman.ts'
import { otherPaths } from './other-paths.ts'
import { representation } from './representation.ts'
import { incidentLetters } from './incidents.ts'
import { enquiryUnder, otherKinds, otherKindsToStaff } from './other-kinds.ts'

export interface Preview {
  /** The kind of letter, with what is special about it: "response-2". */
  name: string
  kind: string
  to: string
  letter: Letter
}

/** What the invented resident asked for. */
export interface Wishes {
  language?: LetterLanguage
  /** Points. */
  print?: Print
}

type Ombudsmen = Pick<PolicyLibrary, 'ombudsmen' | 'companions'>

/** Each happening of the invented lives under a policy, by name. */
export function inventedUnder(policy: Policy): Record<string, Invented> {
  return {
    ...happeningsUnder(policy),
    ...askedAndDone(policy),
    ...actionsAgreed(),
    ...otherPaths(policy),
    ...representation(policy),
    ...enquiryUnder(policy),
    ...companions(),
    ...otherKinds,
    ...otherKindsToStaff,
    ...incidentLetters(policy),
    ...besideLetters(policy),
    ...withOmbudsman(policy),
    ...arrangements(policy),
  }
}

/** Throws Error where a template asks for what the letter's data does not have. */
export function previewAll(
  organisation: Organisation,
  policy: Policy,
  library: Ombudsmen,
  wishes: Wishes = {},
): Preview[] {
  return Object.entries(inventedUnder(policy)).map(([name, invented]) =>
    previewOf({ organisation, policy, library, wishes }, name, invented),
  )
}

export interface PreviewSetting {
  organisation: Organisation
  policy: Policy
  library: Ombudsmen
  wishes: Wishes
}

/** Throws as `previewAll` does. */
export function previewOf(given: PreviewSetting, name: string, invented: Invented): Preview {
  const { organisation, policy, library, wishes } = given
  const [happening, onFile] = invented
  const office = { library, organisations: alone(organisation) }
  const setting = { organisation, policy, office }
  const source = sourceIn(setting, happening, { ...staff, ...wishing(wishes, organisation), ...onFile })
  const made = happening.letter === 'task' ? { made: toBeTold(given) } : {}
  return {
    name,
    kind: happening.letter,
    to: source.entry.letter.to,
    letter: composeLetter(letterData({ ...source, ...made }), source.own),
  }
}

/** The letter that a call is about: every word of it is to be said. */
function toBeTold(given: PreviewSetting): Map<number, LetterDocument> {
  const { acknowledgement } = happeningsUnder(given.policy)
  return new Map([[ACKNOWLEDGEMENT, previewOf(given, 'acknowledgement', acknowledgement).letter.document]])
}

const staff: Partial<CaseRecords> = {
  officerName: 'Amina Khan',
  staff: [
    { id: 'a.khan', name: 'Amina Khan', email: 'a.khan@council.example', role: 'officer' },
    { id: 'm.bell', name: 'Morgan Bell', email: 'm.bell@council.example', role: 'manager' },
  ],
}

function wishing({ language = 'en', print = 12 }: Wishes, organisation: Organisation): Partial<CaseRecords> {
  const { person } = recordsOf({ organisation })
  const forms: Record<Print, LetterForm[]> = { 12: [], 18: ['large-print'], 24: ['very-large-print'] }
  return { person: person && { ...person, language, forms: forms[print] } }
}

function alone(organisation: Organisation): Organisations {
  return { all: [organisation], byId: () => organisation }
}
