import { formatsIn } from '../wording.ts'
import type { Terms } from './terms.ts'

const formats = formatsIn('zh-CN')

/** Simplified Chinese words for plans, agreements and mediators. */
export const zhCnTerms: Terms = {
  ...formats,
  kinds: {
    'longer-term': '期限长一些，每月少还一些',
    'step-up': '先少还，以后逐步增加',
    'payment-holiday': '先缓一缓，再开始还',
    'interest-only': '先还利息，再还本金',
    'shorter-term': '几种方案里最早还清',
    settlement: '一次结清',
    'counter-offer': '尽量贴近您的提议',
    mediated: '调解员提出的方案',
  },
  optionHeading: (key, kind) => `方案${key.toUpperCase()}：${kind}`,
  labels: {
    onePayment: '一次付清',
    firstPayment: '第一期',
    eachMonth: '一般每月还',
    dueOn: '日期',
    firstOn: '第一期日期',
    lastOn: '最后一期日期',
    months: '还款时间',
    total: '一共要还',
    rate: '年利率',
    waived: '为您减免',
    deferred: '暂时搁置的本金',
    apr: '综合年化利率',
    bestFor: '这个方案的好处',
  },
  months: (count) => `${count}个月`,
  rate: (percent) => `${percent}%`,
  noInterest: '不加收利息',
  apr: (before, after) => (before === after ? `${after}%` : `${after}%（目前为${before}%）`),
  choices: { 'lowest-instalment': '每期还得最少', 'soonest-free': '最早还清', 'least-cost': '一共还得最少' },
  listed: (parts) => parts.join('、'),
  step: (step, amount) => {
    switch (step.step) {
      case 'means-compared':
        return `按目前的情况，每期要还${amount(step.instalment)}。据我们了解，您${step.later === undefined ? '' : '目前'}每月大约能还${amount(step.affordable)}${step.later === undefined ? '' : `，以后每月大约能还${amount(step.later)}`}，同时保证生活开支。`
      case 'fees-waived':
        return `减免滞纳金${amount(step.amount)}。`
      case 'interest-waived':
        return `减免利息${amount(step.amount)}。`
      case 'principal-forgiven':
        return `减免本金${amount(step.amount)}。`
      case 'arrears-capitalised':
        return `已逾期的${amount(step.amount)}并入剩余本金，不再算作逾期。`
      case 'rate-reduced':
        return `年利率从${step.fromPercent}%降到${step.toPercent}%。`
      case 'term-extended':
        return `还款时间从${step.fromMonths}个月延长到${step.toMonths}个月。`
      case 'principal-deferred':
        return `本金中的${amount(step.amount)}先搁置，不计利息。您按方案全部还完后，这部分予以免除。`
      case 'interest-only-first':
        return step.count === 1 ? '第一期只还利息。' : `前${step.count}期只还利息。`
      case 'interest-paused':
        return '这段时间不计利息。'
      case 'due-day-moved':
        return `还款日由每月${step.fromDay}日改为${step.toDay}日。`
      case 'first-instalments-lowered':
        return step.count === 1
          ? `第一期只需还${amount(step.instalment)}。`
          : `前${step.count}期每期只需还${amount(step.instalment)}。`
      case 'holiday-granted':
        return step.months === 1 ? '第一个月不用还款。' : `前${step.months}个月不用还款。`
    }
  },
  topics: {
    debt: {
      heading: '目前欠款',
      says: ({ debt, plan }) =>
        `截至目前：本金${formats.amount(debt.principal, plan.total.currency)}，利息${formats.amount(debt.interest, plan.total.currency)}，费用${formats.amount(debt.fees, plan.total.currency)}，币种为${plan.total.currency}。`,
    },
    schedule: {
      heading: '什么时候还、怎么还',
      says: ({ plan }) =>
        plan.instalments === 1
          ? `一次还清，币种为${plan.total.currency}，日期是${formats.day(plan.firstDueOn)}。`
          : `按月还款，币种为${plan.total.currency}，从${formats.day(plan.firstDueOn)}到${formats.day(plan.last.on)}。每一期的日期和金额都列在协议里。`,
    },
    charges: {
      heading: '要付多少成本',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? `不再加收利息。您要还的就是上面的金额，合计${formats.money(plan.total)}，没有别的费用。`
          : `年利率为${plan.annualRatePercent}%。利息和方案中的各项费用都已包含在上面的还款金额里，合计${formats.money(plan.total)}。`,
    },
    'no-new-card': {
      heading: '结清前不再申请信用卡',
      says: () => '在全部还清之前，您承诺不向任何银行申请信用卡。',
    },
    'rights-and-duties': {
      heading: '您和我们各自要做的',
      says: () =>
        '您按约定的日期还款。只要您按约还款，我们就停止一切催收。如果哪一期还起来有困难，您随时可以要求调整。如果一直没有收到还款，双方又没有找到新的办法，本方案终止，原合同恢复适用。您已经还的钱都算数。',
    },
    other: {
      heading: '其他约定',
      says: () => '所有约定都写在协议里。没有写进协议的，对您没有约束力。',
    },
    apr: {
      heading: '利率，供您比较',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? '这个方案不再加收利息，没有利率可比。做决定之前，请把还款总额与您现在的合同比一比。'
          : `年利率为${plan.annualRatePercent}%${plan.apr ? `，全部成本都算进去的综合年化利率为${plan.apr.after}%，目前为${plan.apr.before}%` : ''}。做决定之前，请把它和还款总额与您现在的合同比一比。`,
    },
    'limitation-restart': {
      heading: '签字在法律上意味着什么',
      says: () =>
        '签字表示您确认这笔欠款，诉讼时效会从签字当天起重新计算。您可以先向免费的法律服务咨询，弄清楚这对您意味着什么。',
    },
    'how-to-complain': {
      heading: '如果您对我们不满意',
      says: (_, { phone, replyTo }) =>
        `请拨打${phone}，或写信到${replyTo}。会有工作人员核实并答复您，在此期间我们暂停发送其他邮件。`,
    },
  },
  mediatorReasons: {
    'speaks-your-language': '会说您的语言',
    'knows-the-field': '熟悉和您类似的情况',
    'has-time': '目前有时间为您服务',
    'no-conflict': '与双方都没有利益关系',
  },
  questionHeading: (number) => `问题${number}`,
  prompts: {
    'usual-payment': '一般每个月要还多少？',
    'total-to-pay': '从头到尾一共要还多少？',
    'last-payment-day': '最后一期是哪一天？',
    'days-to-withdraw': '签字以后，多长时间内还可以反悔？',
    'when-it-gets-hard': '如果哪一期还起来有困难，最好怎么做？',
  },
  days: (count) => `${count}天`,
  whenItGetsHard: {
    'tell-us': '告诉我们，一起调整方案',
    'stop-paying': '不还，也不说',
    'borrow-elsewhere': '去别处借钱来还',
  },
  saysNo: '您完全可以拒绝，拒绝不会受到任何惩罚。现在的合同照原样继续，利息和费用仍按原合同计算，不会另外增加。',
  help: {
    heading: '免费、独立的帮助',
    says: '以下服务不收费，也独立于我们，可以帮您了解自己的权利和选择：',
  },
  counselling: {
    heading: '方案之外，还有免费咨询',
    says: '有了方案，您还可以得到免费的咨询：怎样安排收支，别处的欠款怎么办，您有哪些权利。这些服务独立于我们，用不用由您决定。不知道该找谁时，问我们，我们帮您联系。',
  },
}
