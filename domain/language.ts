import * as z from 'zod'

/** A language borrowers are written to in: English, simplified Chinese, traditional Chinese (BCP 47). */
export const Language = z.enum(['en', 'zh-CN', 'zh-TW'])
export type Language = z.infer<typeof Language>
