import { expect, test } from 'vitest'
import { findNext } from '../../../src/client/paging/cursor.js'

const origin = 'https://example.signalwire.com'
const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(index + 0x20))
const find = (link: string, redact = (text: string) => text) => findNext({ next: link }, origin, () => false, redact)

test.each([...printable, '\t', '\n', 'é'])('finds in a link with %j what the parsed URL has', (character) => {
  for (const link of [
    `${origin}/a${character}b?page_number=1&page_size=50`,
    `${origin}/ab?other=${character}&page_number=1&page_token=a`,
    `${origin}/ab?page_number=1&page_token=a${character}b`,
  ])
    expect(find(link)).toEqual(find(new URL(link).href))
})

test('searches a link that is not parsed for secrets, too', () => {
  const link = `${origin}/ab?page_number=1&page_token=secret`
  expect(find(link, (text) => text.replace('secret', '[redacted]'))).toMatchObject({ reason: 'malformed' })
  expect(find(link)).toBe('page_number=1&page_token=secret')
})
