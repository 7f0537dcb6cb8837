import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../../domain/intake/csv-line.ts'
import { DropReader, isReject, type ReadLine } from '../../../domain/intake/drop-reader.ts'

const header = 'payment_reference,account_reference,paid_on,amount,currency,reverses,remark'
const good = (reference: string) => `${reference},A-1,2026-03-02,10.00,CNY,,`

const read = (content: string | Uint8Array, blockBytes = 64 * 1024) => {
  const reader = new DropReader('payments')
  const bytes = Buffer.from(content)
  const lines: ReadLine[] = []
  for (let at = 0; at < bytes.length; at += blockBytes) lines.push(...reader.push(bytes.subarray(at, at + blockBytes)))
  lines.push(...reader.end())
  return {
    columns: reader.columns,
    refused: reader.refused,
    rows: lines.flatMap((line) => (isReject(line) ? [] : [`${line.line}:${line.cells[0]}`])),
    rejects: lines.filter(isReject).map(({ line, problems }) => `${line}:${problems.map((p) => p.code).join('+')}`),
    raw: lines.filter(isReject).map(({ raw }) => raw),
    lines,
  }
}

const file = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`

describe('a file that can be read', () => {
  test('gives each row with the line it stands on', () => {
    expect(read(file(good('P1'), '', good('P2')))).toMatchObject({ rows: ['2:P1', '4:P2'], rejects: [] })
  })

  test('may begin with a byte order mark, end without a line break, and end its lines like Windows', () => {
    const windows = `\ufeff${header}\r\n${good('P1')}\r\n${good('P2')}`
    expect(read(windows)).toMatchObject({ rows: ['2:P1', '3:P2'], rejects: [] })
  })

  test('may have its columns in any order, spelled with capitals and spaces', () => {
    const { columns } = read('Amount,Paid On,Currency,Payment-Reference,ACCOUNT REFERENCE\n')
    expect(columns).toEqual(['amount', 'paid_on', 'currency', 'payment_reference', 'account_reference'])
  })

  test('may hold line breaks in a column that Forbear does not read', () => {
    const rows = read(file('P1,A-1,2026-03-02,10.00,CNY,,"first\nsecond"', good('P2')))
    expect(rows).toMatchObject({ rows: ['2:P1', '4:P2'], rejects: [] })
  })

  test('may hold nothing but its header', () => {
    expect(read(`${header}\n`)).toMatchObject({ rows: [], rejects: [], refused: false })
  })

  test('gives back the cells that were written, however they are quoted and wherever its blocks end', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\0]/g, ''))
    const remark = fc.tuple(cell, fc.constantFrom('', '\n', '"', ',')).map(([text, mark]) => `x${text}${mark}y`)
    fc.assert(
      fc.property(fc.array(remark, { maxLength: 20 }), fc.integer({ min: 1, max: 80 }), (remarks, blockBytes) => {
        const rows = remarks.map((text, index) => [`P${index}`, 'A', '2026-03-02', '1.00', 'CNY', '', text])
        const { lines } = read(file(...rows.map(csvLine)), blockBytes)
        expect(lines.map((line) => (isReject(line) ? line.problems : line.cells))).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a broken row is set aside alone', () => {
  test.each([
    ['an unclosed quotation mark', '"P2,A-1,2026-03-02,10.00,CNY,,', 'broken-quoting'],
    ['a quotation mark inside a bare field', 'P"2,A-1,2026-03-02,10.00,CNY,,', 'broken-quoting'],
    ['text after a closing quotation mark', '"P2"x,A-1,2026-03-02,10.00,CNY,,', 'broken-quoting'],
    ['a column too few', 'P2,A-1,2026-03-02,10.00,CNY,', 'wrong-column-count'],
    ['a column too many', 'P2,A-1,2026-03-02,1,000.00,CNY,,', 'wrong-column-count'],
    ['an oversized field', `P2,A-1,2026-03-02,10.00,CNY,,${'x'.repeat(2_001)}`, 'oversized-field'],
  ])('%s', (_name, broken, code) => {
    const { rows, rejects, raw } = read(file(good('P1'), broken, good('P3'), good('P4')))
    expect(rows).toEqual(['2:P1', '4:P3', '5:P4'])
    expect(rejects).toEqual([`3:${code}`])
    expect(raw).toEqual([broken])
  })

  test('an unclosed quotation mark costs one row even where a later one seems to close it', () => {
    const { rows, rejects } = read(
      file(good('P1'), 'P2,"A-2,2026-03-02,10.00,CNY,,', good('P3'), 'P4,A-4",2026-03-02,10.00,CNY,,', good('P5')),
    )
    expect(rows).toEqual(['2:P1', '4:P3', '6:P5'])
    expect(rejects).toEqual(['3:broken-quoting', '5:broken-quoting'])
  })

  test('an unclosed quotation mark that nothing closes for megabytes costs one row', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => good(`Q${index}`))
    const { rows, rejects } = read(file('"P1,A-1,2026-03-02,10.00,CNY,,', ...many))
    expect(rows).toHaveLength(40_000)
    expect(rows[0]).toBe('3:Q0')
    expect(rows.at(-1)).toBe('40002:Q39999')
    expect(rejects).toEqual(['2:broken-quoting'])
  })

  test('a row that never ends is shown by its beginning and does not fill the memory', () => {
    const { rows, rejects, raw } = read(file(good('P1'), 'x'.repeat(3_000_000), good('P3')))
    expect(rows).toEqual(['2:P1', '4:P3'])
    expect(rejects).toEqual(['3:oversized-row'])
    expect(raw[0]).toHaveLength(2_000)
  })

  test('a row in another encoding keeps its text, and the reason names the encoding', () => {
    const chinese = Buffer.from([0xd5, 0xc5, 0xce, 0xb0]) // 张伟 in GB18030
    const content = Buffer.concat([
      Buffer.from(
        `${file(good('P1'), 'P2,A-2,2026-03-02,10.00,CNY,,李娜', 'P3,A-3,2026-03-02,10.00,CNY,,王芳')}P4,A,2026-03-02,1.00,CNY,,`,
      ),
      chinese,
      Buffer.from(`\n${good('P5')}\n`),
    ])
    const { rows, rejects, raw, lines } = read(content)
    expect(rows).toEqual(['2:P1', '3:P2', '4:P3', '6:P5'])
    expect(rejects).toEqual(['5:wrong-encoding'])
    expect(raw).toEqual(['P4,A,2026-03-02,1.00,CNY,,张伟'])
    expect(lines.filter(isReject)[0]?.problems[0]?.wrong).toContain('GB18030')
  })

  test('one Western name in windows-1252 does not cost an English file', () => {
    const content = Buffer.from(`${file(good('P1'), 'P2,A-2,2026-03-02,10.00,CNY,,Muñoz', good('P3'))}`, 'latin1')
    expect(read(content)).toMatchObject({
      rows: ['2:P1', '4:P3'],
      rejects: ['3:wrong-encoding'],
      raw: ['P2,A-2,2026-03-02,10.00,CNY,,Muñoz'],
    })
  })

  test('wherever broken rows stand, every good row comes through with its own line', () => {
    const broken = fc.constantFrom('"x', 'a"b,c', '"x"y,,,,,,', 'too,few', '"', ',"",",')
    const rows = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('good') }, broken), { maxLength: 40 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 7, max: 400 }), (kinds, blockBytes) => {
        const lines = kinds.map((kind, index) => (kind === 'good' ? good(`P${index}`) : kind))
        const { rows: found, rejects } = read(file(...lines), blockBytes)
        const expected = kinds.flatMap((kind, index) => (kind === 'good' ? [`${index + 2}:P${index}`] : []))
        expect(found).toEqual(expected)
        expect(rejects).toHaveLength(kinds.length - expected.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a file that cannot be read is set aside as a whole', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['nothing at all', '', 'empty-file'],
    ['blank lines', '\ufeff\n \n\n', 'empty-file'],
    ['a file without a header', `${good('P1')}\n${good('P2')}\n`, 'missing-header'],
    ['a header of other names', 'foo,bar,baz\n1,2,3\n', 'missing-header'],
    ['a header that lacks columns', 'payment_reference,account_reference,amount\n', 'missing-column'],
    ['a header with a column twice', `${header},amount\n`, 'repeated-column'],
    ['semicolons', `${header.replaceAll(',', ';')}\n`, 'not-csv'],
    ['tabs', `${header.replaceAll(',', '\t')}\n`, 'not-csv'],
    ['UTF-16', Buffer.from(`\ufeff${file(good('P1'))}`, 'utf16le'), 'wrong-encoding'],
    ['UTF-16 without its mark', Buffer.from(file(good('P1')), 'utf16le'), 'wrong-encoding'],
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]), 'not-csv'],
  ]
  test.each(cases)('%s', (_name, content, code) => {
    expect(read(content)).toMatchObject({ rows: [], refused: true, rejects: [expect.stringMatching(`:${code}$`)] })
  })

  test('Chinese text that is GB18030 throughout, with advice', () => {
    // 张伟 and 李娜 in GB18030
    const names = [Buffer.from([0xd5, 0xc5, 0xce, 0xb0]), Buffer.from([0xc0, 0xee, 0xc4, 0xc8])]
    const rows = names.map((name) => Buffer.concat([Buffer.from('P,A,2026-03-02,1.00,CNY,,'), name, Buffer.from('\n')]))
    const { lines, refused } = read(Buffer.concat([Buffer.from(`${header}\n`), ...rows]))
    expect(refused).toBe(true)
    expect(lines.filter(isReject)).toEqual([
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'wrong-encoding', wrong: expect.stringContaining('GB18030') })],
      }),
    ])
  })

  test('the reason names the columns that are missing', () => {
    const { lines } = read('payment_reference,account_reference,amount\n')
    expect(lines.filter(isReject)[0]?.problems[0]?.wrong).toBe('The header lacks these columns: paid_on, currency.')
  })
})
