import { readFileSync, writeFileSync } from 'node:fs'
import mjml from 'mjml'

const source = new URL('../mail/letter.mjml', import.meta.url)
const target = new URL('../domain/notice/letter-parts.json', import.meta.url)

/** The innermost block: one that holds no other. */
const innermost = /<!-- begin (\w+) -->((?:(?!<!-- begin)[\s\S])*?)<!-- end \1 -->/

/** Takes blocks out of compiled HTML, from the inside out; what is left is the frame that holds them. */
const cut = (html: string): Record<string, string> => {
  const parts: Record<string, string> = {}
  let frame = html
  for (let block = innermost.exec(frame); block !== null; block = innermost.exec(frame)) {
    const [whole, name = '', part = ''] = block
    if (name in parts) throw new Error(`mail/letter.mjml has two blocks named ${name}; rename one of them`)
    parts[name] = part
    frame = frame.replace(whole, '')
  }
  if (/<!-- (begin|end) /.test(frame))
    throw new Error('mail/letter.mjml: a block has no end, or no begin; write both, with one name')
  return { frame, ...parts }
}

// Comments for Outlook stay; those for readers of the source go.
const compact = (html: string): string =>
  html
    .replace(/<!-- [\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> (?=<)/g, '>')
    .replace(/> (?=\{\{)/g, '>')
    .replace(/(?<=\}\}) (?=<)/g, '')
    .replace(/" >/g, '">')
    .trim()

/** The letter's frame and its blocks as HTML with {{slots}}, by name: JSON text. @throws Error when mail/letter.mjml is no valid MJML */
export const compileMail = async (): Promise<string> => {
  const { html } = await mjml(readFileSync(source, 'utf8'), {
    fonts: {},
    keepComments: true,
    validationLevel: 'strict',
  })
  const parts = Object.entries(cut(html)).map(([name, part]) => [name, compact(part)] as const)
  return `${JSON.stringify(Object.fromEntries(parts), null, 2)}\n`
}

if (import.meta.main) writeFileSync(target, await compileMail())
