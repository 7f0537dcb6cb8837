import { formatsIn } from '../wording.ts'
import type { Terms } from './terms.ts'

const formats = formatsIn('zh-TW')

/** Traditional Chinese words for plans, agreements and mediators. */
export const zhTwTerms: Terms = {
  ...formats,
  kinds: {
    'longer-term': '拉長期限，每月少繳一些',
    'step-up': '先少繳，之後再慢慢增加',
    'payment-holiday': '先緩繳，再開始還款',
    'interest-only': '先繳利息，再還本金',
    'shorter-term': '幾個方案裡最早還清',
    settlement: '一次結清',
    'counter-offer': '盡量貼近您的提議',
    mediated: '調解員提出的方案',
  },
  optionHeading: (key, kind) => `方案 ${key.toUpperCase()}：${kind}`,
  labels: {
    onePayment: '一次付清',
    firstPayment: '第一期',
    eachMonth: '一般每月應繳',
    dueOn: '繳款日',
    firstOn: '首期繳款日',
    lastOn: '末期繳款日',
    months: '還款期間',
    total: '還款總額',
    rate: '年利率',
    waived: '為您減免',
    deferred: '暫時擱置的本金',
    apr: '總費用年百分率',
    bestFor: '這個方案的好處',
  },
  months: (count) => `${count} 個月`,
  rate: (percent) => `${percent}%`,
  noInterest: '不加收利息',
  apr: (before, after) => (before === after ? `${after}%` : `${after}%（目前為 ${before}%）`),
  choices: { 'lowest-instalment': '每期繳得最少', 'soonest-free': '最早還清', 'least-cost': '總共還得最少' },
  listed: (parts) => parts.join('、'),
  step: (step, amount) => {
    switch (step.step) {
      case 'means-compared':
        return `依目前的情況，每期要繳 ${amount(step.instalment)}。據我們了解，您${step.later === undefined ? '' : '目前'}每月大約能繳 ${amount(step.affordable)}${step.later === undefined ? '' : `，之後每月大約能繳 ${amount(step.later)}`}，同時保有生活所需。`
      case 'fees-waived':
        return `減免滯納金 ${amount(step.amount)}。`
      case 'interest-waived':
        return `減免利息 ${amount(step.amount)}。`
      case 'principal-forgiven':
        return `減免本金 ${amount(step.amount)}。`
      case 'arrears-capitalised':
        return `已逾期的 ${amount(step.amount)} 併入剩餘本金，不再列為逾期。`
      case 'rate-reduced':
        return `年利率由 ${step.fromPercent}% 降為 ${step.toPercent}%。`
      case 'term-extended':
        return `還款期間由 ${step.fromMonths} 個月延長為 ${step.toMonths} 個月。`
      case 'principal-deferred':
        return `本金中的 ${amount(step.amount)} 先擱置，不計利息。您依方案全部還完後，這部分予以免除。`
      case 'interest-only-first':
        return step.count === 1 ? '第一期只繳利息。' : `前 ${step.count} 期只繳利息。`
      case 'interest-paused':
        return '這段期間不計利息。'
      case 'due-day-moved':
        return `繳款日由每月 ${step.fromDay} 日改為 ${step.toDay} 日。`
      case 'first-instalments-lowered':
        return step.count === 1
          ? `第一期只需繳 ${amount(step.instalment)}。`
          : `前 ${step.count} 期每期只需繳 ${amount(step.instalment)}。`
      case 'holiday-granted':
        return step.months === 1 ? '第一個月不用繳款。' : `前 ${step.months} 個月不用繳款。`
    }
  },
  topics: {
    debt: {
      heading: '目前欠款',
      says: ({ debt, plan }) =>
        `截至目前：本金 ${formats.amount(debt.principal, plan.total.currency)}，利息 ${formats.amount(debt.interest, plan.total.currency)}，費用 ${formats.amount(debt.fees, plan.total.currency)}，幣別為 ${plan.total.currency}。`,
    },
    schedule: {
      heading: '什麼時候繳、怎麼繳',
      says: ({ plan }) =>
        plan.instalments === 1
          ? `一次付清，幣別為 ${plan.total.currency}，繳款日為 ${formats.day(plan.firstDueOn)}。`
          : `按月繳款，幣別為 ${plan.total.currency}，自 ${formats.day(plan.firstDueOn)}至 ${formats.day(plan.last.on)}。每一期的日期與金額都列在協議書中。`,
    },
    charges: {
      heading: '費用與利息',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? `不再加收利息。您要繳的就是上面的金額，合計 ${formats.money(plan.total)}，沒有其他費用。`
          : `年利率為 ${plan.annualRatePercent}%。利息與方案的各項費用都已經算在上面的繳款金額裡，合計 ${formats.money(plan.total)}。`,
    },
    'no-new-card': {
      heading: '還清前不再申辦信用卡',
      says: () => '在全部還清之前，您承諾不向任何銀行申辦信用卡。',
    },
    'rights-and-duties': {
      heading: '您與我們各自的約定',
      says: () =>
        '您依約定的日期繳款；只要您依約繳款，我們就停止一切催收。若有哪一期繳起來吃力，您隨時可以要求調整。若一直沒有收到款項，雙方也沒有找到新的做法，本方案即終止，恢復適用原合約。您已經繳的款項都算數。',
    },
    other: {
      heading: '其他約定',
      says: () => '所有約定都寫在協議書裡。沒有寫進去的，對您沒有拘束力。',
    },
    apr: {
      heading: '利率，供您比較',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? '這個方案不再加收利息，沒有利率可以比較。做決定之前，請拿還款總額與您目前的合約比較看看。'
          : `年利率為 ${plan.annualRatePercent}%${plan.apr ? `，全部成本都算進去的總費用年百分率為 ${plan.apr.after}%，目前為 ${plan.apr.before}%` : ''}。做決定之前，請拿它和還款總額，與您目前的合約比較看看。`,
    },
    'limitation-restart': {
      heading: '簽署在法律上的意義',
      says: () =>
        '簽署代表您承認這筆欠款，法律上的請求時效會從簽署當天重新起算。您可以先向免費的法律諮詢問清楚，這對您代表什麼。',
    },
    'how-to-complain': {
      heading: '如果您對我們不滿意',
      says: (_, { phone, replyTo }) =>
        `請撥打 ${phone}，或來信 ${replyTo}。會有專人查明並回覆您，這段期間我們會暫停寄送其他郵件。`,
    },
  },
  mediatorReasons: {
    'speaks-your-language': '能用您的語言溝通',
    'knows-the-field': '熟悉與您類似的情況',
    'has-time': '目前有時間為您服務',
    'no-conflict': '與雙方都沒有利害關係',
  },
  questionHeading: (number) => `問題 ${number}`,
  prompts: {
    'usual-payment': '一般每個月要繳多少？',
    'total-to-pay': '從頭到尾總共要繳多少？',
    'last-payment-day': '最後一期是哪一天？',
    'days-to-withdraw': '簽署之後，多久之內還可以改變主意？',
    'when-it-gets-hard': '如果哪一期繳起來吃力，怎麼做最好？',
  },
  days: (count) => `${count} 天`,
  whenItGetsHard: {
    'tell-us': '告訴我們，一起調整方案',
    'stop-paying': '不繳，也不說',
    'borrow-elsewhere': '向別處借錢來繳',
  },
  saysNo: '您當然可以婉拒，婉拒不會受到任何處罰。目前的合約照舊，利息與費用仍依原合約計算，不會另外增加。',
  help: {
    heading: '免費且獨立的協助',
    says: '以下服務不收費，也獨立於我們，可以協助您了解自己的權益與選擇：',
  },
  counselling: {
    heading: '方案之外，還有免費諮詢',
    says: '除了方案，您也可以得到免費的諮詢：如何安排收支、其他欠款怎麼處理、您有哪些權益。這些服務獨立於我們，用不用由您決定。不知道該找誰的話，問我們一聲，我們幫您聯繫。',
  },
}
