import { zhCnTerms as terms } from '../notice/wording/terms/zh-cn.ts'
import type { AgreementFacts, AgreementWording, Run } from './document.ts'

const { day, days, months, rate } = terms

const run = ({ from, to, due }: Run, { amount }: AgreementFacts): string =>
  from === to ? `第${from}期：${amount(due)}。` : `第${from}期至第${to}期：每期${amount(due)}。`

const breach = ({ plan, policy, brokenAfter }: AgreementFacts): string => {
  const { graceDays } = policy.monitoring
  const late = graceDays === 0 ? '到期后' : `超过到期日${days(graceDays)}后`
  const open =
    plan.instalments.length === 1
      ? `如果这笔款${late}仍未付清`
      : brokenAfter === 1
        ? `如果有一期${late}仍未付清`
        : `如果同时有${brokenAfter}期${late}仍未付清`
  const kept =
    plan.kind === 'settlement'
      ? '您已经还的钱都算数。'
      : '您已经还的钱都算数，已经减免的不再追回，以后各月的利息也不再要求支付。'
  return `${open}，双方又没有找到新的办法，即视为违约：本方案终止，剩余欠款恢复适用原合同。${kept}只有在这种情况下，才可能在法律允许的范围内恢复催收。`
}

/** The agreement in simplified Chinese. */
export const zhCnAgreement: AgreementWording = {
  terms,
  title: '还款协议',
  opening: ({ caseId, drawnUpOn, lender, plan }) => [
    `本协议由${lender}（以下称“我们”）与案件${caseId}的借款人（以下称“您”）订立，拟定日期为${day(drawnUpOn)}。`,
    `这里写的是双方平等商量好的内容：${terms.kinds[plan.kind]}。请慢慢看，不着急。在您签字之前，任何内容对您都没有约束力。`,
  ],
  topics: {
    debt: ({ amount, owed, plan }) => ({
      paragraphs: [
        `本协议涉及的欠款共${amount(owed)}，币种为${plan.currency}。下表列出欠款由哪些部分组成、减免了多少、有多少列入方案。`,
        plan.kind === 'settlement'
          ? '这一笔款到账之后，全部欠款即告结清，我们不再要求您支付任何款项。'
          : '方案中的款项全部还完之后，这笔欠款即告结清，我们不再要求您支付任何款项。',
      ],
    }),
    schedule: (facts) => {
      const { amount, first, holidayMonths, last, plan, runs, total } = facts
      const count = plan.instalments.length
      return {
        paragraphs: [
          count === 1
            ? `一次付清，币种为${plan.currency}：${day(first.dueOn)}支付${amount(total)}。`
            : `每月还一次，币种为${plan.currency}：从${day(first.dueOn)}到${day(last.dueOn)}，共${count}期，合计${amount(total)}。`,
          ...(holidayMonths > 0
            ? [`${day(first.dueOn)}之前不用还款，其中已经包含${months(holidayMonths)}的缓还期。`]
            : []),
          '还款方式与您现在的合同相同。如果换一种方式对您更方便，请告诉我们。',
          ...(count === 1 || runs.length > 4 ? ['下表列出应还金额及其组成。'] : []),
        ],
        points: count === 1 || runs.length > 4 ? [] : runs.map((each) => run(each, facts)),
      }
    },
    charges: ({ accrued, amount, arrears, carriesInterest, givenUp, plan }) => ({
      paragraphs: [
        accrued > 0
          ? `方案期间，按年利率${rate(plan.annualRatePercent)}、以尚未归还的本金按月计息，合计${amount(accrued)}，已经包含在各期金额里。`
          : '按约还款期间，不计收利息。',
        ...(carriesInterest ? ['前几个月没有付的利息分摊到以后各期，这部分利息不再计息。'] : []),
        ...(arrears > 0 ? [`还款金额中还包含此前已欠的利息和费用${amount(arrears)}，这部分不计息。`] : []),
        '方案期间不收年费、滞纳金或其他任何费用。',
        givenUp.length > 0 ? '我们为您做的：' : '本协议没有减免欠款。',
      ],
      points: givenUp.map((step) => terms.step(step, amount)),
    }),
    'no-new-card': () => ({ paragraphs: ['在全部还清之前，您承诺不向任何银行申请信用卡。'] }),
    'rights-and-duties': (facts) => {
      const { plan, policy, rewards } = facts
      const { coolingOffDays } = policy.agreement
      const { graceDays, incentive, reviewEveryMonths, reviewStretchedToMonths } = policy.monitoring
      const single = plan.instalments.length === 1
      return {
        paragraphs: [],
        points: [
          coolingOffDays === 0
            ? '本协议自双方签字起生效。'
            : `签字以后，您有${days(coolingOffDays)}的时间可以反悔，不需要理由，也不收任何费用；反悔之后，现在的合同照原样继续。过了这段时间，本协议生效。`,
          `您按约定的日期还款。${graceDays === 0 ? '' : `到期后${days(graceDays)}以内收到的，仍算按时。`}`,
          '签字以后，我们以及代我们办事的任何机构都停止一切催收，除非您违反本协议。我们只会提醒还款日期、确认收款、问问您的近况。',
          '如果哪一期还起来有困难，或者家里、工作上有变化，请告诉我们。您随时可以要求调整。',
          ...(single
            ? []
            : [
                reviewEveryMonths === reviewStretchedToMonths
                  ? `每${months(reviewEveryMonths)}我们会问问您，方案是否还合适。`
                  : `每${months(reviewEveryMonths)}我们会问问您，方案是否还合适；按约还款期间，改为每${months(reviewStretchedToMonths)}一次。`,
              ]),
          single
            ? '您可以提前付款，不收任何费用。'
            : '您随时可以提前还一部分或者全部，不收任何费用。多还的部分先用于以后各期。如果想一次还清，请先告诉我们，我们为您算出准确的金额，以后各月的利息不再计算。',
          ...(rewards
            ? [
                incentive.afterKept === 1
                  ? `每按约还款1期，减免${incentive.lowers === 'all-later' ? '以后各期' : '下一个未还期'}利息的${incentive.interestOffPercent}%。`
                  : `连续${incentive.afterKept}期按约还款，减免${incentive.lowers === 'all-later' ? '以后各期' : '下一个未还期'}利息的${incentive.interestOffPercent}%。`,
              ]
            : []),
          breach(facts),
        ],
      }
    },
    other: () => ({
      paragraphs: [
        '所有约定都写在本协议里。没有写进来的，对您没有约束力。本协议没有提到的，仍按您现在的合同。',
        '本协议只能以书面形式变更，并由双方签字。法律赋予您的权利不受影响。双方各存一份。',
      ],
    }),
    apr: ({ accrued, amount, apr, rateReduced }) => ({
      paragraphs: [
        accrued > 0
          ? `把方案的全部成本都算进去，综合年化利率为${apr.after}%。您一共比列入方案的欠款多付${amount(accrued)}。`
          : '把方案的全部成本都算进去，年利率为0%。您付的不会超过列入方案的欠款。',
        ...(apr.before === undefined ? [] : [`按目前的情况，综合年化利率为${apr.before}%。`]),
        ...(rateReduced === undefined ? [] : [terms.step(rateReduced, amount)]),
        '做决定之前，请把它与您现在的合同比一比。',
      ],
    }),
    'limitation-restart': () => ({
      paragraphs: [
        '签字表示您确认这笔欠款，诉讼时效会从签字当天起重新计算。',
        '您可以先向免费的法律服务咨询，弄清楚这对您意味着什么。如果这笔欠款时间已久，请在签字之前问清楚。',
      ],
    }),
    'how-to-complain': ({ freeHelp, policy }) => ({
      paragraphs: [
        `请拨打${policy.lender.phone}，或写信到${policy.lender.replyTo}。会有工作人员核实，并在${days(policy.complaints.answerWithinDays)}内答复您，在此期间我们暂停发送其他邮件。`,
        terms.help.says,
      ],
      points: freeHelp,
    }),
  },
  labels: {
    part: '欠款组成',
    owed: '欠款',
    cancelled: '减免',
    inPlan: '列入方案',
    joined: '并入本金的逾期利息和费用',
    principal: '本金',
    interest: '利息',
    fees: '费用',
    sum: '合计',
    number: '期数',
    toPay: '应还',
    cost: '您要付的',
    amount: '金额',
    scheduled: '列入方案的欠款',
    accrued: '方案期间的利息',
    added: '方案期间的费用',
  },
  signatures: {
    heading: '双方签字',
    says: '请在全部弄清楚之后再签字。有不明白的地方，请先问我们。',
    borrower: (caseId) => `案件${caseId}的借款人`,
    sign: '签字',
    date: '日期',
  },
}
