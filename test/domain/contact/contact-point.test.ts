import { describe, expect, test } from 'vitest'
import { contactPointOf } from '../../../domain/contact/contact-point.ts'
import { BorrowerId } from '../../../domain/ids.ts'
import { Personal } from '../../../domain/personal.ts'

const li = BorrowerId.parse('borrower-0123456789abcdef')
const wang = BorrowerId.parse('borrower-fedcba9876543210')
const point = (address: string, borrower = li) => contactPointOf(borrower, new Personal(address))

describe('a contact point', () => {
  test('is the same however the address or number is written', () => {
    expect(point('Li.Xiaoming@Mail.example ')).toBe(point('li.xiaoming@mail.example'))
    expect(point('+1 (800) 555-0142')).toBe(point('+18005550142'))
  })

  test('tells the addresses of one borrower apart', () => {
    expect(point('li@mail.example')).not.toBe(point('li@work.example'))
  })

  test('does not show that two borrowers share an address', () => {
    expect(point('home@mail.example', li)).not.toBe(point('home@mail.example', wang))
  })

  test('is so short that very many numbers have the same, and none can be read out of it', () => {
    const made = new Set(
      Array.from({ length: 5_000 }, (_, index) => point(`+8613800${String(index).padStart(6, '0')}`)),
    )
    expect(made.size).toBeLessThan(5_000)
    expect(point('li@mail.example')).toMatch(/^point-[0-9a-f]{5}$/)
  })
})
