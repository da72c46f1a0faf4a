import { expect, test } from 'vitest'
import { scrubParts } from '../../../src/contract/scrub/scrub-multipart.js'

const scrub = (text: string) =>
  scrubParts(text, 'b', {
    name: (name) => `<${name}>`,
    text: (text) => text.replace(/[a-z\d]/gi, 'x'),
    body: (body, type) => `[${type}] ${body.length}`,
  })

const part = (...lines: readonly string[]) => ['--b', ...lines, '--b--'].join('\r\n')

test.each([
  ['Content-Type: application/json', 'application/json'],
  ['content-type:application/json', 'application/json'],
  ['CONTENT-TYPE:  application/json ', 'application/json'],
  ['Content-Disposition: form-data; name="a"', 'text/plain'],
])('a part with %j has the content type %s', (header, type) => {
  expect(scrub(part(header, '', 'abc'))).toContain(`[${type}] 3`)
})

test.each([
  [
    'Content-Disposition: form-data; name="ab"; filename="cd.txt"',
    'Content-Disposition: form-data; name="<ab>"; filename="xx.xxx"',
  ],
  ['content-disposition: form-data; name=ab; filename*=cd', 'content-disposition: form-data; name=<ab>; filename*=xx'],
  ['Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: base64'],
  ['X-Owner: ab', 'x-xxxxx: xx'],
])('the header %s keeps only what the form needs', (header, expected) => {
  expect(scrub(part(header, '', 'abc'))?.toLowerCase()).toContain(expected.toLowerCase())
})

test('text that is not a part is replaced, and without a boundary there are no parts', () => {
  expect(scrub(`before\r\n${part('A: b', '', 'c')}\r\nafter`)).toMatch(/^xxxxxx\r\n--x\r\n.*--x--\r\nxxxxx$/s)
  expect(scrub('nothing')).toBeUndefined()
})
