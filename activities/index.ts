/** Every activity, with what it needs of the world. */
import type { Client } from '@temporalio/client'
import { calendarFrom } from '../prisma/calendar.ts'
import { calendarOfChange } from '../prisma/calendar-change.ts'
import type { PrismaClient } from '../prisma/generated/client.ts'
import type { Organisations } from '../prisma/organisations.ts'
import type { PolicyLibrary } from '../prisma/policies.ts'
import type { Activities } from '../workflows/activities.ts'
import { takeCalendarOn } from './calendar.ts'
import type { Carriers } from './carrier.ts'
import { deliver } from './deliver.ts'
import { endTelling, tellOfIncident } from './incident.ts'
import { beginTelling } from './incident-papers.ts'
import { remindOfIncident } from './incident-reminder.ts'
import { noteEvidence } from './evidence.ts'
import { previewLetters } from './letters/before-sending.ts'
import { tellPosted } from './posting.ts'
import { tellRelayed } from './relay.ts'
import { lookUpAndKeep } from './look-up.ts'
import { printWaiting } from './printing.ts'
import { readFacts, record } from './records.ts'
import { startUnstarted } from './sweep.ts'
import { notifyRound, type NotifyDesk } from './notify/round.ts'

export interface World {
  records: PrismaClient
  library: PolicyLibrary
  organisations: Organisations
  /** Where residents reach this installation from outside; left out, letters have no addresses to answer at. */
  publicUrl?: string
  carriers: Carriers
  /** After how long a letter that no mail server takes goes by post. A day unless given. */
  postAfterMs?: number
  client: Client
  /** GOV.UK Notify beside deliveries: left out, there is none. */
  notify?: NotifyDesk
  /** Epoch milliseconds; a rehearsal has its own clock. */
  now: () => number
}

export function createActivities(world: World): Activities {
  return {
    record: (batch) => record(world, batch, world.now()),
    deliver: (ref, seq) => deliver(world, ref, seq),
    readFacts: (ref, draft, command) => readFacts(world, ref, draft, command),
    lookUp: (ref, named, today) => lookUpAndKeep(world, ref, named, { today, nowMs: world.now() }),
    readCalendar: (change, organisation, from) =>
      calendarOfChange(world.records, change, organisation, from, world.now()),
    readCalendarFrom: (organisation, from, today) =>
      world.records.$transaction((tx) => calendarFrom(tx, organisation, from, today)),
    takeCalendarOn: () => takeCalendarOn(world, world.now()),
    previewLetters: (batch, preview) => previewLetters(world, batch, preview, world.now()),
    tellPosted: (after) => tellPosted(world, after, world.now()),
    beginTelling: (incident) => beginTelling(world, incident, world.now()),
    tellOfIncident: (incident, after) => tellOfIncident(world, incident, after, world.now()),
    endTelling: (incident, change) => endTelling(world, incident, change),
    remindOfIncident: (incident) => remindOfIncident(world, incident, world.now()),
    tellRelayed: (after) => tellRelayed(world, after, world.now()),
    printWhatWaits: (organisation) => printWaiting(world, organisation, world.now()),
    startUnstarted: async () => {
      const started = await startUnstarted(world, world.now())
      await noteEvidence(world, world.now())
      await notifyRound(world, world.now())
      return started
    },
  }
}
