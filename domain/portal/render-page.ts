import { escaped } from '../html.ts'
import type { Language } from '../language.ts'
import type { Section } from '../notice/notice.ts'
import type { Button, FieldGroup, Form, Page } from './page.ts'
import { attributesOf, figureList, list, paragraphs } from './pieces.ts'
import { type Correction, FieldDrawing } from './render-field.ts'

const sectionHtml = ({ heading, paragraphs: texts, points, figures }: Section): string =>
  `<section${figures === undefined ? '' : ' class="card"'}><h2>${escaped(heading)}</h2>${paragraphs(texts)}${figureList(figures)}${list(points)}</section>`

const buttonHtml = (form: Form, { label, name, value }: Button, place: number): string =>
  `<button${attributesOf({ type: 'submit', name, value, class: form.folded || place > 0 ? 'plain' : undefined })}>${escaped(label)}</button>`

/** A part of a long form; a folded one opens by itself when something stands in it. */
const groupHtml = ({ heading, says, fields, folded }: FieldGroup, form: Form, mine: Correction | undefined): string => {
  const drawings = fields.map((field) => new FieldDrawing(field, form, mine))
  const body = `${paragraphs(says)}${drawings.map((drawing) => drawing.html()).join('')}`
  if (!folded) return `<section class="part"><h3>${escaped(heading)}</h3>${body}</section>`
  const open = drawings.some((drawing) => drawing.isFilled)
  return `<details class="part"${attributesOf({ open })}><summary>${escaped(heading)}</summary>${body}</details>`
}

const formHtml = (form: Form, correction: Correction | undefined): string => {
  const mine = correction?.entered['answer'] === form.answer ? correction : undefined
  const hidden = Object.entries({ answer: form.answer, ...form.hidden })
    .map(([name, value]) => `<input${attributesOf({ type: 'hidden', name, value })}>`)
    .join('')
  const fields = form.fields.map((field) => new FieldDrawing(field, form, mine).html()).join('')
  const groups = (form.groups ?? []).map((group) => groupHtml(group, form, mine)).join('\n')
  const buttons = form.buttons.map((button, place) => buttonHtml(form, button, place)).join(' ')
  const body = `${paragraphs(form.says)}<form method="post">${hidden}${fields}${groups}<p>${buttons}</p></form>`
  return form.folded
    ? `<details${mine === undefined ? '' : ' open'}><summary>${escaped(form.heading)}</summary>${body}</details>`
    : `<section>${form.heading === '' ? '' : `<h2>${escaped(form.heading)}</h2>`}${body}</section>`
}

const fonts: Record<Language, string> = {
  en: "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif",
  'zh-CN': "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif",
  'zh-TW': "system-ui,-apple-system,'PingFang TC','Microsoft JhengHei','Noto Sans CJK TC',sans-serif",
}

const style = (
  language: Language,
): string => `:root{color-scheme:light dark;--ink:#22302e;--muted:#5b6b68;--line:#d5deda;--card:#f4f7f5;--page:#fff;--strong:#1c6b59;--on-strong:#fff;--fault:#9a3412}
@media (prefers-color-scheme:dark){:root{--ink:#e7eceb;--muted:#a7b5b2;--line:#38443f;--card:#1e2725;--page:#151b1a;--strong:#8fd3c1;--on-strong:#10211d;--fault:#fdba74}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.6 ${fonts[language]};-webkit-text-size-adjust:100%}
main{max-width:640px;margin:0 auto;padding:24px 18px 48px;overflow-wrap:break-word}
.lender{margin:0 0 8px;color:var(--muted);font-size:15px}
h1{margin:0 0 16px;font-size:26px;line-height:1.3;text-wrap:balance}
h2{margin:28px 0 8px;font-size:19px;line-height:1.4}h3{margin:26px 0 6px;font-size:17px;line-height:1.4}
p{margin:0 0 14px}ul{margin:0 0 14px;padding-left:20px}li{margin:0 0 6px}
a{color:var(--strong)}
.card{margin:16px 0;padding:16px;border-radius:10px;background:var(--card)}
.card h2{margin-top:0}.card>:last-child{margin-bottom:0}
dl{margin:8px 0 12px}dl div{display:flex;justify-content:space-between;gap:4px 16px;padding:7px 0;border-bottom:1px solid var(--line)}
dl div:last-child{border-bottom:0}dt{color:var(--muted)}dd{margin:0;font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
.field{margin:0 0 18px}.field label,legend{display:block;font-weight:600}
.hint,.muted{color:var(--muted);font-weight:400;font-size:15px}.hint,.fault{display:block;margin:2px 0 6px}
.fault{color:var(--fault);font-weight:600}
.entry{display:flex;align-items:center;gap:10px}.beside{display:flex;flex-wrap:wrap;gap:0 10px}.beside label{flex:1 1 126px}.entry label{flex:0 0 126px}.entry select,.beside select{font-weight:400}
.unit{flex:none;color:var(--muted)}
input[type=text],input[type=date],select,textarea{display:block;width:100%;min-width:0;min-height:46px;margin-top:4px;padding:9px 12px;border:1px solid var(--muted);border-radius:8px;background:var(--page);color:var(--ink);font:inherit}
[aria-invalid=true]{border:2px solid var(--fault)!important}
fieldset{margin:0 0 18px;padding:0;border:0;min-width:0}legend{padding:0;margin-bottom:4px}
.choice{margin:0 0 4px}.choice.card{margin:0 0 14px}
.tick{display:flex!important;gap:10px;align-items:flex-start;padding:7px 0;font-weight:400!important;cursor:pointer}
.card .tick{font-weight:600!important}
.tick input{flex:none;width:22px;height:22px;margin:3px 0 0;accent-color:var(--strong)}
button{min-height:48px;margin:4px 8px 4px 0;padding:11px 22px;border:1px solid var(--strong);border-radius:8px;background:var(--strong);color:var(--on-strong);font:inherit;font-weight:600;cursor:pointer}
button.plain{background:transparent;color:var(--strong)}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
details{margin:0 0 10px;padding:0 16px;border:1px solid var(--line);border-radius:10px}
summary{min-height:48px;padding:11px 0;font-weight:600;cursor:pointer}details[open] summary{margin-bottom:6px}
.ways{margin:28px 0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.notice{padding:12px 16px;border-left:4px solid var(--strong);border-radius:4px;background:var(--card)}
.notice.wrong{border-color:var(--fault)}
footer{margin-top:40px;padding-top:18px;border-top:1px solid var(--line);font-size:16px}
footer p{color:var(--muted)}`

const linkHtml = ({ href, label, apart }: Page['links'][number]): string =>
  `<p><a${attributesOf({ href, target: apart ? '_blank' : undefined, rel: apart ? 'noopener noreferrer' : undefined })}>${escaped(label)}</a></p>`

const also = ({ language, heading, says }: NonNullable<Page['alsoIn']>[number]): string =>
  `<section lang="${language}"><h2>${escaped(heading)}</h2>${paragraphs(says)}</section>`

const behindHtml = ({ heading, sections }: NonNullable<Page['behind']>): string =>
  `<details><summary>${escaped(heading)}</summary>${sections.map(sectionHtml).join('')}</details>`

/** Names the field, with a way to it: on a long form it is far down. */
const correctionNotice = ({ notice, says, field, entered }: Correction, forms: readonly Form[]): string => {
  const form = forms.find(({ answer }) => answer === entered['answer'])
  const fields = [...(form?.fields ?? []), ...(form?.groups ?? []).flatMap((group) => group.fields)]
  const wrong = fields.find(({ name }) => name === field)
  const way =
    form === undefined || wrong === undefined
      ? ''
      : `<a${attributesOf({ href: `#${form.answer}-${wrong.name}` })}>${escaped(wrong.label)}</a>: `
  return `<p class="notice wrong" role="alert">${escaped(notice)} ${way}${escaped(says)}</p>`
}

/** A page as HTML: one column, at home on a phone, in the dark and under a keyboard; it needs no script. */
export const renderPage = (page: Page, correction?: Correction): string => {
  const open = page.forms.filter(({ folded }) => !folded)
  const folded = page.forms.filter((form) => form.folded)
  const forms = (some: readonly Form[]) => some.map((form) => formHtml(form, correction)).join('\n')
  const parts = [
    page.lender === undefined ? '' : `<p class="lender">${escaped(page.lender)}</p>`,
    `<h1>${escaped(page.heading)}</h1>`,
    correction === undefined ? '' : correctionNotice(correction, [...page.forms, ...page.foot]),
    paragraphs(page.paragraphs),
    ...page.sections.map(sectionHtml),
    ...page.links.map(linkHtml),
    forms(open),
    folded.length === 0 ? '' : `<div class="ways">${forms(folded)}</div>`,
    page.behind === undefined ? '' : behindHtml(page.behind),
    paragraphs(page.closing),
    page.help === undefined ? '' : sectionHtml(page.help),
    ...(page.alsoIn ?? []).map(also),
    page.foot.length === 0 ? '' : `<footer>${forms(page.foot)}</footer>`,
  ]
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(page.title)}</title>
<style>${style(page.language)}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`
}
