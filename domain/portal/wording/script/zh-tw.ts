import type { CallScript } from './script.ts'

/** What staff say in traditional Chinese. */
export const zhTwScript: CallScript = {
  opening: ({ lender }) => `您好，我是${lender}的……，請問您現在方便說話嗎？`,
  identity: '在說明來電原因之前，我想先確認一下您是否就是我要找的那一位，可以嗎？',
  somebodyElse: '謝謝您，那我改天再打來。再見。',
  message: {
    unreachable:
      '我們寄給您的電子郵件被退回了，您可能還沒有看到。請問我們可以用哪個信箱與您聯絡？這樣您可以在方便的時候慢慢看。',
    unanswered:
      '前幾天我們寄了一封電子郵件給您，想問問您收到了沒有。現在不需要做任何決定。有沒有什麼不清楚的地方，需要我說明一下？',
  },
  closing: ({ phone }) => `您隨時可以撥打${phone}找到我們的同仁。您可以說不，也可以慢慢考慮。謝謝您接聽。`,
  noMoreCalls: '好的，我們不會再打電話給您。您願意的時候，仍然可以寫信或打電話給我們。',
  text: (because, { lender, phone }) =>
    because === 'unreachable'
      ? `【${lender}】我們寄給您的電子郵件被退回了。如果方便，請告訴我們可以使用的信箱：${phone}。`
      : `【${lender}】我們寄了一封電子郵件給您，期待您的回覆。如有疑問，請撥打${phone}，有同仁為您解答。`,
}
