import { helpSection, optionSections, planSection } from '../terms/terms.ts'
import { zhTwTerms as terms } from '../terms/zh-tw.ts'
import type { Bodies } from '../wording.ts'

const { day, money } = terms

/** What is said from the first questions to the end of the talks, in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTwNegotiation = {
  'statement-request': ({ replyBy }, sender) => ({
    subject: '想和您一起找個適合的做法',
    paragraphs: [
      '我們想和您一起，找出適合您目前生活的做法。手頭緊的時候，很多人都遇過；事情可以慢慢理順，您不需要一個人承擔。',
      '為了提出您真正負擔得起的方案，我們想先了解您的狀況：收入有多少、生活需要多少、家裡有誰需要您照顧。大約十分鐘，寫個大概就可以了。',
    ],
    figures: [{ label: '建議回覆日期', value: day(replyBy) }],
    sections: [
      {
        heading: '有哪些可能',
        paragraphs: ['我們會看您個人的狀況。視情況，可以一起談：'],
        points: ['拉長期限，每月少繳一些', '前幾期少繳，或先緩繳', '調降利率，或減免部分費用', '一次結清'],
      },
      {
        heading: '接下來的步驟',
        points: [
          '您告訴我們目前的狀況。',
          '我們提供幾個方案。您可以接受、提出自己的想法，也可以婉拒。',
          ...(sender.offersMediation ? ['如果談不攏，您可以請一位中立的調解員來協助。'] : []),
          '在您看過、了解並簽署之前，任何內容都不會拘束您。',
        ],
      },
      {
        heading: '我們對自己的要求',
        points: [
          '我們只在法律和內部規範允許的時間寫信，次數也有上限。',
          '我們只跟您本人談，不會讓其他人知道這件事。',
          '詢問、回覆、和我們商量，都不收費。',
          '我們不威脅、不逼迫。如果哪一封信讓您有這種感覺，請告訴我們。',
        ],
      },
      {
        heading: '您的權益',
        points: [
          '我們提出的任何方案，您都可以婉拒。',
          '您可以要求說明欠款的金額與由來；覺得有誤，可以提出異議。',
          '您可以請顧問或信任的人代您溝通。',
          '您可以申訴。會有專人回覆，這段期間我們會暫停寄信。',
          '您可以隨時要求我們不再寄信。',
        ],
      },
    ],
    help: helpSection(sender, terms),
    action: { label: '說說我的狀況' },
    closing: [
      '接下來：看過您的回覆後，我們會寫信提供幾個方案給您。如果沒有收到回覆，我們會再提醒一次，之後就依手邊的資料準備方案；您仍然可以隨時更正。',
    ],
  }),
  'statement-reminder': ({ replyBy }, sender) => ({
    subject: '隨時歡迎您告訴我們近況',
    paragraphs: [
      '前陣子我們寫過信給您。如果還抽不出時間，或一時不想面對，我們完全能體會，這些事本來就不容易。',
      '哪怕只寫幾個大概的數字，也能幫助我們提出您負擔得起的方案。',
    ],
    figures: [{ label: '建議回覆日期', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: '說說我的狀況' },
    closing: ['接下來：有了您的回覆，方案會更貼近您的狀況。如果沒有，我們就依手邊的資料準備；您仍然可以隨時更正。'],
  }),
  offer: ({ round, options, replyBy }, sender) => ({
    subject: '請您看看這幾個方案',
    paragraphs: [
      round === 1
        ? '我們看過您的狀況，想提出以下的建議。'
        : '謝謝您和我們一起商量。我們重新仔細算過，想提出以下的建議。',
      '就我們所知，每一期都在您負擔得起的範圍內。如果還是太多，請告訴我們。',
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: '查看並回覆' },
    closing: [
      `您可以接受、提出自己負擔得起的金額，也可以婉拒。請在 ${day(replyBy)}前告訴我們；需要更多時間的話，說一聲就好。`,
      terms.saysNo,
      '接下來：如果您接受，我們會寫成協議書，並在您簽署之前逐項說明清楚。',
    ],
  }),
  'offer-reminder': ({ replyBy }) => ({
    subject: '先前的方案仍為您保留',
    paragraphs: [
      '前幾天我們寄了幾個方案給您，目前仍為您保留。',
      '也許沒有一個完全合適。那就告訴我們您負擔得起多少，我們再想想辦法。',
    ],
    figures: [{ label: '保留至', value: day(replyBy) }],
    sections: [],
    action: { label: '查看並回覆' },
    closing: [terms.saysNo, '接下來：如果到時沒有收到回覆，這一輪協商就先告一段落。您之後隨時可以再找我們。'],
  }),
  'counter-answer': ({ asked, answer, because, options, replyBy }, sender) => ({
    subject: '關於您的提議，我們的回覆',
    paragraphs: [
      `謝謝您提出每月繳 ${money(asked)} 的想法，這讓我們了解您負擔得起多少。`,
      {
        agreed: '我們同意。以下的方案就是依您的提議規劃的。',
        'part-way': '我們暫時沒辦法做到那麼多，但已經盡量往您的方向靠近。',
        'not-possible': '很抱歉，這一次我們沒有辦法同意。以下是我們目前能提出的方案。',
      }[answer],
      ...(because === undefined
        ? []
        : [
            {
              'too-long-to-repay': '原因是：照這個金額，還清所需的時間會超過方案可以接受的最長期限。',
              'beyond-this-round': '原因是：我們每一輪能讓步的幅度有限。',
              'lender-declined': '原因是：這需要我們內部進一步核准，而這次沒有獲得核准。',
            }[because],
          ]),
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: '查看並回覆' },
    closing: [
      `您可以接受、再提出想法，也可以婉拒。請在 ${day(replyBy)}前告訴我們；需要更多時間的話，說一聲就好。`,
      terms.saysNo,
      '接下來：如果您接受，我們會寫成協議書，並在您簽署之前逐項說明清楚。',
    ],
  }),
  'no-plan': ({ because }, sender) => ({
    subject: '目前的情況，以及免費的協助',
    paragraphs: [
      {
        'nothing-affordable':
          '我們試著找出能讓您保有足夠生活費的方案，但以目前的數字沒有找到。我們不希望您簽下撐不下去的協議。',
        'lender-declined': '我們為您準備了一個方案，但需要內部進一步核准，而這次沒有獲得核准。我們感到很抱歉。',
      }[because],
      '這並不代表您做得不好。您目前的合約維持不變。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下來：如果有哪個數字不對，或狀況有了變化，請告訴我們，我們會重新評估。'],
  }),
  'mediation-opened': ({ mediator, chosenFor, until }) => ({
    subject: '將有一位中立的調解員加入',
    paragraphs: [
      '到目前為止，我們還沒有談出共識，這不是誰的錯。接下來會由一位中立的調解員聆聽雙方的想法，找出您和我們都能接受的做法。',
    ],
    figures: [
      { label: '調解員', value: mediator },
      { label: '預計進行到', value: day(until) },
    ],
    sections: [
      {
        heading: '為什麼是這位調解員',
        points: chosenFor.map((reason) => `這位調解員${terms.mediatorReasons[reason]}。`),
      },
    ],
    closing: [
      '調解對您是免費的，也不會讓您負任何義務。如果您想換一位調解員，或不想調解，請告訴我們。',
      '接下來：您說您的需要，我們說我們的需要，再由調解員提出方案。這段期間我們不會要求您做別的事。',
    ],
  }),
  'mediator-proposal': ({ mediator, chosenFor, summary, words, replyBy }, sender) => ({
    subject: '調解員提出了一個方案',
    paragraphs: ['調解員聆聽了雙方的想法，同時向您和我們提出以下的方案。'],
    figures: [{ label: '調解員', value: mediator }],
    sections: [
      planSection(terms.kinds[summary.kind], summary, terms),
      ...(words === undefined ? [] : [{ heading: '調解員的話', paragraphs: [words] }]),
      {
        heading: '為什麼是這位調解員',
        points: chosenFor.map((reason) => `這位調解員${terms.mediatorReasons[reason]}。`),
      },
    ],
    help: helpSection(sender, terms),
    action: { label: '查看並回覆' },
    closing: [
      `雙方都接受才算數。請在 ${day(replyBy)}前告訴我們；需要更多時間的話，說一聲就好。`,
      terms.saysNo,
      '接下來：如果雙方都接受，我們會寫成協議書，並在您簽署之前逐項說明清楚。',
    ],
  }),
  'negotiation-ended': ({ because }, sender) => ({
    subject: '這一輪協商先告一段落',
    paragraphs: [
      {
        'borrower-declined': '您決定不採用我們的建議，我們尊重您的決定。',
        'no-reply': '我們沒有收到您的回覆，所以這一輪協商先告一段落。沒有關係。',
        'rounds-used': '我們談了幾輪，還沒有找到雙方都合適的方案。謝謝您的耐心。',
        'mediation-without-result': '調解已經結束，沒有談出雙方都接受的方案。謝謝您的參與。',
        'not-signed': '協議書沒有簽署，對您沒有拘束力，這一輪協商先告一段落。',
      }[because],
      '您目前的合約維持不變。您告訴我們的事，不會被拿來為難您。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下來：您現在不需要做什麼。想再談的時候，寫一句話就夠了。'],
  }),
} satisfies Partial<Bodies>
