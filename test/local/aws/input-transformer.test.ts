import { describe, expect, test } from 'vitest'
import { transformed } from '../../../local/aws/events/input-transformer.ts'

const event = { time: '2026-03-02T02:00:00Z', detail: { eventType: 'Bounce', mail: { tags: { notice: ['n-1'] } } } }
const transformer = {
  InputPathsMap: { time: '$.time', 'detail-mail-tags-notice': '$.detail.mail.tags.notice' },
  InputTemplate: '{"at":<time>,"notice":<detail-mail-tags-notice>,"fixed":1}',
}

describe('an input transformer', () => {
  test('puts texts and lists into the template as JSON, and hands nothing else on', () => {
    expect(transformed(transformer, event)).toEqual({ at: '2026-03-02T02:00:00Z', notice: ['n-1'], fixed: 1 })
  })

  test('refuses an event that has nothing at a place', () => {
    expect(() => transformed(transformer, { time: 'x', detail: {} })).toThrow('nothing at $.detail.mail.tags.notice')
  })

  test('refuses a path that it does not read, and a name that the map lacks', () => {
    const indexed = { ...transformer, InputPathsMap: { ...transformer.InputPathsMap, time: '$.resources[0]' } }
    expect(() => transformed(indexed, event)).toThrow('and not $.resources[0]')
    expect(() => transformed({ ...transformer, InputTemplate: '<other>' }, event)).toThrow('names <other>')
  })
})
