import type { Policy } from '../policy/policy.ts'
import { TimeZone } from '../time.ts'

type JurisdictionId = Policy['jurisdiction']

/** All zones a borrower may live in, the likeliest first; more than one only where a region is split. */
export type BorrowerZones = readonly [TimeZone, ...TimeZone[]]

const zone = (name: string): TimeZone => TimeZone.parse(name)

const eastern = zone('America/New_York')
const central = zone('America/Chicago')
const mountain = zone('America/Denver')
const pacific = zone('America/Los_Angeles')
const arizona = zone('America/Phoenix')
const alaska = zone('America/Anchorage')
const aleutian = zone('America/Adak')
const hawaii = zone('Pacific/Honolulu')
const atlantic = zone('America/Puerto_Rico')
const chamorro = zone('Pacific/Guam')
const samoa = zone('Pacific/Pago_Pago')

/** States and territories (USPS) by their zones; where a state is split, the zone of most people first. */
const american: readonly (readonly [string, BorrowerZones])[] = [
  ['CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV', [eastern]],
  ['AL AR IA IL LA MN MO MS OK WI', [central]],
  ['CO MT NM UT WY', [mountain]],
  ['CA WA', [pacific]],
  ['FL IN KY MI', [eastern, central]],
  ['TN', [central, eastern]],
  ['KS ND NE SD TX', [central, mountain]],
  ['ID', [mountain, pacific]],
  ['NV OR', [pacific, mountain]],
  // The Navajo Nation keeps daylight-saving time, the rest of the state does not.
  ['AZ', [arizona, mountain]],
  ['AK', [alaska, aleutian]],
  ['HI', [hawaii]],
  ['PR VI', [atlantic]],
  ['GU MP', [chamorro]],
  ['AS', [samoa]],
]

const shanghai = zone('Asia/Shanghai')
const urumqi = zone('Asia/Urumqi')
const hongKong = zone('Asia/Hong_Kong')
const macau = zone('Asia/Macau')
const taipei = zone('Asia/Taipei')

/** Provinces by ISO 3166-2:CN and by name; every one keeps Beijing time, but many in Xinjiang live two hours behind it. */
const chinese: readonly (readonly [string, BorrowerZones])[] = [
  ['AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XZ YN ZJ', [shanghai]],
  ['安徽 北京 重庆 福建 广东 甘肃 广西 贵州 河南 湖北 河北 海南 黑龙江 湖南', [shanghai]],
  ['吉林 江苏 江西 辽宁 内蒙古 宁夏 青海 四川 山东 上海 陕西 山西 天津 西藏 云南 浙江', [shanghai]],
  ['重慶 福建 廣東 甘肅 廣西 貴州 黑龍江 江蘇 遼寧 內蒙古 寧夏 青海 山東 陝西 雲南', [shanghai]],
  ['XJ 新疆', [shanghai, urumqi]],
  ['HK 香港', [hongKong]],
  ['MO 澳门 澳門', [macau]],
  ['TW 台湾 臺灣 台灣', [taipei]],
]

const byRegion = (groups: typeof american): ReadonlyMap<string, BorrowerZones> =>
  new Map(groups.flatMap(([regions, zones]) => regions.split(' ').map((region) => [region, zones] as const)))

const regions: Record<JurisdictionId, ReadonlyMap<string, BorrowerZones>> = {
  us: byRegion(american),
  cn: byRegion(chinese),
}

/** `us-tx`, `US-TX` and `TX` are one region, and so are `上海` and `上海市`. */
const plainRegion = (region: string): string =>
  region
    .trim()
    .toUpperCase()
    .replace(/^(US|CN)-/, '')
    .replace(
      /(维吾尔自治区|維吾爾自治區|壮族自治区|壯族自治區|回族自治区|回族自治區|自治区|自治區|特别行政区|特別行政區|省|市)$/,
      '',
    )

/** The zones of a region of a jurisdiction; undefined when it is no region there. */
export const zonesOfRegion = (jurisdiction: JurisdictionId, region: string): BorrowerZones | undefined =>
  regions[jurisdiction].get(plainRegion(region))

/**
 * Where a borrower's clock stands (R70): the zone they or the lender declared, else their region's, else the lender's default. For a region
 * split between zones every candidate is given, and windows must be open in all of them: nobody is written to too early or too late.
 */
export const zonesOf = (
  place: { readonly timeZone?: TimeZone | undefined; readonly region?: string | undefined },
  policy: Pick<Policy, 'jurisdiction' | 'contact'>,
): BorrowerZones => {
  if (place.timeZone !== undefined) return [place.timeZone]
  const { defaultTimeZone, localTimeZoneDetection } = policy.contact.communicationTimeConfig.localTimeZoneConfig
  const { region } = place
  const detected = region !== undefined && localTimeZoneDetection.includes('REGION')
  return (detected ? zonesOfRegion(policy.jurisdiction, region) : undefined) ?? [defaultTimeZone]
}
