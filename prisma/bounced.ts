/** Email addresses that a letter came back from: nothing more is sent to one until somebody says that it is right after all. */
import type { Transaction } from './client.ts'

type Db = Pick<Transaction, 'bouncedAddress'>

/** Domains are the same in any case, and no mail server of ours tells the names before the @ apart by it. */
function asKept(address: string): string {
  return address.trim().toLowerCase()
}

/** @param why a code: "email-bounced", "SMTP 550 at RCPT TO"; nothing personal */
export async function markBounced(
  db: Db,
  organisationId: string,
  email: string,
  { atMs, why }: { atMs: number; why: string },
): Promise<void> {
  const address = asKept(email)
  const found = { at: new Date(atMs), why }
  await db.bouncedAddress.upsert({
    where: { organisationId_address: { organisationId, address } },
    create: { organisationId, address, ...found },
    update: found,
  })
}

export async function isBounced(db: Db, organisationId: string, email: string): Promise<boolean> {
  const where = { organisationId_address: { organisationId, address: asKept(email) } }
  return (await db.bouncedAddress.findUnique({ where, select: { at: true } })) !== null
}

/** Somebody has looked, and mail to it arrives again. */
export async function clearBounced(db: Db, organisationId: string, email: string): Promise<void> {
  await db.bouncedAddress.deleteMany({ where: { organisationId, address: asKept(email) } })
}
