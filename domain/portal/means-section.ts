import type { MonthlyLine } from '../assessment/assessment.ts'
import type { Figure, Section } from '../notice/notice.ts'
import type { Formats } from '../notice/wording/wording.ts'
import type { Understood } from './question.ts'
import type { MeansWording } from './wording/means/means.ts'
import type { FieldWords } from './wording/wording.ts'

/** What a source, category, kind or part of a statement is called. */
export const labelOf = (item: string, words: MeansWording): string => {
  const { income, spending, debts, assets, business, expected, groups } = words
  const labels: Readonly<Record<string, FieldWords>> = {
    income: { label: groups.income.heading },
    spending: { label: groups.spending.heading },
    debts: { label: groups.debts.heading },
    hardship: { label: groups.change.heading },
    expected,
    ...income,
    ...spending,
    ...debts,
    ...assets,
    ...business,
  }
  return labels[item]?.label ?? item
}

/** Only a figure that was not a month's already, or that counts in part, needs its arithmetic told. */
const needsTelling = ({ every, countedPercent, amount }: MonthlyLine): boolean =>
  amount > 0 && (every !== 'month' || countedPercent < 100)

/**
 * What was made of a borrower's figures, with the arithmetic (R10, R12), and what was looked at before anybody wrote (R13): what they
 * read, they can put right.
 */
export const understoodSections = (
  { ability, currency, reasons }: Understood,
  words: MeansWording,
  formats: Pick<Formats, 'amount'>,
): readonly Section[] => {
  const { understood } = words
  const amount = (minor: number): string => formats.amount(minor, currency)
  const { arithmetic, lines = [], after, lumpSum, source } = ability
  const figures = arithmetic
    .filter(({ amount: minor, line }) => minor !== 0 || line === 'income' || line === 'surplus' || line === 'share')
    .map(({ line, amount: minor }): Figure => ({ label: understood.lines[line], value: amount(minor) }))
  const told = lines.filter(needsTelling).map(({ item, monthly, countedPercent, counted, ...line }) =>
    understood.detail({
      label: labelOf(item, words),
      amount: amount(line.amount),
      every: line.every,
      monthly: amount(monthly),
      ...(countedPercent < 100 && { part: { percent: countedPercent, counted: amount(counted) } }),
    }),
  )
  const points = [
    ...(after === undefined ? [] : [understood.after(after.fromMonth, amount(after.affordableMonthly))]),
    ...(lumpSum === undefined ? [] : [understood.lumpSum(amount(lumpSum))]),
    understood.wrong,
  ]
  return [
    { heading: understood.heading, paragraphs: [understood.says[source]], figures, points },
    ...(told.length === 0 ? [] : [{ heading: understood.details, points: told }]),
    ...(reasons.length === 0
      ? []
      : [
          {
            heading: understood.looked.heading,
            paragraphs: understood.looked.says,
            points: reasons.map((reason) => understood.reasons[reason]),
          },
        ]),
  ]
}
