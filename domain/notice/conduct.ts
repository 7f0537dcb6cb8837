import type { Language } from '../language.ts'

/** What no message to a borrower may do (R72; CN-CBA-4; 12 CFR 1006.14 and 1006.18). */
export const conductRules = {
  threat: 'A message never threatens, with courts, arrest, black lists, visits or unnamed consequences.',
  pressure: 'A message never presses for payment, nor for borrowing in order to pay.',
  'impersonated-authority': 'A message never borrows the authority of police, courts or government.',
  shaming: 'A message never judges or shames the borrower.',
  disclosure: 'A message never speaks of telling anyone else.',
  'false-urgency': 'A message never hurries the borrower.',
} as const
export type ConductRule = keyof typeof conductRules

/** A phrase that breaks a rule, and where in the text it begins. */
export interface ConductFinding {
  readonly rule: ConductRule
  readonly phrase: string
  readonly at: number
}

// A phrase that is denied ("we do not tell your family") is no breach, hence the look-behinds.
const phrases: Record<Language, Record<ConductRule, RegExp>> = {
  en: {
    threat:
      /\b(?:we|i)(?:['’]ll| will| shall| are going to) (?:sue|prosecute|garnish|seize|repossess|take (?:you to court|legal action)|come to your (?:home|work))|\bfac(?:e|ing) (?:legal action|arrest|jail|prison|prosecution|(?:serious )?consequences)|\bor else\b|\b(?:be|get) (?:arrested|jailed|blacklisted|sued)\b|\bgarnish\w*\b|\bruin your credit\b/giu,
    pressure:
      /\byou (?:must|have to|need to) pay\b|\bno (?:other )?(?:choice|option)\b|\bborrow (?:it |money )?from (?:your )?(?:friends|family|relatives|parents|anyone)\b|\blast (?:chance|warning)\b|\bfinal (?:notice|warning|demand)\b|\bpay (?:up|now|today|at once|immediately|in full now)\b/giu,
    'impersonated-authority':
      /\b(?:on behalf|by order) of the (?:police|court|government|sheriff)\b|\b(?:police|court|sheriff|government) (?:order|officer|notice|summons)\b|\b(?:arrest )?warrants? (?:for|against|has|will)\b/giu,
    shaming:
      /\b(?:deadbeat|liar|cheat(?:er)?|dishonest|irresponsible|ashamed|shameful|disgrace(?:ful)?|freeloader)\b/giu,
    disclosure:
      /(?<!\b(?:not|never|cannot|won['’]t|don['’]t) )\b(?:tell|inform|notify|contact|call|write to) your (?:employer|boss|workplace|family|wife|husband|relatives|parents|friends|neighbou?rs|colleagues)\b|\beveryone will (?:know|hear)\b|\bmade public\b/giu,
    'false-urgency':
      /\b(?:urgent(?:ly)?|immediately|right now|right away|asap|without delay|act now|time is running out|within (?:24|48) hours|expires? (?:today|tonight)|before it is too late)\b/giu,
  },
  'zh-CN': {
    threat:
      /(?<!不会|不)(?:起诉|告上法庭)|法院(?:见|传票|强制)|强制执行|坐牢|判刑|刑事责任|抓起来|黑名单|后果(?:自负|严重)|一切后果|(?:影响|连累)(?:您|你)?的?(?:子女|孩子|工作|前途)|否则|上门(?:催收|讨债|找)/gu,
    pressure:
      /必须(?:还|付|结清|今天)|务必(?:还|付|今天)|别无选择|向(?:亲友|亲戚|朋友|父母|家人|别人)借|最后(?:一次)?(?:机会|通牒|警告|期限)|赶紧还|快还钱/gu,
    'impersonated-authority':
      /公安|警方|警察|检察院|司法机关|(?:受|代表)(?:法院|政府)|政府(?:授权|委托)|法院(?:委托|授权)/gu,
    shaming: /老赖|骗子|无赖|不要脸|丢人|丢脸|没良心|不讲信用|可耻|欠债不还|不负责任/gu,
    disclosure:
      /(?<!不会|不|绝不|从不)(?:通知|告诉|告知|联系|打电话给)(?:您|你)的?(?:家人|父母|配偶|单位|公司|领导|同事|朋友|亲友|邻居)|爆?通讯录|曝光|公之于众/gu,
    'false-urgency':
      /立即|立刻|马上|紧急|(?:24|48|二十四|四十八)小时(?:内|之内)|今天(?:内|之内)|今日内|刻不容缓|过期不候|尽快还/gu,
  },
  'zh-TW': {
    threat:
      /(?<!不會|不)(?:起訴|提告|告上法院)|法院(?:見|傳票|強制)|強制執行|坐牢|判刑|刑事責任|抓起來|黑名單|後果(?:自負|嚴重)|一切後果|(?:影響|連累)(?:您|你)?的?(?:子女|孩子|工作|前途)|否則|上門(?:催收|討債|找)/gu,
    pressure:
      /必須(?:還|付|繳|結清|今天)|務必(?:還|付|繳|今天)|別無選擇|向(?:親友|親戚|朋友|父母|家人|別人)借|最後(?:一次)?(?:機會|通牒|警告|期限)|趕快還|快還錢/gu,
    'impersonated-authority':
      /公安|警方|警察|檢察(?:官|署)|司法機關|(?:受|代表)(?:法院|政府)|政府(?:授權|委託)|法院(?:委託|授權)/gu,
    shaming: /老賴|騙子|無賴|不要臉|丟人|丟臉|沒良心|不講信用|可恥|欠債不還|不負責任/gu,
    disclosure:
      /(?<!不會|不|絕不|從不)(?:通知|告訴|告知|聯絡|打電話給)(?:您|你)的?(?:家人|父母|配偶|公司|主管|同事|朋友|親友|鄰居)|通訊錄|公諸於世|公開(?:您|你)/gu,
    'false-urgency':
      /立即|立刻|馬上|緊急|(?:24|48|二十四|四十八) ?小時(?:內|之內)|今天(?:內|之內)|今日內|刻不容緩|逾期不候|儘快(?:還|繳)|盡快(?:還|繳)/gu,
  },
}

const isConductRule = (name: string): name is ConductRule => name in conductRules

/** Every phrase in `text` that a message in `language` may not hold, in the order they stand. Empty means none was found. */
export const conductFindings = (text: string, language: Language): readonly ConductFinding[] =>
  Object.entries(phrases[language])
    .flatMap(([rule, phrase]) =>
      isConductRule(rule)
        ? Array.from(text.matchAll(phrase), (match) => ({ rule, phrase: match[0], at: match.index }))
        : [],
    )
    .sort((a, b) => a.at - b.at)
