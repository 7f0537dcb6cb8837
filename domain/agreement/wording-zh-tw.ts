import { zhTwTerms as terms } from '../notice/wording/terms/zh-tw.ts'
import type { AgreementFacts, AgreementWording, Run } from './document.ts'

const { day, days, months, rate } = terms

const run = ({ from, to, due }: Run, { amount }: AgreementFacts): string =>
  from === to ? `第 ${from} 期：${amount(due)}。` : `第 ${from} 期至第 ${to} 期：每期 ${amount(due)}。`

const breach = ({ plan, policy, brokenAfter }: AgreementFacts): string => {
  const { graceDays } = policy.monitoring
  const late = graceDays === 0 ? '到期後' : `超過繳款日 ${days(graceDays)}後`
  const open =
    plan.instalments.length === 1
      ? `若這筆款項${late}仍未繳清`
      : brokenAfter === 1
        ? `若有一期${late}仍未繳清`
        : `若同時有 ${brokenAfter} 期${late}仍未繳清`
  const kept =
    plan.kind === 'settlement'
      ? '您已經繳的款項都算數。'
      : '您已經繳的款項都算數，已經減免的不再追回，之後各月的利息也不再收取。'
  return `${open}，雙方也沒有找到新的做法，即視為違約：本方案終止，剩餘欠款恢復適用原合約。${kept}只有在這種情況下，才可能在法律允許的範圍內恢復催收。`
}

/** The agreement in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTwAgreement: AgreementWording = {
  terms,
  title: '還款協議書',
  opening: ({ caseId, drawnUpOn, lender, plan }) => [
    `本協議書由${lender}（以下稱「我們」）與案件 ${caseId} 的借款人（以下稱「您」）訂立，擬定日期為 ${day(drawnUpOn)}。`,
    `這裡寫的是雙方平等談好的內容：${terms.kinds[plan.kind]}。請慢慢看，不用急。在您簽署之前，任何內容對您都沒有拘束力。`,
  ],
  topics: {
    debt: ({ amount, owed, plan }) => ({
      paragraphs: [
        `本協議書所涉欠款共 ${amount(owed)}，幣別為 ${plan.currency}。下表列出欠款由哪些部分組成、減免了多少、有多少列入方案。`,
        plan.kind === 'settlement'
          ? '這一筆款項入帳之後，全部欠款即告結清，我們不會再向您收取任何款項。'
          : '方案中的款項全部繳完之後，這筆欠款即告結清，我們不會再向您收取任何款項。',
      ],
    }),
    schedule: (facts) => {
      const { amount, first, holidayMonths, last, plan, runs, total } = facts
      const count = plan.instalments.length
      return {
        paragraphs: [
          count === 1
            ? `一次付清，幣別為 ${plan.currency}：${day(first.dueOn)}繳 ${amount(total)}。`
            : `每月繳一次，幣別為 ${plan.currency}：自 ${day(first.dueOn)}至 ${day(last.dueOn)}，共 ${count} 期，合計 ${amount(total)}。`,
          ...(holidayMonths > 0
            ? [`${day(first.dueOn)}之前不用繳款，其中已經包含 ${months(holidayMonths)}的緩繳期。`]
            : []),
          '繳款方式與您目前的合約相同。如果換一種方式對您比較方便，請告訴我們。',
          ...(count === 1 || runs.length > 4 ? ['下表列出應繳金額與其組成。'] : []),
        ],
        points: count === 1 || runs.length > 4 ? [] : runs.map((each) => run(each, facts)),
      }
    },
    charges: ({ accrued, amount, arrears, carriesInterest, givenUp, plan }) => ({
      paragraphs: [
        accrued > 0
          ? `方案期間，按年利率 ${rate(plan.annualRatePercent)}、以尚未清償的本金按月計息，合計 ${amount(accrued)}，已經算在各期金額裡。`
          : '依約繳款期間，不計收利息。',
        ...(carriesInterest ? ['前幾個月沒有繳的利息會分攤到之後各期，這部分利息不再計息。'] : []),
        ...(arrears > 0 ? [`繳款金額中還包含先前已欠的利息與費用 ${amount(arrears)}，這部分不計息。`] : []),
        '方案期間不收年費、滯納金或其他任何費用。',
        givenUp.length > 0 ? '我們為您做的：' : '本協議書沒有減免欠款。',
      ],
      points: givenUp.map((step) => terms.step(step, amount)),
    }),
    'no-new-card': () => ({ paragraphs: ['在全部還清之前，您承諾不向任何銀行申辦信用卡。'] }),
    'rights-and-duties': (facts) => {
      const { plan, policy, rewards } = facts
      const { coolingOffDays } = policy.agreement
      const { graceDays, incentive, reviewEveryMonths, reviewStretchedToMonths } = policy.monitoring
      const single = plan.instalments.length === 1
      return {
        paragraphs: [],
        points: [
          coolingOffDays === 0
            ? '本協議書自雙方簽署起生效。'
            : `簽署之後，您有 ${days(coolingOffDays)}可以改變主意，不需要理由，也不收任何費用；改變主意之後，目前的合約照舊。過了這段時間，本協議書生效。`,
          `您依約定的日期繳款。${graceDays === 0 ? '' : `繳款日後 ${days(graceDays)}以內收到的，仍算準時。`}`,
          '簽署之後，我們以及代我們處理的任何單位都停止一切催收，除非您違反本協議書。我們只會提醒繳款日、確認收款、關心您的近況。',
          '如果哪一期繳起來吃力，或是家裡、工作上有變化，請告訴我們。您隨時可以要求調整。',
          ...(single
            ? []
            : [
                reviewEveryMonths === reviewStretchedToMonths
                  ? `每 ${months(reviewEveryMonths)}我們會問問您，方案是否還合適。`
                  : `每 ${months(reviewEveryMonths)}我們會問問您，方案是否還合適；依約繳款期間，改為每 ${months(reviewStretchedToMonths)}一次。`,
              ]),
          single
            ? '您可以提前繳款，不收任何費用。'
            : '您隨時可以提前繳一部分或全部，不收任何費用。多繳的部分先用於之後各期。如果想一次還清，請先告訴我們，我們為您算出正確的金額，之後各月的利息不再計算。',
          ...(rewards
            ? [
                incentive.afterKept === 1
                  ? `每依約繳款 1 期，減免${incentive.lowers === 'all-later' ? '之後各期' : '下一個未繳期'}利息的 ${incentive.interestOffPercent}%。`
                  : `連續 ${incentive.afterKept} 期依約繳款，減免${incentive.lowers === 'all-later' ? '之後各期' : '下一個未繳期'}利息的 ${incentive.interestOffPercent}%。`,
              ]
            : []),
          breach(facts),
        ],
      }
    },
    other: () => ({
      paragraphs: [
        '所有約定都寫在本協議書裡。沒有寫進來的，對您沒有拘束力。本協議書沒有提到的，仍依您目前的合約。',
        '本協議書只能以書面變更，並由雙方簽署。法律賦予您的權利不受影響。雙方各存一份。',
      ],
    }),
    apr: ({ accrued, amount, apr, rateReduced }) => ({
      paragraphs: [
        accrued > 0
          ? `把方案的全部成本都算進去，總費用年百分率為 ${apr.after}%。您總共比列入方案的欠款多付 ${amount(accrued)}。`
          : '把方案的全部成本都算進去，年利率為 0%。您付的不會超過列入方案的欠款。',
        ...(apr.before === undefined ? [] : [`依目前的情況，總費用年百分率為 ${apr.before}%。`]),
        ...(rateReduced === undefined ? [] : [terms.step(rateReduced, amount)]),
        '做決定之前，請拿它與您目前的合約比較看看。',
      ],
    }),
    'limitation-restart': () => ({
      paragraphs: [
        '簽署代表您承認這筆欠款，法律上的請求時效會從簽署當天重新起算。',
        '您可以先向免費的法律諮詢問清楚，這對您代表什麼。如果這筆欠款已經很久，請在簽署之前先問清楚。',
      ],
    }),
    'how-to-complain': ({ freeHelp, policy }) => ({
      paragraphs: [
        `請撥打 ${policy.lender.phone}，或來信 ${policy.lender.replyTo}。會有專人查明，並在 ${days(policy.complaints.answerWithinDays)}內回覆您，這段期間我們會暫停寄送其他郵件。`,
        terms.help.says,
      ],
      points: freeHelp,
    }),
  },
  labels: {
    part: '欠款組成',
    owed: '欠款',
    cancelled: '減免',
    inPlan: '列入方案',
    joined: '併入本金的逾期利息與費用',
    principal: '本金',
    interest: '利息',
    fees: '費用',
    sum: '合計',
    number: '期數',
    toPay: '應繳',
    cost: '您要付的',
    amount: '金額',
    scheduled: '列入方案的欠款',
    accrued: '方案期間的利息',
    added: '方案期間的費用',
  },
  signatures: {
    heading: '雙方簽署',
    says: '請在全部了解清楚之後再簽署。有不明白的地方，請先問我們。',
    borrower: (caseId) => `案件 ${caseId} 的借款人`,
    sign: '簽署',
    date: '日期',
  },
}
