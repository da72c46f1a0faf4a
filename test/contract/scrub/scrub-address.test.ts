import { expect, test } from 'vitest'
import { publicWithoutDocument } from '../../../src/contract/scrub/public-values.js'
import { createAddressScrubber } from '../../../src/contract/scrub/scrub-address.js'

const scrubber = createAddressScrubber(
  { ...publicWithoutDocument, isWord: (text) => text === 'q' },
  // A placeholder has the form of its value.
  { text: (text) => text.replace(/[a-z\d]/gi, 'x'), host: () => 'h' },
  () => undefined,
)

test.each([
  ['q=a1', 'q=xx'],
  ['q=a&q=b', 'q=x&q=x'],
  ['q=a=b', 'q=x=x'],
  ['q=a/b', 'q=x/x'],
  ['q=a%2Fb', 'q=x%2Fx'],
  ['q=a%26b', 'q=x%26x'],
  ['q=100%25', 'q=xxx%25'],
  ['q=a%2525', 'q=x%25xx'],
  ['q=100%', 'q=xxx%'],
  ['q=a+b', 'q=x%20x'],
  ['q=ab%C3%BC', 'q=xx%C3%BC'],
  ['q=abü', 'q=xxü'],
  ['%71=a', '%71=x'],
  ['a%5Bq%5D=1', 'x%5Bq%5D=x'],
])('each character of the form %s is written as it was', (form, expected) => {
  expect(scrubber.form(form)).toBe(expected)
})

test.each([
  ['https://host.example/q/a%2Fb?q=1#c%20d', 'https://h/q/x%2Fx?q=x#x%20x'],
  ['//user:word@host.example/q', '//xxxx:xxxx@h/q'],
  ['app:/q', 'xxx:/q'],
  ['/q/;q=1;b', '/q/;q=x;x'],
])('each part of the URL %s is replaced unless it is public', (url, expected) => {
  expect(scrubber.url(url)).toBe(expected)
})
