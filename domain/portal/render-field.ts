import { escaped } from '../html.ts'
import type { Fields } from './answer-form.ts'
import type { Beside, Choice, Field, Form } from './page.ts'
import { type Attributes, attributesOf, figureList, list } from './pieces.ts'

/** A form that came back with something to correct, and what was typed in it. */
export interface Correction {
  readonly entered: Fields
  /** The field to look at, and what is wrong with it. */
  readonly field: string
  readonly says: string
  /** What is said at the top of the page. */
  readonly notice: string
}

const optionsHtml = (choices: readonly Choice[], chosen: string | undefined): string =>
  choices
    .map(
      ({ value, label }) => `<option${attributesOf({ value, selected: value === chosen })}>${escaped(label)}</option>`,
    )
    .join('')

/** How one field of one form is drawn: its ids tie label, hint and fault to the input. */
export class FieldDrawing {
  private readonly field: Field
  private readonly form: Form
  private readonly correction: Correction | undefined
  private readonly id: string
  private readonly fault: string | undefined

  constructor(field: Field, form: Form, correction: Correction | undefined) {
    this.field = field
    this.form = form
    this.correction = correction
    this.id = `${form.answer}-${field.name}`
    this.fault = correction?.field === field.name ? correction.says : undefined
  }

  /** Whether something stands in it, or is wrong with it. */
  get isFilled(): boolean {
    return this.fault !== undefined || (this.value(this.field.name, this.own) ?? '') !== ''
  }

  /** What the field holds before anybody types. */
  private get own(): string | undefined {
    return 'value' in this.field ? this.field.value : undefined
  }

  /** What was typed before; a form that came back is shown as it was sent, emptied fields too. */
  private value(name: string, own: string | undefined): string | undefined {
    return this.correction === undefined ? own : this.correction.entered[name]
  }

  html(): string {
    const { field } = this
    const value = this.value(field.name, this.own)
    switch (field.kind) {
      case 'amount':
      case 'number': {
        const input = {
          type: 'text',
          inputmode: field.kind === 'amount' ? 'decimal' : 'numeric',
          autocomplete: 'off',
          maxlength: '20',
          value,
          required: field.optional === undefined,
        }
        const unit = field.unit === undefined ? '' : `<span class="unit">${escaped(field.unit)}</span>`
        const besides = (field.beside ?? []).map((one) => this.beside(one))
        // One fits in the same row, even on a narrow phone.
        const [same, next] =
          besides.length > 1 ? ['', `<span class="beside">${besides.join('')}</span>`] : [besides.join(''), '']
        return this.labelled(
          `<span class="entry"><input${this.attributes(input)}>${unit}${same}</span>${next}`,
          field.optional,
        )
      }
      case 'words': {
        const area = this.attributes({ rows: '4', maxlength: String(field.longest) })
        return this.labelled(`<textarea${area}>${escaped(value ?? '')}</textarea>`, field.optional)
      }
      case 'day':
        return this.labelled(`<input${this.attributes({ type: 'date', min: field.from, value, required: true })}>`)
      case 'select':
        return this.labelled(
          `<select${this.attributes({ required: field.optional === undefined })}><option value="">${escaped(field.choose)}</option>${optionsHtml(field.choices, value)}</select>`,
          field.optional,
        )
      case 'radios':
        return `<fieldset${attributesOf({ 'aria-describedby': this.describedBy() })}><legend${attributesOf({ class: this.isPlain(field.choices) ? undefined : 'unseen' })}>${escaped(field.label)}</legend>${this.hintAndFault()}${field.choices.map((choice) => this.radio(choice, value, field.choices.length === 1)).join('')}</fieldset>`
      case 'tick': {
        const required = field.optional === undefined
        const input = this.attributes({ type: 'checkbox', value: 'yes', checked: value === 'yes', required })
        return `<p class="field"><label class="tick"><input${input}> <span>${escaped(field.label)}</span></label>${this.hintAndFault()}</p>`
      }
    }
  }

  /** Its label is only read aloud: beside an amount it goes without saying. */
  private beside({ name, label, choices, value }: Beside): string {
    const id = `${this.form.answer}-${name}`
    const chosen = this.value(name, value) ?? value
    return `<label for="${escaped(id)}"><span class="unseen">${escaped(`${this.field.label}: ${label}`)}</span><select${attributesOf({ id, name })}>${optionsHtml(choices, chosen)}</select></label>`
  }

  /** Choices with figures are cards under the form's own heading; their legend is only read aloud. */
  private isPlain(choices: readonly Choice[]): boolean {
    return choices.every(({ figures }) => figures === undefined)
  }

  private radio({ value, label, points, figures }: Choice, chosen: string | undefined, alone: boolean): string {
    const input = attributesOf({
      type: 'radio',
      name: this.field.name,
      value,
      checked: alone || value === chosen,
      required: true,
    })
    const detail = `${figureList(figures)}${list(points)}`
    const framed = detail === '' ? '' : ' card'
    return `<div class="choice${framed}"><label class="tick"><input${input}> <span>${escaped(label)}</span></label>${detail}</div>`
  }

  private labelled(control: string, optional?: string): string {
    const after = optional === undefined || optional === '' ? '' : ` <span class="muted">${escaped(optional)}</span>`
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
