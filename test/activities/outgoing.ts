/** A letter that is about to be handed over, invented. */
import type { Outgoing } from '../../activities/carrier.ts'
import { composeLetter } from '../../activities/letters/compose.ts'
import { letterData } from '../../activities/letters/gather.ts'
import { happenings } from './letters/happenings.ts'
import { sourceFor, type Happening } from './letters/invented.ts'

export function outgoing(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    ...{ ref: 'C-2027-0041-K', seq: 5, reference: 'C-2027-0041-K.5', threadOf: 'C-2027-0041-K.1' },
    ...{ channel: 'email', organisationId: 'exampleton', madeAtMs: Date.parse('2027-03-22T10:00:00Z') },
    from: { name: 'Exampleton Council Complaints team', email: 'complaints@exampleton.example' },
    to: { name: 'Rosa Résident', email: 'rosa@resident.example' },
    subject: 'Our answer to your complaint (C-2027-0041-K)',
    html: '<p>Dear Rosa ŵ</p>',
    text: 'Dear Rosa ŵ\n',
    document: composeLetter(letterData(sourceFor(happenings.receipt[0] as unknown as Happening))).document,
    ...changes,
  }
}
