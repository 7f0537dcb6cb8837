import type { Language } from '../language.ts'
import type { Policy } from '../policy/policy.ts'

/**
 * Free, independent help a borrower can turn to (R24), by where the lender is.
 * us: Consumer Financial Protection Bureau; National Foundation for Credit Counseling, a non-profit.
 * cn: 12378, the financial regulator's consumer line; 12348, the public legal service line.
 */
export const freeHelp: Record<Policy['jurisdiction'], Record<Language, readonly string[]>> = {
  us: {
    en: [
      'A non-profit credit counselor: National Foundation for Credit Counseling, 1-800-388-2227, www.nfcc.org.',
      'Your rights, and complaints about any lender: Consumer Financial Protection Bureau, 1-855-411-2372, www.consumerfinance.gov.',
    ],
    'zh-CN': [
      '非营利信用咨询：美国全国信用咨询基金会（NFCC），1-800-388-2227，www.nfcc.org。',
      '了解您的权利或投诉任何一家机构：美国消费者金融保护局（CFPB），1-855-411-2372，www.consumerfinance.gov。',
    ],
    'zh-TW': [
      '非營利信用諮詢：美國全國信用諮詢基金會（NFCC），1-800-388-2227，www.nfcc.org。',
      '了解您的權利或申訴任何一家機構：美國消費者金融保護局（CFPB），1-855-411-2372，www.consumerfinance.gov。',
    ],
  },
  cn: {
    en: [
      'The financial regulator’s consumer line in China: 12378.',
      'The public legal service line in China, free legal advice: 12348.',
    ],
    'zh-CN': ['金融消费者投诉维权热线：12378。', '公共法律服务热线，免费法律咨询：12348。'],
    'zh-TW': ['中國大陸金融消費者投訴維權熱線：12378。', '中國大陸公共法律服務熱線，免費法律諮詢：12348。'],
  },
}
