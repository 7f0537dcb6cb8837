import { describe, expect, test } from 'vitest'
import { zonesOf, zonesOfRegion } from '../../../domain/contact/zone.ts'
import { LenderId } from '../../../domain/ids.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import { TimeZone } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const book = loadPolicies(policiesDirectory)
const unionC = policyOf(book, LenderId.parse('union-c'), 'v2')
const platformA = policyOf(book, LenderId.parse('platform-a'), 'v2')

describe('a borrower’s zone', () => {
  test('is the declared one, whatever the region says', () => {
    expect(zonesOf({ timeZone: TimeZone.parse('America/Denver'), region: 'NY' }, unionC)).toEqual(['America/Denver'])
  })

  test('is the region’s when none is declared', () => {
    expect(zonesOf({ region: 'CA' }, unionC)).toEqual(['America/Los_Angeles'])
    expect(zonesOf({ region: '广东省' }, platformA)).toEqual(['Asia/Shanghai'])
  })

  test('is every candidate of a split region, that of most people first', () => {
    expect(zonesOf({ region: 'TX' }, unionC)).toEqual(['America/Chicago', 'America/Denver'])
    expect(zonesOf({ region: '新疆维吾尔自治区' }, platformA)).toEqual(['Asia/Shanghai', 'Asia/Urumqi'])
  })

  test('is the lender’s default when nothing is known, or the region is none', () => {
    expect(zonesOf({}, unionC)).toEqual(['America/New_York'])
    expect(zonesOf({ region: 'Atlantis' }, unionC)).toEqual(['America/New_York'])
  })
})

describe('regions', () => {
  test.each(['US-TX', 'us-tx', 'TX', ' tx '])('%j is Texas', (region) => {
    expect(zonesOfRegion('us', region)?.[0]).toBe('America/Chicago')
  })

  test.each(['上海', '上海市', 'CN-SH', '廣西壯族自治區', '西藏自治区', 'HL'])(
    '%s keeps the time of Beijing',
    (region) => {
      expect(zonesOfRegion('cn', region)).toEqual(['Asia/Shanghai'])
    },
  )

  test('are all fifty states and the district, and no province is a state', () => {
    const states =
      'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC'
    expect(states.split(' ').filter((state) => zonesOfRegion('us', state) === undefined)).toEqual([])
    expect(zonesOfRegion('us', '上海')).toBeUndefined()
  })
})
