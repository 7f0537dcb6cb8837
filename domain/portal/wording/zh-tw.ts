import { zhTwTerms as terms } from '../../notice/wording/terms/zh-tw.ts'
import { zhTwMeans as means } from './means/zh-tw.ts'
import type { PortalWording } from './wording.ts'

const talkAgain = '您目前的合約維持不變。日後想再談，告訴我們一聲就好。'

/** The borrower's pages in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTwPortal: PortalWording = {
  terms,
  means,
  title: '您的回覆',
  asks: {
    statement: {
      heading: '您最近還好嗎？',
      says: [
        '以平常一個月來說，寫個大概就可以。這些數字我們只用在一件事：提出能讓您留足生活費的方案。',
        '您可以先停下來，之後再回來；按下按鈕之前，什麼都不會送出。',
      ],
    },
    offer: { heading: '我們能提出的方案', says: ['請慢慢看。您可以接受，可以提出自己能負擔的金額，也可以婉拒。'] },
    proposal: {
      heading: '調解員的方案',
      says: ['調解員聽取了雙方的想法，提出下面的方案。只有您和我們都接受才算數。'],
    },
    understanding: {
      heading: '這個方案是什麼意思',
      says: [
        '在您簽署之前，我們用白話把方案說明一遍，後面有幾個簡單的問題。問題是在確認我們說得夠不夠清楚，不是在考您；答得不對，我們再說明一次。',
      ],
    },
    signature: {
      heading: '您的文件準備好了',
      says: ['裡面寫的就是我們談好的內容，沒有其他。請先看過，願意再簽。'],
    },
    'cooling-off': {
      heading: '留一點時間，再想一想',
      says: ['您已經簽署，協議對我們同樣有約束力。如果您沒有別的想法，什麼都不用做，方案到時會自動開始。'],
    },
    progress: {
      heading: '最近還順利嗎？',
      says: ['下面是您的方案。如果有什麼變得吃力，請早一點告訴我們，方案可以調整。'],
    },
  },
  standing: {
    preparing: {
      heading: '現在輪到我們了',
      says: ['謝謝您。我們正在準備能提出的方案，準備好會寫信給您。您不需要做什麼。'],
    },
    'with-us': { heading: '您的回覆已經收到', says: ['謝謝您。我們正在看，會寫信給您。您不需要做什麼。'] },
    'with-mediator': {
      heading: '調解員正在想辦法',
      says: [
        '一位中立的調解員正在找一個您和我們都能接受的做法。有了方案，我們會寫信給您。這段期間我們不會要求您做別的事。',
      ],
    },
    'drawing-up': { heading: '我們正在寫成文件', says: ['我們正在把方案寫成文件，並會在您簽署之前向您說明清楚。'] },
    'debt-paid': { heading: '全部結清了', says: ['不用再繳了。謝謝您，祝您一切順心。'] },
    'plan-completed': { heading: '您做到了', says: ['最後一期已經收到，全部結清。祝您一切順心。'] },
    settled: { heading: '全部結清了', says: ['不用再繳了。謝謝您，祝您一切順心。'] },
    'no-plan-fits': {
      heading: '目前的情況',
      says: [
        '以現有的數字，我們沒有找到能讓您留足生活費的方案。您目前的合約維持不變。如果有數字不對，或情況有變化，請告訴我們，我們會重新看。',
      ],
    },
    'approval-refused': {
      heading: '目前的情況',
      says: ['這個方案需要我們內部進一步核准，而核准沒有通過。我們很抱歉。', talkAgain],
    },
    declined: { heading: '您婉拒了，沒有關係', says: [talkAgain] },
    unanswered: { heading: '這一輪先談到這裡', says: [talkAgain] },
    'rounds-used': { heading: '這一輪先談到這裡', says: ['我們還沒有找到雙方都合適的方案。', talkAgain] },
    'mediation-failed': { heading: '調解已經結束', says: ['沒有形成雙方都接受的方案。', talkAgain] },
    'agreement-lapsed': { heading: '協議書沒有簽署', says: ['它對您沒有拘束力。', talkAgain] },
    withdrawn: {
      heading: '您改變了主意，沒有關係',
      says: ['協議書對您沒有拘束力，也沒有收取任何費用。', talkAgain],
    },
    'plan-broken': {
      heading: '目前的情況',
      says: ['原本的方案沒辦法繼續了。您已經繳的款項都算數。請和我們談談，我們一起再找做法。'],
    },
    disputed: {
      heading: '您告訴我們有不對的地方',
      says: ['專人正在查明欠了多少、為什麼。這段期間我們不會要求您做什麼。'],
    },
  },
  movedOn: '從那封信寄出之後，事情有了新的進展。下面是現在的情況。',
  replyBy: (day) => `建議在 ${day}前回覆。如果需要更多時間，說一聲就好。`,
  untilDay: (day) => `在 ${day}之前您都可以改變主意，不需要理由，也不收任何費用。`,
  nextPayment: { heading: '下一期', amount: '金額', dueOn: '繳款日' },
  document: '閱讀文件（在新分頁開啟）',
  told: '謝謝您告訴我們。我們正在處理，會再給您消息。',
  forms: {
    statement: { heading: '您一個月的收支', says: [], button: '送出' },
    accept: { heading: '哪一個適合您？', says: [], button: '接受我選的方案' },
    'accept-one': { heading: '我們的建議', says: [], button: '接受' },
    'accept-proposal': { heading: '方案內容', says: [], button: '接受這個方案' },
    counter: {
      heading: '提出自己的想法',
      says: ['請告訴我們您每個月能負擔多少。我們會回覆同意，或提出最接近的可行方案。'],
      button: '送出我的想法',
    },
    decline: { heading: '婉拒', says: [terms.saysNo], button: '不用了，謝謝' },
    'decline-proposal': { heading: '婉拒', says: [terms.saysNo], button: '不用了，謝謝' },
    mediate: {
      heading: '請一位調解員',
      says: ['由一位中立的人聽取雙方的想法並提出方案。對您是免費的，也不會讓您負擔任何義務。'],
      button: '請一位調解員',
    },
    understanding: { heading: '幾個簡單的問題', says: [], button: '送出我的回答' },
    sign: {
      heading: '簽署',
      says: ['按下按鈕，就表示您簽署上面的文件。我們會為您原樣保存這份文件。'],
      button: '簽署這份文件',
    },
    leave: { heading: '我不想要這個方案', says: [terms.saysNo], button: '不要這個方案' },
    withdraw: {
      heading: '我想改變主意',
      says: ['不需要理由，也不收任何費用。方案就不會開始，您目前的合約維持不變。'],
      button: '撤回簽署',
    },
    'will-pay': { heading: '我會晚幾天繳', says: ['請告訴我們您預計哪一天繳。'], button: '送出日期' },
    difficulty: {
      heading: '有些事變得吃力了',
      says: ['我們會重新了解您的狀況，提出合適的調整。'],
      button: '告訴你們',
    },
    'support-group': {
      heading: '參加互助小組',
      says: ['處境相近的人一起學習理財與安排收支，也可以向專家請教。參加是免費的，對您的方案沒有任何影響。'],
      button: '我想參加',
    },
    'all-well': { heading: '如果沒有什麼變化', says: [], button: '一切都好' },
    complaint: {
      heading: '哪裡做得不好？請告訴我們',
      says: ['會有專人查明並回覆您。這段期間我們會暫停寄送其他郵件。'],
      button: '我要申訴',
    },
    'opt-out': {
      heading: '不再接收這類郵件',
      says: ['之後我們只寫信告訴您應該知道的事，例如對申訴的回覆。您目前的合約維持不變，您隨時可以找到我們。'],
      button: '不再接收',
    },
  },
  fields: {
    dependants: { label: '靠您生活的人數', hint: '孩子、長輩等，不算您自己。' },
    hardship: { label: '是什麼讓您手頭變緊了？' },
    hardshipMonths: { label: '如果說得上來，還要幾個月會好轉' },
    disputesDebt: { label: '您覺得我們說的欠款有不對的地方嗎？' },
    option: { label: '方案' },
    monthlyAmount: { label: '您每個月能負擔的金額' },
    months: { label: '繳多少個月' },
    dueDay: { label: '每月幾號繳（1 到 31）' },
    payBy: { label: '預計繳款的日期' },
    read: { label: '我已經看過這份文件，願意簽署。' },
  },
  choices: {
    hardship: {
      unemployment: '失去了工作',
      'reduced-income': '收入減少',
      illness: '生病',
      family: '家裡有事',
      'business-downturn': '生意變差',
      disaster: '災害或意外',
      none: '沒有特別的原因',
    },
    yesOrNo: { yes: '是', no: '否' },
  },
  optional: '（可以不填）',
  choose: '請選擇',
  faults: {
    missing: '請填寫這一項。',
    amount: '請用數字寫金額，例如 1200 或 1200.50。',
    'other-currency': '請用旁邊標明的幣別寫金額。',
    'too-much': '這個數字太大了，請看看是不是多寫了一位。',
    'no-income': '請寫一下收入。如果目前沒有任何收入，請寫0。',
    'above-zero': '請寫一個大於零的金額。',
    'whole-number': '請用數字寫一個整數。',
    choice: '請選擇列出的一項。',
    day: '請選擇一個日期。',
    words: '這段話不能照原樣送出，請看下面的建議。',
    'private-words': '請不要寫聯絡方式或證件號碼。',
    'day-passed': '這一天已經過去了，請選擇今天或之後的日期。',
    'not-here': '這個回覆不屬於這個頁面。',
  },
  correct: '有一處請再看一下，您寫的內容都還在。',
  taken: {
    questioned: means.questions,
    statement: {
      heading: '謝謝您',
      says: ['您的狀況已經收到。接下來：我們看過後會寫信給您幾個方案。這段期間您不需要做什麼。'],
    },
    accept: {
      heading: '謝謝您，我們很高興',
      says: ['接下來：我們把方案寫下來，向您說明清楚。簽署之前，對您都沒有拘束力。'],
    },
    counter: {
      heading: '謝謝您的想法',
      says: ['接下來：我們看過後會寫信給您，回覆同意，或提出最接近的可行方案。'],
    },
    decline: { heading: '您的回覆已經收到', says: ['您婉拒了，我們尊重您的決定。', talkAgain] },
    mediate: {
      heading: '好的，我們請一位調解員',
      says: ['接下來：我們會請一位中立的調解員，寫信告訴您是誰、為什麼。'],
    },
    understood: {
      heading: '謝謝您，都清楚了',
      says: ['接下來：您會收到一封信，裡面是可以簽署的文件。您仍然可以婉拒。'],
    },
    misunderstood: {
      heading: '我們再說明一次',
      says: [
        '至少有一個回答和方案不一樣。這表示我們說得還不夠清楚，對您沒有任何影響。',
        '請您慢慢再看一次方案，然後再答一次。也可以打電話給我們。',
      ],
    },
    sign: {
      heading: '謝謝您，已經簽好了',
      says: ['如果還有可以改變主意的時間，我們會寫信告訴您有多長。過後方案會自動開始。'],
    },
    withdraw: {
      heading: '您已經撤回',
      says: ['完全沒有關係。方案不會開始，您目前的合約維持不變，也沒有收取任何費用。'],
    },
    'will-pay': { heading: '謝謝您告訴我們', says: ['日期已經記下。如果到時不方便，再告訴我們一聲就好。'] },
    difficulty: {
      heading: '謝謝您告訴我們',
      says: ['接下來：我們會重新了解您的狀況，然後寫信給您。這段期間您不需要做什麼。'],
    },
    'support-group': { heading: '歡迎您', says: ['接下來：我們會寫信告訴您小組的情況。來不來都由您決定。'] },
    'all-well': { heading: '那太好了', says: ['謝謝您。您不需要再做什麼。'] },
    complaint: {
      heading: '謝謝您告訴我們',
      says: ['會有專人查明，並以書面回覆您。這段期間我們會暫停寄送其他郵件。'],
    },
    'opt-out': {
      heading: '已經停止寄送',
      says: ['之後我們只寫信告訴您應該知道的事，例如對申訴的回覆。您隨時可以找到我們。'],
    },
  },
  declined: {
    'too-late': {
      heading: '事情有了新的進展',
      says: ['這個回覆和現在的情況對不上了，所以我們什麼都沒有更動。您沒有損失什麼。'],
    },
    'not-understood': {
      heading: '還有一步在前面',
      says: ['簽署之前，有幾個關於方案的簡單問題，請先回答。'],
    },
    'other-document': {
      heading: '這是另一份文件',
      says: ['打開這個頁面之後，文件有了變化，所以我們沒有採用您的簽署。請看新的文件。'],
    },
    'no-such-option': { heading: '請重新選擇', says: ['目前的方案裡沒有這一項。'] },
    'not-offered': { heading: '調解員已經提出方案', says: ['現在您可以接受調解員的方案，也可以婉拒。'] },
    other: { heading: '這個回覆沒能收下', says: ['一切照舊。請看看現在的情況，或打電話給我們。'] },
  },
  over: {
    heading: '這個連結已經關閉',
    says: [
      '為了保護您，郵件裡的連結過一段時間會關閉。什麼都沒有發生，您也沒有損失什麼。',
      '請使用最近一封郵件裡的連結，或直接回覆我們的任何一封郵件，會有人看。',
    ],
  },
  unreadable: {
    heading: '我們沒能讀懂這次送出的內容',
    says: ['途中出了點問題，什麼都沒有更動。請返回再試一次，或回覆我們的郵件。'],
  },
  back: '看看現在的情況',
  reachUs: ({ phone, replyTo }) => `想直接和人談談？請撥打 ${phone}，或來信 ${replyTo}。`,
}
