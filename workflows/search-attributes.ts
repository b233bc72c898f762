/** What managers filter by in Temporal's UI. Unencrypted there: codes and dates only. */
import { defineSearchAttributeKey } from '@temporalio/common'

export const searchAttributes = {
  organisation: defineSearchAttributeKey('Organisation', 'KEYWORD'),
  policy: defineSearchAttributeKey('Policy', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  status: defineSearchAttributeKey('Status', 'KEYWORD'),
  nextDeadline: defineSearchAttributeKey('NextDeadline', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
  overdue: defineSearchAttributeKey('Overdue', 'BOOL'),
  serviceArea: defineSearchAttributeKey('ServiceArea', 'KEYWORD'),
  officer: defineSearchAttributeKey('Officer', 'KEYWORD'),
  ombudsman: defineSearchAttributeKey('Ombudsman', 'KEYWORD'),
} as const
