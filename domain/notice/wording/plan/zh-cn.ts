import { counsellingSection, helpSection, planSection, questionSections, topicSections } from '../terms/terms.ts'
import { zhCnTerms as terms } from '../terms/zh-cn.ts'
import type { Bodies } from '../wording.ts'

const { day, money, months } = terms

/** What is said from the agreement to the last payment, and after a complaint, in simplified Chinese. */
export const zhCnPlan = {
  'agreement-explained': (content, sender) => ({
    subject: '做决定之前，请慢慢读一读',
    paragraphs: ['很高兴我们一起找到了方案。在您签字之前，我们用大白话说明它的意思。请慢慢看，不着急。'],
    figures: [],
    sections: [
      planSection(terms.kinds[content.plan.kind], content.plan, terms),
      ...topicSections(content, sender, terms),
      {
        heading: '可以反悔的时间',
        paragraphs: [
          content.coolingOffDays === 0
            ? '方案自签字起生效，请您想清楚之后再签。'
            : `签字以后，您有${terms.days(content.coolingOffDays)}的时间可以反悔，不需要理由，也不收任何费用。`,
          terms.saysNo,
        ],
      },
      ...questionSections(content.questions, terms),
    ],
    help: helpSection(sender, terms),
    action: { label: '回答问题' },
    closing: [
      '这些问题是为了确认我们讲清楚了，不是考您。如果有一题没答对，我们会再讲一遍。',
      `接下来：方便的话请在${day(content.replyBy)}之前回答，之后我们把协议发给您签字。`,
    ],
  }),
  'signature-request': ({ plan, coolingOffDays, signBy }) => ({
    subject: '您的文件准备好了',
    paragraphs: ['谢谢您认真看完了说明。协议已经准备好，里面写的就是我们商量好的内容，没有别的。'],
    figures: [{ label: '可签署至', value: day(signBy) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: '阅读并签署' },
    closing: [
      terms.saysNo,
      coolingOffDays === 0
        ? '接下来：双方签字后，方案开始执行。'
        : `接下来：签字以后您还有${terms.days(coolingOffDays)}可以反悔，过了这段时间方案才开始执行。`,
    ],
  }),
  'cooling-off': ({ plan, until }) => ({
    subject: '留一点时间，再想一想',
    paragraphs: ['您已经签字，协议对我们同样有约束力。您现在仍然可以反悔，不需要理由，也不收任何费用。'],
    figures: [{ label: '可以反悔到', value: day(until) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: '如果想反悔，点这里' },
    closing: [terms.saysNo, '接下来：如果您没有别的想法，什么都不用做，方案到时自动开始。'],
  }),
  'plan-active': ({ plan, reviewEveryMonths }, sender) => ({
    subject: '一切都安排好了',
    paragraphs: ['您的方案已经开始。只要您按约还款，我们就停止一切催收。'],
    figures: [],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    help: counsellingSection(sender, terms),
    action: { label: '查看我的方案' },
    closing: [
      '如果家里或工作上有变化，请早点告诉我们，方案可以调整。',
      `接下来：每次到期前几天我们会提醒您，每${months(reviewEveryMonths)}问问您的近况。`,
    ],
  }),
  'instalment-due': ({ amount, dueOn }) => ({
    subject: '一个快要到的日子',
    paragraphs: ['简单提醒一下，免得您忙忘了。如果已经付过，谢谢您，不用再做什么。'],
    figures: [
      { label: '下一期', value: money(amount) },
      { label: '日期', value: day(dueOn) },
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: ['如果这一期有困难，请提前告诉我们，我们一起想办法。', '接下来：收到以后，我们会告诉您一声。'],
  }),
  'payment-received': ({ amount, receivedOn, next }) => ({
    subject: '谢谢您，已经收到了',
    paragraphs: ['您的还款已经收到。谢谢您一直坚持。'],
    figures: [
      { label: '收到', value: money(amount) },
      { label: '收到日期', value: day(receivedOn) },
      ...(next === undefined
        ? []
        : [
            { label: '下一期', value: money(next.amount) },
            { label: '下一期日期', value: day(next.dueOn) },
          ]),
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: [
      next === undefined ? '接下来：这是方案的最后一期，我们会另外发确认给您。' : '接下来：在下一期之前，不用做什么。',
    ],
  }),
  'instalment-missed': ({ amount, dueOn, graceUntil }) => ({
    subject: '您一切都好吗？',
    paragraphs: [
      '我们还没有收到这个月的还款。也许正在路上，如果是这样，请不用理会这封邮件。',
      '如果遇到了什么事，请告诉我们。知道得越早，能做的越多，方案也可以调整。',
    ],
    figures: [
      { label: '本期金额', value: money(amount) },
      { label: '原定日期', value: day(dueOn) },
      { label: '在此之前收到仍算按时', value: day(graceUntil) },
    ],
    sections: [],
    action: { label: '说说遇到了什么' },
    closing: ['接下来：在那之前收到，方案照常继续。如果还不了，我们和您一起想办法。'],
  }),
  'what-changed': ({ noticed, replyBy }, sender) => ({
    subject: '您最近还好吗？',
    paragraphs: [
      {
        'missed-instalment': '有一期还款没有到，我们想问问，是不是有什么变化。',
        'early-signs': '我们想在事情变难之前，先问问您的近况。',
      }[noticed],
      '也许是活儿少了，也许是生病，也许是一笔没想到的开销。写一两句告诉我们，我们看看方案怎么跟着调整。',
    ],
    figures: [{ label: '最好在此之前答复', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: '说说有什么变化' },
    closing: ['接下来：我们会提出合适的调整；您愿意的话，也可以由工作人员打电话给您。如果一切都好，也请告诉我们一声。'],
  }),
  'support-group': () => ({
    subject: '给您的一份邀请',
    paragraphs: ['眼下手头紧的，不止您一个。我们有一个互助小组，处境相近的人在那里碰面，谁也不用多作解释。'],
    figures: [],
    sections: [
      {
        heading: '小组里做些什么',
        points: [
          '简短的小课，讲过日子的钱怎么安排：怎样做一份撑得住的收支计划，账单多的时候先付哪一笔。',
          '有专业人士答疑，法律问题、别处的欠款也可以问。',
          '听听别人是怎么走过来的，也可以说说自己的办法。',
        ],
      },
      {
        heading: '请您放心',
        points: [
          '完全免费，来不来由您决定，随时可以退出。',
          '不用报全名。我们不会向小组透露您的任何情况，说什么、说多少，都由您自己定。',
          '来不来，对您的方案都没有任何影响。',
        ],
      },
    ],
    closing: ['接下来：如果想参加，回复这封邮件或打个电话，我们会告诉您时间和地点。如果不想，什么都不用做。'],
  }),
  'review-visit': ({ replyBy, nextInMonths }) => ({
    subject: '定期回访：想听听您的近况',
    paragraphs: [
      '到了定期回访的时候，想问问您方案执行得怎么样。现在还合适吗？有没有什么变难了？',
      '如果有，我们可以一起调整。',
    ],
    figures: [{ label: '最好在此之前答复', value: day(replyBy) }],
    sections: [],
    action: { label: '说说近况' },
    closing: [`接下来：如果一切都好，我们${months(nextInMonths)}以后再来问候您。`],
  }),
  'reward-earned': ({ kept, amount, dueOn, lowers }) => ({
    subject: '告诉您一个好消息',
    paragraphs: [
      kept === 1 ? '您按约还了款，谢谢您。' : `您已经连续${kept}期按约还款。这不容易，谢谢您。`,
      lowers === 'all-later'
        ? '按照约定，从现在起利息降低，以后每期都可以少还一些。'
        : '按照约定，下一期可以少还一些。',
    ],
    figures: [
      { label: lowers === 'all-later' ? '一共少还' : '少还', value: money(amount) },
      { label: lowers === 'all-later' ? '从这一天的还款开始' : '用于这一天的还款', value: day(dueOn) },
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: ['接下来：您不用做什么，应还金额会自动减少。'],
  }),
  'reward-lost': ({ afterKept }) => ({
    subject: '关于您的奖励，以及怎样重新获得',
    paragraphs: ['有一期没有按时收到，所以这次的按约奖励没能给到您。除此之外，您要还的不会因此增加。'],
    figures: [],
    sections: [],
    action: { label: '查看我的方案' },
    closing: [
      afterKept === 1
        ? '接下来：下一期按时，就能重新获得奖励。如果方案有些吃紧，请告诉我们。'
        : `接下来：连续${afterKept}期按时，就能重新获得奖励。如果方案有些吃紧，请告诉我们。`,
    ],
  }),
  'plan-completed': ({ settled, paid, on }) => ({
    subject: '您做到了，恭喜！',
    paragraphs: [
      settled
        ? '您的款项已经收到，全部结清了。这一步不容易，您做到了。'
        : '最后一期已经收到，全部还清了。这么长时间您一直坚持了下来，值得为自己骄傲。',
      '这笔账已经了结，之前为您减免或搁置的部分也不用再还。',
    ],
    figures: [
      { label: '一共还了', value: money(paid) },
      { label: '还清日期', value: day(on) },
    ],
    sections: [],
    action: { label: '查看结清确认' },
    closing: [
      '接下来：我们的记录里已经写明结清，以后不再为这件事写信给您。请留好这封邮件，作为结清的确认。祝您一切顺利。',
    ],
  }),
  'plan-broken': ({ missed, last }, sender) => ({
    subject: last ? '目前的情况' : '我们一起再找个办法',
    paragraphs: [
      `有${missed}期还款没有收到，原来的方案没办法照样走下去了。这种事会发生，通常都有原因。`,
      '目前原合同恢复适用。您已经还的钱都算数。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    ...(!last && { action: { label: '说说我的情况' } }),
    closing: [
      last
        ? '接下来：书信里能提的方案，我们都试过了，所以不会再自动给您发新方案。如果您还想找个办法，请来电或回复这封邮件，会有工作人员听您说。'
        : '接下来：我们会重新了解您的情况，再请您提供一次收支，好提出一个撑得住的方案。',
    ],
  }),
  'complaint-received': ({ receivedOn, answerBy }, sender) => ({
    subject: '您反映的问题，我们正在处理',
    paragraphs: [
      '谢谢您告诉我们哪里做得不好。现在有工作人员正在核实。',
      '在此期间，我们暂停发送其他邮件，之前请您答复的日期也相应顺延。如果您已经有还款方案，方案照常进行。',
    ],
    figures: [
      { label: '收到日期', value: day(receivedOn) },
      { label: '最晚答复日期', value: day(answerBy) },
    ],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下来：我们会书面告诉您核实的结果和处理办法。如果您仍不满意，可以找下面的机构。'],
  }),
} satisfies Partial<Bodies>
