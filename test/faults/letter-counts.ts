/** What became of letters, counted by the kind of trouble that stands before the "-" in each address. */
import type { Records } from '../../prisma/client.ts'

export interface Counts {
  letters: number
  /** That the records say are sent. */
  sent: number
  /** In the print queue instead. */
  post: number
  /** With nobody to go to: on the timeline as undeliverable. */
  refused: number
  /** Sent as the records say, and the mail server never had them. */
  lost: number
  /** Messages that the mail server had beyond the first, of the same Message-ID. */
  doubled: number
  /** Letters whose log says that they may come twice. */
  logged: number
  waiting: number
}

export async function countByKind(records: Records, accepted: { messageId: string }[]): Promise<Map<string, Counts>> {
  const letters = await records.letter.findMany({
    select: { status: true, messageId: true, recipient: true, log: { select: { what: true } } },
  })
  const times = new Map<string, number>()
  for (const { messageId } of accepted) times.set(messageId, (times.get(messageId) ?? 0) + 1)
  const counts = new Map<string, Counts>()
  for (const { status, messageId, recipient, log } of letters) {
    const kind = /^(.+)-\d+@/.exec((recipient as { email?: string }).email ?? '')?.[1]
    if (kind === undefined) continue
    const arrived = times.get(messageId ?? '') ?? 0
    const one = counts.get(kind) ?? nothing()
    one.letters++
    one.doubled += Math.max(0, arrived - 1)
    if (log.some(({ what }) => what === 'may-be-doubled')) one.logged++
    if (status === 'sent') one.sent++
    else if (status === 'queued') one.post++
    else if (status === 'refused') one.refused++
    else one.waiting++
    if (status === 'sent' && arrived === 0) one.lost++
    counts.set(kind, one)
  }
  return counts
}

function nothing(): Counts {
  return { letters: 0, sent: 0, post: 0, refused: 0, lost: 0, doubled: 0, logged: 0, waiting: 0 }
}

export function printCounts(title: string, counts: Map<string, Counts>, order: readonly string[]): void {
  const names = ['letters', 'sent', 'post', 'refused', 'lost', 'doubled', 'logged', 'waiting'] as const
  const width = Math.max(...[...counts.keys()].map((kind) => kind.length))
  const row = (kind: string, cells: (string | number)[]): string =>
    `${kind.padEnd(width)} ${cells.map((cell) => String(cell).padStart(8)).join('')}`
  const sorted = [...counts].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  const rows = sorted.map(([kind, one]) =>
    row(
      kind,
      names.map((name) => one[name]),
    ),
  )
  process.stderr.write(`${[title, row('', [...names]), ...rows].join('\n')}\n`)
}
