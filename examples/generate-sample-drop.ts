import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { accountHeader, dropDay, rowsUnder, type SampleAccount, sampleAccounts } from './sample/accounts.ts'
import { sampleHolds } from './sample/holds.ts'
import { type SampleLender, sampleLenders } from './sample/lenders.ts'
import { corrections, inGb18030 } from './sample/mistakes.ts'
import { sampleContacts, samplePayments } from './sample/payments.ts'

const textOf = (lines: readonly string[], lineBreak = '\n'): string => lines.map((line) => line + lineBreak).join('')

const filesOf = (lender: SampleLender, accounts: readonly SampleAccount[]): readonly (readonly [string, Buffer])[] => {
  const file = textOf(rowsUnder(accountHeader(lender), accounts), lender.id === 'platform-b' ? '\r\n' : '\n')
  const mark = lender.id === 'platform-b' ? '\ufeff' : ''
  const usual: (readonly [string, Buffer])[] = [
    [`${lender.id}/accounts/${dropDay}.csv`, Buffer.from(mark + file)],
    [`${lender.id}/payments/${dropDay}.csv`, Buffer.from(textOf(samplePayments(lender, accounts)))],
    [`${lender.id}/contacts/${dropDay}.csv`, Buffer.from(textOf(sampleContacts(lender, accounts)))],
    [`${lender.id}/holds/${dropDay}.csv`, Buffer.from(textOf(sampleHolds(lender, accounts)))],
  ]
  const few = rowsUnder(accountHeader(lender), accounts.slice(0, 5))
  const unusual = {
    'platform-a': [
      ['platform-a/accounts/2026-03-03-corrections.csv', corrections(lender, accounts)],
      ['platform-a/accounts/2026-03-03-gb18030.csv', inGb18030(textOf(few))],
    ],
    'platform-b': [
      ['platform-b/accounts/2026-03-03-broken-header.csv', Buffer.from(textOf(few.slice(1)))],
      ['platform-b/accounts/2026-03-03-utf-16.csv', Buffer.from(`\ufeff${textOf(few)}`, 'utf16le')],
    ],
    'union-c': [
      ['union-c/accounts/2026-03-03-corrections.csv', corrections(lender, accounts)],
      ['union-c/accounts/2026-03-03-empty.csv', Buffer.alloc(0)],
      ['union-c/accounts/2026-03-03-semicolons.csv', Buffer.from(textOf(few).replaceAll(',', ';'))],
    ],
  } as const
  return [...usual, ...unusual[lender.id]]
}

/** The sample drop, file by file, the same bytes each time; paths are relative to a drop's root. */
export const sampleDrop = (): ReadonlyMap<string, Buffer> =>
  new Map(sampleLenders.flatMap((lender) => filesOf(lender, sampleAccounts(lender))))

/** Where the sample drop lies. */
export const sampleDirectory = join(import.meta.dirname, 'drops')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  rmSync(sampleDirectory, { recursive: true, force: true })
  const files = sampleDrop()
  for (const [path, content] of files) {
    mkdirSync(dirname(join(sampleDirectory, path)), { recursive: true })
    writeFileSync(join(sampleDirectory, path), content)
  }
  process.stdout.write(`Wrote ${files.size} files of the sample drop to ${sampleDirectory}.\n`)
}
