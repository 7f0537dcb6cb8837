import { domainToASCII } from 'node:url'
import type { Reader } from './row.ts'

/** RFC 5322 dot-atom: the local parts that mail systems take everywhere. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const asciiDomain = new RegExp(`^(${label}\\.)+(?!\\d+$)${label}$`)
const namedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * An e-mail address by its syntax; an internationalised domain becomes its ASCII form, in which mail is sent. Whether anybody reads it,
 * the first bounce says.
 */
export const emailAddress: Reader<string> = (text) => {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const written = text.slice(at + 1)
  const domain = namedDomain.test(written) ? domainToASCII(written.toLowerCase()) : ''
  const proper =
    at > 0 && local.length <= 64 && localPart.test(local) && domain.length <= 253 && asciiDomain.test(domain)
  if (proper) return { value: `${local}@${domain}` }
  const fix = 'Write one address, as name@example.com, without a display name.'
  return { code: 'bad-email', wrong: 'The e-mail address is malformed.', fix }
}
