import { expect, test } from 'vitest'
import { scrubMediaType } from '../../../src/contract/scrub/scrub-media-type.js'

const scrub = (value: string) =>
  scrubMediaType(
    value,
    (type) => type === 'application/vnd.shop',
    (text) => text.replace(/[a-z\d]/gi, 'x'),
  )

test.each([
  ['Application/VND.Shop; v=1', 'Application/VND.Shop; x=x'],
  ['application/JSON', 'application/JSON'],
  ['application/vnd.ann+JSON', 'application/xxx.xxx+JSON'],
  ['application/vnd.ann+xml', 'application/xxx.xxx+xml'],
  ['application/problem+json', 'application/problem+json'],
  ['application/ann+zip', 'xxxxxxxxxxx/xxx+xxx'],
  ['image/ann', 'image/xxx'],
  ['ann/json', 'xxx/xxxx'],
  ['', ''],
  ['text/csv;charset=UTF-16LE', 'text/csv;charset=UTF-16LE'],
  ['text/csv; Charset="iso-8859-15" ', 'text/csv; Charset="iso-8859-15" '],
  ['text/csv; charset=utf-8-ann', 'text/csv; xxxxxxx=xxx-x-xxx'],
  ['text/csv; xcharset=utf-8', 'text/csv; xxxxxxxx=xxx-x'],
  ['multipart/mixed; boundary=ab1', 'multipart/mixed; boundary=xxx'],
  ['multipart/mixed;BOUNDARY="a b" ; charset=utf-8', 'multipart/mixed;BOUNDARY="x x"; charset=utf-8'],
  ['multipart/mixed; xboundary=ab1', 'multipart/mixed; xxxxxxxxx=xxx'],
  ['multipart/mixed; boundary="ab"c', 'multipart/mixed; xxxxxxxx="xx"x'],
  ['multipart/mixed; boundary="ab', 'multipart/mixed; xxxxxxxx="xx'],
])('of the content type %j only what is common or public stays', (value, expected) => {
  expect(scrub(value)).toBe(expected)
})
