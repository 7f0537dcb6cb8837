import type { Phrase } from '../rules.ts'
import {
  bench,
  circle,
  counsel,
  dealWith,
  envoy,
  force,
  giveMoney,
  goesThere,
  harmlessStep,
  institution,
  misfortune,
  ownRight,
  possession,
  soon,
  standing,
  takesPart,
  theirDoing,
  theMoney,
  whereabouts,
  within,
  worsens,
} from './english-concepts.ts'
import { says } from './says.ts'

const { raw } = String

const comes =
  '(?:will|shall|may|might|can|could|would|must|is going to|are going to|has to|have to|is about to|are about to)'

/** Threats put together from who does it, what is done, and what is lost by it. */
const threats: readonly Phrase[] = [
  ...says(
    'legal-action',
    [
      raw`\b(?:lawsuits?|sue[sd]?|suing|litigat\w+|prosecut(?:e|ed|ing|ion)|claim form|statement of claim|writ|county court judg\w+|ccj|tribunal)\b`,
      raw`\blegal (?:notice|action|steps?|proceedings?|measures?|costs?|case|claim|suit|recourse|process|file|fees)\b`,
      raw`\bcourt (?:case|action|costs?|dates?|hearings?|papers?|claim|proceedings?|judg\w+|documents?|room|bailiffs?)\b`,
      raw`\b(?:our|outside|external|the lender's|the bank's|the company's) (?:\w+ )?${counsel}\b`,
      raw`\b(?:involve|instruct|hire|brief|retain|engage|appoint|call in)(?:ed|d|ing)?\b${within(12)}\b(?:${counsel}|counsel)\b`,
      raw`\b${counsel}\b${within(12)}\b(?:charges?|bills?|costs|draft\w*|prepar\w*|ready|standing by|instructed|hired|engaged|will|takes? over|is (?:working|looking|going)|has (?:been|your))\b`,
      raw`\b(?:drag|head|mov|tak|bring|brought|land|end|explain|defend|argu|finish|settl|go|put|hand|refer|escalat)\w*\b${within(25)}\b(?:before|to|into|in front of|in|at) (?:a |the |our )?(?:${bench}|${counsel})\b`,
      raw`\b(?:a|the|let (?:a|the)) (?:court|judge|magistrate) (?:will|shall|is going to|must|has to|to|can) (?:decide|rule|order|sort|settle|tell|make|deal|want|hear|see|sign)\b`,
      raw`\bcase (?:will|is|has|shall|can|may|gets?) (?:be |being |been )?(?:registered|filed|lodged|opened|brought|prepared)\b`,
      raw`\b(?:papers?|documents?|claim|petition|complaint|paperwork)\b${within(15)}\b(?:lodged|filed|submitted|served|drafted|drawn up|prepared against)\b${within(25)}\b(?:against|costs|you|court|your name)\b`,
      raw`\b(?:claim|case|suit|papers?|proceedings?)\b${within(20)}\b(?:against you|in your name)\b`,
      raw`\b(?:suit|claim|petition|action|proceedings) for (?:recovery|repayment|damages|the (?:sum|balance|debt))\b|\b(?:bankrupt\w*|insolven\w*|liquidation|winding up)\b${within(12)}\b(?:you|your|against)\b|\b(?:make|declare|have) you bankrupt\b|\b(?:our|the|these|those) (?:legal|lawyers?'?|solicitors?'?|attorneys?'?) (?:fees|costs|bill)\b`,
      raw`\bthe law (?:takes|is (?:on our|clear|hard|strict|harsh)|will|punishes|catches|comes|lets us|permits us|has ways)\b`,
      raw`\b(?:retained|instructed|engaged|mandated|appointed|authori[sz]ed|hired) (?:us )?to (?:bring|pursue|recover|act|file|claim|collect|start|begin|issue)\b`,
      raw`\b(?:bring|pursu|fil|issu|defend|prepar|contest|lodg)(?:e|es|ed|ing)? (?:this|the|our|a|any) (?:\w+ )?(?:claim|defen[cs]e|petition|suit|complaint against)\b|\b(?:your )?defen[cs]e (?:will|is|costs|would)\b`,
      raw`\b(?:once|when|after|if) (?:the|an) (?:order|judg\w+|ruling|decree|writ|award) (?:is|has been|gets?|comes?)\b|\b(?:under oath|cross examin\w*|sworn|notari[sz]ed against|in the dock|custodial|false pretences)\b`,
    ],
    { notAfter: ownRight },
  ),
  ...says('legal-action', [raw`\b(?:courts?(?! fees?)|judges?|magistrates?|${counsel})\b`], {
    notAfter: theirDoing,
    notBefore: takesPart,
  }),
  ...says(
    'arrest',
    [
      raw`\b(?:arrest(?:ed|s|ing)?|jail(?:ed)?|prison|imprison\w*|handcuff\w*|behind bars|detain\w*|lock ?up|locked up|convict\w*|felon\w*|criminal (?:record|case|matter|law|act)|police (?:station|custody|record|case|complaint|report against))\b`,
      raw`\b(?:(?:prison|police|jail|a|the) cells?|inside of a cell)\b(?! ?phones?)`,
      raw`\b(?:crime|theft|larceny|fraud|criminal offen[cs]e)\b(?! (?:victims?|prevention|protection|alert|warning))`,
      raw`\b(?:tak\w+|bring|brought|haul\w*|pick\w*) you (?:in|away|down|up|to the station)\b`,
      raw`\b(?:in|into|for) (?:custody|questioning)\b`,
      raw`\b${force}\b (?:${comes} |are |is |have |has |to )?(?:\w+ )?(?:turn up|com(?:e|ing)|arriv\w*|visit\w*|knock\w*|pick\w*|tak\w+|deal|handle|look(?:ing)? for|find|escort|investigat\w*|interested)\b`,
    ],
    { notAfter: misfortune },
  ),
  ...says(
    'seizure',
    [
      raw`(?<!\b(?:understand|sorry|know|imagine|after|since|despite|about)(?: that)? )\b(?:los(?:e|ing)|loss of|goodbye to|part with|surrender|forfeit|risk(?:ing)?|cost you|hand (?:over|back)|give (?:up|back))\b${within(10)}\b(?:your|the|that|this) (?:\w+ )?(?:${possession}|${standing})\b`,
      raw`\bkiss (?:your|the|that) (?:\w+ )?(?:${possession}|${standing}) goodbye\b`,
      raw`\byour (?:\w+ )?(?:${possession}|${standing})\b${within(25)}\b(?:is|are|be|being|get|go|goes|look|looks|put|comes?) (?:\w+ )?(?:gone|taken(?! into)|seized|sold|collected|frozen|on hold|blocked|locked|at risk|at stake|on the line|in danger|in jeopardy|next|reclaimed|repossessed|towed|removed|smaller|lighter|shorter|docked|auctioned|back to us|ours|suspended|revoked|shut|attached|affected|over)\b`,
      raw`\b(?:tak|remov|reclaim|recover|repossess|tow|strip|freez|block|seiz|auction|grab|attach|clean|empty|dock|deduct|sell off|impound|collect|com\w+ for|go\w* after|put a (?:hold|charge|lien|stop) on)\w*\b(?! your \w+ \w+ into account| your \w+ into account)${within(10)}\b(?:your|the contents of your|half of your|a part of your) (?:\w+ )?${possession}\b`,
      raw`\b(?:contents|furniture|belongings|goods|car|vehicle|house|home|sofa|television|fridge|all of it|everything)\b${within(15)}\b(?:can|will|may|could|shall|to) be (?:collected|taken|listed|sold|removed|auctioned|carried|towed|picked up)\b`,
      raw`\b(?:repossess\w*|foreclos\w*|confiscat\w*|garnish\w*|auction(?:ed|s|eer)?|impound\w*|seiz(?:e|ed|ing)|tow(?:ed|ing)?[ -]truck|towed|tow away|(?:half|most|part|a third|a quarter) (?:of )?your (?:pay|wages|salary|income|earnings)\b${within(15)}\b(?:to us|ours|taken|gone|straight)|right to your (?:deposit|savings|car|home|wages)|com\w+ for (?:the|your) ${possession}|attachment of earnings|evict\w*)\b`,
      raw`\bthe (?:car|vehicle|house|property|bike)\b${within(10)}\b(?:goes|comes|back|belongs) (?:back )?to (?:us|the bank|the lender)\b`,
      raw`\b(?:deactivat|disabl|clamp|immobili[sz]|remotely lock)(?:e|ed|es|ing|s)?\b|\b(?:deductions?|attachment)\b${within(25)}\b(?:wages?|salary|pay|payslip|at source|income)\b`,
      raw`\b(?:tak|driv|bring|haul|claim|collect)\w* (?:back|away) (?:the|your) (?:\w+ )?${possession}\b|\b(?:hold|have|keep) (?:the )?(?:title|keys?|papers|deeds?|log ?book) (?:to|of|for) your\b|\b(?:electricity|power|water|gas|internet|phone line|sim|line|services?)\b${within(12)}\b(?:cut|cut off|disconnected|switched off|shut off|blocked)\b`,
      raw`\b(?:not|no longer|soon|hardly) be yours\b|\byours (?:for (?:much )?long|much longer|any ?more)\b|\b(?:enjoy|make the most of) (?:your|the|that) (?:\w+ )?${possession}\b`,
    ],
    { notAfter: misfortune },
  ),
  ...says('credit-ruin', [
    raw`\byour (?:\w+ )?(?:credit|cibil|crb|schufa|score|rating|(?:credit )?(?:file|record|history|standing)|bureau)\b${within(25)}\b(?:${worsens}|through the floor|rock bottom|downhill|to zero|go(?:es|ing)? (?:down|under)|worthless)\b`,
    raw`\b(?:every|all|any|no other|each) (?:\w+ )?(?:banks?|lenders?|landlords?|employers?)\b${within(25)}\b(?:sees?|know|knows|told|refuse|warned|reads?|learn)\b`,
    raw`\b(?:no|not one|not a single|which|what) (?:\w+ )?(?:bank|lender|landlord|employer|company|insurer) (?:will |would |is going to |wants to |ever )?(?:rents?|lends?|hires?|trusts?|touch(?:es)?|looks?|gives?|takes?|approves?|deals?)\b`,
    raw`\b(?:nobody|no one|who) (?:will|would|is going to|is ever going to|wants to|else will) (?:\w+ )?(?:lend|rent|hire|trust|employ|marry|approve|give you an?)\b|\b(?:nobody|no one) (?:lends|rents|hires|trusts|employs|marries|approves)\b`,
    raw`\b(?:forget|good luck|never|try|impossible|dream(?:ing)?|struggle|hard|difficult|kiss)\b[^.!?;\n]{0,25}\b(?:buy|gett?|rent|own|find|obtain|keep|qualify|approv|open|finance|have|want|apply)\w*\b[^.!?;\n]{0,18}\b(?:mortgage|home|house|loan|card|flat|apartment|job|contract|lease|car|overdraft|place)\b`,
    raw`\b(?:on your file|on your record|against your name)\b${within(12)}\b(?:years|life|ever)\b|\b(?:on file|on record|in the system) like (?:this|that)\b|\bwith (?:this|that) on (?:file|record|your)\b`,
    raw`\byou (?:will|shall|can|could|may) not (?:\w+ )?(?:qualify|be (?:approved|able|given|granted|eligible)|get|obtain)\b${within(20)}\b(?:loan|mortgage|credit|card|lease|contract|flat)\b|\blisted (?:with|at|on) (?:the|all|every) (?:\w+ )?(?:bureaus?|agenc\w+|blacklist|register)\b`,
    raw`\b(?:reported?|sent|flagged|shared) (?:with|to) (?:all|every|each|three|the three|all three|all the) (?:\w+ )?(?:bureaus?|agencies|lenders|banks|employers)\b|\byou can forget\b|\bdelinquen\w+\b`,
    raw`\b(?:haunt|follow|stay with|stick (?:with|to)|hang over|plague|pursue|hound|catch up with) you\b(?! up)`,
    raw`\b(?:rating|score|credit|record|history|file|name) like (?:yours|that|this)\b`,
    raw`\b(?:default|mark|entry|record|stain|this)\b${within(20)}\b(?:for|follows? you)\b (?:the next |at least |up to )?(?:six|seven|five|ten|many|\d{1,2}) years\b`,
  ]),
  ...says(
    'visit',
    [
      raw`\b${envoy}\b${within(25)}\b${goesThere}\b${within(22)}\b(?:at|to|by|in|on|outside|from|near|through|past|around|visit) ${whereabouts}`,
      raw`\b${envoy}\b${within(25)}\b(?:visit|pass by|drop by|drop in|stop by|swing by|call round|pop round|visiting|see you in person|ring your bell)\b`,
      raw`\bexpect (?:us|company|visitors?|a visit|a knock|a caller|someone|our \w+)\b`,
      raw`\b(?:given|got|found|know|knows|noted|traced|has|verified) your (?:home |work |new )?(?:address|location|whereabouts)\b`,
      raw`\b(?:around the corner|not far|a street away|minutes) (?:away )?from (?:you|your)\b|\b(?:lives?|near|close to|outside|in) (?:near )?(?:you|your (?:house|home|street|area|building|neighbou?rhood)) (?:and|right now|already|today|tonight|tomorrow|this)\b`,
      raw`\b(?:visit|knock|ring|call)(?: \w+){0,2} (?:at|to|on) your (?:\w+ )?(?:door|doorstep|home|house|workplace|office|shop|place)\b`,
      raw`\b(?:dispatch\w*|deploy\w*|despatch\w*|field visits?|home visits?|door ?step)\b${within(25)}\b(?:your|you|residence|address|scheduled|planned|arranged)\b`,
      raw`\b(?:see|find|meet|spot|notice) (?:me|us|one of us|our \w+) (?:in|at|outside|on|by|near) your\b`,
      raw`\bknow (?:your (?:\w+ )?(?:route|routine|shift|shifts|bus|gym|street|habits|movements|number plate|licen[cs]e plate|car|timetable|way home)|when you (?:leave|finish|come|get|start)|which (?:bus|school|gym|car|church|bar)|what time you|who you|how you get)\b`,
    ],
    {
      notAfter:
        /\b(?:you(?:'d| would)? (?:\w+ )?(?:may|can|could|might|want|wish|like|agreed?|asked|choose)\b|if you)[^.!?;\n]{0,40}$/u,
      notBefore:
        /^[^.!?;\n]{0,30}\b(?:if you (?:like|wish|want|ask|agree|prefer)|only (?:if|with)|agreed|you choose)\b/u,
    },
  ),
  ...says('harm', [
    raw`\b(?:pity|shame|sad|awkward|terrible|unfortunate|sorry|hate it) if (?:your|you|the|anything|something|someone|people)\b`,
    raw`\b(?:how|where) (?:is|are|does|do) your (?:little )?(?:daughter|son|kids|children|wife|husband|mother|family)\b`,
    raw`\byour (?:daughter|son|kids|children|wife|husband|mother|family)\b${within(20)}\b(?:suffer|pay for|chang\w+ schools?|alone|walk\w*|in danger|safe\b|be affected|go hungry|explain|on the street)`,
    raw`\b(?:if you|do you|you should|surely you) (?:value|love|care (?:about|for)|want to keep|wish to keep|cherish|like) your (?:\w+ )?(?:${possession}|${standing}|${circle})\b`,
    raw`\b(?:visa|passport|immigration|residence|green card|work permit|border|airport|flight|travel)\b${within(35)}\b(?:problems?|trouble|refus\w*|block\w*|stop\w*|cancel\w*|risk|ban\w*|denied|reject\w*|alert|held|difficult\w*)\b`,
    raw`\b(?:watch|mind) (?:yourself|your step|out)\b|\bbe (?:very |extremely )?careful (?:who|what|how|when|from now|out there|on your)\b`,
    raw`\b(?:something|anything|accidents?|bad things|things) (?:could|can|might|may|will|tends? to|sometimes|do)?(?: also)? ?happens? to (?:your|you|people|those)\b(?! (?:income|health|circumstances))`,
  ]),
  ...says('unnamed-consequence', [
    raw`\b(?:things?|it|this|matters|life)\b (?:${comes}|gets?|is getting|will only|can quickly|turns?|is about to) (?:\w+ ){0,3}(?:unpleasant|ugly|nasty|rough|serious|messy|worse|hard for you|harder|difficult for you|end (?:well|badly)|very difficult|expensive|painful|uncomfortable)\b`,
    raw`\bnot end (?:well|here|nicely)\b|\bend badly\b`,
    raw`\bwho you(?:'re| are) (?:dealing|messing|playing|up against)\b|\bcost you (?:\w+ ){0,3}(?:more|dear\w*|everything|a lot|a fortune)\b|\b(?:brought|bring|bringing) (?:this|it|that) (?:up)?on yourself\b|\basked for (?:it|this)\b|\bnext time,? (?:it|there|we) (?:will|won't|may)\b|\b(?:tougher|harder|bigger|stronger|smarter|cleverer|worse|louder) (?:\w+ )?than you\b`,
    raw`\b(?:escalat\w+|enforcement (?:action|measures|proceedings|stage)|ultimatum|compel(?:s|led)?|intimation|(?:forced|obliged|compelled|constrained|bound) to (?:act|take|do|hand|pass|refer|involve|initiate|proceed|go|start|begin|use|escalate))\b`,
    raw`\b(?:initiat|commenc|start|begin|pursu|resort)\w* (?:to )?(?:\w+ )?(?:recovery|enforcement|collections?|proceedings|tracing)\b|\b(?:appropriate|proper|official|other|legal|formal|all available) (?:channels?|avenues?|authorit\w+)\b`,
    raw`\bfor your (?:own )?(?:sake|good)\b|\bout of (?:my|our) hands\b|\bdo the (?:sensible|smart|wise|decent|honou?rable) thing\b|\b(?:be|make the) (?:smart|wise|sensible)\b|\bmak(?:e|ing) sure (?:that )?you (?:cannot|can't|never|lose|won't|pay|regret|feel|suffer|will)\b`,
    raw`\bto avoid (?:any |all |the |further |additional |unnecessary )?(?:\w+ )?(?:charges|penalt\w+|inconvenience|embarrassment|hassle|problems|unpleasantness|escalation|disconnection|steps)\b|\b(?:any|another|no) \w+ (?:will|can|shall) (?:not )?be tolerated\b|\bnot (?:be )?tolerat\w+\b`,
    raw`\b(?:less|far from|nowhere near as|not (?:as|so|nearly as)) (?:understanding|patient|kind|nice|friendly|polite|forgiving|generous|gentle|easy going|reasonable)\b`,
    raw`\b(?:mak(?:e|ing) a|big|huge|serious|terrible|grave|costly|expensive) (?:\w+ )?mistake\b|\bpay(?:ing)? (?:for (?:it|this|that)|dearly|twice|the price)\b(?= |[.!?,]|$)|\bcross(?:ing)? (?:us|me)\b|\b(?:play|mess|fool|trifle) with (?:us|me|fire)\b|\btest (?:us|me|our patience)\b`,
    raw`\b(?:friendly|nice|easy|polite|hard|other|pleasant|gentle) (?:way|route|approach)\b${within(30)}\b(?:way|route|approach|over|longer|less|or|done|pleasant)\b`,
    raw`\b(?:stop|stopped|done|finished|through) (?:being|playing) (?:so )?(?:nice|polite|friendly|kind|patient|soft|gentle|reasonable)\b`,
    raw`\b(?:mark my words|remember (?:my words|this|that i)|gloves (?:are |come )?off|just wait|wait and see|you'll see|you will see (?:what|how|soon)|don't say (?:we|i|nobody)|do not say (?:we|i|nobody))\b`,
    raw`\byou (?:have no idea|cannot imagine|can't imagine|will find out|will soon|are going to find out|'ll find out|will discover|will learn|will wish|'ll wish)\b${within(12)}\b(?:what|how|who|you (?:had|never)|the hard)\b`,
    raw`\b(?:you(?:'ll| will)? (?:\w+ )?(?:find out|know|learn|imagine|guess)|wait for|guess) what (?:comes|happens|follows|is coming)\b|\bwhat we (?:are (?:able|capable)|can do) (?:to|of)\b`,
    raw`\b(?:leave|leaves|leaving|left|gives?|giving) us (?:with )?(?:no|little|few)\b`,
    raw`\b(?:there (?:will|is going to) be|in|spells?|into|for) (?:serious |big |real |deep |a lot of )?trouble (?:if|for you|with (?:us|the law)|soon|ahead)\b|\b(?:serious|big|real|deep) trouble\b`,
    raw`\b(?:further|next|other|tougher|firmer|formal|additional|appropriate) (?:steps?|measures|stage|action)\b${within(15)}\b(?:taken|follow|begin|start|initiated|await|against|without)\b`,
    raw`\b(?:matter|case|file|account|debt|loan|it|this) (?:\w+ )?(?:moves?|goes|passes|is (?:passed|handed|moved|sent|sold|transferred|going)|(?:will|shall|must|may) (?:\w+ )?(?:move|go|pass|be (?:\w+ )?(?:moved|passed|handed|sent|transferred|assigned|referred|forwarded|given)))\b${within(10)}\bto (?:our |the |an? |another )?(?:\w+ )?(?:litigation|legal|recover\w*|collect\w*|enforcement|field|external|outside|debt|next (?:stage|level)|tracing)`,
    raw`\b(?:unless\b|if\b(?=${'[^.!?;\\n]{0,45}'}\b(?:do not|don't|does not|doesn't|is not|isn't|are not|have not|has not|hear nothing|ignor\w*|silent|silence|refus\w*|fail\w*|no (?:reply|answer|payment|response|money)|still|continues?|keep \w+ing)\b))[^.!?;\n]{3,60}, (?:then )?(?:we|i|they|our \w+|a \w+|the \w+|you|your \w+|this|it) (?:will|shall|must|have to|has to|are going to|is going to|are forced to|moves?|goes|proceeds?|'ll)(?! ${harmlessStep})(?= )`,
    raw`\b(?:final|last) (?:stage|step|phase) before\b`,
  ]),
]

const pressure: readonly Phrase[] = [
  ...says(
    'demand',
    [
      raw`(?<=^ ?|[,:.!?;\n] ?|\b(?:and|so|then|just|please|kindly|simply|must|should|you to|can you|will you|better) )${giveMoney} (?:us |me |in |back )?${theMoney}[^.!?;\n]{0,35}\b${soon}\b`,
      raw`\b(?:we|i) (?:really |now |do |simply )?(?:need|expect|want|require|insist on|am expecting|are expecting|am waiting for|are waiting for|must have) (?:you to |your |the |a |at least |full |some |to see |to have )[^.!?;\n]{0,30}\b(?:pay\w*|send|transfer|settle\w*|clear\w*|money|funds|amount|balance|deposit|remit\w*)\b`,
      raw`\b(?:part(?:ial)? payments?|instal?ments?|payment plans?|small payments?|excuses|promises|less)\b[^.!?;\n]{0,15}\b(?:not (?:acceptable|accepted|an option|possible|enough|good enough|available|wanted)|unacceptable|rejected|out of the question|won't do|will not do)\b`,
      raw`\b(?:no|not any|never) (?:room|space|time|scope|chance) (?:here )?for (?:instal?ments?|negotiat\w+|delay|discussion|excuses|plans?)\b`,
      raw`\b(?:not|no longer|isn't|aren't) (?:interested in|accepting|offering|going to accept|taking|here for) (?:your |any |more )?(?:\w+ )?(?:instal?ments?|part|partial|plans?|explanations?|stor(?:y|ies)|excuses|problems|promises)\b`,
      raw`\bnot (?:our|my) (?:problem|concern|business|fault)\b|\b(?:cannot|can't|will not|won't) (?:extend|wait)\b(?= (?:it|this|the|any|for)|[.,!]|$)`,
      raw`\b(?:clear|pay|settle|send|transfer) (?:the lot|everything|whatever you have|all of it|every \w+|what you have|the full|the entire|the whole)\b`,
      raw`\b(?:commitment|promise|guarantee|assurance) (?:from you|to pay|of payment)\b|\bno more (?:promises|talk|talking|delays?|games|stories|waiting|letters|words|time|days|chances)\b|\bjust (?:the (?:transfer|money|payment)|send|transfer|the money)\b`,
      raw`\bnot [^.!?;\n]{0,25}\b(?:another|one more|a single|an extra|any more) (?:day|hour|week|minute|chance|time|cent|dollar)\b|\b(?:is|are|was) (?:it|that) (?:so|too|that|really so|really that) (?:hard|difficult|much)\b|\btoo much to ask\b`,
      raw`\b(?:ensure|make sure|see to it|see that|arrange)\b${within(45)}\b(?:paid|settled|cleared|credited|deposited|transferred|remitted|in our account|arrives?)\b${within(20)}\b(?:${soon}|without fail|at the latest)`,
      raw`\bmake (?:an? |the |your |full |this )?(?:\w+ )?payments?\b${within(35)}\b(?:${soon})`,
      raw`\b(?:full|final|complete|total|entire) (?:settlement|repayment|payment)\b${within(12)}\b(?:within|in|by) (?:\w+ ){1,2}(?:days?|hours?)\b`,
      raw`\b(?:eat|spend|sleep|drink|shop|buy) less\b|\b(?:scrape|scratch|scrabble) (?:together|up)\b|\b(?:nothing|anything) (?:less|short) (?:than|of)\b|\b(?:groceries|rent|food|everything else|bills?|fun|school fees|clothes|family) (?:comes?|goes|is|are) (?:second|last|later|after)\b|\b(?:loan|debt|payment|bill|account|we|us) (?:comes?|goes|is|are) first\b|\b(?:card|account) (?:number|details) (?:now|before|ready)\b|\bbefore (?:we|i|you) (?:end|hang up|finish|leave)\b`,
      raw`\b(?:children|kids|family|rent|food|landlord|school fees|doctor|holiday|shoes) (?:can|will have to|must|could|should) wait\b|\bwe (?:cannot|can't|will not|won't) wait\b`,
      raw`\bhow (?:many|much)(?: more| longer)?(?: times)? (?:do|must|should|will|have|are) (?:i|we|you)\b(?! (?:need|want|like|spend|earn|pay))|\bhow long (?:do|are|must|should) (?:you|we|i)\b|\b(?:waited|been patient|waiting|patient) (?:for )?(?:long enough|too long)\b|\bpatience\b[^.!?;\n]{0,25}\b(?:end|over|out|thin|limit\w*|exhausted|gone|up|finished)\b|\b(?:tired|sick|fed up) of (?:waiting|asking|chasing|your|reminding|hearing|calling)\b|\benough is enough\b`,
      raw`\b(?:amount|sum|debt|balance|money|payment|loan)\b[^.!?;\n]{0,20}\b(?:must|has to|have to|needs? to|should) (?:be |reach |arrive |come )(?:\w+ )?(?:paid|settled|cleared|with us|here|us|in|transferred|gone|closed)\b[^.!?;\n]{0,20}\b(?:${soon}|without fail|latest|no matter)\b`,
    ],
    { notAfter: /\b(?:you (?:may|can|could|want to|wish to|would like to|need not)|if you|to) (?:also |always )?$/u },
  ),
  ...says(
    'raising-money',
    [
      raw`\b(?:your|the|a|some|real|good|true|any) (?:\w+ )?${circle}\b[^.!?;\n]{0,35}\b(?:(?:can|could|would|should|will|must|might|may)(?: surely| easily| certainly)? (?:\w+ )?(?:lend|send|cover|chip in|contribute|pay|help you (?:pay|out|clear|settle|raise|find)|step in|transfer|advance|give you)|(?:have|let|make|get) (?:them|him|her) (?:\w+ )?(?:cover|pay|send|lend|help))\b`,
      raw`\b(?:have|let|make|get|ask|beg|persuade) (?:them|him|her|your \w+|someone|somebody|a friend) (?:to )?(?:cover|pay|send|lend|transfer|chip|help|contribute|put)\b`,
      raw`(?<!\b(?:if|when|should|unless) you )(?<!\bnot )\b(?:mortgage|pledge|rent out|lease out|sell|pawn) (?:the|your|that) (?:\w+ )?${possession}\b`,
      raw`\b(?:pawn\w*|sell (?:it|them|that|one|something|off)|sell(?:ing)? your|remortgage|second mortgage|cash in|liquidate|loan sharks?|salary advance|cash advance)\b`,
      raw`\b(?:loan apps?|lenders?|apps?|banks?|platforms?|money ?lenders?)\b[^.!?;\n]{0,25}\b(?:approve|pay out|disburse|lend|instant|minutes|seconds|same day)\b`,
      raw`\b(?:another|other|a new|a quick|an instant|a fresh) (?:loan|app|lender|credit line|card)\b[^.!?;\n]{0,30}\b(?:pay|clear|close|settle|cover|use|solve|fix)\b`,
      raw`\bborrow (?:from|it|the|some|elsewhere|what)\b(?!${within(12)}\b(?:somewhere else|money elsewhere))`,
      raw`\b(?:ask|beg|go to|turn to|approach|try|call) (?:the|a|your|one of your) (?:\w+ )?${circle}\b${within(15)}\b(?:help (?:you )?(?:pay|with (?:the )?(?:money|payment|debt|loan))|money|lend|loan|cover|cash|pay)\b`,
      raw`\b(?:can|could|would|will|why (?:does|can't|won't)|surely|maybe|perhaps) (?:the |your )(?:\w+ )?${circle} (?:not |surely |easily )?(?:\w+ )?(?:put in|pay|chip|help|give|lend|contribute|spare|cover|assist)\b`,
      raw`\b(?:card|overdraft|credit line|limit)\b${within(25)}\b(?:use it|left|swipe|draw|max|available|room)\b`,
      raw`\b(?:take|get|arrange|raise|find|secure|apply for) (?:out )?(?:an? |another |the |some )?(?:\w+ )?(?:loan|top up|advance|credit|money|cash|funds)\b${within(12)}\b(?:from|at|with|elsewhere|through|somewhere)\b`,
      raw`\b(?:let go of|part with|get rid of|trade in|dispose of|give up) (?:the|your|that) (?:\w+ )?${possession}\b`,
      raw`\b(?:somebody|someone|anybody|anyone|a friend)\b${within(25)}\b(?:could|can|would|must|will|might) (?:\w+ )?(?:lend|spot|front|bail|cover|advance|loan|help you out|sub)\b`,
      raw`\b(?:out of|from|into|dip into|raid|empty|cash out|use) your (?:\w+ )?(?:retirement|pension|savings|nest egg|college|emergency|401k|provident|isa|rainy|life insurance|holiday)\b`,
      raw`\bwould (?:easily |almost |nearly |just )?cover (?:\w+ ){0,2}(?:instal?ments?|debt|balance|loan|arrears|it|this|half|all)\b`,
    ],
    {
      notAfter:
        /\b(?:you (?:may|can|could|need not|might|want to)|if you|if|not|never|whether|or|could) (?:also |always |\w+ )?$/u,
      notBefore: /^[^.!?;\n]{0,25}\b(?:is not counted|stays?|need not|if you (?:like|wish|want))\b/u,
    },
  ),
  ...says('hounding', [
    raw`\b(?:from morning (?:to|till|until) (?:night|evening)|morning,? noon and night|day in,? day out|round the clock|day and night|night and day|at all hours|(?:ten|twenty|thirty|\d{2}) times a day)\b`,
    raw`\b(?:we|i)(?:'ll| will| can| know how to| are going to| always)? (?:still |always |soon )?(?:find|reach|track|trace|locate|get to) you\b(?! (?:by|on|at|best|another|a better|a way))`,
    raw`\b(?:keep|keep on|go on|continue|carry on) (?:contacting|ringing|calling|dialling|dialing|phoning|texting|messaging|knocking|chasing|coming|trying you)\b`,
    raw`\b(?:ring|call|dial|phone|text|message|chase|remind) (?:you )?[^.!?;\n]{0,40}\b(?:until|till) (?:it|you|the|this|every|we)\b`,
    raw`\b(?:won't|will not|not going to|never) (?:give up|let (?:go|up|this go)|leave you|rest|go away|stop (?:until|before)|get rid)\b`,
    raw`\b(?:can|cannot|can't|could|try to) (?:\w+ )?(?:hide|run|block us|escape|disappear|change your number)\b`,
    raw`\b(?:phone|telephone|mobile) (?:will|is going to|won't|will not|never|keeps?) (?:\w+ )?(?:ring\w*|buzz\w*|stop\w*|rest)\b|\bleave you (?:alone|in peace)\b`,
    raw`\bevery (?:hour|half hour|\d{1,2} minutes|day|morning|evening) (?:after|until|from then|till)\b`,
  ]),
]

const authorities: readonly Phrase[] = [
  ...says(
    'borrowed-authority',
    [
      raw`\b(?:i|we)(?:'m| am|'re| are| do)? (?:(?!not\b|never\b)\w+ )?(?:from|with|at|represent\w*|speak(?:ing)? for|act(?:ing)? (?:for|on behalf of)|writ(?:e|ing) (?:for|from)|work(?:ing)? (?:for|with|under)|com(?:e|ing) from|contact\w* you (?:from|for)|call\w* (?:from|for)|report to|sent by|partner\w* with) ${'(?:\\w+ ){0,3}'}${institution}\b`,
      raw`\b(?:mandate|orders?|directives?|instructions?|powers?|behalf|warrant|authority|authori[sz]ation|clearance|blessing|backing|support)\b${within(25)}\b(?:from|of|by|under) (?:the )?(?:\w+ )?${institution}\b`,
      raw`\b(?:forward|hand|pass|send|sent|submit|transferr|escalat|report|surrender)\w* (?:on |over )?to (?:the )?(?:\w+ ){0,3}(?:police|prosecutors?|sheriff|authorities|ministry|cid|fbi|tax office|immigration|law enforcement)\b`,
      raw`\bofficial (?:\w+ )?(?:communication|notice|letter|document|message|notification|order|warning|demand)\b`,
      raw`\b(?:the|an?) (?:\w+ )?(?:${institution}|commissioner|commission|registrar|governor) (?:has|have|had) (?:already |now )?(?:put|placed|listed|flagged|added|named|marked|charged|summoned|asked|ordered) (?:you|your|me|us)\b|\bwatch ?list\b|\bcourt officers?\b`,
      raw`\b(?:cooperat\w*|co ?operat\w*|collaborat\w*|liais\w*|in contact|in touch|together|coordinat\w*|connected|linked|work\w*|sharing|shared|registered) (?:closely |directly |hand in hand )?with (?:the )?(?:\w+ )?${institution}\b`,
      raw`\bthis is (?:the )?(?:\w+ ){0,3}(?:crimes?|fraud|police|investigation|enforcement|recovery|court|justice) (?:\w+ )?(?:cell|unit|branch|division|department|office|desk|squad|bureau|team)\b`,
      raw`\b(?:collection|recovery|call|letter|message|notice|demand|matter|case|debt|file|account|process|action|operation)\b${within(15)}\b(?:supervised|approved|ordered|authori[sz]ed|backed|endorsed|monitored|signed|stamped|issued|requested|registered|reviewed|overseen|sanctioned|certified|opened|flagged|logged|listed) (?:\w+ )?(?:by|with|at) (?:the |an? )?(?:\w+ )?${institution}\b`,
      raw`\b(?:the|an?|two|three|local|federal|state|county|high|public) (?:\w+ )?${institution} (?:has |have |had |is |are |now |already |also ){0,2}(?:asked|asks?|wants?|expects?|requested|requires?|instructed|told|ordered|authori[sz]ed|appointed|empowered|hired|assigned|watching|monitoring|looking|aware|checking|reviewing|following|knows?)\b`,
      raw`\b(?:complaint|case|file|reference|badge|docket|fir|warrant|officer|reference number)\b${within(10)}\b(?:of|at|with|from|number|no) (?:the )?(?:public )?(?:prosecutors?|police|courts?|ministry|sheriff|justice)\b`,
      raw`\bpolice (?:complaint|case|file|number|reference|report) ?(?:number|no|has|is|was|will|against)\b`,
      raw`\b(?:national|state|federal|county|government|central|royal|city|official) (?:\w+ )?(?:debt|recovery|enforcement|collections?|loan|credit|financial|fraud|crimes?) (?:\w+ )?(?:bureau|office|agency|authority|department|unit|service|division|commission|board|tribunal|registry)\b(?! (?:offers|of advice))`,
      raw`\b(?:bailiffs?'?|sheriff'?s?|prosecutor'?s?|court|police|enforcement|marshal'?s?) (?:department|office|division|unit|desk|service|headquarters)\b`,
      raw`\b(?:badge|case officer|warrant|id) (?:number|no) ?\w+\b`,
      raw`\b(?:special agent|agent|captain|lieutenant|commander|chief|director|judge|justice|prosecutor|investigator|bailiff|marshal|detective|inspector|sergeant|constable) \w+ (?:here|speaking|calling|from|of|at|with|on the line)\b`,
      raw`(?<!\bcan be )\b(?:summoned|commanded|ordered) (?:to|by|before)\b|\b(?:appear|attend) (?:in|before|at) (?:the |a |our )?(?:court|judge|tribunal|hearing|station|registry|magistrate)\b`,
      raw`\b(?:the|an?|every) (?:\w+ )?(?:prosecutors?|attorney general|ministry|treasury|central bank|police|government|tax office|interpol|justice department|authorities) (?:reviews?|checks?|sees?|reads?|follows?|tracks?|punish\w*|monitors?|watches|receives?|gets?|will \w+|cares?|handles?|pursues?) (?:\w+ ){0,2}(?:you|your|yours|files?|cases?|debtors?|defaults?|such|this|these|everyone|people)\b`,
    ],
    { notAfter: ownRight },
  ),
]

const shaming: readonly Phrase[] = [
  ...says('moral-judgement', [
    raw`\b(?:people|someone|somebody|anyone|persons?|customers?|borrowers?|clients?|men|women|types?|those) like you(?:rself)?\b|\byou people\b|\byour (?:kind|type|sort)\b(?! of)`,
    raw`\b(?:word|promises?|signature|handshake)\b${within(20)}\b(?:nothing|worthless|worth (?:little|less)|no value|empty|means? little|counts? for|cheap)\b`,
    raw`\b(?:your )?(?:parents|mother|father|mom|mum|dad|family)\b${within(10)}\b(?:raised?|teach|taught|br(?:ing|ought)|be (?:proud|ashamed|disappointed))\b`,
    raw`\b(?:an?|any|every|real|grown|true|proper) (?:\w+ )?(?:adults?|m[ae]n|wom[ae]n|person|gentlem[ae]n|lady|people|citizens?|christians?|muslims?|parents?|fathers?|mothers?|customers?) (?:always |would |who )?(?:keeps?|pays?|honou?rs?|owns?|stands?|takes? care|repays?|faces?|meets?|provides?)\b`,
    raw`\b(?:br(?:eak|oke|oken|eaking)) (?:your|every|all your|another) (?:word|promises?|agreement)\b|\b(?:keeps?|kept|be true to) (?:his|her|their|one's) (?:word|promises?)\b`,
    raw`\bat (?:other people's|someone else's|somebody else's|others'|everyone else's|other peoples?) (?:cost|expense)\b|\b(?:let|letting|leave|leaving|make|making) (?:others?|other people|everybody else|the rest of us|honest \w+) (?:\w+ )?(?:pay|pick|foot|carry|suffer)\b|\bother people's money\b`,
    raw`\b(?:beyond|above|over) your means\b`,
    raw`\b(?:faith|trust|confidence|hope) in you\b${within(15)}\b(?:than|was|more|wrong|misplaced|mistake)\b|\b(?:betray\w*|abus\w+|deceiv\w*|cheat\w*|fool\w*|trick\w*) (?:us|our trust|the people|everyone)\b|\byou (?:let (?:us|everyone|your) (?:\w+ )?down|disappoint\w*)\b|\bdisappointed (?:in|by|with) you\b|\bafter (?:all|everything) (?:that )?we\b`,
    raw`\b(?:conscience|morals|decency|integrity|dignity|character|backbone|spine|principles|manners|respect for)\b(?=${'[^.!\\n]{0,20}'}\?)|\b(?:decency|conscience|backbone)\b|\b(?:have|show|find|keep) (?:some|a little|a bit of|any) (?:dignity|respect|honou?r|pride|courage|class|shame)\b|\b(?:have|any|some|your|no|guilty|bad) (?:conscience|morals|decency|integrity|backbone|spine|principles|manners)\b`,
    raw`\b(?:reason|why) (?:that )?(?:others|other people|honest \w+|everyone else|decent \w+|everybody)\b`,
    raw`\bmoney (?:that|which) (?:was|is|isn't|wasn't|were) (?:never |not )?(?:yours|ours|mine|earned)\b`,
    raw`\beven (?:\w+ )?(?:students?|pensioners?|children|kids|a child|mothers|the poor\w*|people|others|beggars|teenagers|widows|families|men|women)\b${within(20)}\b(?:can|manage|pay|keep|repay|cope|do it|find)\b`,
    raw`\b(?:responsible|decent|honest|sensible|honou?rable|serious|grown|respectable) (?:people|person|adult|m[ae]n|wom[ae]n|borrower|customer|parent|citizen)s? (?:would|does|do|always|never|will)\b`,
    raw`\b(?:crying|cry|pleading|plead|playing|play|acting|act|claiming) (?:poor|broke|poverty|sick|dumb|innocent|deaf)\b|\bwe (?:can |all |do )?see (?:what|how|where) you\b|\bshow your face\b|\b(?:nothing|not a cent|no money|never) (?:\w+ )?for us\b`,
    raw`\byou (?:borrowed|took|used|enjoyed|accepted|spent|were (?:happy|quick|glad|eager|keen))\b[^.!?;\n]{0,40}\b(?:now|but|yet)\b|\bplay(?:ing)? dead\b|\bhang your head\b|\b(?:another|any|what|every|your|this|that|poor|lame|new) excuses?\b`,
    raw`\b(?:what|who|how) you (?:really|truly|actually) are\b|\b(?:true|real) (?:colou?rs|face|character)\b`,
    raw`\b(?:is|are) (?:this|that|these) how (?:you|your)\b|\bdo you (?:really )?think (?:that )?(?:money|we|it|you|debts?)\b|\bwho do you think\b|\bwhat (?:\w+ )?(?:excuse|story|lie) \b`,
    raw`\byou (?:only |just )?(?:think (?:only )?of yourself|never (?:cared|meant|planned|intended)|knew (?:very well|exactly|full well)|pretend\w*|play(?:ing)? (?:the )?(?:victim|games)|hid(?:e|ing)|run(?:ning)? away|dodg\w+|lied|lie\b|lying)\b`,
    raw`\b(?:cheap|easy|typical|pathetic|convenient) (?:excuse|behaviou?r|story|lie|trick)s?\b|\bsob stor(?:y|ies)\b`,
  ]),
  ...says(
    'insult',
    [
      raw`\b(?:selfish|greedy|ungrateful|childish|immature|spineless|low ?life|leech(?:es)?|con ?(?:man|artist)|swindlers?|scammers?|defaulters?|hypocrites?|cheapskate|dishonou?r\w*|dishonesty|shameless\w*|beggars?|bums?|good for nothing|useless|fools?|trash|rats?|cockroach(?:es)?|vermin|failure of a|disgust\w*|unreliable|untrustworthy|no good)\b`,
    ],
    { notAfter: misfortune },
  ),
]

const disclosure: readonly Phrase[] = [
  ...says(
    'telling-others',
    [
      raw`\byour (?:\w+ ){0,2}${circle}\b (?:${comes}|gets?|is|are|deserves? to|ought to|should|has a right to|have a right to|has every right to)(?: (?!not\b|never\b)\w+){0,2} (?:get|receive|hear|see|find|know|learn|read|discover|told|informed|copied|contacted|notified|called|next|cc'?d|in copy|visited|asked|a copy|a letter|a call|a message|interested|surprised|shocked)\b`,
      raw`\byour (?:\w+ )?${circle} (?:gets?|receives?|hears?|finds?|learns?|reads?) (?:a|about|of|out|the|this|it|everything)\b`,
      raw`\b(?:everyone|everybody|anyone|each person|people|all|names|numbers?|contacts|friends) (?:\w+ )?(?:in|on|from) your (?:\w+ )?(?:contacts|contact list|phone|phone ?book|address book|sim|list|gallery|friend list|workplace|family|street|building|village)\b`,
      raw`\b(?:cop(?:y|ied)|cc|explain|mention|bring (?:it|this) up|raise|discuss|share|show|introduc\w+|forward|send|sent|talk|speak|spoke|chat|word|note|post ?card|letter|message|email|call|tell|pass on|deliver)\b${within(25)}\b(?:to|with|at) (?:your|the) (?:\w+ )?${circle}\b`,
      // Told to do so, the borrower is pressed, and nobody else hears of anything.
      raw`(?<!^)\b(?:tell|ask)(?:ing)? (?:all |some |every |each |one )?(?:of )?(?:your (?:\w+ ){0,2}${circle}|everyone|everybody you|the people (?:you|around|in))\b`,
      raw`\b(?:inform|notify|contact|call|phone|ring|text|message|email|question|alert|involve|write to|speak to|speak with|talk to|reach|visit|approach|add|tag|warn|update)(?:ing)? (?:to |with )?(?:all |some |every |each |one )?(?:of )?(?:your (?:\w+ ){0,2}${circle}|everyone|everybody you|the people (?:you|around|in))\b`,
      raw`\b(?:if|when|once|imagine|suppose|until|before|what if|maybe|perhaps|would you like) (?:\w+ ){0,2}(?:your )(?:\w+ )?${circle} (?:\w+ )?(?:heard|hears?|knew|knows?|saw|sees?|finds?|found|learn\w*|discover\w*|reads?|got|get|to (?:hear|know|learn|see|find))\b`,
      raw`\b(?:through|via|by way of|with the help of) your (?:\w+ )?${circle}\b`,
      raw`\bnext (?:stop|call|letter|message|visit|in line|on (?:our|the|my) list)(?: is| goes| will be|:)[^.!?;\n]{0,12}\b(?:your|the) (?:\w+ )?(?:${circle}|headmaster|headmistress)\b`,
      raw`\blet (?:all |every one of )?(?:your (?:\w+ )?${circle}|everyone|everybody|people) (?:\w+ )?(?:know|hear|see)\b|\bask(?:ing|ed)? (?:around )?(?:about|for) you\b|\bask(?:ing)? around\b`,
      raw`\byour (?:\w+ )?${circle}\b${within(15)}\b(?:has|have) (?:\w+ )?been (?:told|informed|contacted|notified|called|copied|asked|approached|alerted|warned)\b`,
      raw`\bin front of (?:your|the whole|everyone|all)\b|(?<!\bour )\bpeople (?:will |are going to |would |might )?(?:talk|laugh|gossip|stare|point|know|ask questions)\b|\bword (?:gets|will get|travels|spreads)\b`,
    ],
    {
      notAfter:
        /\b(?:you(?:'d| would)? (?:\w+ )?(?:may|can|could|might|want|wish|like|need|decide|choose|are free|are welcome|have the right)\b[^.!?;\n]{0,40}|if (?:you|someone in|anyone in)\b[^.!?;,\n]{0,30}|\bhow many |\bsomething happen(?:ed)? |whether |\b(?:anyone|someone) (?:else )?)$/u,
      notBefore:
        /^ (?:for (?:a|the|some) (?:loan|money|cash|favou?r)|to (?:lend|help you))\b|^[^.!?;\n]{0,25}\b(?:only (?:if|with)|if you (?:agree|want|ask|wish|like)|is ill|cannot|unless you|as you asked|you chose)\b/u,
    },
  ),
  ...says('publishing', [
    raw`\b(?:past|pin|hang|print|post|put|publish|shar|upload|tag|display|circulat|broadcast|spread|send|expos|show|nam|leak)(?:e|es|ed|ing|s|t)?\b${within(12)}\byour (?:\w+ )?(?:picture|photos?|name|face|id|id card|selfie|debts?|story|details|case|video|information)\b${within(40)}\b(?:on|in|to|at|all over|across|online|public\w*|everywhere|around|every)\b`,
    raw`\byour (?:\w+ )?(?:picture|photos?|name|face|id|selfie|debts?|story|details|video)\b${within(20)}\b(?:on (?:the|our|every|facebook|social|a (?:\w+ )?(?:list|wall|board|poster|page|site|screen|banner))|all over|online|group|go(?:es)? viral|public|for (?:all|everyone) to see|everywhere|circulat\w*|shared)\b`,
    raw`\b(?:notice ?board|group chat|whatsapp (?:group|status)|wall of|public (?:list|register|notice) of|hall of shame|list of (?:debtors|defaulters|non ?payers)|billboard|posters? (?:of|with|in))\b`,
    raw`\bpublicly\b`,
  ]),
]

const urgency: readonly Phrase[] = [
  ...says(
    'hurry',
    [
      raw`(?<!\b(?:who|which|that) )\b${dealWith}\b${within(15)}\b(?:this (?:very )?(?:second|minute|instant|hour)|now|today|tonight|right now|immediately|at once|before (?:you (?:go|leave|finish|sleep|eat|hang up)|noon|midnight|tonight|tomorrow)|within (?:the hour|\w+ (?:minutes|hours)))\b(?! (?:or|and|that|to|onwards?|on|we))`,
      raw`\b(?:has|have|needs?|must|ought) (?:to )?be (?:\w+ )?(?:sorted|done|settled|finished|resolved|dealt with|closed|handled|answered|decided|signed|fixed|agreed)\b${within(18)}\b${soon}`,
    ],
    {
      notAfter:
        /\b(?:may|can|could|to|might|cannot|can't|already|you|we|they|will|if you|not|what we|received|had|us|your|our|an?|the|my|their) $/u,
    },
  ),
  ...says('hurry', [
    raw`\bnot (?:tomorrow|later|next week|in a (?:minute|while)),? ?(?:not\b|but|now|:)`,
    raw`\b(?:no time to (?:lose|waste|think)|(?:lose|waste) (?:no|any) (?:more )?time|don't (?:lose|waste) (?:time|a)|every (?:hour|minute|second|moment) (?:counts|that|you)|each (?:hour|minute|second) (?:counts|you)|this won't wait|will not wait|cannot be put off|without a moment)\b`,
    raw`\b(?:cannot|can't|will not|won't|must not) (?:be left|be delayed|be postponed|be put)\b`,
    raw`\b(?:without fail|at the earliest|no (?:further|more|extra|additional) time|at your earliest|with immediate effect|time is of the essence)\b`,
    raw`\b(?:respond|reply|answer|act|call|confirm|get back|text|decide|sign)\b${within(25)}\b(?:before|by) (?:\d{1,2}(?::\d\d)? ?[ap]m|noon|midday|midnight|tonight|tomorrow|close of)`,
    raw`\boff the table\b|\bblink\b|\b(?:hour|minute) (?:has|have) (?:already )?(?:gone|passed|been lost)\b|\b(?:before|until) it (?:is|'s) gone\b`,
    raw`\bwhile (?:you|we|there is|it is|it's|there's) (?:still )?(?:can|time|possible)\b|\bbefore it(?:'s| is) too\b`,
    raw`\b(?:first come|limited (?:offer|slots?|places?|number)|(?:few|only \w+) (?:places?|slots?) (?:left|remain\w*)|selling out|going fast)\b`,
  ]),
  ...says('countdown', [raw`\b(?:only|just|barely|less than|under) (?:\w+ ){1,3}(?:minutes?|hours?|seconds?)\b`], {
    notAfter: /\b(?:takes?|took|lasts?|needs?|for|about|is) (?:you )?$/u,
  }),
  ...says('countdown', [
    raw`(?<!\bevery )\b(?:minutes?|hours?|seconds?)\b (?:left|remain\w*|to go|until|till|from now)\b`,
    raw`\b(?:valid|good|open|available|holds?|stands?) (?:only )?(?:for|until|till)\b (?:only |just )?(?:the )?(?:next |another |coming )?(?:\w+ )?(?:hours?|minutes?|today|tonight|midnight|noon)\b`,
    raw`\btick ?tock\b|\b(?:clock|timer|countdown|hourglass)\b(?=${'[^.!?;\\n]{0,25}'}\b(?:tick\w*|run\w*|start\w*|stop\w*|zero|on|against|count\w*)\b)|\bcountdown\b`,
    raw`\b(?:offers?|deal|window|discount|portal|link|system|chance|settlement|file|option|slot|rate|reduction|proposal|opportunity|door|plan)\b${within(25)}\b(?:shuts?|closes?|closing|ends?|expires?|expiring|lapses?|gone|vanish\w*|disappears?|locks?|locked|withdrawn|void|runs? out|dies)\b${within(12)}\b(?:tonight|today|at (?:midnight|noon|the end of (?:today|the day)|(?:\d{1,2}|four|five|six|seven|eight|nine|ten)\b)|in (?:\w+ )?(?:minutes?|hours?)|any (?:minute|moment|second)|for good|for ever|forever|within (?:the hour|minutes|hours)|in the morning|tomorrow)`,
    raw`\b(?:today|tonight) is (?:the|your|our) (?:last|final|only)\b|\b(?:last|final) (?:hours?|minutes?|day)\b(?! (?:of the (?:month|plan|term)))`,
  ]),
]

/** What letters about debts may not say, whatever words are chosen for the parts of it. */
export const composed: readonly Phrase[] = [
  ...threats,
  ...pressure,
  ...authorities,
  ...shaming,
  ...disclosure,
  ...urgency,
]
