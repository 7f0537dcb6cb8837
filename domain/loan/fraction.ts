import type { RoundingMode } from '../money.ts'

/** An exact fraction `parts / of` of zero or more, in lowest terms. */
export interface Fraction {
  readonly parts: bigint
  readonly of: bigint
  /** The same as ordinary numbers where both are exact as such, for speed. */
  readonly small: { readonly parts: number; readonly of: number } | undefined
}

const commonDivisor = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

const smallDivisor = (a: number, b: number): number => {
  let larger = a
  let smaller = b
  while (smaller !== 0) {
    const rest = larger % smaller
    larger = smaller
    smaller = rest
  }
  return larger
}

/** In ordinary numbers, where all of them are exact as such. */
const smallFraction = (parts: number, of: number): Fraction => {
  const divisor = smallDivisor(of, parts)
  const small = { parts: parts / divisor, of: of / divisor }
  return { parts: BigInt(small.parts), of: BigInt(small.of), small }
}

const largestExact = BigInt(Number.MAX_SAFE_INTEGER)

/** @param parts zero or more @param of one or more */
export const fraction = (parts: number | bigint, of: number | bigint): Fraction => {
  if (typeof parts === 'number' && typeof of === 'number') return smallFraction(parts, of)
  const divisor = commonDivisor(BigInt(of), BigInt(parts))
  const reduced = { parts: BigInt(parts) / divisor, of: BigInt(of) / divisor }
  const isSmall = reduced.parts <= largestExact && reduced.of <= largestExact
  return { ...reduced, small: isSmall ? { parts: Number(reduced.parts), of: Number(reduced.of) } : undefined }
}

/** Nothing. */
export const none: Fraction = fraction(0, 1)

/** The decimal number `text`, exactly: `18.25` is 73/4. */
export const decimal = (text: string): Fraction => {
  const [whole = '0', decimals = ''] = text.split('.')
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}

/** `parts / of` where both came out exact in ordinary numbers: beyond 2^53 they may not be. */
const ifExact = (parts: number, of: number): Fraction | undefined =>
  parts <= Number.MAX_SAFE_INTEGER && of <= Number.MAX_SAFE_INTEGER ? smallFraction(parts, of) : undefined

/** `a + b` */
export const sum = (a: Fraction, b: Fraction): Fraction => {
  if (a.parts === 0n) return b
  if (b.parts === 0n) return a
  const [x, y] = [a.small, b.small]
  return (
    (x && y && ifExact(x.parts * y.of + y.parts * x.of, x.of * y.of)) ??
    fraction(a.parts * b.of + b.parts * a.of, a.of * b.of)
  )
}

/** `a × b` */
export const product = (a: Fraction, b: Fraction): Fraction => {
  const [x, y] = [a.small, b.small]
  return (x && y && ifExact(x.parts * y.parts, x.of * y.of)) ?? fraction(a.parts * b.parts, a.of * b.of)
}

/** `a × times / over` for whole numbers. */
export const scaled = (a: Fraction, times: number, over = 1): Fraction =>
  times === over
    ? a
    : ((a.small && ifExact(a.small.parts * times, a.small.of * over)) ??
      fraction(a.parts * BigInt(times), a.of * BigInt(over)))

const goesUp = (mode: RoundingMode, exact: boolean, half: number, odd: boolean): boolean => {
  if (exact) return false
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'half-up':
      return half >= 0
    case 'half-even':
      return half > 0 || (half === 0 && odd)
  }
}

/** `amount / by`, both zero or more, settled to a whole number by `mode`; exact however long the numbers are. */
export const divideExactly = (amount: bigint, by: bigint, mode: RoundingMode): number => {
  const whole = amount / by
  const rest = amount % by
  const half = Number(rest * 2n > by) - Number(rest * 2n < by)
  return Number(whole) + Number(goesUp(mode, rest === 0n, half, whole % 2n === 1n))
}

/** `amount / by` for whole numbers of zero or more below 2^53, settled by `mode`. */
export const divide = (amount: number, by: number, mode: RoundingMode): number => {
  const rest = amount % by
  const whole = (amount - rest) / by
  return rest === 0 ? whole : whole + Number(goesUp(mode, false, rest * 2 - by, whole % 2 === 1))
}

/** `amount × parts / of` for a whole amount of zero or more, settled to a whole number by `mode`; exact. */
export const share = (amount: number, { parts, of, small }: Fraction, mode: RoundingMode): number => {
  if (small !== undefined) {
    const exact = amount * small.parts
    // Beyond 2^53 a product of numbers is no longer exact.
    if (exact <= Number.MAX_SAFE_INTEGER) return divide(exact, small.of, mode)
  }
  return divideExactly(BigInt(amount) * parts, of, mode)
}

/** All amounts together. */
export const totalOfAmounts = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0)

/** A whole amount of zero or more in equal parts, the last taking what the division leaves. */
export const equalParts = (total: number, count: number): number[] => {
  const nearest = divide(total, count, 'half-even')
  const each = nearest * (count - 1) <= total ? nearest : Math.floor(total / count)
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? total - each * (count - 1) : each))
}

/** A percentage of an amount in whole minor units. @param percent a decimal as written: `12.5` */
export const percentOf = (amount: number, percent: string, mode: RoundingMode): number =>
  share(amount, scaled(decimal(percent), 1, 100), mode)

/** The nearest multiple by `mode`, for a whole amount of zero or more. */
export const toMultiple = (amount: number, multiple: number, mode: RoundingMode): number =>
  multiple === 1 ? amount : divide(amount, multiple, mode) * multiple
