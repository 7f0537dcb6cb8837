import { helpSection, optionSections, planSection } from '../terms/terms.ts'
import { zhCnTerms as terms } from '../terms/zh-cn.ts'
import type { Bodies } from '../wording.ts'

const { day, money } = terms

/** What is said from the first questions to the end of the talks, in simplified Chinese. */
export const zhCnNegotiation = {
  'statement-request': ({ replyBy }, sender) => ({
    subject: '我们想和您一起找个合适的办法',
    paragraphs: [
      '我们想和您一起，找一个适合您现在生活状况的办法。很多人都会遇到手头紧的时候，事情是可以理顺的，您不必一个人扛着。',
      '为了提出您真正承受得起的方案，我们需要了解一下您的情况：收入多少、生活要花多少、家里有谁需要您照顾。大约需要十分钟，写个大概就可以。',
    ],
    figures: [{ label: '最好在此之前答复', value: day(replyBy) }],
    sections: [
      {
        heading: '有哪些可能',
        paragraphs: ['我们会看您的具体情况。根据情况，可以商量：'],
        points: ['延长时间，每月少还一些', '前几期少还，或者先缓一缓', '降低利率，或减免部分费用', '一次结清'],
      },
      {
        heading: '接下来怎么走',
        points: [
          '您告诉我们目前的情况。',
          '我们给您几个方案。您可以接受，可以提出自己的想法，也可以拒绝。',
          ...(sender.offersMediation ? ['如果谈不拢，您可以请一位中立的调解员来帮忙。'] : []),
          '在您读过、弄懂并签字之前，任何内容对您都没有约束力。',
        ],
      },
      {
        heading: '我们自己要遵守的',
        points: [
          '我们只在法律和我们自己的规定允许的时间写信，次数也有限制。',
          '我们只和您本人沟通，不会让别人知道这件事。',
          '询问、答复、和我们商量，都不收费。',
          '我们不威胁，也不催逼。如果哪封信让您有这种感觉，请告诉我们。',
        ],
      },
      {
        heading: '您的权利',
        points: [
          '我们提出的任何方案，您都可以拒绝。',
          '您可以要求说明欠了多少、为什么；觉得不对，可以提出异议。',
          '您可以请顾问或信得过的人代您沟通。',
          '您可以投诉。会有工作人员答复，在此期间我们暂停发送邮件。',
          '您可以随时要求我们不再写信。',
        ],
      },
    ],
    help: helpSection(sender, terms),
    action: { label: '说说我的情况' },
    closing: [
      '接下来：我们看过您的答复后，会写信给您几个方案。如果没有收到答复，我们会再提醒一次，然后根据已知的情况准备方案；您之后仍然可以更正。',
    ],
  }),
  'statement-reminder': ({ replyBy }, sender) => ({
    subject: '您随时可以告诉我们您的情况',
    paragraphs: [
      '前些天我们给您写过信。如果您还没有时间，或者一时不想面对，完全可以理解，这些事本来就不容易。',
      '哪怕只写几个大概的数字，也能帮我们提出您承受得起的方案。',
    ],
    figures: [{ label: '最好在此之前答复', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: '说说我的情况' },
    closing: ['接下来：有了您的答复，方案会更贴近您的情况。如果没有，我们就根据已知的情况准备；您之后仍然可以更正。'],
  }),
  offer: ({ round, options, replyBy }, sender) => ({
    subject: '请看看这几个方案',
    paragraphs: [
      round === 1
        ? '我们看了您的情况，想提出下面的建议。'
        : '谢谢您和我们一起商量。我们又仔细算了一遍，想提出下面的建议。',
      '据我们了解，每一期都在您承受得起的范围内。如果还是太多，请告诉我们。',
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: '查看并答复' },
    closing: [
      `您可以接受，可以提出自己能承受的金额，也可以拒绝。请在${day(replyBy)}之前告诉我们；如果需要更长时间，说一声就好。`,
      terms.saysNo,
      '接下来：如果您接受，我们会写成协议，并在您签字之前逐条讲清楚。',
    ],
  }),
  'offer-reminder': ({ replyBy }) => ({
    subject: '之前的方案仍然有效',
    paragraphs: [
      '前些天我们给您发过几个方案，现在仍然有效。',
      '也许没有一个完全合适。那就告诉我们您能承受多少，我们再想办法。',
    ],
    figures: [{ label: '有效期至', value: day(replyBy) }],
    sections: [],
    action: { label: '查看并答复' },
    closing: [terms.saysNo, '接下来：如果到时没有收到答复，这一轮商量就先告一段落。您以后随时可以再找我们。'],
  }),
  'counter-answer': ({ asked, answer, because, options, replyBy }, sender) => ({
    subject: '关于您的提议，我们的答复',
    paragraphs: [
      `谢谢您提出每月还${money(asked)}的想法，这让我们知道您能承受多少。`,
      {
        agreed: '我们同意。下面的方案就是按您的提议制定的。',
        'part-way': '我们暂时做不到那么多，但已经尽可能向您靠近了一步。',
        'not-possible': '很抱歉，这一次我们没办法同意。下面是我们目前能提出的方案。',
      }[answer],
      ...(because === undefined
        ? []
        : [
            {
              'too-long-to-repay': '原因是：按这个金额，还清所需的时间会超过方案允许的最长期限。',
              'beyond-this-round': '原因是：我们每一轮能让步的幅度有限。',
              'lender-declined': '原因是：这需要我们内部进一步审批，而审批没有通过。',
            }[because],
          ]),
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: '查看并答复' },
    closing: [
      `您可以接受，可以再提想法，也可以拒绝。请在${day(replyBy)}之前告诉我们；如果需要更长时间，说一声就好。`,
      terms.saysNo,
      '接下来：如果您接受，我们会写成协议，并在您签字之前逐条讲清楚。',
    ],
  }),
  'no-plan': ({ because }, sender) => ({
    subject: '目前的情况，以及免费的帮助',
    paragraphs: [
      {
        'nothing-affordable':
          '我们试着找一个能让您留足生活费的方案，但按现有的数字没有找到。我们不希望您签下一份撑不下去的协议。',
        'lender-declined': '我们为您准备了一个方案，但需要我们内部进一步审批，而审批没有通过。我们很抱歉。',
      }[because],
      '这不代表您做得不好。您现在的合同保持不变。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下来：如果有数字不对，或者情况有变化，请告诉我们，我们会重新看。'],
  }),
  'mediation-opened': ({ mediator, chosenFor, until }) => ({
    subject: '一位中立的调解员将加入我们',
    paragraphs: [
      '到目前为止我们还没有谈到一起，这不怪任何一方。接下来由一位中立的调解员听取双方的想法，找一个您和我们都能接受的办法。',
    ],
    figures: [
      { label: '调解员', value: mediator },
      { label: '预计持续到', value: day(until) },
    ],
    sections: [
      {
        heading: '为什么是这位调解员',
        points: chosenFor.map((reason) => `这位调解员${terms.mediatorReasons[reason]}。`),
      },
    ],
    closing: [
      '调解对您是免费的，也不会让您承担任何义务。如果您想换一位调解员，或者不想调解，请告诉我们。',
      '接下来：您说您的需要，我们说我们的需要，由调解员提出方案。在此期间我们不会要求您做别的事。',
    ],
  }),
  'mediator-proposal': ({ mediator, chosenFor, summary, words, replyBy }, sender) => ({
    subject: '调解员提出了一个方案',
    paragraphs: ['调解员听取了双方的想法，向您和我们同时提出了下面的方案。'],
    figures: [{ label: '调解员', value: mediator }],
    sections: [
      planSection(terms.kinds[summary.kind], summary, terms),
      ...(words === undefined ? [] : [{ heading: '调解员的话', paragraphs: [words] }]),
      {
        heading: '为什么是这位调解员',
        points: chosenFor.map((reason) => `这位调解员${terms.mediatorReasons[reason]}。`),
      },
    ],
    help: helpSection(sender, terms),
    action: { label: '查看并答复' },
    closing: [
      `只有双方都接受才算数。请在${day(replyBy)}之前告诉我们；如果需要更长时间，说一声就好。`,
      terms.saysNo,
      '接下来：如果双方都接受，我们会写成协议，并在您签字之前逐条讲清楚。',
    ],
  }),
  'negotiation-ended': ({ because }, sender) => ({
    subject: '这一轮商量先告一段落',
    paragraphs: [
      {
        'borrower-declined': '您决定不接受我们的建议，我们尊重您的决定。',
        'no-reply': '我们没有收到您的答复，所以这一轮商量先告一段落。没有关系。',
        'rounds-used': '我们商量了几轮，还没有找到双方都合适的方案。谢谢您的耐心。',
        'mediation-without-result': '调解已经结束，没有形成双方都接受的方案。谢谢您的参与。',
        'not-signed': '协议没有签署，对您没有约束力，这一轮商量先告一段落。',
      }[because],
      '您现在的合同保持不变。您告诉我们的情况，不会被用来为难您。',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['接下来：您现在不需要做什么。想再谈的时候，写一句话就够了。'],
  }),
} satisfies Partial<Bodies>
