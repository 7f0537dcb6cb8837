import { escaped } from '../html.ts'
import type { Language } from '../language.ts'
import type { Figure, Section } from '../notice/notice.ts'
import type { Fields } from './answer-form.ts'
import type { Button, Choice, Field, Form, Page } from './page.ts'

/** A form that came back with something to correct, and what was typed in it. */
export interface Correction {
  readonly entered: Fields
  /** The field to look at, and what is wrong with it. */
  readonly field: string
  readonly says: string
  /** What is said at the top of the page. */
  readonly notice: string
}

type Attributes = Readonly<Record<string, string | boolean | undefined>>

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`))
    .join('')

const paragraphs = (texts: readonly string[] = []): string => texts.map((text) => `<p>${escaped(text)}</p>`).join('')

const list = (points: readonly string[] = []): string =>
  points.length === 0 ? '' : `<ul>${points.map((point) => `<li>${escaped(point)}</li>`).join('')}</ul>`

const figureList = (figures: readonly Figure[] = []): string =>
  figures.length === 0
    ? ''
    : `<dl>${figures.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`

const sectionHtml = ({ heading, paragraphs: texts, points, figures }: Section): string =>
  `<section${figures === undefined ? '' : ' class="card"'}><h2>${escaped(heading)}</h2>${paragraphs(texts)}${figureList(figures)}${list(points)}</section>`

/** How one field of one form is drawn: its ids tie label, hint and fault to the input. */
class FieldDrawing {
  readonly field: Field
  readonly id: string
  readonly entered: string | undefined
  readonly fault: string | undefined

  constructor(field: Field, form: Form, correction: Correction | undefined) {
    this.field = field
    this.id = `${form.answer}-${field.name}`
    this.entered = correction?.entered[field.name]
    this.fault = correction?.field === field.name ? correction.says : undefined
  }

  html(): string {
    const { field } = this
    switch (field.kind) {
      case 'amount':
      case 'number': {
        const input = {
          type: 'text',
          inputmode: field.kind === 'amount' ? 'decimal' : 'numeric',
          autocomplete: 'off',
          maxlength: '20',
          value: this.entered ?? field.value,
          required: field.optional === undefined,
        }
        const unit = field.unit === undefined ? '' : `<span class="unit">${escaped(field.unit)}</span>`
        return this.labelled(`<span class="entry"><input${this.attributes(input)}>${unit}</span>`, field.optional)
      }
      case 'day':
        return this.labelled(
          `<input${this.attributes({ type: 'date', min: field.from, value: this.entered, required: true })}>`,
        )
      case 'select': {
        const options = field.choices.map(
          ({ value, label }) =>
            `<option${attributesOf({ value, selected: value === this.entered })}>${escaped(label)}</option>`,
        )
        return this.labelled(
          `<select${this.attributes({ required: true })}><option value="">${escaped(field.choose)}</option>${options.join('')}</select>`,
        )
      }
      case 'radios':
        return `<fieldset${attributesOf({ 'aria-describedby': this.describedBy() })}><legend${attributesOf({ class: this.isPlain(field.choices) ? undefined : 'unseen' })}>${escaped(field.label)}</legend>${this.hintAndFault()}${field.choices.map((choice) => this.radio(choice, field.choices.length === 1)).join('')}</fieldset>`
      case 'tick':
        return `<p class="field"><label class="tick"><input${this.attributes({ type: 'checkbox', value: 'yes', required: true })}> <span>${escaped(field.label)}</span></label>${this.hintAndFault()}</p>`
    }
  }

  /** Choices with figures are cards under the form's own heading; their legend is only read aloud. */
  private isPlain(choices: readonly Choice[]): boolean {
    return choices.every(({ figures }) => figures === undefined)
  }

  private radio({ value, label, points, figures }: Choice, alone: boolean): string {
    const input = attributesOf({
      type: 'radio',
      name: this.field.name,
      value,
      checked: alone || value === this.entered,
      required: true,
    })
    const detail = `${figureList(figures)}${list(points)}`
    const framed = detail === '' ? '' : ' card'
    return `<div class="choice${framed}"><label class="tick"><input${input}> <span>${escaped(label)}</span></label>${detail}</div>`
  }

  private labelled(control: string, optional?: string): string {
    const after = optional === undefined ? '' : ` <span class="muted">${escaped(optional)}</span>`
    return `<p class="field"><label for="${escaped(this.id)}">${escaped(this.field.label)}${after}</label>${this.hintAndFault()}${control}</p>`
  }

  private hintAndFault(): string {
    const hint =
      this.field.hint === undefined
        ? ''
        : `<span class="hint" id="${escaped(this.id)}-hint">${escaped(this.field.hint)}</span>`
    const fault =
      this.fault === undefined ? '' : `<span class="fault" id="${escaped(this.id)}-fault">${escaped(this.fault)}</span>`
    return `${hint}${fault}`
  }

  private describedBy(): string | undefined {
    const ids = [
      ...(this.field.hint === undefined ? [] : [`${this.id}-hint`]),
      ...(this.fault === undefined ? [] : [`${this.id}-fault`]),
    ]
    return ids.length === 0 ? undefined : ids.join(' ')
  }

  private attributes(more: Attributes): string {
    return attributesOf({
      id: this.id,
      name: this.field.name,
      ...more,
      'aria-invalid': this.fault === undefined ? undefined : 'true',
      'aria-describedby': this.describedBy(),
    })
  }
}

const buttonHtml = (form: Form, { label, name, value }: Button, place: number): string =>
  `<button${attributesOf({ type: 'submit', name, value, class: form.folded || place > 0 ? 'plain' : undefined })}>${escaped(label)}</button>`

const formHtml = (form: Form, correction: Correction | undefined): string => {
  const mine = correction?.entered['answer'] === form.answer ? correction : undefined
  const hidden = Object.entries({ answer: form.answer, ...form.hidden })
    .map(([name, value]) => `<input${attributesOf({ type: 'hidden', name, value })}>`)
    .join('')
  const fields = form.fields.map((field) => new FieldDrawing(field, form, mine).html()).join('')
  const buttons = form.buttons.map((button, place) => buttonHtml(form, button, place)).join(' ')
  const body = `${paragraphs(form.says)}<form method="post">${hidden}${fields}<p>${buttons}</p></form>`
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
h2{margin:28px 0 8px;font-size:19px;line-height:1.4}
p{margin:0 0 14px}ul{margin:0 0 14px;padding-left:20px}li{margin:0 0 6px}
a{color:var(--strong)}
.card{margin:16px 0;padding:16px;border-radius:10px;background:var(--card)}
.card h2{margin-top:0}.card>:last-child{margin-bottom:0}
dl{margin:8px 0 12px}dl div{display:flex;justify-content:space-between;gap:4px 16px;padding:7px 0;border-bottom:1px solid var(--line)}
dl div:last-child{border-bottom:0}dt{color:var(--muted)}dd{margin:0;font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
.field{margin:0 0 18px}.field label,legend{display:block;font-weight:600}
.hint,.muted{color:var(--muted);font-weight:400;font-size:15px}.hint,.fault{display:block;margin:2px 0 6px}
.fault{color:var(--fault);font-weight:600}
.entry{display:flex;align-items:center;gap:10px}.unit{flex:none;color:var(--muted)}
input[type=text],input[type=date],select{display:block;width:100%;min-width:0;min-height:46px;margin-top:4px;padding:9px 12px;border:1px solid var(--muted);border-radius:8px;background:var(--page);color:var(--ink);font:inherit}
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

const correctionNotice = ({ notice, says }: Correction): string =>
  `<p class="notice wrong" role="alert">${escaped(notice)} ${escaped(says)}</p>`

/** A page as HTML: one column, at home on a phone, in the dark and under a keyboard; it needs no script. */
export const renderPage = (page: Page, correction?: Correction): string => {
  const open = page.forms.filter(({ folded }) => !folded)
  const folded = page.forms.filter((form) => form.folded)
  const forms = (some: readonly Form[]) => some.map((form) => formHtml(form, correction)).join('\n')
  const parts = [
    page.lender === undefined ? '' : `<p class="lender">${escaped(page.lender)}</p>`,
    `<h1>${escaped(page.heading)}</h1>`,
    correction === undefined ? '' : correctionNotice(correction),
    paragraphs(page.paragraphs),
    ...page.sections.map(sectionHtml),
    ...page.links.map(linkHtml),
    forms(open),
    folded.length === 0 ? '' : `<div class="ways">${forms(folded)}</div>`,
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
