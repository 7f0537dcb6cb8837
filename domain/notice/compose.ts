import type { Language } from '../language.ts'
import type { Personal } from '../personal.ts'
import type { Policy } from '../policy/policy.ts'
import { clausesFor } from './clauses.ts'
import type { ContentOf, NoticeContent } from './content.ts'
import { freeHelp } from './free-help.ts'
import type { Message, MessageBody, NoticeKind } from './notice.ts'
import { en } from './wording/en.ts'
import type { Sender, Wording } from './wording/wording.ts'
import { zhCn } from './wording/zh-cn.ts'
import { zhTw } from './wording/zh-tw.ts'

const wordings: Record<Language, Wording> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

/** The lender as it is called in `language`, else in its own language, else by its id. */
export const lenderNameIn = ({ lender }: Policy, language: Language): string =>
  lender.name[language] ?? lender.name[lender.defaultLanguage] ?? lender.id

const bodyOf = <Kind extends NoticeKind>(
  wording: Wording,
  kind: Kind,
  content: ContentOf<Kind>,
  sender: Sender,
): MessageBody => wording.bodies[kind](content, sender)

/** A name as it may stand in a letter: one line, without control characters. */
const oneLine = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** What one message is made of. */
export interface Composition {
  readonly content: NoticeContent
  readonly language: Language
  readonly policy: Policy
  /** Whether no message of the case went before, as far as is known: the law wants more said in the first. */
  readonly first: boolean
  /** Given only here, never kept. */
  readonly borrowerName: Personal
}

/** The whole message: greeting, what it has to say, how to reach a person, and what the jurisdiction wants said. */
export const compose = ({ content, language, policy, first, borrowerName }: Composition): Message => {
  const wording = wordings[language]
  const sender: Sender = {
    name: lenderNameIn(policy, language),
    phone: policy.lender.phone,
    replyTo: policy.lender.replyTo,
    freeHelp: freeHelp[policy.jurisdiction][language],
    offersMediation: policy.mediation.offered,
  }
  const body = bodyOf(wording, content.kind, content, sender)
  return {
    ...body,
    language,
    greeting: wording.greeting(oneLine(borrowerName.reveal())),
    closing: [...body.closing, wording.reachUs(sender)],
    signature: wording.signature(sender),
    clauses: clausesFor(policy, first ? 'first' : 'later', language, sender),
    optOut: { label: wording.optOut },
  }
}
