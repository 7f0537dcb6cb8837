const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand in XML. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** What a tree of XML is built from: text and numbers are escaped, a list repeats its element, undefined leaves it out. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue }

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value)

const elements = (name: string, value: XmlValue): string => {
  if (value === undefined) return ''
  if (isList(value)) return value.map((member) => elements(name, member)).join('')
  return `<${name}>${contentOf(value)}</${name}>`
}

const contentOf = (value: Exclude<XmlValue, undefined | readonly XmlValue[]>): string =>
  typeof value === 'object'
    ? Object.entries(value)
        .map(([name, member]) => elements(name, member))
        .join('')
    : escaped(String(value))

/** An XML document whose root is `name`, in `namespace` if there is one. */
export const xmlDocument = (name: string, content: { readonly [name: string]: XmlValue }, namespace?: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${namespace === undefined ? '' : ` xmlns="${namespace}"`}>` +
  `${contentOf(content)}</${name}>`

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')

/** The contents of every element `name` in a document the SDK wrote, unescaped when they are mere text. */
export const contentsOf = (document: string, name: string): readonly string[] =>
  [...document.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(([, content = '']) =>
    content.includes('<') ? content : unescaped(content),
  )
