import type { Dice } from './dice.ts'

/** An invented borrower; every address is at a domain that is reserved for examples (RFC 2606). */
export interface SamplePerson {
  readonly name: string
  readonly email: string
}

type Spelled = readonly [name: string, latin: string]

const pairs = (text: string): Spelled[] =>
  text.split(' ').map((word) => {
    const [name = '', latin = ''] = word.split('/')
    return [name, latin] as const
  })

const families = {
  simplified: pairs(
    '王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 黄/huang 赵/zhao 吴/wu 周/zhou 徐/xu 孙/sun 马/ma 朱/zhu 胡/hu 郭/guo 何/he 林/lin 罗/luo 高/gao 郑/zheng 梁/liang 谢/xie 宋/song 唐/tang 许/xu 韩/han 冯/feng 邓/deng 曹/cao 彭/peng 曾/zeng 欧阳/ouyang 司徒/situ',
  ),
  traditional: pairs(
    '陳/chen 林/lin 黃/huang 張/zhang 李/li 王/wang 吳/wu 劉/liu 蔡/cai 楊/yang 許/xu 鄭/zheng 謝/xie 郭/guo 洪/hong 曾/zeng 邱/qiu 廖/liao 賴/lai 周/zhou 徐/xu 蘇/su 葉/ye 莊/zhuang 呂/lu 江/jiang 何/he 蕭/xiao 羅/luo 高/gao 潘/pan 簡/jian 朱/zhu 鍾/zhong 歐陽/ouyang',
  ),
  western: pairs(
    'Garcia/garcia Johnson/johnson Nguyen/nguyen Okafor/okafor Müller/mueller Rossi/rossi Patel/patel Kim/kim Williams/williams Brown/brown Martinez/martinez Davis/davis Lopez/lopez Wilson/wilson Anderson/anderson Thomas/thomas Moore/moore Jackson/jackson Lee/lee Thompson/thompson White/white Harris/harris Clark/clark Lewis/lewis Walker/walker Hall/hall Young/young Begaye/begaye Kahananui/kahananui O’Neil/oneil Novák/novak Haddad/haddad',
  ),
}

const givens = {
  simplified: pairs(
    '伟/wei 芳/fang 娜/na 敏/min 静/jing 丽/li 强/qiang 磊/lei 军/jun 洋/yang 勇/yong 艳/yan 杰/jie 娟/juan 涛/tao 明/ming 超/chao 秀英/xiuying 霞/xia 平/ping 桂英/guiying 建国/jianguo 海燕/haiyan 志强/zhiqiang 晓明/xiaoming 婷婷/tingting 子涵/zihan 浩然/haoran 雨欣/yuxin 梓萱/zixuan 欣怡/xinyi 文博/wenbo',
  ),
  traditional: pairs(
    '志明/zhiming 俊傑/junjie 雅婷/yating 怡君/yijun 淑芬/shufen 美玲/meiling 家豪/jiahao 冠宇/guanyu 宗翰/zonghan 佳穎/jiaying 詩涵/shihan 建宏/jianhong 麗華/lihua 秀英/xiuying 承翰/chenghan 欣怡/xinyi 靜宜/jingyi 柏翰/bohan 品妍/pinyan 宥廷/youting 國棟/guodong 慧君/huijun 振華/zhenhua 惠雯/huiwen',
  ),
  western: pairs(
    'Maria/maria James/james Linh/linh Chidi/chidi Anna/anna Luca/luca Priya/priya Minjun/minjun Robert/robert Patricia/patricia Michael/michael Linda/linda David/david Barbara/barbara Susan/susan Jessica/jessica Sarah/sarah Karen/karen Daniel/daniel Nancy/nancy Kevin/kevin Ashley/ashley Emily/emily Leilani/leilani Shandiin/shandiin José/jose Zoë/zoe Omar/omar Tyrell/tyrell Grace/grace',
  ),
}

const trades = pairs(
  '早餐店/breakfast 小吃店/snacks 五金行/hardware 文具行/stationery 洗衣店/laundry 美髮工作室/hair 機車行/scooters 茶莊/tea 花坊/flowers 印刷社/print 海產行/seafood 烘焙坊/bakery',
)
const shopNames = pairs(
  '春風/chunfeng 永興/yongxing 福來/fulai 大同/datong 金泉/jinquan 美滿/meiman 順發/shunfa 和記/heji',
)

const reserved = ['example.com', 'example.net', 'example.org', 'mail.example'] as const

const address = (dice: Dice, latin: string, number: number): string => `${latin}${number}@${dice.pick(reserved)}`

/** A person in one of the scripts; `number` keeps addresses apart. */
export const samplePerson = (dice: Dice, script: keyof typeof families, number: number): SamplePerson => {
  const [family, familyLatin] = dice.pick(families[script])
  const [given, givenLatin] = dice.pick(givens[script])
  const name = script === 'western' ? `${given} ${family}` : `${family}${given}`
  return { name, email: address(dice, `${givenLatin}.${familyLatin}`, number) }
}

/** A small firm that owes in its own name (R32). */
export const sampleFirm = (dice: Dice, number: number): SamplePerson => {
  const [shop, shopLatin] = dice.pick(shopNames)
  const [trade, tradeLatin] = dice.pick(trades)
  return { name: `${shop}${trade}`, email: address(dice, `${shopLatin}-${tradeLatin}`, number) }
}
