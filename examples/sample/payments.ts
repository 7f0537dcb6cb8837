import { contactColumns, paymentColumns } from '../../domain/intake/columns.ts'
import { csvLine } from '../../domain/intake/csv-line.ts'
import { rowsUnder, type SampleAccount } from './accounts.ts'
import { Dice } from './dice.ts'
import type { SampleLender } from './lenders.ts'

const paidLately = ['2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'] as const

/** A week's payments of a lender: mostly proper ones, and each mistake that only the cases can find. */
export const samplePayments = (lender: SampleLender, accounts: readonly SampleAccount[]): string[] => {
  const dice = new Dice(`payments of ${lender.id}`)
  const paid = accounts
    .filter((_, index) => index % 7 === 3)
    .map((account, index) => ({
      payment_reference: `${lender.prefix}P${9_000 + index}`,
      account_reference: account['account_reference'] ?? '',
      paid_on: dice.pick(paidLately),
      amount: (Number(account['instalment']) / dice.pick([1, 2, 4])).toFixed(2),
      currency: lender.currency,
      reverses: '',
    }))
  const [first, second, third] = paid
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few accounts to pay')
  const reversal = (number: number, reverses: string) => ({
    ...first,
    payment_reference: `${lender.prefix}P${number}`,
    paid_on: '2026-03-01',
    reverses,
  })
  const mistakes = [
    reversal(9_100, first.payment_reference),
    reversal(9_101, first.payment_reference),
    reversal(9_102, `${lender.prefix}P1`),
    { ...second, payment_reference: `${lender.prefix}P9103`, account_reference: `${lender.prefix}999999` },
    { ...third, payment_reference: `${lender.prefix}P9104`, currency: 'EUR' },
    { ...third, payment_reference: `${lender.prefix}P9105`, amount: '-20.00' },
  ]
  return rowsUnder(Object.keys(paymentColumns), [...paid, ...mistakes])
}

const offsets = { 'platform-a': '+08:00', 'platform-b': '+08:00', 'union-c': '-05:00' } as const

/** The columns that these lenders have; which point was used and when it was convenient they do not keep. */
const contactHeader = Object.keys(contactColumns).filter(
  (name) => !/^(contact_point|quiet_times|agreed_times)$/.test(name),
)

/** The lender's own contacts of the last days, which count towards the same caps. */
export const sampleContacts = (lender: SampleLender, accounts: readonly SampleAccount[]): string[] => {
  const dice = new Dice(`contacts of ${lender.id}`)
  const lines = accounts
    .filter((_, index) => index % 9 === 4)
    .flatMap((account, index) =>
      Array.from(
        {
          length: dice.weighted([
            [5, 1],
            [2, 2],
            [1, 4],
          ]),
        },
        (_, again) => {
          const channel = dice.pick(['phone', 'sms', 'email'])
          const at = `2026-0${dice.pick(['2-26', '2-27', '2-28', '3-01'])}T${dice.between(10, 17)}:${dice.between(10, 59)}:00${offsets[lender.id]}`
          const outcome = dice.pick(['reached', 'not reached', 'left a message'])
          return [
            `${lender.prefix}C${7_000 + index * 10 + again}`,
            index % 2 === 0 ? (account['borrower_reference'] ?? '') : '',
            index % 2 === 0 ? '' : (account['account_reference'] ?? ''),
            channel,
            at,
            '',
            channel === 'phone' && outcome === 'reached' ? 'yes' : 'no',
            outcome,
          ]
        },
      ),
    )
  const mistakes = [
    [`${lender.prefix}C7900`, '', '', 'phone', '2026-03-01T10:00:00Z', '', '', ''],
    [`${lender.prefix}C7901`, `${lender.prefix}B5001`, '', 'fax', '2026-03-01T10:00:00Z', '', '', ''],
    [`${lender.prefix}C7902`, `${lender.prefix}B5001`, '', 'phone', '2026-03-01 10:00', '', '', ''],
  ]
  return [contactHeader, ...lines, ...mistakes].map(csvLine)
}
