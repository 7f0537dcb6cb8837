import { type CaseId, noticeIdOf } from '../ids.ts'
import type { NoticeContent } from '../notice/content.ts'
import type { Policy } from '../policy/policy.ts'
import { type Day, dayIn, dayPlusDays, type Instant } from '../time.ts'
import type { CaseEvent } from './event.ts'
import { evolve } from './evolve.ts'
import type { Case } from './state.ts'

/** What a decision may rest on besides the case and the command. */
export interface Situation {
  readonly policy: Policy
  readonly now: Instant
}

/** A decision being told event by event; the state moves along, so that each next event sees the ones before. */
export class Story<State extends Case = Case> {
  readonly events: CaseEvent[] = []
  readonly before: State
  readonly situation: Situation
  state: Case

  constructor(before: State, situation: Situation) {
    this.before = before
    this.state = before
    this.situation = situation
  }

  /** One more thing happens. */
  tell(event: CaseEvent): this {
    this.state = evolve(this.state, this.caseId, event, this.situation.now)
    this.events.push(event)
    return this
  }

  /** The borrower is to be written to; whether and when is the contact gate's decision. */
  notify(content: NoticeContent): this {
    return this.tell({ type: 'NoticeRequested', noticeId: noticeIdOf(this.caseId, this.state.notices + 1), content })
  }

  /** Today where the borrower lives. */
  get today(): Day {
    return dayIn(this.before.zone, this.situation.now)
  }

  /** The day `days` days from today where the borrower lives. */
  inDays(days: number): Day {
    return dayPlusDays(this.today, days)
  }

  private get caseId(): CaseId {
    return this.before.caseId
  }
}
