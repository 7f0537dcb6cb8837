import { describe, expect, test } from 'vitest'
import { mayContact } from '../../../domain/contact/gate.ts'
import { instantOf } from '../../../domain/time.ts'
import { question } from './asking.ts'

const takesAMinute = (now: string) => mayContact(question({ now: instantOf(now), takesSeconds: 60 }))

describe('a message whose sending takes a minute', () => {
  test('goes while the window stays open for all of it', () => {
    expect(takesAMinute('2026-03-03T09:58:59.999Z')).toMatchObject({ decision: 'now' })
  })

  test('waits for the next window when this one closes meanwhile', () => {
    expect(takesAMinute('2026-03-03T09:59:00.000Z')).toMatchObject({
      decision: 'wait',
      until: '2026-03-04T01:00:00.000Z',
      because: 'window',
    })
  })

  test('goes from the first instant of a window on', () => {
    expect(takesAMinute('2026-03-03T01:00:00.000Z')).toMatchObject({ decision: 'now' })
    expect(takesAMinute('2026-03-03T00:59:59.999Z')).toMatchObject({ until: '2026-03-03T01:00:00.000Z' })
  })
})
