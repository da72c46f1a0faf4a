import { expect, test } from 'vitest'
import { findNext } from '../../../src/client/paging/cursor.js'

const origin = 'https://example.signalwire.com'
const find = (link: string, redact = (text: string) => text) => findNext({ next: link }, origin, () => false, redact)

test('takes a link with a secret for malformed', () => {
  const link = `${origin}/ab?page_number=1&page_token=secret`
  expect(find(link, (text) => text.replace('secret', '[redacted]'))).toMatchObject({ reason: 'malformed' })
  expect(find(link)).toBe('page_number=1&page_token=secret')
})
