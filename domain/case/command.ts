import type { ContactPoint } from '../contact/contact-point.ts'
import type { WaitReason } from '../contact/gate.ts'
import type { Hold, HoldKind } from '../contact/holds.ts'
import type { LenderContact } from '../contact/ledger.ts'
import type { Preferences } from '../contact/preferences.ts'
import type { BorrowerId, CaseId, LenderId, NoticeId, PaymentId } from '../ids.ts'
import type { AccountFacts } from '../intake/account.ts'
import type { Language } from '../language.ts'
import type { MailFeedback } from '../notice/feedback.ts'
import type { NoticeKind } from '../notice/notice.ts'
import type { Day, Instant, TimeZone } from '../time.ts'
import type { BorrowerAnswer, StaffAnswer } from './answer.ts'
import type { TaskOutcome } from './contact-task.ts'
import type { Origin } from './state.ts'

/** The stages whose machines give orders to a case; each order names the episode it belongs to, so that a late one is seen to be late. */
type InEpisode<Type extends string> = { readonly type: Type; readonly episode: number }

/** Everything that a case can be asked to do. */
export type Command =
  | {
      readonly type: 'admit account'
      readonly caseId: CaseId
      readonly lenderId: LenderId
      readonly borrowerId: BorrowerId
      readonly language: Language
      readonly zone: TimeZone
      readonly zones: readonly TimeZone[]
      readonly facts: AccountFacts
      readonly origin: Origin
      readonly fingerprint: string
      readonly emailPoint?: ContactPoint | undefined
    }
  | {
      readonly type: 'receive payment'
      readonly paymentId: PaymentId
      readonly amount: number
      readonly on: Day
      readonly origin: Origin
    }
  | { readonly type: 'reverse payment'; readonly paymentId: PaymentId; readonly origin: Origin }
  | InEpisode<'assess risk'>
  | InEpisode<'request statement'>
  | InEpisode<'remind statement'>
  | InEpisode<'score ability'>
  | InEpisode<'build options'>
  | InEpisode<'ask approval'>
  | InEpisode<'make offer'>
  | InEpisode<'remind offer'>
  | InEpisode<'answer counter-offer'>
  | (InEpisode<'assign mediator'> & { readonly load: Readonly<Record<string, number>> })
  | InEpisode<'put proposal'>
  | InEpisode<'end negotiation'>
  | (InEpisode<'draw up agreement'> & { readonly documentHash: string })
  | InEpisode<'explain agreement'>
  | InEpisode<'ask signature'>
  | InEpisode<'activate plan'>
  | InEpisode<'lapse agreement'>
  | { readonly type: 'watch plan'; readonly today: Day }
  | { readonly type: 'ask what changed'; readonly warning: number }
  | { readonly type: 'respond to change'; readonly warning: number }
  | { readonly type: 'check recovery'; readonly warning: number }
  | { readonly type: 'take answer'; readonly answer: BorrowerAnswer }
  | { readonly type: 'take staff answer'; readonly answer: StaffAnswer }
  | {
      readonly type: 'record notice sent'
      readonly noticeId: NoticeId
      readonly messageId: string
      readonly confirmed: boolean
      /** When it went, where that is not now. */
      readonly wentAt?: Instant | undefined
    }
  | {
      readonly type: 'delay notice'
      readonly noticeId: NoticeId
      readonly until: Instant
      readonly because: WaitReason
      readonly provisional: boolean
    }
  | { readonly type: 'suppress notice'; readonly noticeId: NoticeId; readonly reason: string }
  | {
      readonly type: 'record feedback'
      readonly noticeId: NoticeId
      readonly kind: NoticeKind
      readonly feedback: MailFeedback
      /** The message went to an address that was corrected since, so that its bounce says nothing of the present one. */
      readonly toFormerAddress?: boolean
    }
  | { readonly type: 'hand over contact task'; readonly number: number }
  | { readonly type: 'drop contact task'; readonly number: number; readonly because: string }
  | { readonly type: 'start contact task'; readonly number: number; readonly beganAt?: Instant | undefined }
  | { readonly type: 'end contact task'; readonly number: number; readonly outcome: TaskOutcome }
  | {
      readonly type: 'record contacts'
      readonly contacts: readonly LenderContact[]
      readonly preferences?: Preferences | undefined
    }
  | { readonly type: 'place hold'; readonly hold: Hold }
  | { readonly type: 'lift hold'; readonly kind: HoldKind; readonly setBy: string; readonly from: Instant }
  | { readonly type: 'resume stage'; readonly machine: 'assessment' | 'offer' | 'agreement' | 'early-warning' }
  | { readonly type: 'record failure'; readonly machine: string; readonly step: string; readonly error: string }

/** A command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>
