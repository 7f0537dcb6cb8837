import { escaped } from '../html.ts'
import type { Language } from '../language.ts'
import type { Figure, Message, Section } from './notice.ts'
import { choiceLetter, textOf } from './text.ts'

/** Where the button and the opt-out line of a message lead; https addresses. */
export interface MessageLinks {
  readonly action: string
  readonly optOut: string
}

/** The two equally complete forms of a message. */
export interface RenderedMessage {
  readonly html: string
  readonly text: string
}

const fonts: Record<Language, string> = {
  en: "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  'zh-CN': "-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif",
  'zh-TW': "-apple-system,'PingFang TC','Microsoft JhengHei','Noto Sans CJK TC','Noto Sans TC',sans-serif",
}

const ink = '#22302e'
const muted = '#5b6b68'
const line = '#d5deda'
const card = '#f4f7f5'
const button = '#1c6b59'

// Clients that know no style sheet keep the inline colours; the classes exist only for dark screens.
const darkStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#151b1a!important}.ink{color:#e7eceb!important}.muted{color:#a7b5b2!important}
.line{border-color:#38443f!important}.card{background:#1e2725!important}.button{background:#2a7f6b!important}.link{color:#8fd3c1!important}}`

const paragraph = (text: string): string => `<p class="ink" style="margin:0 0 16px;color:${ink}">${escaped(text)}</p>`

const figureTable = (figures: readonly Figure[] = []): string =>
  figures.length === 0
    ? ''
    : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 16px">${figures
        .map(
          ({ label, value }) =>
            `<tr><td class="muted line" style="padding:7px 12px 7px 0;border-bottom:1px solid ${line};color:${muted};vertical-align:top">${escaped(label)}</td><td class="ink line" style="padding:7px 0;border-bottom:1px solid ${line};color:${ink};font-weight:600;text-align:right;vertical-align:top">${escaped(value)}</td></tr>`,
        )
        .join('')}</table>`

const list = (points: readonly string[] = []): string =>
  points.length === 0
    ? ''
    : `<ul class="ink" style="margin:0 0 16px;padding:0 0 0 20px;color:${ink}">${points
        .map((point) => `<li style="margin:0 0 6px">${escaped(point)}</li>`)
        .join('')}</ul>`

const choiceRows = (choices: readonly string[] = []): string =>
  choices
    .map(
      (choice, place) =>
        `<p class="ink" style="margin:0 0 8px;color:${ink}"><b>${choiceLetter(place)}</b>&ensp;${escaped(choice)}</p>`,
    )
    .join('')

const sectionBox = (section: Section): string => {
  const framed = section.figures !== undefined || section.choices !== undefined
  const [className, style] = framed
    ? ['card', `margin:0 0 16px;padding:16px 16px 1px;border-radius:10px;background:${card}`]
    : ['plain', 'margin:0 0 16px']
  return `<div class="${className}" style="${style}"><h2 class="ink" style="margin:0 0 8px;font-size:17px;line-height:1.4;color:${ink}">${escaped(section.heading)}</h2>${(section.paragraphs ?? []).map(paragraph).join('')}${list(section.points)}${choiceRows(section.choices)}${figureTable(section.figures)}</div>`
}

const actionButton = (label: string, link: string): string =>
  `<p style="margin:8px 0 24px"><a class="button" href="${escaped(link)}" style="display:inline-block;padding:13px 22px;border-radius:8px;background:${button};color:#ffffff;font-weight:600;text-decoration:none">${escaped(label)}</a></p>`

const htmlOf = (message: Message, links: MessageLinks): string => {
  const small = `margin:0 0 8px;font-size:13px;color:${muted}`
  return `<!doctype html>
<html lang="${message.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(message.subject)}</title>
<style>${darkStyle}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#ffffff;-webkit-text-size-adjust:100%">
<div style="max-width:600px;margin:0 auto;padding:24px 18px;font-family:${fonts[message.language]};font-size:16px;line-height:1.6;overflow-wrap:anywhere">
${[
  paragraph(message.greeting),
  ...message.paragraphs.map(paragraph),
  figureTable(message.figures),
  ...message.sections.map(sectionBox),
  message.action === undefined ? '' : actionButton(message.action.label, links.action),
  ...message.closing.map(paragraph),
  message.help === undefined ? '' : sectionBox(message.help),
  `<p class="ink" style="margin:24px 0;color:${ink}">${message.signature.map(escaped).join('<br>')}</p>`,
  `<div class="line" style="border-top:1px solid ${line};padding:16px 0 0">`,
  ...message.clauses.map((clause) => `<p class="muted" style="${small}">${escaped(clause)}</p>`),
  `<p class="muted" style="${small}"><a class="link" href="${escaped(links.optOut)}" style="color:${button}">${escaped(message.optOut.label)}</a></p>`,
  '</div>',
]
  .filter((part) => part !== '')
  .join('\n')}
</div>
</body>
</html>
`
}

/** A message as HTML (one column, at home on a phone and in the dark) and as plain text. */
export const render = (message: Message, links: MessageLinks): RenderedMessage => ({
  html: htmlOf(message, links),
  text: textOf(message, links),
})
