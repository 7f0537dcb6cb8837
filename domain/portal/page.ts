import type { Language } from '../language.ts'
import type { Figure, Section } from '../notice/notice.ts'

/** One of the answers that a field lets people choose from. */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly points?: readonly string[]
  readonly figures?: readonly Figure[]
}

interface Labelled {
  readonly name: string
  readonly label: string
  readonly hint?: string
}

/** A choice small enough to stand beside an amount. */
export interface Beside {
  readonly name: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: string
}

/** Something to fill in; what is typed stays text until the answer is read. */
export type Field = Labelled &
  (
    | {
        readonly kind: 'amount' | 'number'
        readonly optional?: string
        readonly unit?: string
        readonly value?: string
        /** How often, how sure. */
        readonly beside?: readonly Beside[]
      }
    | { readonly kind: 'words'; readonly optional: string; readonly longest: number }
    | { readonly kind: 'day'; readonly from: string }
    | {
        readonly kind: 'select'
        readonly choose: string
        readonly choices: readonly Choice[]
        readonly value?: string
        readonly optional?: string
      }
    | { readonly kind: 'radios'; readonly choices: readonly Choice[]; readonly value?: string }
    | { readonly kind: 'tick'; readonly optional?: string; readonly value?: string }
  )

/** Fields of a long form that belong together. */
export interface FieldGroup {
  readonly heading: string
  readonly says: readonly string[]
  readonly fields: readonly Field[]
  /** Whether it opens only when its heading is chosen, or when something stands in it. */
  readonly folded: boolean
}

/** A button that sends a form; one of several carries a field of its own. */
export interface Button {
  readonly label: string
  readonly name?: string
  readonly value?: string
}

/** One way to answer. */
export interface Form {
  /** The answer that it sends. */
  readonly answer: string
  /** Empty where the page's own heading says it. */
  readonly heading: string
  readonly says: readonly string[]
  readonly fields: readonly Field[]
  /** More fields, under headings of their own. */
  readonly groups?: readonly FieldGroup[]
  /** What goes along unseen. */
  readonly hidden: Readonly<Record<string, string>>
  readonly buttons: readonly [Button, ...Button[]]
  /** Whether it opens only when its heading is chosen. */
  readonly folded: boolean
}

/** A page in data: what is said, shown and asked. Nothing in it is HTML. */
export interface Page {
  readonly language: Language
  /** The tab's title; it names no debt, amount or person (R73). */
  readonly title: string
  /** Who speaks; absent where that is not known. */
  readonly lender?: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly sections: readonly Section[]
  readonly links: readonly { readonly href: string; readonly label: string; readonly apart: boolean }[]
  readonly forms: readonly Form[]
  /** What may be looked up under a heading, behind what is asked. */
  readonly behind?: { readonly heading: string; readonly sections: readonly Section[] }
  readonly closing: readonly string[]
  readonly help?: Section
  /** Ways that are open on every page: to complain, to be left alone. */
  readonly foot: readonly Form[]
  /** The same said in other languages, where nobody knows which one is read. */
  readonly alsoIn?: readonly {
    readonly language: Language
    readonly heading: string
    readonly says: readonly string[]
  }[]
}

/** A page that only says something. */
export const sayingPage = (
  page: Pick<Page, 'language' | 'title' | 'heading' | 'paragraphs'> & Partial<Page>,
): Page => ({ sections: [], links: [], forms: [], closing: [], foot: [], ...page })
