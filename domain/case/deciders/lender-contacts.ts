import { isDeepStrictEqual } from 'node:util'
import type { Refusal } from '../../outcome.ts'
import { instantPlusDays } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import { rememberedDays } from '../evolve-contact.ts'
import type { Story } from '../story.ts'

/**
 * Writes down the lender's own contacts and what the borrower said of when to reach them, so that the dossier shows all that the gate went
 * by (R70, R80). The same again is no news, and a closed case needs none: it is told when it opens anew.
 */
export const recordContacts = (
  story: Story,
  { contacts, preferences }: CommandOf<'record contacts'>,
): Refusal | undefined => {
  const { state, situation } = story
  if (state.stage === 'closed') return undefined
  const oldest = instantPlusDays(situation.now, -rememberedDays)
  const news = contacts
    .filter(({ key, at }) => at >= oldest && state.lenderContacts?.[key] === undefined)
    .map(({ key, at, channel, point, conversation }) => ({
      key,
      at,
      channel,
      ...(point && { point }),
      ...(conversation && { conversation }),
    }))
  if (news.length > 0) story.tell({ type: 'LenderContacted', contacts: news })
  if (preferences !== undefined && !isDeepStrictEqual(preferences, state.preferences))
    story.tell({ type: 'TimesPreferred', preferences })
  return undefined
}
