import { expect, test } from 'vitest'
import { noticeIdOf } from '../../../domain/ids.ts'
import { at } from './walk.ts'

const sent = (confirmed: boolean) => {
  const walk = at.assessing()
  const noticeId = noticeIdOf(walk.caseId, 1)
  walk.give({ type: 'record notice sent', noticeId, messageId: 'ses-1', confirmed })
  return walk
}

test('the first message of a case is the first that surely went; one that may not have gone is no first', () => {
  expect(at.assessing().state.written).toBeUndefined()
  expect(sent(false).state.written).toBeUndefined()
  expect(sent(true).state.written).toBe(true)
})
