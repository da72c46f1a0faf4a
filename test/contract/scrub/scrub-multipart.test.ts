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
  expect(scrub('--bann\r\nA: c\r\n\r\nabc\r\n--b--')).toBe('--xxxx\r\nx: x\r\n\r\nxxx\r\n--x--')
  expect(scrub('nothing')).toBeUndefined()
})

test.each([
  ['Content-Type: text/ann', 'Content-Type: text/xxx', 'text/ann'],
  ['X-Content-Type: text/ann', 'x-xxxxxxx-xxxx: xxxx/xxx', 'text/plain'],
  ['X-Content-Disposition: form-data', 'x-xxxxxxx-xxxxxxxxxxx: xxxx-xxxx', 'text/plain'],
  ['Content-Disposition:form-data;name=a', 'Content-Disposition:form-data;name=<a>', 'text/plain'],
  ['Content-Disposition: ann; bob; x-c="5"', 'Content-Disposition: xxx; xxx; x-x="x"', 'text/plain'],
  ['Content-Disposition: inline; filename="a', 'Content-Disposition: inline; filename="x', 'text/plain'],
  ['Content-Disposition: inline; filename="ab"cd', 'Content-Disposition: inline; filename="xx"xx', 'text/plain'],
  ['Content-Transfer-Encoding: 7bits', 'Content-Transfer-Encoding: xxxxx', 'text/plain'],
  ['Content-Transfer-Encoding: x8bit', 'Content-Transfer-Encoding: xxxxx', 'text/plain'],
])('the part with the header %s is read to its end, whatever its line ends are', (header, expected, type) => {
  for (const end of ['\n', '\r\n']) {
    const lines = (boundary: string, first: string, other: string, body: string) =>
      [`--${boundary}`, first, other, '', body, `--${boundary}--`, ''].join(end)
    expect(scrub(lines('b', header, 'X-A: 1', 'abc'))?.toLowerCase()).toBe(
      lines('x', expected, 'x-x: x', `[${type}] 3`).toLowerCase(),
    )
  }
})
