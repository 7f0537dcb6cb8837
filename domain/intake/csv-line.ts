const needsQuotes = /[",\r\n]|^\s|\s$/

/** One line of CSV (RFC 4180) without its line break. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')

/** A cell that a spreadsheet shows as text, even where it begins like a formula. */
export const spreadsheetSafe = (cell: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell)
