import type { CallScript } from './script.ts'

/** What staff say in simplified Chinese. */
export const zhCnScript: CallScript = {
  opening: ({ lender }) => `您好，我是${lender}的……，请问您现在方便说话吗？`,
  identity: '在说明来电原因之前，我想先确认一下您是否就是我要找的那一位，可以吗？',
  somebodyElse: '谢谢您，那我改天再打来。再见。',
  message: {
    unreachable:
      '我们发给您的邮件被退回了，您可能还没有看到。请问我们可以用哪个邮箱与您联系？这样您可以在方便的时候慢慢看。',
    unanswered:
      '前几天我们给您发了一封邮件，想问问您收到了没有。现在不需要做任何决定。有没有什么不清楚的地方，需要我说明一下？',
  },
  closing: ({ phone }) => `您随时可以拨打${phone}找到我们的工作人员。您可以说不，也可以慢慢考虑。谢谢您接听。`,
  noMoreCalls: '好的，我们不会再给您打电话。您愿意的时候，仍然可以写信或打电话给我们。',
  text: (because, { lender, phone }) =>
    because === 'unreachable'
      ? `【${lender}】我们发给您的邮件被退回了。如果方便，请告诉我们可以使用的邮箱：${phone}。`
      : `【${lender}】我们给您发了一封邮件，期待您的回复。如有疑问，请拨打${phone}，有工作人员为您解答。`,
}
