import type { Language } from '../language.ts'
import type { Clause } from '../policy/clause-policy.ts'
import type { Policy } from '../policy/policy.ts'
import type { Sender } from './wording/wording.ts'

type Words = (sender: Sender) => string

/** Every clause in every language; 12 CFR 1006.18(e) wants its disclosure in the language of the message itself. */
const words: Record<Clause, Record<Language, Words>> = {
  'collector-first': {
    en: ({ name }) =>
      `${name} is a debt collector. This message is an attempt to collect a debt, and any information we obtain will be used for that purpose.`,
    'zh-CN': ({ name }) => `${name}是债务催收方。本邮件的目的是收回一笔债务，我们取得的任何信息都会用于这一目的。`,
    'zh-TW': ({ name }) => `${name} 是債務催收方。本郵件的目的是收回一筆債務，我們取得的任何資料都會用於這個目的。`,
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

/** The words of the clauses that a lender's policy wants in the first message of a case, or in a later one. */
export const clausesFor = (
  { clauses }: Pick<Policy, 'clauses'>,
  place: keyof Policy['clauses'],
  language: Language,
  sender: Sender,
): readonly string[] => clauses[place].map((clause) => words[clause][language](sender))
