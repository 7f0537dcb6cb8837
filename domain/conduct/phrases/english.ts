import type { Phrase, PhraseBook } from '../rules.ts'
import { composed } from './english-composed.ts'
import { threats } from './english-threats.ts'
import {
  alreadyHas,
  asAmount,
  authority,
  fill,
  gap,
  nobodyThinks,
  others,
  ownDoing,
  unlessToldTo,
  we,
  will,
  your,
} from './english-words.ts'
import { says } from './says.ts'

const { raw } = String

const pressure: readonly Phrase[] = [
  ...says('demand', [
    raw`\b(?:balance|amount|sum|payment|debt|money)\b${gap(8)}\b(?:is|are|was) (?:required|demanded|wanted|needed|expected) (?:today|now|immediately|at once|by|from you)\b`,
    raw`\bfind the money\b|\bcancel your \w+\b${gap(12)}\b(?:pay|money|put)\b|\b(?:put|use) (?:that|the|your) (?:money|savings|bonus|refund)\b`,
    raw`\b(?:need|want|require) (?:a|the|your|that|this|full|some) (?:\w+ )?(?:payment|money|balance|amount)\b`,
    raw`\b(?:expect|expecting)\b${gap(25)}\b(?:cleared|paid|settled|money|in full)\b`,
    raw`\bhow much can you (?:do|pay|send|manage) (?:now|today|right)\b`,
    raw`\bstart paying\b`,
    raw`\bno (?:more|further) (?:extensions?|chances?|delays?|time|excuses|discussions?|arrangements?)\b`,
    raw`\b(?:make|get|send) (?:a|the|your|that|this) payment (?:now|today|right|by (?:noon|tonight|tomorrow|five|the end))`,
    raw`\b(?:must|has to|needs to) be (?:paid|settled|cleared|received)\b[^.!?;\n]{0,12}\b(?:now|immediately|today|in full|at once|tomorrow)\b`,
    raw`\bpayment must be (?:made|received)\b`,
    raw`\b(?:we|i) (?:\w+ )?(?:demand|insist)\b`,
    raw`\b(?:immediate|full) payment (?:of the debt|now|today|immediately|is required)`,
    raw`\bimmediate (?:and full |full )?payment\b`,
    raw`\bpayment is (?:required|demanded) (?:now|immediately|at once|today)\b`,
    raw`\b(?:want|give us|need) our money\b`,
    raw`\b(?:hand over|cough up|bring us|come up with) (?:the |our |all )?(?:full |whole )?(?:sum|money|cash|amount|balance)\b`,
    raw`\b(?:do not|don't) care (?:about|for) (?:your )?(?:problems|situation|excuses|reasons|life|family|troubles)\b`,
    raw`\byour problems? (?:is|are) not ours\b`,
    raw`\b(?:skip|delay|stop paying|put off|forget)\b[^.!?;\n]{0,12}\b(?:rent|mortgage|food|groceries|bills|medicines?|insurance)\b[^.!?;\n]{0,25}\b(?:pay|us|first|instead)\b`,
    raw`\bbefore (?:your )?(?:rent|food|groceries)\b`,
  ]),
  ...says(
    'demand',
    [
      raw`\bpay (?:it |this )?in full\b`,
      raw`\bpay (?:up|now|today|at once|immediately|right (?:now|away)|straight away|in full now|us (?:now|today|first)|what you owe|your debts?|the (?:full|whole|entire|balance)\b[^.!?;\n]{0,20}\b(?:now|today|at once|immediately))\b`,
    ],
    { notAfter: unlessToldTo },
  ),
  ...says(
    'demand',
    [
      raw`\byou (?:must|have (?:got )?to|need to|ought to|are (?:required|obliged|ordered) to|had better|better) (?:[\w']+ ){0,1}(?:pay|settle|clear|transfer|hand over|come up with)\b`,
    ],
    { notAfter: asAmount },
  ),
  ...says(
    'demand',
    [
      raw`\bjust pay\b`,
      raw`\bno (?:other )?(?:choice|option|alternative|way out)\b`,
      raw`\bnothing (?:left )?to (?:discuss|negotiate|talk about)\b`,
      raw`\bnon ?negotiable\b`,
      raw`\bnot negotiable\b`,
    ],
    { notAfter: /\bif (?:you have|there is) $/u },
  ),
  ...says(
    'raising-money',
    [
      raw`\b(?:could|can|would|will|might|why (?:not|don't)) (?:not |can't )?(?:you ask )?your ${others}\b${gap(6)}\b(?:pay|help you|lend|cover)\b`,
      raw`\b(?:get|take|ask for) an advance\b|\badvance (?:from your (?:employer|boss)|on your (?:salary|wages|pay))\b`,
    ],
    { notAfter: your },
  ),
  ...says('raising-money', [
    raw`\b(?:ask|beg|call|phone|ring|go to|get|turn to) your ${others}\b${gap(10)}\b(?:loan|money|help|cash|lend)\b`,
    raw`\bborrow (?:it|the money|money|some)\b(?! somewhere else)`,
    raw`\bsurely (?:\w+ ){1,4}can (?:lend|help)\b`,
    raw`\bborrow (?:it |money |some |the money |something |a little |the rest |cash )?(?:from|against|to (?:pay|clear|settle))\b`,
    raw`\b(?:take|taking|get) (?:out )?(?:another|a new|a second|a payday|a bigger|one more) (?:loan|credit|advance)\b`,
    raw`\bpayday loan\b`,
    raw`\bcash advance\b`,
    raw`\b(?:use|max out|draw on|(?:put|charge)\b[^.!?;\n]{0,15}\b(?:on|to)) (?:your|an?other|a|the) credit cards?\b`,
    raw`\b(?:empty|dip into|use) your (?:savings|pension|retirement|emergency fund)\b`,
    raw`(?<!\bif you |\bwhen you |\bshould you )\b(?:sell|pawn) (?:your|the|some|off|something)\b(?! (?:loan|debt|contract))`,
    raw`\b(?:ask|beg|get) (?:your |a |some )?${others}\b${gap(12)}\b(?:money|lend|help you pay|to (?:pay|cover|chip in)|for (?:a loan|the rest|cash|it))\b`,
    raw`\b${others} (?:can|could|will|would|should|must) (?:\w+ )?(?:lend|cover (?:it|this)|help you pay|pay (?:it|this|for))\b`,
  ]),
  ...says(
    'last-chance',
    [raw`\b(?:last|final) (?:chance|warning|notice|demand|opportunity|call|attempt|reminder|time (?:we|i))\b`],
    { notBefore: /^[^.!?;\n]{0,35}\b(?:is not|isn't)\b/u },
  ),
  ...says('hounding', [
    raw`\buntil you (?:pick up|answer|pay|reply|respond|give in)\b`,
    raw`\b(?:call|phone|ring|contact|message|text|chase)\b${gap(12)}\b(?:every (?:day|hour|morning|evening)|day after day|until (?:this|it|you|the))`,
    raw`\b(?:keep|continue|go on|never stop|not stop|won't stop) (?:calling|phoning|ringing|contacting|coming|messaging|texting)\b`,
    raw`\b(?:call|phone|ring|contact|message|text)(?:ing)? (?:you )?(?:every (?:hour|day|morning|single|few|\w+ minutes)|day and night|all day|non ?stop|until you|again and again|around the clock)\b`,
  ]),
]

const authorities: readonly Phrase[] = [
  ...says(
    'borrowed-authority',
    [
      raw`\b(?:docket|subpoena|affidavit|legal notice)\b`,
      raw`\bnotice of (?:intent|legal|litigation)\b`,
      raw`\benforcement (?:officer|agent)\b`,
      raw`\bcourt (?:order|summons|notice)\b(?! that protects)`,
      raw`\b(?:sheriff|government|police) (?:order|summons|notice)\b`,
      raw`\bsummons\b`,
      raw`\bofficial (?:\w+ )?(?:summons|warrant|government|court|police)\b`,
    ],
    { notAfter: alreadyHas },
  ),
  ...says('borrowed-authority', [
    raw`\b(?:detective|inspector|sergeant|constable|marshal|deputy|commissioner) \w+ (?:calling|speaking|here|from|of)\b`,
    raw`\b(?:prosecutor|police|authorities|district attorney|tax office) (?:has|have|is|are) (?:\w+ )?(?:opened|open|looking|taken|started|preparing|interested)\b`,
    raw`\b(?:law enforcement|police|authorities)\b${gap(20)}\b(?:aware|informed|notified|alerted)\b`,
    raw`\bi(?:'m| am) with the ${fill(2)}${authority}`,
    raw`\b(?:on behalf|by order|by authority|in the name|under the authority|with the authority|at the request) of (?:the )?(?:\w+ )?${authority}\b`,
    raw`\b(?:i am|i'm|we are|we're|this is|speaking|calling from|writing (?:from|as)|(?:call|letter|message|notice) from|work(?:ing)? (?:with|for)|acting for|sent by|appointed by|authori[sz]ed by|instructed by|mandated by|together with|partners? of|assigned (?:to|by)) ${fill(3)}(?:${authority}|investigator|detective|inspector|officer|fraud (?:division|department|unit|squad)|crimes? unit)\b`,
    raw`\bwarrants? (?:(?:has|have|is|was|will)\b|out\b|for (?:your|you)\b|against)`,
    raw`\b(?:police|authorities|prosecutors?|fbi|sheriff|district attorney|tax office|immigration)\b${gap(3)} (?:(?:are|is|were|was|have been|has been|will be) (?:already |now |being )?(?:informed|notified|involved|told|contacted|investigating|looking|on (?:their|the) way|coming)|knows? about)`,
    raw`${we}(?:${will}| have| already| have already)? (?:\w+ )?(?:report(?:ed)?|inform(?:ed)?|notif(?:y|ied)|call(?:ed)?|told|tell|contact(?:ed)?|hand(?:ed)?|send|sent)\b${gap(15)}\b(?:police|authorities|prosecutor|sheriff|fbi|immigration)\b`,
    raw`\b(?:court|judge|magistrate) (?:has|have) (?:already |now )?(?:ruled|signed|ordered|decided|issued)\b`,
    raw`\b(?:officer|detective|inspector|sergeant) \w+ (?:of|from|at|with) the\b`,
  ]),
]

const shaming: readonly Phrase[] = [
  ...says(
    'insult',
    [
      raw`\b(?:deadbeats?|liars?|thie(?:f|ves)|cheat(?:s|er|ers|ing)?|crooks?|scum|losers?|parasites?|freeloaders?|idiots?|stupid|pathetic|worthless|disgrace(?:ful)?|disgusting|shameless|dishonest|cowards?|cowardly|irresponsible|lazy)\b`,
    ],
    { notAfter: nobodyThinks },
  ),
  ...says('insult', [
    raw`\b(?:don't|do not|stop) be(?:ing)? (?:an? |so |such an? )?(?:deadbeat|liar|thief|cheat|loser|coward|freeloader|lazy|irresponsible|dishonest|stupid|pathetic)\b`,
    raw`\byou(?:'re| are) (?:just |nothing but )?an? (?:criminal|fraud|fraudster|scammer|bad (?:payer|person|parent|mother|father|debtor))\b`,
    raw`\b(?:cannot|can't) be trusted\b`,
  ]),
  ...says('moral-judgement', [
    raw`\b(?:feel|be|are you|aren't you) (?:so |really |deeply |not )?(?:embarrassed|guilty)\b`,
    raw`\b(?:man|woman|person) of (?:honou?r|his word|her word|their word|integrity)\b`,
    raw`\b(?:plenty of|same|old|all|these|those|your) (?:\w+ )?excuses\b|\bexcuses (?:like|such as)\b`,
    raw`\bact like\b`,
    raw`\bgrown ?ups?\b`,
    raw`\bself ?respect\b`,
    raw`\b(?:happy|quick|fine) (?:enough )?to (?:take|borrow|spend)\b`,
    raw`\b(?:no|had no) (?:problem|trouble) (?:borrowing|spending|taking)\b`,
    raw`\byou (?:took|spent) (?:the|our) money\b`,
    raw`\bstop (?:buying|spending|wasting|going out)\b`,
    raw`\binstead of (?:buying|spending|going out|holidays?)\b`,
    raw`\b(?:everyone|everybody|other people) else (?:manages|pays|can)\b`,
    raw`\bnobody (?:forced|made) you\b`,
    raw`\blive within your means\b`,
    raw`\b(?:take|show|accept) (?:some |your )?responsibility\b`,
    raw`\bman up\b`,
    raw`\bgrow up\b`,
    raw`\bdo the right thing\b`,
    raw`\bbe a man\b`,
    raw`\blike an adult\b`,
    raw`\brefusal to pay\b`,
    raw`\bbad faith\b`,
    raw`\bdeliberately (?:not|avoid\w*|ignor\w*|refus\w*)`,
    raw`\b(?:ashamed|shame on you|shameful)\b`,
    raw`\b(?:honest|decent|good|normal|responsible|grown|respectable|real) (?:people|men|women|adults?|citizens?|person|parents?|man|woman|mothers?|fathers?) (?:always |would |do not |don't |never )?(?:pay|keep|settle|honou?r|stand|hide|run|take|own)`,
    raw`\b(?:stop|no|enough|tired of|sick of|heard)\b[^.!?;\n]{0,12}\bexcuses\b`,
    raw`\b(?:stop|quit) (?:hiding|lying|playing|pretending|running|dodging)\b`,
    raw`\bhid(?:e|ing) from (?:us|your debts?|their debts?)\b`,
    raw`\b(?:your|the) (?:\w+ )?(?:children|kids|family|parents|mirror|self|yourself) in the (?:eye|eyes|mirror|face)\b`,
    raw`\byourself in the (?:eye|mirror|face)\b`,
    raw`\b(?:what|how) (?:kind|sort) of (?:\w+ )?(?:person|man|woman|parent|mother|father|people|example)\b`,
    raw`\bhow (?:can|could|do) you (?:sleep|live with|look)\b`,
    raw`\bhow dare\b`,
    raw`\byou (?:spend|spent|can afford|have money for|found money for)\b[^.!?;\n]{0,40}\b(?:but|yet) (?:\w+ )?(?:cannot|can't|not|no|don't|won't|never)\b`,
    raw`\byou (?:obviously|clearly|plainly|evidently|simply|just|only) (?:(?:never|do not|don't|did not|didn't) (?:mean|meant|intend|want|care|plan|bother)\w*|want to|refuse|are (?:lying|avoiding|hiding)|lied)\b`,
    raw`\bshould know better\b`,
    raw`\b(?:your own fault|only yourself to blame)\b`,
    raw`\bno (?:sense of )?(?:honou?r|shame|conscience|decency|self respect)\b`,
    raw`\bhave you no\b`,
  ]),
]

const agreed = /^[^.!?;\n]{0,20}\b(?:only (?:if|with)|if you (?:agree|want|ask|wish))\b/u

const disclosure: readonly Phrase[] = [
  ...says(
    'telling-others',
    [
      raw`${we}(?:${will})? ${fill(3)}(?:tell|inform|notify|contact|call|phone|ring|writ|messag|speak|talk|chat|visit|approach|alert|ask|involv)(?:e|ing|ed)? (?:to |with )?(?:all |some )?(?:of )?your ${fill(1)}${others}\b`,
      raw`\bshall (?:we|i) (?:ask|call|tell|phone|ring|contact)\b`,
      raw`\byour ${fill(1)}(?:neighbou?rs?|colleagues|friends|family|boss|manager|relatives|employer) (?:will|may|might|could|can) (?:\w+ )?(?:find|see|notice|wonder|read|get|receive|think)\b`,
      raw`(?:${we}|\b(?:calls?|letters?|visits?) to)\b(?:(?!\b(?:you|not|never|nor|nobody|neither|without)\b)[^.!?;\n]){0,40}\b(?:tell|inform|notify|contact|call|phone|ring|write to|message|text|email|e mail|speak (?:to|with)|talk(?:ed)? (?:to|with)|visit|reach out to|approach|alert|ask|involve|told|informed|contacted|called|notified) (?:all |some |every |each )?(?:of )?your ${fill(1)}${others}\b`,
      raw`\b(?:your|at your) ${fill(1)}${others}\b[^.!?;\n]{0,15}\b(?:will|shall|should|may|might|could|must|would|is going to|are going to|needs? to|has to|deserves? to) ${fill(1)}(?:know|hear|learn|find out|read about|be (?:told|informed|contacted|notified|called|interested))\b`,
    ],
    { notBefore: agreed },
  ),
  ...says('telling-others', [
    raw`\b(?:does|do|did|would|will|has|have) your ${fill(1)}${others}\b${gap(6)}\b(?:know|aware|heard|like to know)\b`,
    raw`${we}(?:${will})? ${fill(2)}(?:ring|call|phone|contact|speak to|write to|visit)\b[^.!?;\n]{0,4} your (?:office|payroll|job|front desk|reception|place of work|parents'|mother's)\b`,
    raw`\bwhat your ${fill(1)}${others} (?:has|have|will|would|might|is going) (?:to )?(?:say|think|make)\b`,
    raw`\b(?:everyone|people|those|the people) (?:you know|around you|in your life)\b${gap(12)}\b(?:know|hear|call|contact)`,
    raw`\b(?:everyone|everybody|the whole (?:town|office|family|village|street|world)) (?:will|is going to|shall|should) (?:soon )?(?:know|hear|see|find out|read)\b`,
    raw`\b(?:have|got|use) your (?:contact list|contacts|phone ?book|address book)\b`,
  ]),
  ...says(
    'telling-others',
    [
      raw`\b(?:tell|inform|notify|contact|call|phone|write to|alert) (?:all |some )?(?:of )?your (?:employer|boss|workplace|colleagues|neighbou?rs|friends and family|relatives)\b`,
    ],
    { notAfter: your, notBefore: agreed },
  ),
  ...says('publishing', [
    raw`\b(?:made|make (?:it|this|your \w+)|go) public\b`,
    raw`\bwall of shame\b`,
    raw`\blist of (?:debtors|people who (?:do not|don't|owe))\b`,
    raw`\byour (?:name|photo|picture|face|debts?|story)\b${gap(20)}\b(?:publish\w*|post(?:ed|s)?|online|internet|our page|displayed|newspaper|notice ?board|social media|facebook)\b`,
    raw`\b(?:publish|post|display|expose|upload|print)(?:ed|ing)? (?:your|you|the) (?:name|photo|picture|face|debts?|online)\b`,
  ]),
]

const urgency: readonly Phrase[] = [
  ...says('hurry', [
    raw`\bquick (?:reply|answer|response)\b|\b(?:reply|answer|response) (?:is )?needed\b|\bnot a (?:minute|second|moment|day) (?:longer|later|more)\b|\b(?:closes?|ends|gone|over) (?:tonight|today)\b`,
    raw`\bor the (?:offer|deal|discount|plan) (?:is|will be|goes) (?:gone|withdrawn|off)\b`,
    raw`\btime ?critical\b`,
    raw`\bwithin the (?:next )?hour\b`,
    raw`\bwhile it lasts\b`,
    raw`\bbefore (?:i|we) (?:hang up|close|have to)\b`,
    raw`\bon this call\b`,
    raw`\bimmediate (?:attention|action|response|reply)\b`,
    raw`\btime ?sensitive\b`,
    raw`\blimited time\b`,
    raw`\blast day\b`,
  ]),
  ...says(
    'hurry',
    [
      raw`\b(?:urgent(?:ly)?(?! (?:help|care|support|repairs?|medical|needs?|costs?))|immediately|right now|right away|straight ?away|(?<!\b(?:everything|all of it|it all|all) )at once|asap|without (?:any |further )?delay|instantly|this (?:minute|instant|second)|hurry|act (?:now|fast|quickly|today)|(?:don't|do not) (?:wait|delay)|(?:cannot|can't) wait)\b`,
    ],
    { notAfter: ownDoing },
  ),
  ...says(
    'hurry',
    [
      raw`\b(?:respond|reply|answer|call|contact|decide|sign|accept)(?: us| to us| me| back)? (?:today|now|tonight|within the hour)\b`,
    ],
    { notAfter: unlessToldTo },
  ),
  ...says('countdown', [
    raw`\b(?:you have|have|only) until (?:\d{1,2}|noon|midnight|tonight|tomorrow|five|six)\b`,
    raw`\b(?:you (?:only |just )?have|you've got|(?<!\b(?:takes?|lasts?|needs?) )(?:only|just)) (?:\w+ ){1,2}(?:hours?|minutes?)\b`,
    raw`\b(?:hours?|minutes?) (?:left|remain\w*|to (?:respond|reply|pay|act|decide|settle|save))\b`,
    raw`\btime is (?:running out|short|up|almost up)\b`,
    raw`\brunning out of time\b`,
    raw`\bclock is ticking\b`,
    raw`\btoo late\b`,
    raw`\bexpires? (?:today|tonight|at midnight|soon|in (?:\w+ )?(?:hours?|minutes?))\b`,
    raw`\b(?:today|tonight) only\b`,
    raw`\bnow or never\b`,
    raw`\b(?:by|before) (?:noon|midnight|tonight)\b`,
    raw`\bdeadline (?:is )?(?:today|tonight)\b`,
  ]),
  ...says(
    'countdown',
    [
      raw`\b(?:respond|reply|answer|pay(?! out)|call|act|contact|settle|sign|decide)\b${gap(20)}\b(?:within|in) (?:the next )?(?:\w+ )?(?:hours?|minutes?)\b`,
    ],
    { notAfter: ownDoing },
  ),
]

/** What English letters about debts may not say. */
export const english: PhraseBook = {
  script: /[a-z]{2}/u,
  phrases: [...threats, ...pressure, ...authorities, ...shaming, ...disclosure, ...urgency, ...composed],
  denied:
    /(?<!\b(?:if|unless|when|since|because|as)\b[^.,;:!?\n]{0,25})\b(?:not|never|cannot|[a-z]{2,6}n't|nobody|no one|nothing|no|neither|nor|without|forbid\w*|forbidden|unlawful|illegal)(?: |$)(?:(?!\b(?:we|i|you|they|if|unless|until|but|then|otherwise|will|shall|avoid|escape|prevent|stop|only|just|wait|delay|ignore|pretend|make us)\b)[^.:;!?\n]){0,60}$|\b(?:nobody|no one|nothing|none)(?: (?:from|of|at|in|here|there|else)(?: \w+){0,3})? (?:will|shall|can|may|is|are|has|gets?)\b(?! (?:stop|prevent|save|protect|keep|help))[^.:,;!?\n]{0,40}$/u,
  rhetorical: /^[^.!\n]{0,20}\?/u,
  attributed:
    /\b(?:(?:if|should|when|whenever) (?:any|some)(?:one|body)\b|(?:any|some)(?:one|body) (?:who|claiming|pretending|posing|threatening)\b|claim(?:s|ing)? to be|pretend(?:s|ing)? to be|pos(?:es|ing) as|scam|fraudsters?\b|impostors?\b)/u,
  askedAfter: [
    /\b(?:if|when|should|in case) (?!you (?:do not|don't|want|would rather|wish|ignore|refuse|fail|keep|still)\b|we\b|i\b|nothing\b|no\b)[^.;!?\n]{0,60}$/u,
    /^[^.;!?\n]{0,45}, (?:please )?(?:tell us|let us know|send us|write to us|show us)\b(?! (?:now|today|immediately|at once|your card))/u,
  ],
}
