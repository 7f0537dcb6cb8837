import type { StaffWording } from './staff.ts'

/** What staff are written in traditional Chinese, in the usage of Taiwan and Hong Kong. */
export const zhTwStaff: StaffWording = {
  greeting: '您好：',
  news: {
    approval: {
      subject: '有方案等待核准',
      says: '以下方案超出政策授權的範圍，需要由您決定。請看過之後選擇同意或不同意，結果都會告知借款人。',
    },
    mediation: {
      subject: '有案件需要調解',
      says: '雙方還沒有談出共識。請您看看案件，提出每月應繳金額與期數。',
    },
    papers: {
      subject: '借款人可以提供文件',
      says: '本案借款人可以為所填的狀況提供文件。請告訴對方需要哪些，收到後請記錄查核結果。',
    },
    complaint: {
      subject: '收到一件申訴',
      says: '本案借款人提出申訴，寄給對方的郵件已經暫停。請查明情況並致電對方；回覆期限以寄給對方的信為準。',
    },
    'unwanted-mail': {
      subject: '收到一件申訴',
      says: '本案借款人把我們的郵件標示為不想收到的郵件。給對方的訊息已全部暫停，郵件也不再寄送。請查明寄過什麼、為什麼寄，並依貴公司的申訴規定回覆，但請勿使用電子郵件。',
    },
    dispute: {
      subject: '借款人對欠款有異議',
      says: '本案借款人認為欠款有誤。這段期間我們不會向對方提出任何要求。請核對欠款的金額與由來，並致電對方。',
    },
    'person-needed': {
      subject: '需要專人接手',
      says: '借款人沒有回覆早期關懷，或需要的不只是一封信。請看看案件，並致電對方。',
    },
  },
  whose: ({ caseId, dropId, line }) =>
    `如何找到帳戶：${caseId} 是帳戶檔案的第 ${line} 行，該檔案的處理報告編號為 ${dropId}。借款人是誰，只有貴公司的系統裡才有，請不要寫進回覆。`,
  answer: '開啟案件並回覆',
  signature: ['Forbear'],
  owed: '欠款合計',
  labels: { eachMonth: '一般每月應繳', months: '還款期間', total: '還款總額', waived: '減免' },
  option: (number, kind) => `方案 ${number}：${kind}`,
  presentValueLoss: '現值損失',
  needsApproval: { label: '需要您核准', yes: '是', no: '否' },
}
