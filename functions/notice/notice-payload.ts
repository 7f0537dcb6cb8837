import * as z from 'zod'
import { CaseId, NoticeId } from '../../domain/ids.ts'
import { Now } from '../step.ts'

/** The payload of every step on one notice. */
export const NoticePayload = z.object({ caseId: CaseId, noticeId: NoticeId, now: Now })
