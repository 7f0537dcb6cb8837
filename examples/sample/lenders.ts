import type { Dice } from './dice.ts'
import { type SamplePerson, sampleFirm, samplePerson } from './people.ts'

/** A product of a demo lender; amounts in whole units of its currency. */
export interface SampleProduct {
  readonly product: string
  readonly principal: readonly [least: number, most: number]
  readonly months: readonly [least: number, most: number]
  /** Percent for one period of `basis`. */
  readonly rates: readonly string[]
  readonly basis: 'annual' | 'monthly' | 'daily'
}

/** What a demo lender's book looks like. */
export interface SampleLender {
  readonly id: 'platform-a' | 'platform-b' | 'union-c'
  readonly currency: 'CNY' | 'USD'
  readonly prefix: string
  /** What most people earn a month, in whole units. */
  readonly income: readonly [least: number, most: number]
  readonly products: readonly (readonly [weight: number, SampleProduct])[]
  /** Columns the lender exports besides those that Forbear reads. */
  readonly ownColumns: readonly string[]
  ownCells(dice: Dice): string[]
  person(dice: Dice, product: string, number: number): SamplePerson
  language(dice: Dice): string
  place(dice: Dice): { readonly time_zone: string; readonly region: string }
}

const product = (
  name: string,
  principal: SampleProduct['principal'],
  months: SampleProduct['months'],
  basis: SampleProduct['basis'],
  rates: readonly string[],
): SampleProduct => ({ product: name, principal, months, basis, rates })

const platformA: SampleLender = {
  id: 'platform-a',
  currency: 'CNY',
  prefix: 'PA',
  income: [3_500, 18_000],
  products: [
    [6, product('consumer-loan', [3_000, 60_000], [4, 30], 'annual', ['14.4', '18', '21.6', '23.9'])],
    [3, product('credit-card', [1_500, 45_000], [6, 24], 'daily', ['0.05', '0.045'])],
    [2, product('cash-loan', [800, 15_000], [2, 11], 'monthly', ['1.5', '1.8', '1.95'])],
    [1, product('auto-loan', [30_000, 140_000], [12, 48], 'annual', ['6.8', '8.88', '10.2'])],
  ],
  ownColumns: ['branch', 'handler_group'],
  ownCells: (dice) => [dice.pick(['朝阳支行', '浦东支行', '天河支行', '线上渠道']), dice.pick(['M1', 'M2', 'M3'])],
  person: (dice, _product, number) => samplePerson(dice, 'simplified', number),
  language: (dice) => (dice.chance(0.97) ? 'zh-CN' : 'en'),
  place: (dice) => {
    const region = dice.pick(['北京', '上海市', '广东', '四川省', '浙江', '湖北', '河南', 'CN-JS', '新疆', '辽宁'])
    const known = region !== '新疆' && dice.chance(0.7)
    return { time_zone: known ? 'Asia/Shanghai' : '', region }
  },
}

const platformB: SampleLender = {
  id: 'platform-b',
  currency: 'CNY',
  prefix: 'PB-',
  income: [5_000, 24_000],
  products: [
    [5, product('consumer-loan', [5_000, 80_000], [6, 36], 'monthly', ['1', '1.2', '1.45'])],
    [3, product('small-business-loan', [20_000, 260_000], [6, 36], 'annual', ['7.5', '9.6', '12'])],
    [2, product('credit-card', [2_000, 60_000], [6, 24], 'annual', ['15', '18.25'])],
  ],
  ownColumns: ['分店'],
  ownCells: (dice) => [dice.pick(['總店', '東區', '西區', ''])],
  person: (dice, name, number) =>
    name === 'small-business-loan' ? sampleFirm(dice, number) : samplePerson(dice, 'traditional', number),
  language: (dice) =>
    dice.weighted([
      [30, 'zh-TW'],
      [3, 'zh-Hant'],
      [3, 'zh-CN'],
      [1, 'en'],
    ]),
  place: (dice) => {
    const [time_zone, region] = dice.weighted([
      [5, ['', '上海'] as const],
      [5, ['Asia/Shanghai', '福建'] as const],
      [3, ['', '廣東省'] as const],
      [4, ['Asia/Taipei', '臺灣'] as const],
      [2, ['Asia/Hong_Kong', '香港'] as const],
    ])
    return { time_zone, region }
  },
}

const unionC: SampleLender = {
  id: 'union-c',
  currency: 'USD',
  prefix: 'UC',
  income: [2_100, 8_800],
  products: [
    [6, product('personal-loan', [1_200, 32_000], [6, 54], 'annual', ['9.93', '12.62', '16.02', '19.99', '24.85'])],
    [3, product('credit-card', [600, 14_000], [12, 36], 'annual', ['17.99', '22.49', '26.99'])],
    [2, product('auto-loan', [5_000, 34_000], [12, 66], 'annual', ['5.49', '7.25', '11.9'])],
    [1, product('medical-loan', [400, 9_000], [4, 24], 'annual', ['0', '4.99'])],
  ],
  ownColumns: ['grade', 'home_ownership'],
  ownCells: (dice) => [dice.pick(['A', 'B', 'C', 'D', 'E']), dice.pick(['RENT', 'OWN', 'MORTGAGE'])],
  person: (dice, _product, number) => samplePerson(dice, 'western', number),
  language: (dice) =>
    dice.weighted([
      [36, 'en'],
      [3, 'en-US'],
      [1, 'zh-CN'],
    ]),
  place: (dice) => {
    const region = dice.pick([
      'NY',
      'GA',
      'FL',
      'TX',
      'IL',
      'TN',
      'CO',
      'UT',
      'AZ',
      'CA',
      'WA',
      'OR',
      'US-HI',
      'US-AK',
      'PR',
    ])
    return { time_zone: '', region }
  },
}

/** The demo lenders: mainland China, traditional Chinese with small firms, and the United States in many time zones. */
export const sampleLenders: readonly SampleLender[] = [platformA, platformB, unionC]
