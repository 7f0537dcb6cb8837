/** A table in Markdown, padded so that it reads as text too; columns that hold mostly figures are set to the right. */
export const markdownTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string => {
  const columns = headings.map((heading, column) => {
    const cells = rows.map((row) => row[column] ?? '')
    return {
      width: Math.max(heading.length, 3, ...cells.map((cell) => cell.length)),
      isToTheRight: cells.filter((cell) => /^\d/.test(cell)).length * 2 >= Math.max(1, rows.length),
    }
  })
  const line = (cells: readonly string[]): string => {
    const padded = columns.map(({ width, isToTheRight }, column) => {
      const cell = cells[column] ?? ''
      return isToTheRight ? cell.padStart(width) : cell.padEnd(width)
    })
    return `| ${padded.join(' | ')} |`
  }
  const rule = columns.map(({ width, isToTheRight }) => `${'-'.repeat(width - 1)}${isToTheRight ? ':' : '-'}`)
  return [line(headings), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** A figure with as many digits as it deserves: `12,345`, `98.7`, `0.00012`. */
export const figure = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US')
  return value.toLocaleString('en-US', { maximumSignificantDigits: size >= 10 ? 3 : 2 })
}
