/** Up to so many characters of the same sentence that deny nothing. */
export const within = (length: number): string =>
  `(?:(?!\\b(?:not|never|no|nobody|neither|nor|without|cannot)\\b|n't\\b)[^.!?;\\n]){0,${length}}`

/** Giving money. */
export const giveMoney =
  '(?:pay|repay|settle|clear|transfer|send|wire|deposit|remit|square|put down|bring|arrange|finalise|finalize|close out)'
/** Dealing with a matter, in the words of those who mean paying or answering. */
export const dealWith =
  '(?:decide|sign|answer|reply|respond|call|ring|act|do|move|sort|fix|resolve|handle|deal with|finish|choose|confirm|contact us|get back)'
/** The money that is asked for. */
export const theMoney =
  '(?:[$€£₹]?\\d|at least|it|this|that|everything|all|half|something|anything|whatever|(?:the|your|our|this|that|an?) (?:\\w+ ){0,2}(?:sum|amount|balance|debt|loan|arrears|dues|money|rest|lot|total|instal?ments?|emi|bill|account|outstanding|outstandings)|(?:your|the) (?:outstanding|overdue))'
/** So soon that nobody can think it over. */
export const soon =
  "(?:now|today|tonight|immediately|instantly|at once|straight ?away|right away|this (?:very )?(?:second|minute|instant|moment|hour|morning|afternoon|evening)|(?:before|by) (?:noon|midday|lunch|midnight|tonight|tomorrow|close of|closing|end of (?:business|day|the day|today)|the end of (?:the day|today|business)|cob|eod|(?:\\d{1,2}|five|six|seven|eight|nine|ten) ?(?:am|pm|o'clock|tonight|today|this|sharp)|you (?:go|leave|finish|sleep|eat|hang up)|(?:bed|dinner|sunset))|(?:with)?in (?:the next |the )?(?:\\w+ )?(?:minutes?|hours?)|first thing)"

/** Those around a borrower, further than `others` reaches. */
export const circle =
  '(?:family|families|wife|husband|spouse|partner|fianc[eé]e?|girlfriend|boyfriend|mother|father|mum|mom|dad|mummy|daddy|parents?|sons?|daughters?|brothers?|sisters?|siblings?|kids?|child|children|aunts?|uncles?|cousins?|grandparents?|grandmother|relatives?|relations|kin|in laws|mother in law|father in law|friends?|mates?|neighbou?rs?|colleagues?|co ?workers?|classmates?|boss|bosses|employers?|manager|supervisor|workplace|company|office|hr|human resources|payroll|landlord|landlady|references?|guarantors?|next of kin|church|pastor|priest|imam|congregation|mosque|parish|community|village|flatmates?|roommates?|teachers?|principal|professor|school|customers|clients|suppliers|business partners?|contacts|followers)'
/** What people own, earn or live on. */
export const possession =
  '(?:house|home|flat|apartment|roof|land|farm|cattle|car|vehicle|van|truck|tractor|bike|motor ?bike|motorcycle|scooter|boda|taxi|wages?|salary|pay ?(?:check|slip|packet)|payslips?|income|pension|savings|bank account|salary account|bank card|wallet|stock|shop|stall|store|business|tools|phone|laptop|furniture|fridge|television|tv|sofa|appliances|belongings|contents|things|goods|assets|property|possessions|deposit|benefits|jewell?ery|inheritance)'
/** What a life depends on besides. */
export const standing =
  '(?:job|position|employment|career|livelihood|licen[cs]e|business licen[cs]e|trading licen[cs]e|visa|passport|work permit|residence permit|green card|freedom|liberty|children|kids|custody|marriage|reputation|good name|future|peace of mind|sleep)'
/** Courts and those who sit in them. */
export const bench = '(?:courts?|court ?room|judges?|magistrates?|tribunals?|arbitrators?|small claims|the bench)'
/** Those who argue there. */
export const counsel =
  '(?:lawyers?|attorneys?|solicitors?|barristers?|advocates?|law firms?|legal (?:team|department|desk|partners?|advisers?|representatives?|counsel)|litigation (?:\\w+ )?(?:partners?|team|department|unit|desk))'
/** Those who investigate, arrest or seize. */
export const force =
  "(?:police(?:men|man| officers?)?|cops|officers|detectives?|deput(?:y|ies)|sheriff'?s?|marshals?|constables?|inspectors?|investigators?|bailiffs?|enforcement (?:agents?|officers?))"
/** Bodies of the state. */
export const institution = `(?:${bench}|${force}|law enforcement|prosecutors?|public prosecutor'?s?|district attorney'?s?|attorney general'?s?|fbi|cid|interpol|irs|hmrc|ministry|minister|government|treasury|central bank|reserve bank|federal reserve|tax (?:office|authority|department)|revenue (?:service|authority|office)|immigration|customs|justice department|department of (?:justice|finance)|home office|state|crown|authorities|barangay)`
/** Someone whom the lender sends. */
export const envoy =
  "(?:we|i|i'll|we'll|someone|somebody|they|he|she|(?:our|an?|the|two|three|some|one|another|my|both)(?: of our| of my)? (?:\\w+ ){0,2}(?:agents?|officers?|collectors?|representatives?|reps?|colleagues?|m[ae]n|boys|guys|lads|people|person|staff|team|field \\w+|recovery \\w+|van|visitors?|executives?))"
/** Going to a place, or being there. */
export const goesThere =
  '(?:visit(?:ing)?|com(?:e|ing)|call(?:ing)? (?:round|at|on|in)|pass(?:ing)? (?:by|through)|drop(?:ping)? (?:in|by|round|off)|stop(?:ping)? (?:by|at|in)|turn(?:ing)? up|show(?:ing)? up|swing(?:ing)? by|pop(?:ping)? (?:in|by|round)|wait(?:ing)?|stand(?:ing)?|sit(?:ting)?|park(?:ed|ing)?|knock(?:ing)?|appear(?:ing)?|arriv(?:e|ing)|be (?:at|outside|in front)|head(?:ed|ing)|sent|send|on (?:the|their|his|her|our) way|going|go)'
/** Where a borrower is found. */
export const whereabouts =
  "(?:you\\b|your (?:\\w+ ){0,2}(?:doors?|doorstep|doorbell|residence|yard|lobby|house|home|place|flat|apartment|gate|street|road|driveway|shop|stall|office|work|workplace|job|desk|reception|premises|village|compound|estate|building|block|neighbou?rhood|area|address|parents'?|mother's|school|church))"

/** Hurts a record, a name or a chance. */
export const worsens =
  '(?:crash|drop|fall|suffer|sink|plummet|collapse|tank|damage|destroy|ruin|wreck|stain|tarnish|scar|spoil|hit|hurt|harm|black|finish|burn)(?:s|es|ed|ing|ped|ned)?'

/** What becomes of a matter that is not paid, said without harm: what the lender itself does or offers. */
export const harmlessStep =
  '(?:write|remind|send you (?:a|one|another) (?:letter|reminder|copy|new|link)|ask|propose|offer|suggest|keep|assume|try|wait|leave|change|adjust|look|find|pause|help|explain|try|be (?:happy|glad|able|open|valid|kept)|stays?|stay|remain|lapse|end|expire|simply|talk|discuss|agree|call you (?:once|again)|contact you (?:once|again)|review|check|correct|start over|not\\b|never|always|still|charge no|show|tell you)'

/** Before what the borrower may do, is helped to do, or has done. */
export const ownRight =
  /\b(?:you(?:'d| would)? (?:\w+ )?(?:may|can|could|might|need|want|wish|like|prefer|choose|decide|have the right|are free|are welcome)\b[^.!?;,\n]{0,45}|your (?:own |right to )(?:an? )?|free |if you (?:have|want|like|wish|prefer|would like)\b[^.!?;,\n]{0,30}|keeps the right to )$/u
/** Before what may have happened to a borrower, and is asked or pitied. */
export const misfortune =
  /\b(?:(?:if|when|should|in case|because|since|after|whether|did|sorry|once|have|victims? of|report|protects?|from|stops?|against)\b(?: (?:you|your|a|an|the|to|have|has|had|ever|hear that|know that|any|some|landlord|someone|somebody|of)){0,4}) $/u

/** Before a court or lawyer that serves the borrower, or that nobody calls on. */
export const theirDoing =
  /(?:\b(?:you|your|yourself|legal aid|mediator|adviser|free|set by|neither|nor|without|other than|instead of|either of you|both sides|both of you)\b[^.!?;\n]{0,45}|\b(?:right|rights|choice|appeal|choose|chosen|may|could) (?:to )?(?:go )?(?:to |in |by |before )?(?:a |the )?)$/u
/** After a court or lawyer that takes no part, or that protects. */
export const takesPart =
  /^(?: of law)?[^.!?;\n]{0,15}\b(?:no|not|nothing|never|neither|none|n't)\b|^(?:'s)?[^.!?;\n]{0,40}\b(?:if you|protects?|protection|mediation|free|could look|you may|you can|you choose|of your (?:own )?choice|pauses?|order that)\b/u
