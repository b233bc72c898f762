/** Letters in records of a test's own, and what delivers them: a clock that the test sets, and a log that it reads. */
import type { Carriers } from '../../activities/carrier.ts'
import type { DeliverDeps } from '../../activities/deliver.ts'
import { composeLetter } from '../../activities/letters/compose.ts'
import { letterData } from '../../activities/letters/gather.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { keepPolicy } from '../../prisma/policy-versions.ts'
import { testDatabase } from '../servers.ts'
import { happenings } from './letters/happenings.ts'
import { policy, sourceFor, type Happening } from './letters/invented.ts'

export const beginMs = Date.parse('2027-03-22T10:00:00Z')

const { subject, html, text, document } = composeLetter(
  letterData(sourceFor(happenings.receipt[0] as unknown as Happening)),
)

export interface Desk extends DeliverDeps {
  logged: string[]
  clock: { ms: number }
}

export interface AtHand {
  records: Records
  /** A letter of a case of its own, to an address of its own: one that is refused is remembered. Returns the case's reference. */
  letter(changes?: Partial<Prisma.LetterUncheckedCreateInput>): Promise<string>
  /** What is kept of it. */
  rowOf(ref: string): Promise<Prisma.LetterGetPayload<object>>
  /** Its log. */
  happened(ref: string): Promise<string[]>
  desk(carriers: Carriers): Desk
  close(): Promise<void>
}

export async function lettersAtHand(): Promise<AtHand> {
  const database = await testDatabase()
  const records = openRecords(database.url)
  let made = 0
  return {
    records,
    async letter(changes = {}) {
      const ref = `C-${++made}`
      const policyDigest = await keepPolicy(records, policy, 0)
      await records.complaint.create({ data: { ref, policyDigest, ...ofACase } })
      await records.letter.create({ data: { complaintRef: ref, recipient: rosa(made), ...ofALetter, ...changes } })
      return ref
    },
    rowOf: (ref) => records.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq: 1 } } }),
    async happened(ref) {
      const log = await records.letterEvent.findMany({ where: { complaintRef: ref }, orderBy: { id: 'asc' } })
      return log.map(({ what, channel, why }) => [what, channel, why ?? ''].join(' ').trim())
    },
    desk(carriers) {
      const clock = { ms: beginMs }
      const logged: string[] = []
      const log: DeliverDeps['log'] = (message, facts) => void logged.push(`${message} ${JSON.stringify(facts)}`)
      return { records, carriers, now: () => clock.ms, log, logged, clock }
    },
    async close() {
      await records.$disconnect()
      await database.stop()
    },
  }
}

const rosa = (number: number) => ({
  ...{ name: 'Rosa Resident', email: `rosa-${number}@resident.example` },
  address: ['12 Specimen Road', 'EX2 2EX'],
})

const ofACase = {
  ...{ organisationId: 'exampleton', policyId: policy.id, channel: 'online' },
  ...{ serviceArea: 'repairs', landlordMatter: 'true', receivedAt: new Date(0), filedAt: new Date(0) },
  ...{ filedBy: 'resident', stage: 'stage-1', status: 'received', state: {} },
}
const ofALetter = {
  ...{ seq: 1, kind: 'receipt', addressee: 'resident', channel: 'email', subject, html, text, document },
  ...{ template: 'test', language: 'en', print: 12, policyDigest: 'x', dataHash: 'x', madeAt: new Date(beginMs) },
}
