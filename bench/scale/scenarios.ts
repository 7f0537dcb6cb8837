/** What is reckoned through, and what has to be assumed about it. */
export const scenarios = {
  /** Accounts in one file. */
  accounts: 1_000_000,
  /** Plans in force, all of one lender. */
  plans: 10_000_000,
  /** Hours of a working day in which mail may go. */
  openHours: 9,
  /** Days in a row on which no mail may go: the longest holiday of the calendars. */
  closedDays: 9,
  /** Days of a year on which mail may go. */
  openDays: 250,
  /** Days of a year on which banks bring payments. */
  bankDays: 150,
  /** Payments of a plan in a year. */
  paymentsAYear: 12,
  /** The part of the plans that fall due on the busiest day, as salaries come on few days. */
  busiestDayShare: 0.2,
  /** Open days in which a whole drop answers, from the statement to the signature. */
  answerDays: 10,
  /** Mails a second that SES takes from an account that asked for little. */
  modestMailRate: 50,
} as const
