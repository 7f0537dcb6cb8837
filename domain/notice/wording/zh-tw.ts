import { zhTwNegotiation } from './negotiation/zh-tw.ts'
import { zhTwPlan } from './plan/zh-tw.ts'
import type { Wording } from './wording.ts'

/** Every message in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTw: Wording = {
  greeting: (name) => (name === '' ? '您好：' : `${name} 您好：`),
  reachUs: ({ phone, replyTo }) =>
    `如果您比較想直接跟人談，歡迎撥打 ${phone}，或直接回覆這封信（${replyTo}），會有專人看到並回覆您。`,
  signature: ({ name }) => ['敬祝 平安順心', name],
  optOut: '不再收到這類郵件（按一下即可）',
  bodies: { ...zhTwNegotiation, ...zhTwPlan },
}
