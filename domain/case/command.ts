import type { BorrowerId, CaseId, LenderId, NoticeId, PaymentId } from '../ids.ts'
import type { AccountFacts } from '../intake/account.ts'
import type { Language } from '../language.ts'
import type { Day, TimeZone } from '../time.ts'
import type { BorrowerAnswer, StaffAnswer } from './answer.ts'
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
    }
  | { readonly type: 'suppress notice'; readonly noticeId: NoticeId; readonly reason: string }
  | { readonly type: 'record failure'; readonly machine: string; readonly step: string; readonly error: string }

/** A command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>
