import type { Language } from '../../language.ts'
import { type Currency, formatMoney, type Money } from '../../money.ts'
import type { Day } from '../../time.ts'
import type { ContentOf } from '../content.ts'
import type { MessageBody, NoticeKind } from '../notice.ts'

/** Who writes, and where a person can be reached. */
export interface Sender {
  readonly name: string
  readonly phone: string
  readonly replyTo: string
  /** Free and independent help where the borrower lives, a line each (R24). */
  readonly freeHelp: readonly string[]
  readonly offersMediation: boolean
}

/** What each kind of notice says in one language. */
export type Bodies = { readonly [Kind in NoticeKind]: (content: ContentOf<Kind>, sender: Sender) => MessageBody }

/** Everything one language needs; a kind left out does not compile. */
export interface Wording {
  greeting(name: string): string
  /** How to reach a person: stands in every message. */
  reachUs(sender: Sender): string
  signature(sender: Sender): readonly string[]
  readonly optOut: string
  readonly bodies: Bodies
}

/** How a language writes days and amounts. */
export interface Formats {
  day(day: Day): string
  money(money: Money): string
  amount(minor: number, currency: Currency): string
}

/** Days and amounts as people write them in `language`. */
export const formatsIn = (language: Language): Formats => {
  const locale = language === 'en' ? 'en-US' : language
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const money = (amount: Money): string => formatMoney(amount, locale)
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    money,
    amount: (minor, currency) => money({ minor, currency }),
  }
}
