import { expect, test } from 'vitest'
import { escapeRegex } from '../../src/text/escape-regex.js'

const everything = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)).join('')

test.each(['', 'u', 'v'])('matches only the text, with the flags "%s"', (flags) => {
  for (const text of [everything, 'a.b', '😀{2}', ...everything]) {
    const pattern = new RegExp(`^${escapeRegex(text)}$`, flags)
    expect(text).toMatch(pattern)
    expect(`${text}x`).not.toMatch(pattern)
  }
  expect('axb').not.toMatch(new RegExp(escapeRegex('a.b'), flags))
})
