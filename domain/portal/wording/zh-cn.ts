import { zhCnTerms as terms } from '../../notice/wording/terms/zh-cn.ts'
import { zhCnMeans as means } from './means/zh-cn.ts'
import type { PortalWording } from './wording.ts'

const talkAgain = '您现在的合同保持不变。以后想再谈，告诉我们一声就好。'

/** The borrower's pages in simplified Chinese. */
export const zhCnPortal: PortalWording = {
  terms,
  means,
  title: '您的答复',
  asks: {
    statement: {
      heading: '您最近怎么样？',
      says: [
        '按平常一个月写个大概就可以。我们只用这些数字做一件事：提出能让您留足生活费的方案。',
        '您可以先停下，以后再来；按下按钮之前，什么都不会发送。',
      ],
    },
    offer: { heading: '我们能提出的方案', says: ['请慢慢看。您可以接受，可以提出自己能承受的金额，也可以拒绝。'] },
    proposal: {
      heading: '调解员的方案',
      says: ['调解员听取了双方的想法，提出了下面的方案。只有您和我们都接受才算数。'],
    },
    understanding: {
      heading: '这个方案是什么意思',
      says: [
        '在您签字之前，我们用大白话把方案讲一遍，后面有几个简单的问题。问题检验的是我们讲得清不清楚，不是考您；答得不对，我们再讲一遍。',
      ],
    },
    signature: {
      heading: '您的文件准备好了',
      says: ['里面写的就是我们商量好的内容，没有别的。请先看一遍，愿意再签。'],
    },
    'cooling-off': {
      heading: '留一点时间，再想一想',
      says: ['您已经签字，协议对我们同样有约束力。如果没有别的想法，您什么都不用做，方案到时会自动开始。'],
    },
    progress: {
      heading: '最近还顺利吗？',
      says: ['下面是您的方案。如果有什么变难了，请早一点告诉我们，方案可以调整。'],
    },
  },
  standing: {
    preparing: {
      heading: '现在轮到我们了',
      says: ['谢谢您。我们正在准备能提出的方案，准备好会写信给您。您不需要做什么。'],
    },
    'with-us': { heading: '您的答复已经收到', says: ['谢谢您。我们正在看，会写信给您。您不需要做什么。'] },
    'with-mediator': {
      heading: '调解员正在想办法',
      says: [
        '一位中立的调解员正在找一个您和我们都能接受的办法。有了方案，我们会写信给您。在此期间我们不会要求您做别的事。',
      ],
    },
    'drawing-up': { heading: '我们正在写成文件', says: ['我们正在把方案写成文件，并会在您签字之前给您讲清楚。'] },
    'debt-paid': { heading: '全部结清了', says: ['不用再还了。谢谢您，祝您一切顺利。'] },
    'plan-completed': { heading: '您做到了', says: ['最后一期已经收到，全部结清。祝您一切顺利。'] },
    settled: { heading: '全部结清了', says: ['不用再还了。谢谢您，祝您一切顺利。'] },
    'no-plan-fits': {
      heading: '目前的情况',
      says: [
        '按现有的数字，我们没有找到能让您留足生活费的方案。您现在的合同保持不变。如果有数字不对，或者情况有变化，请告诉我们，我们会重新看。',
      ],
    },
    'approval-refused': {
      heading: '目前的情况',
      says: ['这个方案需要我们内部进一步审批，而审批没有通过。我们很抱歉。', talkAgain],
    },
    declined: { heading: '您拒绝了，这没有关系', says: [talkAgain] },
    unanswered: { heading: '这一轮商量先告一段落', says: [talkAgain] },
    'rounds-used': { heading: '这一轮商量先告一段落', says: ['我们还没有找到双方都合适的方案。', talkAgain] },
    'mediation-failed': { heading: '调解已经结束', says: ['没有形成双方都接受的方案。', talkAgain] },
    'agreement-lapsed': { heading: '协议没有签署', says: ['它对您没有约束力。', talkAgain] },
    withdrawn: {
      heading: '您改了主意，这没有关系',
      says: ['协议对您没有约束力，也没有收取任何费用。', talkAgain],
    },
    'plan-broken': {
      heading: '目前的情况',
      says: ['原来的方案没办法继续了。您已经还的钱都算数。请和我们聊聊，我们一起再找办法。'],
    },
    disputed: {
      heading: '您告诉我们有不对的地方',
      says: ['工作人员正在核实欠了多少、为什么。在此期间我们不会要求您做什么。'],
    },
  },
  movedOn: '从那封信发出以后，事情有了新的进展。下面是现在的情况。',
  replyBy: (day) => `最好在${day}之前答复。如果需要更长时间，说一声就好。`,
  untilDay: (day) => `在${day}之前您都可以反悔，不需要理由，也不收费用。`,
  nextPayment: { heading: '下一期', amount: '金额', dueOn: '日期' },
  document: '查看文件（在新页面打开）',
  told: '谢谢您告诉我们。我们正在处理，会给您回音。',
  forms: {
    statement: { heading: '您一个月的收支', says: [], button: '发送' },
    accept: { heading: '哪一个适合您？', says: [], button: '接受我选的方案' },
    'accept-one': { heading: '我们的建议', says: [], button: '接受' },
    'accept-proposal': { heading: '方案内容', says: [], button: '接受这个方案' },
    counter: {
      heading: '提出自己的想法',
      says: ['请告诉我们您每个月能承受多少。我们会答复同意，或者给出最接近的可行方案。'],
      button: '发送我的想法',
    },
    decline: { heading: '拒绝', says: [terms.saysNo], button: '不用了，谢谢' },
    'decline-proposal': { heading: '拒绝', says: [terms.saysNo], button: '不用了，谢谢' },
    mediate: {
      heading: '请一位调解员',
      says: ['由一位中立的人听取双方的想法并提出方案。对您是免费的，也不会让您承担任何义务。'],
      button: '请一位调解员',
    },
    understanding: { heading: '几个简单的问题', says: [], button: '发送我的回答' },
    sign: {
      heading: '签字',
      says: ['按下按钮，就表示您签署上面的文件。我们会为您原样保存这份文件。'],
      button: '签署这份文件',
    },
    leave: { heading: '我不想要这个方案', says: [terms.saysNo], button: '不要这个方案' },
    withdraw: {
      heading: '我想反悔',
      says: ['不需要理由，也不收费用。方案就不会开始，您现在的合同保持不变。'],
      button: '撤回签字',
    },
    'will-pay': { heading: '我会晚几天还', says: ['请告诉我们您预计哪一天还。'], button: '发送日期' },
    difficulty: {
      heading: '有些事情变难了',
      says: ['我们会重新了解您的情况，提出合适的调整。'],
      button: '告诉你们',
    },
    'support-group': {
      heading: '参加互助小组',
      says: ['处境相近的人一起学习理财和安排收支，也可以向专家提问。参加是免费的，对您的方案没有任何影响。'],
      button: '我想参加',
    },
    'all-well': { heading: '如果没有什么变化', says: [], button: '一切都好' },
    complaint: {
      heading: '哪里做得不好？请告诉我们',
      says: ['会有工作人员核实并答复您。在此期间我们暂停发送其他邮件。'],
      button: '我要投诉',
    },
    'opt-out': {
      heading: '不再接收这类邮件',
      says: ['以后我们只写信告诉您应该知道的事，例如对投诉的答复。您现在的合同保持不变，您随时可以找到我们。'],
      button: '不再接收',
    },
  },
  fields: {
    dependants: { label: '靠您生活的人数', hint: '孩子、老人等，不算您自己。' },
    hardship: { label: '是什么让您手头变紧了？' },
    hardshipMonths: { label: '如果说得上来，还要几个月会好转' },
    disputesDebt: { label: '您觉得我们说的欠款有不对的地方吗？' },
    option: { label: '方案' },
    monthlyAmount: { label: '您每个月能承受的金额' },
    months: { label: '还多少个月' },
    dueDay: { label: '每月几号还（1到31）' },
    payBy: { label: '预计还款的日期' },
    read: { label: '我已经看过这份文件，愿意签署。' },
  },
  choices: {
    hardship: {
      unemployment: '失去了工作',
      'reduced-income': '收入减少',
      illness: '生病',
      family: '家里有事',
      'business-downturn': '生意变差',
      disaster: '灾害或意外',
      none: '没有特别的原因',
    },
    yesOrNo: { yes: '是', no: '否' },
  },
  optional: '（可以不填）',
  choose: '请选择',
  faults: {
    missing: '请填写这一项。',
    amount: '请用数字写金额，例如1200或1200.50。',
    'other-currency': '请用旁边标明的币种写金额。',
    'too-much': '这个数字太大了，请看看是不是多写了一位。',
    'no-income': '请写一下收入。如果现在没有任何收入，请写0。',
    'above-zero': '请写一个大于零的金额。',
    'whole-number': '请用数字写一个整数。',
    choice: '请选择列出的一项。',
    day: '请选择一个日期。',
    words: '这段话不能照原样发出，请看下面的建议。',
    'private-words': '请不要写联系方式或证件号码。',
    'day-passed': '这一天已经过去了，请选择今天或以后的日期。',
    'not-here': '这个答复不属于这个页面。',
  },
  correct: '有一处请再看一下，您写的内容都还在。',
  taken: {
    questioned: means.questions,
    statement: {
      heading: '谢谢您',
      says: ['您的情况已经收到。接下来：我们看过后会写信给您几个方案。在此期间您不需要做什么。'],
    },
    accept: {
      heading: '谢谢您，我们很高兴',
      says: ['接下来：我们把方案写下来，给您讲清楚。签字之前，对您都没有约束力。'],
    },
    counter: {
      heading: '谢谢您的想法',
      says: ['接下来：我们看过后会写信给您，答复同意，或者给出最接近的可行方案。'],
    },
    decline: { heading: '您的答复已经收到', says: ['您拒绝了，我们尊重您的决定。', talkAgain] },
    mediate: {
      heading: '好的，我们请一位调解员',
      says: ['接下来：我们会请一位中立的调解员，写信告诉您是谁、为什么。'],
    },
    understood: {
      heading: '谢谢您，都清楚了',
      says: ['接下来：您会收到一封信，里面是可以签署的文件。您仍然可以拒绝。'],
    },
    misunderstood: {
      heading: '我们再讲一遍',
      says: [
        '至少有一个回答和方案不一样。这说明我们讲得还不够清楚，对您没有任何影响。',
        '请您慢慢再看一遍方案，然后再答一次。也可以打电话给我们。',
      ],
    },
    sign: {
      heading: '谢谢您，已经签好了',
      says: ['如果还有可以反悔的时间，我们会写信告诉您有多长。过后方案会自动开始。'],
    },
    withdraw: {
      heading: '您已经撤回',
      says: ['完全没有关系。方案不会开始，您现在的合同保持不变，也没有收取任何费用。'],
    },
    'will-pay': { heading: '谢谢您告诉我们', says: ['日期已经记下。如果到时不方便，再告诉我们一声就好。'] },
    difficulty: {
      heading: '谢谢您告诉我们',
      says: ['接下来：我们会重新了解您的情况，然后写信给您。在此期间您不需要做什么。'],
    },
    'support-group': { heading: '欢迎您', says: ['接下来：我们会写信告诉您小组的情况。来不来都由您决定。'] },
    'all-well': { heading: '那太好了', says: ['谢谢您。您不需要再做什么。'] },
    complaint: {
      heading: '谢谢您告诉我们',
      says: ['会有工作人员核实，并书面答复您。在此期间我们暂停发送其他邮件。'],
    },
    'opt-out': {
      heading: '已经停止发送',
      says: ['以后我们只写信告诉您应该知道的事，例如对投诉的答复。您随时可以找到我们。'],
    },
  },
  declined: {
    'too-late': {
      heading: '事情有了新的进展',
      says: ['这个答复和现在的情况对不上了，所以我们什么都没有改动。您没有损失什么。'],
    },
    'not-understood': {
      heading: '还有一步在前面',
      says: ['签字之前，有几个关于方案的简单问题，请先回答。'],
    },
    'other-document': {
      heading: '这是另一份文件',
      says: ['打开这个页面以后，文件有了变化，所以我们没有采用您的签字。请看新的文件。'],
    },
    'no-such-option': { heading: '请重新选择', says: ['目前的方案里没有这一项。'] },
    'not-offered': { heading: '调解员已经提出方案', says: ['现在您可以接受调解员的方案，也可以拒绝。'] },
    other: { heading: '这个答复没能收下', says: ['一切照旧。请看看现在的情况，或者打电话给我们。'] },
  },
  over: {
    heading: '这个链接已经关闭',
    says: [
      '为了保护您，邮件里的链接过一段时间会关闭。什么都没有发生，您也没有损失什么。',
      '请使用最近一封邮件里的链接，或者直接回复我们的任何一封邮件，会有人看。',
    ],
  },
  unreadable: {
    heading: '我们没能读懂这次提交',
    says: ['途中出了点问题，什么都没有改动。请返回再试一次，或者回复我们的邮件。'],
  },
  back: '看看现在的情况',
  reachUs: ({ phone, replyTo }) => `想直接和人聊聊？请拨打${phone}，或写信到${replyTo}。`,
}
