import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileMail } from '../../scripts/build-mail.ts'

test('the letter that messages are set in is what mail/letter.mjml compiles to; run `npm run mail` where it is not', async () => {
  const kept = readFileSync(new URL('../../domain/notice/letter-parts.json', import.meta.url), 'utf8')
  expect(kept.replaceAll('\r\n', '\n')).toBe(await compileMail())
})
