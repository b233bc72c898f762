/** An invented law, to prove that another statutory clock needs no code: somebody who is stuck in a lift is let out in two hours. */
import { parseCompanion, type Companion } from '../../workflows/policy/companions.ts'

export const lift = (): Companion =>
  parseCompanion(
    `
id: lift-law
title: Invented Lifts Act 2026
short: Lifts Act
source: An invented law
inForce: { from: '2026-01-01' }
closures: { count: false, clause: s.9 }
about:
  - { id: stuck, words: a lift that is stuck, tracks: [somebody-in-it], clause: s.1 }
tracks:
  - id: somebody-in-it
    words: Somebody is in it
    counts: from-start
    tenant: { title: Somebody is in the lift, says: We know that somebody is in the lift. }
    clause: s.1
events:
  - id: let-out
    words: Everybody is out
    tenant: { title: Everybody is out, says: Everybody is out of the lift. }
  - { id: mended, words: The lift runs again, closes: true }
clocks:
  - id: let-out
    from: [aware]
    does: [let-out]
    of: awareness
    within: 2 hours
    tracks: [somebody-in-it]
    words: { staff: let everybody out, will: let everybody out, should: have let everybody out }
    clause: s.2
  - id: mend
    from: [let-out]
    does: [mended]
    of: agreement
    within: 3 calendar days
    tracks: [somebody-in-it]
    words: { staff: mend the lift, will: mend the lift, should: have mended the lift }
    clause: s.3
reasons: [{ id: not-ours, tenant: It is not our lift. }]
letters:
  started: { title: The lift is stuck, says: We know that the lift is stuck. }
  late: { title: We are late with the lift, says: We did not do in time what we must do about the lift. }
  ended: { title: We do no more about the lift, says: We have ended our work on the lift. }
rights: You can take us to the invented court of lifts.
`,
    'lift-law.yaml',
  )
