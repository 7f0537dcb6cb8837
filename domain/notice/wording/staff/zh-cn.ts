import type { StaffWording } from './staff.ts'

/** What staff are written in simplified Chinese. */
export const zhCnStaff: StaffWording = {
  greeting: '您好：',
  news: {
    approval: {
      subject: '有方案等待审批',
      says: '下面的方案超出了政策授权的范围，需要您来决定。请看过后选择同意或不同意，结果都会告知借款人。',
    },
    mediation: {
      subject: '有案件需要调解',
      says: '双方还没有谈拢。请您看一看案件，提出每月还款金额和期数。',
    },
    papers: {
      subject: '借款人可以提供材料',
      says: '本案借款人可以为所填的情况提供材料。请告诉对方需要哪些，收到后请记录核实结果。',
    },
    complaint: {
      subject: '收到一件投诉',
      says: '本案借款人提出了投诉，对其的邮件已经暂停。请核实情况并致电对方；答复期限以发给对方的信为准。',
    },
    'unwanted-mail': {
      subject: '收到一件投诉',
      says: '本案借款人把我们的邮件标记为不想收到的邮件。对其的消息已全部暂停，邮件不再发送。请核实发过什么、为什么发，并按本机构的投诉规定答复，但不要用邮件。',
    },
    dispute: {
      subject: '借款人对欠款有异议',
      says: '本案借款人认为欠款有误。在此期间我们不会向其提出任何要求。请核对欠款的金额和由来，并致电对方。',
    },
    'person-needed': {
      subject: '需要人工跟进',
      says: '借款人没有回复早期关怀，或者需要的不只是一封邮件。请看一看案件，并致电对方。',
    },
  },
  whose: ({ caseId, dropId, line }) =>
    `如何找到账户：${caseId}对应的是账户文件的第${line}行，该文件的处理报告编号为${dropId}。借款人是谁，只有贵方系统里才有，请不要写进答复。`,
  answer: '打开案件并答复',
  signature: ['Forbear'],
  owed: '欠款合计',
  labels: { eachMonth: '一般每月还', months: '还款时间', total: '还款总额', waived: '减免' },
  option: (number, kind) => `方案${number}：${kind}`,
  presentValueLoss: '现值损失',
  needsApproval: { label: '需要您审批', yes: '是', no: '否' },
}
