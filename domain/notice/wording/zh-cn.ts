import { zhCnNegotiation } from './negotiation/zh-cn.ts'
import { zhCnPlan } from './plan/zh-cn.ts'
import type { Wording } from './wording.ts'

/** Every message in simplified Chinese. */
export const zhCn: Wording = {
  greeting: (name) => (name === '' ? '您好：' : `${name}，您好：`),
  reachUs: ({ phone, replyTo }) =>
    `如果您更愿意和人聊一聊，请拨打${phone}，或者直接回复这封邮件（${replyTo}）。会有工作人员看到并答复您。`,
  signature: ({ name }) => ['祝好', name],
  optOut: '不再接收这类邮件（点一下即可）',
  bodies: { ...zhCnNegotiation, ...zhCnPlan },
}
