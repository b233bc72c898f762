/**
 * Days from which dates are easily got wrong, and what each length of time gives from them: worked out by hand, from the weekdays and
 * gov.uk's bank holidays. The working stands above each.
 */

/** So many working days, or one of the two other lengths that the documents have. */
export type Length = 3 | 5 | 7 | 10 | 15 | 20 | '28 days' | 'month'

export interface Day {
  /** The event's moment, as it is written. */
  at: string
  day: string
  due: Record<Length, string>
}

export const days: Record<string, Day> = {
  // Good Friday is 26 March and Easter Monday 29 March 2027. Working days: Tue 30 (1), Wed 31 (2), Thu 1 April (3), Fri 2 (4),
  // Mon 5 (5), 6 (6), 7 (7), 8 (8), Fri 9 (9), Mon 12 (10), 13, 14, 15, Fri 16 (14), Mon 19 (15), 20, 21, 22, Fri 23 (19), Mon 26 (20).
  // 25 + 28 = 53, less the 31 days of March: 22 April.
  'Maundy Thursday 2027': {
    at: '2027-03-25T16:55',
    day: '2027-03-25',
    due: of('2027-04-01 2027-04-05 2027-04-07 2027-04-12 2027-04-19 2027-04-26 2027-04-22 2027-04-25'),
  },
  // Clocks go forward at 01:00 on Sunday 29 March 2026. Mon 30 (1), 31 (2), Wed 1 April (3), Thu 2 (4); Good Friday 3, Easter Monday 6;
  // Tue 7 (5), 8 (6), 9 (7), Fri 10 (8), Mon 13 (9), 14 (10), 15, 16, Fri 17 (13), Mon 20 (14), 21 (15), 22, 23, Fri 24 (18), 27, 28 (20).
  // 27 + 28 = 55, less 31: 24 April.
  'the Friday before clocks go forward, 2026': {
    at: '2026-03-27T23:59:59',
    day: '2026-03-27',
    due: of('2026-04-01 2026-04-07 2026-04-09 2026-04-14 2026-04-21 2026-04-28 2026-04-24 2026-04-27'),
  },
  // At 23:30 in Greenwich it is 23:30 in London too, and still Saturday. The same working days, as Saturday and Sunday are none.
  // 28 + 28 = 56, less 31: 25 April.
  'the night in which clocks go forward, 2026': {
    at: '2026-03-28T23:30Z',
    day: '2026-03-28',
    due: of('2026-04-01 2026-04-07 2026-04-09 2026-04-14 2026-04-21 2026-04-28 2026-04-25 2026-04-28'),
  },
  // Clocks go back at 02:00 on Sunday 25 October 2026. 23:30Z on Friday is 00:30 on Saturday 24 October, still in summer time.
  // Mon 26 (1), 27, Wed 28 (3), 29, Fri 30 (5), Mon 2 November (6), 3 (7), 4, 5, Fri 6 (10), 9, 10, 11, 12, Fri 13 (15), 16 to Fri 20 (20).
  // 24 + 28 = 52, less 31: 21 November.
  'the night before the one in which clocks go back, 2026': {
    at: '2026-10-23T23:30Z',
    day: '2026-10-24',
    due: of('2026-10-28 2026-10-30 2026-11-03 2026-11-06 2026-11-13 2026-11-20 2026-11-21 2026-11-24'),
  },
  // 25 December 2027 is a Saturday, so Monday 27 and Tuesday 28 are substitute days, and Monday 3 January 2028 is one for New Year's Day.
  // Fri 24 (1); Wed 29 (2), 30 (3), Fri 31 (4); Tue 4 January (5), 5 (6), 6 (7), Fri 7 (8), Mon 10 (9), 11 (10), 12, 13, Fri 14 (13),
  // Mon 17 (14), 18 (15), 19, 20, Fri 21 (18), 24, 25 (20). 23 + 28 = 51, less 31: 20 January.
  'two days before Christmas 2027': {
    at: '2027-12-23T12:00',
    day: '2027-12-23',
    due: of('2027-12-30 2028-01-04 2028-01-06 2028-01-11 2028-01-18 2028-01-25 2028-01-20 2028-01-23'),
  },
  // Friday 1 January 2027 is a bank holiday. Mon 4 (1), 5, 6 (3), 7, Fri 8 (5), 11, Tue 12 (7), 13, 14, Fri 15 (10), 18 to Fri 22 (15),
  // 25 to Fri 29 (20). 31 December and 28 days: 28 January.
  'the last day of 2026': {
    at: '2026-12-31T09:00',
    day: '2026-12-31',
    due: of('2027-01-06 2027-01-08 2027-01-12 2027-01-15 2027-01-22 2027-01-29 2027-01-28 2027-01-31'),
  },
  // A Sunday. Mon 1 February (1), 2, 3 (3), 4, Fri 5 (5), 8, Tue 9 (7), 10, 11, Fri 12 (10), 15 to Fri 19 (15), 22 to Fri 26 (20).
  // 31 + 28 = 59, less 31: 28 February. One month on there is no 31st: 28 February.
  '31 January 2027': {
    at: '2027-01-31T10:00',
    day: '2027-01-31',
    due: of('2027-02-03 2027-02-05 2027-02-09 2027-02-12 2027-02-19 2027-02-26 2027-02-28 2027-02-28'),
  },
  // A Monday, in a leap year. Tue 1 February (1), 2, 3 (3), Fri 4 (4), Mon 7 (5), 8, Wed 9 (7), 10, Fri 11 (9), Mon 14 (10), 15 to Fri 18,
  // Mon 21 (15), 22 to Fri 25, Mon 28 (20). 31 + 28 = 59, less 31: 28 February. One month on: 29 February.
  '31 January 2028': {
    at: '2028-01-31T10:00',
    day: '2028-01-31',
    due: of('2028-02-03 2028-02-07 2028-02-09 2028-02-14 2028-02-21 2028-02-28 2028-02-28 2028-02-29'),
  },
  // A Tuesday. Wed 1 March (1), 2, Fri 3 (3), 6, Tue 7 (5), 8, Thu 9 (7), 10, 13, Tue 14 (10), 15, 16, 17, 20, Tue 21 (15), to Tue 28 (20).
  // 29 + 28 = 57, less 29: 28 March.
  '29 February 2028': {
    at: '2028-02-29T10:00',
    day: '2028-02-29',
    due: of('2028-03-03 2028-03-07 2028-03-09 2028-03-14 2028-03-21 2028-03-28 2028-03-28 2028-03-29'),
  },
  // Mon 15 (1), 16, 17 (3), 18, Fri 19 (5), 22, Tue 23 (7), 24, 25 (9); Good Friday, Easter Monday; Tue 30 (10), 31, 1 April, Fri 2 (13),
  // 5, Tue 6 (15), 7, 8, Fri 9 (18), 12, Tue 13 (20). 14 + 28 = 42, less 31: 11 April.
  'a Sunday': {
    at: '2027-03-14T10:00',
    day: '2027-03-14',
    due: of('2027-03-17 2027-03-19 2027-03-23 2027-03-30 2027-04-06 2027-04-13 2027-04-11 2027-04-14'),
  },
  // The early May bank holiday. Tue 4 (1), 5, 6 (3), 7, Mon 10 (5), 11, 12 (7), 13, 14, Mon 17 (10), 18 to 21, Mon 24 (15), 25, 26, 27,
  // Fri 28 (19); Monday 31 is the spring bank holiday; Tue 1 June (20). 3 + 28: 31 May.
  'a bank holiday': {
    at: '2027-05-03T10:00',
    day: '2027-05-03',
    due: of('2027-05-06 2027-05-10 2027-05-12 2027-05-17 2027-05-24 2027-06-01 2027-05-31 2027-06-03'),
  },
}

/** Of 3, 5, 7, 10, 15 and 20 working days, 28 calendar days and one calendar month. */
function of(due: string): Record<Length, string> {
  const [three = '', five = '', seven = '', ten = '', fifteen = '', twenty = '', days28 = '', month = ''] =
    due.split(' ')
  return { 3: three, 5: five, 7: seven, 10: ten, 15: fifteen, 20: twenty, '28 days': days28, month }
}
