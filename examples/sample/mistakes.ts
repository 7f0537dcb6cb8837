import { accountHeader, rowsUnder, type SampleAccount } from './accounts.ts'
import type { SampleLender } from './lenders.ts'

const fresh = (model: SampleAccount, lender: SampleLender, number: number): SampleAccount => ({
  ...model,
  account_reference: `${lender.prefix}${900_000 + number}`,
  borrower_reference: `${lender.prefix}B${9_000 + number}`,
  email: `correction${number}@example.com`,
})

/** What lenders get wrong, one mistake a row. */
const mistakes: readonly Readonly<Record<string, string>>[] = [
  { outstanding_principal: 'n/a' },
  { outstanding_principal: '12,340.00' },
  { outstanding_principal: '１２３４.００' },
  { outstanding_principal: '1.2E+04' },
  { outstanding_principal: '-350.00' },
  { fees: '12.345' },
  { fees: '' },
  { currency: 'XBT' },
  { time_zone: 'Moon/Tranquility', region: '' },
  { time_zone: '', region: 'Atlantis' },
  { time_zone: '', region: '' },
  { last_payment_date: '2026-02-30', last_payment_amount: '10.00' },
  { last_payment_date: '28/02/2026', last_payment_amount: '10.00' },
  { last_payment_date: '2026-12-24', last_payment_amount: '10.00' },
  { last_payment_date: '2026-02-01', last_payment_amount: '' },
  { email: '' },
  { email: 'nobody at example.com' },
  { language: 'tlh' },
  { contract_rate: '18%' },
  { rate_basis: 'weekly' },
  { due_day: '32' },
  { days_past_due: '0' },
  { account_reference: '' },
  { name: '=HYPERLINK("https://example.com")', email: 'formula@' },
  { product: 'x'.repeat(2_500) },
]

/**
 * A later accounts file: two accounts change, two are new, and every kind of mistake stands among them as one row. Ends with rows that
 * are broken as CSV, and a proper one after them.
 */
export const corrections = (lender: SampleLender, accounts: readonly SampleAccount[]): Buffer => {
  const [first, second, third] = accounts
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few accounts to correct')
  const header = accountHeader(lender)
  const rows = [
    { ...first, days_past_due: String(Number(first['days_past_due']) + 1) },
    { ...second, email: 'moved@example.org' },
    fresh(third, lender, 1),
    ...mistakes.map((mistake, index) => ({ ...fresh(third, lender, 100 + index), ...mistake })),
    { ...fresh(third, lender, 1), fees: '1.00' },
  ]
  const [last = ''] = rowsUnder(header, [fresh(third, lender, 2)]).slice(1)
  const broken = [`"${last}`, last.replace(',', ',x"y'), last.slice(0, last.lastIndexOf(',')), `${last},too,many`]
  const name = last.split(',')[header.indexOf('name')] ?? ''
  const foreign = lender.currency === 'CNY' ? inGb18030(last) : Buffer.from(last.replace(name, 'Ana Muñoz'), 'latin1')
  const lines = [...rowsUnder(header, rows), ...broken].map((line) => Buffer.from(`${line}\r\n`))
  return Buffer.concat([...lines, foreign, Buffer.from(`\r\n${last}\r\n`)])
}

/** The two-byte characters of GB18030, found by asking the decoder about every pair of bytes. */
const twoByteCharacters = (): Map<string, Buffer> => {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Buffer.from([lead, trail])
      const text = decoder.decode(bytes)
      if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, bytes)
    }
  }
  return found
}

/** A text as a spreadsheet of a Chinese office saves it. */
export const inGb18030 = (text: string): Buffer => {
  const characters = twoByteCharacters()
  return Buffer.concat(
    [...text].map((character) => {
      if (character < '\u0080') return Buffer.from(character)
      const bytes = characters.get(character)
      if (bytes === undefined) throw new Error(`GB18030 has no two bytes for ${character}`)
      return bytes
    }),
  )
}
