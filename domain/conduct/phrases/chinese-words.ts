/** The borrower, politely or not. */
export const you = '[您你]'
/** What belongs to the borrower. */
export const yours = '[您你]?的?'
/** Family of a borrower. */
export const family =
  '(?:家人|家属|家里人|父母|爸妈|爸爸|妈妈|父亲|母亲|爹妈|配偶|妻子|老婆|太太|丈夫|老公|子女|儿子|女儿|孩子|小孩|姐姐|妹妹|哥哥|弟弟|兄弟|亲友|亲戚|亲朋好友|亲朋|亲人|长辈)'
/** People and places around a borrower. */
export const others = `(?:${family}|朋友|好友|邻居|街坊|同事|同学|老师|领导|主管|老板|上司|单位|公司|人资|人事|雇主|村委会?|居委会?|村里|里长|物业|房东|联系人|紧急联络人|通讯录|微信群|家里|周围的人)`
/** Those who investigate or prosecute. */
export const police =
  '(?:公安|警方|警察|派出所|经侦|刑警|刑事局|调查局|检察院|检察官|检察署|地检署|检方|司法机关|司法部门|执法部门)'
/** Authorities that letters pretend to come from. */
export const authority = `(?:${police}|法院|法庭|法官|书记官|执行署|执行局|司法局|政府|银保监|金管会|金融监管|证监|人民银行|央行|税务|国税局|监管(?:部门|机构|局)|有关部门|专案组)`
/** Up to so many characters of the same sentence. */
export const gap = (length: number): string => `[^。!?;,\\n不没无勿]{0,${length}}`
/** Up to so many characters of the same sentence, whatever they say. */
export const rest = (length: number): string => `[^。!?;\\n]{0,${length}}`

/** Before what the borrower may do. */
export const yourRight = /[您你](?:也|都|还|仍|当然|随时)?(?:可以?|有权|能|想)[^。!?;,我]{0,14}$/u
/** Before what the borrower may tell or not. */
export const yourChoice = /(?:要不要|是否|想不想|[您你](?:也|都|还)?(?:可以|有权|想))[^。!?;,我]{0,10}$/u
/** After what the borrower decides. */
export const decidedByYou = /^[^。!?;]{0,14}(?:由[您你]|同意|征得)/u
/** What the lender does at once is no hurry for the borrower. */
export const ownDoing = /(?:我们|工作人员|专人|同仁|系统|银行)(?:会|将|都|就|也|正在)?$/u
/** What the borrower is told to do with money. */
export const pay =
  '(?:还款|还钱|还清|还上|还掉|付款|付清|缴款|缴清|缴费|缴纳|结清|汇款|汇进|汇过来|转账|打款|打过来|转过来|补齐|缴一缴|还一还)'
