import type { Language } from '../language.ts'
import type { Policy } from '../policy/policy.ts'
import type { NoticeKind } from './notice.ts'
import type { Sender } from './wording/wording.ts'

type Jurisdiction = Policy['jurisdiction']

/** A sentence that the law, or the rules lenders bind themselves to, wants in a message. */
export type Clause = 'collector-first' | 'collector-again' | 'free-opt-out' | 'no-third-person'

type Words = (sender: Sender) => string

/** Every clause in every language; 12 CFR 1006.18(e) wants its disclosure in the language of the message itself. */
const words: Record<Clause, Record<Language, Words>> = {
  'collector-first': {
    en: ({ name }) =>
      `This message from ${name} is an attempt to collect a debt, and any information you give will be used for that purpose.`,
    'zh-CN': ({ name }) => `${name}发出本邮件，目的是收回一笔债务；您提供的任何信息都会用于这一目的。`,
    'zh-TW': ({ name }) => `${name}寄出本郵件，目的是收回一筆債務；您提供的任何資料都會用於這個目的。`,
  },
  'collector-again': {
    en: () => 'This message is from a debt collector.',
    'zh-CN': () => '本邮件由债务催收方发出。',
    'zh-TW': () => '本郵件由債務催收方寄出。',
  },
  'free-opt-out': {
    en: () =>
      'You can stop these e-mails at any time and free of charge, with the link below. You need not give a reason or any other detail.',
    'zh-CN': () => '您可以随时点击下方链接停止接收这类邮件，完全免费，不需要说明理由，也不需要提供其他信息。',
    'zh-TW': () => '您可以隨時點選下方連結停止接收這類郵件，完全免費，不需要說明理由，也不需要提供其他資料。',
  },
  'no-third-person': {
    en: () => 'This message is for you alone. We do not tell your family, friends, colleagues or anyone else about it.',
    'zh-CN': () => '这封信只写给您本人。我们不会向您的家人、朋友、同事或其他任何人透露信中的内容。',
    'zh-TW': () => '這封信只寫給您本人。我們不會向您的家人、朋友、同事或其他任何人透露信中的內容。',
  },
}

/**
 * Which clauses a message needs, in the order they stand in it.
 * us: 12 CFR 1006.18(e) (first and later disclosure), 1006.6(e) (free opt-out in every electronic message).
 * cn: China Banking Association, collection guidelines of 2026-01-30 (nothing is disclosed to third persons).
 */
export const requiredClauses: Record<Jurisdiction, (kind: NoticeKind) => readonly Clause[]> = {
  us: (kind) => [kind === 'statement-request' ? 'collector-first' : 'collector-again', 'free-opt-out'],
  cn: () => ['no-third-person'],
}

/** The words of every clause that a message of this kind needs there. */
export const clausesFor = (
  jurisdiction: Jurisdiction,
  kind: NoticeKind,
  language: Language,
  sender: Sender,
): readonly string[] => requiredClauses[jurisdiction](kind).map((clause) => words[clause][language](sender))
