import { counsellingSection, helpSection, planSection, questionSections, topicSections } from '../terms/terms.ts'
import { zhTwTerms as terms } from '../terms/zh-tw.ts'
import type { Bodies } from '../wording.ts'

const { day, money, months } = terms

/** What is said from the agreement to the last payment, and after a complaint, in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTwPlan = {
  'agreement-explained': (content, sender) => ({
    subject: '做決定之前，請慢慢看',
    paragraphs: ['很高興我們一起找到了方案。在您簽署之前，我們用白話說明它的意思。請慢慢看，不用急。'],
    figures: [],
    sections: [
      planSection(terms.kinds[content.plan.kind], content.plan, terms),
      ...topicSections(content, sender, terms),
      {
        heading: '還可以改變主意的時間',
        paragraphs: [
          content.coolingOffDays === 0
            ? '方案自簽署起生效，請您想清楚之後再簽。'
            : `簽署之後，您有 ${terms.days(content.coolingOffDays)}可以改變主意，不需要理由，也不收任何費用。`,
          terms.saysNo,
        ],
      },
      ...questionSections(content.questions, terms),
    ],
    help: helpSection(sender, terms),
    action: { label: '回答問題' },
    closing: [
      '這些問題是為了確認我們說明得夠清楚，不是在考您。如果有哪一題答得不對，我們會再說明一次。',
      `接下來：方便的話，請在 ${day(content.replyBy)}前回答，之後我們會把協議書寄給您簽署。`,
    ],
  }),
  'signature-request': ({ plan, coolingOffDays, signBy }) => ({
    subject: '您的文件準備好了',
    paragraphs: ['謝謝您仔細看完說明。協議書已經準備好，裡面寫的就是我們談好的內容，沒有其他。'],
    figures: [{ label: '可簽署至', value: day(signBy) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: '閱讀並簽署' },
    closing: [
      terms.saysNo,
      coolingOffDays === 0
        ? '接下來：雙方簽署後，方案就開始執行。'
        : `接下來：簽署之後您還有 ${terms.days(coolingOffDays)}可以改變主意，過了這段時間方案才開始執行。`,
    ],
  }),
  'cooling-off': ({ plan, until }) => ({
    subject: '留一點時間，再想一想',
    paragraphs: ['您已經簽署，協議對我們同樣有約束力。您現在仍然可以改變主意，不需要理由，也不收任何費用。'],
    figures: [{ label: '可以改變主意到', value: day(until) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: '想改變主意，請按這裡' },
    closing: [terms.saysNo, '接下來：如果您沒有別的想法，什麼都不用做，方案到時會自動開始。'],
  }),
  'plan-active': ({ plan, reviewEveryMonths }, sender) => ({
    subject: '一切都安排好了',
    paragraphs: ['您的方案已經開始。只要您依約繳款，我們就停止一切催收。'],
    figures: [],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    help: counsellingSection(sender, terms),
    action: { label: '查看我的方案' },
    closing: [
      '如果家裡或工作上有變化，請早一點告訴我們，方案可以調整。',
      `接下來：每次繳款日前幾天我們會提醒您，每 ${months(reviewEveryMonths)}也會關心您的近況。`,
    ],
  }),
  'instalment-due': ({ amount, dueOn }) => ({
    subject: '提醒您一個快到的日子',
    paragraphs: ['簡單提醒一下，免得您忙忘了。如果已經繳過，謝謝您，不需要再做什麼。'],
    figures: [
      { label: '下一期', value: money(amount) },
      { label: '繳款日', value: day(dueOn) },
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: ['如果這一期繳起來吃力，請提前告訴我們，我們一起想辦法。', '接下來：收到款項後，我們會通知您。'],
  }),
  'payment-received': ({ amount, receivedOn, next }) => ({
    subject: '謝謝您，我們收到了',
    paragraphs: ['您的款項已經收到。謝謝您一直這麼用心。'],
    figures: [
      { label: '收到', value: money(amount) },
      { label: '收到日期', value: day(receivedOn) },
      ...(next === undefined
        ? []
        : [
            { label: '下一期', value: money(next.amount) },
            { label: '下次繳款日', value: day(next.dueOn) },
          ]),
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: [
      next === undefined
        ? '接下來：這是方案的最後一期，我們會另外寄確認信給您。'
        : '接下來：在下一期之前，不需要做什麼。',
    ],
  }),
  'instalment-missed': ({ amount, dueOn, graceUntil }) => ({
    subject: '您一切都好嗎？',
    paragraphs: [
      '我們還沒有收到這個月的款項。也許正在路上，如果是這樣，請不用理會這封信。',
      '如果遇到了什麼事，請告訴我們。越早知道，我們能做的就越多，方案也可以調整。',
    ],
    figures: [
      { label: '本期金額', value: money(amount) },
      { label: '原訂繳款日', value: day(dueOn) },
      { label: '在此之前收到仍算準時', value: day(graceUntil) },
    ],
    sections: [],
    action: { label: '說說遇到了什麼' },
    closing: ['接下來：在那之前收到，方案照常進行。如果繳不出來，我們和您一起想辦法。'],
  }),
  'what-changed': ({ noticed, replyBy }, sender) => ({
    subject: '您最近還好嗎？',
    paragraphs: [
      {
        'missed-instalment': '有一期款項沒有收到，我們想關心一下，是不是有什麼變化。',
        'early-signs': '我們想在事情變得棘手之前，先關心您的近況。',
      }[noticed],
      '也許是工作變少、身體不適，或是一筆沒料到的開銷。寫一兩句告訴我們，我們看看方案可以怎麼跟著調整。',
    ],
    figures: [{ label: '建議回覆日期', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: '說說有什麼變化' },
    closing: ['接下來：我們會提出合適的調整；您願意的話，也可以由專人打電話給您。如果一切都好，也請告訴我們一聲。'],
  }),
  'support-group': () => ({
    subject: '給您的一份邀請',
    paragraphs: ['這段時間手頭緊的，不只您一個人。我們有一個互助小組，讓處境相近的人聚在一起，誰都不需要多做解釋。'],
    figures: [],
    sections: [
      {
        heading: '小組裡做些什麼',
        points: [
          '簡短的課程，聊聊生活裡的錢怎麼安排：如何做一份撐得住的收支計畫、帳單多的時候先付哪一筆。',
          '有專業人士為大家解答，法律問題或其他地方的欠款也可以問。',
          '聽聽別人怎麼走過來，也可以分享自己的做法。',
        ],
      },
      {
        heading: '請您放心',
        points: [
          '完全免費，要不要來由您決定，隨時可以退出。',
          '不必說出全名。我們不會向小組透露您的任何狀況，要說什麼、說多少，都由您自己決定。',
          '來或不來，對您的方案都沒有任何影響。',
        ],
      },
    ],
    closing: ['接下來：如果想參加，直接回覆這封信或來電，我們會告訴您時間和地點。如果不想，什麼都不用做。'],
  }),
  'review-visit': ({ replyBy, nextInMonths }) => ({
    subject: '定期關懷：想聽聽您的近況',
    paragraphs: [
      '又到了定期關懷的時候，想問問您方案進行得如何。現在還合適嗎？有沒有什麼變得吃力？',
      '如果有，我們可以一起調整。',
    ],
    figures: [{ label: '建議回覆日期', value: day(replyBy) }],
    sections: [],
    action: { label: '說說近況' },
    closing: [`接下來：如果一切都好，我們 ${months(nextInMonths)}後再來問候您。`],
  }),
  'reward-earned': ({ kept, amount, dueOn, lowers }) => ({
    subject: '告訴您一個好消息',
    paragraphs: [
      kept === 1 ? '您依約繳了款，謝謝您。' : `您已經連續 ${kept} 期依約繳款。這並不容易，謝謝您。`,
      lowers === 'all-later'
        ? '依照約定，從現在起利息降低，之後每期都可以少繳一些。'
        : '依照約定，下一期可以少繳一些。',
    ],
    figures: [
      { label: lowers === 'all-later' ? '總共少繳' : '少繳', value: money(amount) },
      { label: lowers === 'all-later' ? '自這一天的繳款起' : '適用的繳款日', value: day(dueOn) },
    ],
    sections: [],
    action: { label: '查看我的方案' },
    closing: ['接下來：您不需要做什麼，應繳金額會自動調降。'],
  }),
  'reward-lost': ({ afterKept }) => ({
    subject: '關於您的獎勵，以及如何重新取得',
    paragraphs: ['有一期沒有準時收到，所以這次的依約獎勵沒能給到您。除此之外，您要繳的不會因此增加。'],
    figures: [],
    sections: [],
    action: { label: '查看我的方案' },
    closing: [
      afterKept === 1
        ? '接下來：下一期準時，就能重新取得獎勵。如果方案有些吃緊，請告訴我們。'
        : `接下來：連續 ${afterKept} 期準時，就能重新取得獎勵。如果方案有些吃緊，請告訴我們。`,
    ],
  }),
  'plan-completed': ({ settled, paid, on }) => ({
    subject: '您做到了，恭喜！',
    paragraphs: [
      settled
        ? '您的款項已經收到，全部結清了。這一步並不容易，您做到了。'
        : '最後一期已經收到，全部還清了。這麼長的時間您一路堅持下來，值得為自己感到驕傲。',
      '這筆帳已經了結，先前為您減免或擱置的部分也不用再還。',
    ],
    figures: [
      { label: '總共繳了', value: money(paid) },
      { label: '還清日期', value: day(on) },
    ],
    sections: [],
    action: { label: '查看結清確認' },
    closing: [
      '接下來：我們的紀錄上已經註明結清，之後不會再為這件事寫信給您。請留存這封信，作為結清的確認。祝您一切順心。',
    ],
  }),
  'plan-broken': ({ missed, last }, sender) => ({
    subject: last ? '目前的狀況' : '我們一起再找個做法',
    paragraphs: [
      `有 ${missed} 期款項沒有收到，原本的方案沒辦法照樣走下去了。這種事難免會發生，通常都有原因。`,
      '目前恢復適用原合約。您已經繳的款項都算數。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    ...(!last && { action: { label: '說說我的狀況' } }),
    closing: [
      last
        ? '接下來：書信裡能提的方案，我們都試過了，所以不會再自動寄新方案給您。如果您還想找個做法，歡迎來電或回覆這封信，會有專人聽您說。'
        : '接下來：我們會重新了解您的狀況，再請您提供一次收支，好提出一個撐得住的方案。',
    ],
  }),
  'complaint-received': ({ receivedOn, answerBy }, sender) => ({
    subject: '您反映的事，我們正在處理',
    paragraphs: [
      '謝謝您告訴我們哪裡做得不好。現在有專人正在查明。',
      '這段期間，我們會暫停寄送其他郵件，先前請您回覆的日期也會跟著順延。如果您已經有還款方案，方案照常進行。',
    ],
    figures: [
      { label: '收到日期', value: day(receivedOn) },
      { label: '最晚回覆日期', value: day(answerBy) },
    ],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下來：我們會以書面告訴您查明的結果與處理方式。如果您仍不滿意，可以洽詢下面的單位。'],
  }),
} satisfies Partial<Bodies>
