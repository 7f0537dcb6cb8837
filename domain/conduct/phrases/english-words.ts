/** People and places around a borrower. */
export const others =
  '(?:family|families|wife|husband|spouse|partner|mother|father|mum|mom|dad|parents?|sons?|daughters?|brothers?|sisters?|siblings?|kids?|child|children|relatives?|relations|in laws|friends?|neighbou?rs?|colleagues?|co ?workers?|boss|employers?|manager|supervisor|workplace|company|hr|human resources|landlord|references?|guarantors?|church|community|flatmates?|teachers?|contacts)'
/** Authorities that letters pretend to come from. */
export const authority =
  "(?:police|sheriff'?s?|marshals?|fbi|irs|federal (?:government|agents?|police|agency)|government|ministry|courts?|district attorney'?s?|public prosecutor'?s?|prosecutor'?s?|attorney general'?s?|department of justice|justice department|treasury|tax (?:office|authority)|bailiffs?|magistrates?|judge|law enforcement|financial crimes?)"
/** Whoever writes, as the one who will do something. */
export const we =
  '\\b(?:we|i|they|our (?:\\w+ )?(?:agents?|team|lawyers?|attorneys?|solicitors?|officers?|collectors?|company|client|office|staff|people)|my (?:team|colleagues?)|(?:some(?:one|body)|people) from our \\w+)'
/** What turns it into an announcement. */
export const will =
  "(?:'ll|'re going to| will| shall| may| might| can| could| would| are going to| am going to| is going to| have to| may have to| might have to| intend to| plan to| are about to| are ready to| are prepared to)"
/** Up to so many words, none of which denies. */
export const fill = (words: number): string => `(?:(?!not\\b|never\\b|no\\b|only\\b)[\\w']+ ){0,${words}}`
/** Up to so many characters of the same sentence. */
export const gap = (length: number): string => `[^.!?;\\n]{0,${length}}`
/** Leads over to what is threatened. */
export const menace =
  '(?:fac(?:e|es|ing)|results? in|leads? to|risk(?:s|ing)?|end(?:s|ing)? (?:up )?in|subject to|looking at)'
/** What can be taken from people. */
export const belongings =
  '(?:house|home|flat|car|vehicle|truck|wages?|salary|paychecks?|pay|income|bank accounts?|(?<!into )accounts?|property|furniture|belongings|things|assets|possessions|deposit|pension|benefits|tv)'
/** Lawyers and their departments. */
export const lawyers = '(?:lawyers?|attorneys?|solicitors?|legal (?:team|department))'

/** Before what the borrower may do or not. */
export const your =
  /\byou(?:'d)? (?:(?:may|can|could|might|need not|want to|wish to|would like to|choose to|decide to|are free to) )(?:always |also |then |first )?$|\bkeeps the right to $/u
/** Before what is only said of an amount or a day. */
export const asAmount =
  /\b(?:what|amounts?|sums?|all|everything|nothing|much|total|that|which|when|days?|dates?|if|before|until|than) $/u
/** Before a verb that is no command. */
export const unlessToldTo = /\b(?:may|can|could|to|might|cannot|can't|already|you|we|they|will|if you) $/u
/** What the lender does at once is no hurry for the borrower. */
export const ownDoing =
  /\b(?:we|our [a-z]+|us to|the (?:lender|bank|mediator))\b(?:(?!\b(?:you|need|want|expect|require|demand|hear|ask|must)\b)[^.;:!?\n]){0,60}$|\byou (?:may|can|could)\b[^.;:!?\n]{0,40}$/u
/** Before a judgement that nobody makes. */
export const nobodyThinks =
  /\b(?:nobody|no one|not|never|n't)\b[^.!?;\n]{0,20}\b(?:thinks?|says?|saying|believes?)\b[^.!?;\n]{0,20}$/u
/** Before a paper that the borrower may hold. */
export const alreadyHas = /\b(?:if|have|has|there is|get|got|any) (?:an? |the )?$/u
