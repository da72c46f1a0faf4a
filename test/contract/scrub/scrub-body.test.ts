import { expect, test } from 'vitest'
import { createBodyScrubber } from '../../../src/contract/scrub/scrub-body.js'

const scrubBody = createBodyScrubber(
  {
    name: (name) => `<${name}>`,
    text: (text) => text.replace(/[a-z\d]/gi, 'x'),
    number: () => '0',
  },
  (form) => `form of ${form.length}`,
)

test.each<[string, string | undefined, string, string]>([
  ['JSON', 'application/json', '{"a":[1,"bc"]}', '{"<a>":[0,"xx"]}'],
  ['JSON of any type', 'text/plain', '{"a":"bc"}', '{"<a>":"xx"}'],
  ['a form', 'application/x-www-form-urlencoded', 'abc', 'form of 3'],
  ['a form with a charset', 'Application/X-WWW-Form-Urlencoded; charset=utf-8', 'a=b', 'form of 3'],
  ['a form without a type', undefined, 'a=b&c=', 'form of 6'],
  ['a form with an invalid type', 'form', 'a=b', 'form of 3'],
  ['text that is no form because of its type', 'text/plain', 'a=b', 'x=x'],
  ['text that is no form because of a space', undefined, 'a=b c', 'x=x x'],
  ['text that is no form because a value is missing', undefined, 'a=b&c', 'x=x&x'],
  ['text that is no form because a name is missing', undefined, 'a=b&=c', 'x=x&=x'],
  ['text', 'text/plain', 'ab {"c":1}', 'xx {"x":x}'],
  ['lines of JSON', 'application/x-ndjson', '{"a":1}\r\n\n"b"\rab c\n', '{"<a>":0}\r\n\n"x"\rxx x\n'],
  ['JSON between record separators', 'application/json-seq', '\x1e{"a":1}\n\x1e"b"\n', '\x1e{"<a>":0}\n\x1e"x"\n'],
  [
    'an event stream',
    'text/event-stream',
    ': ab\nevent: cd\ndata: {"a":1}\ndata:{"a":2}\nid:  7\nretry: 8\nother: ef\n\n',
    ': xx\nevent: xx\ndata: {"<a>":0}\ndata:{"<a>":0}\nid:  0\nretry: 0\nxxxxx: xx\n\n',
  ],
  [
    'an event stream with each of the three line ends',
    'text/event-stream',
    'data: {"a":1}\revent: cd\r\rdata:{"a":2}\r\nid: 7\n\n',
    'data: {"<a>":0}\revent: xx\r\rdata:{"<a>":0}\r\nid: 0\n\n',
  ],
  ['the names of fields only in an event stream', 'application/x-ndjson', 'data: {"a":1}', 'xxxx: {"x":x}'],
  [
    'a multipart body, each part by its type',
    'multipart/mixed; boundary=b1',
    '--b1\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--b1\r\n\r\nab\r\n--b1--\r\n',
    '--xx\r\nContent-Type: application/json\r\n\r\n{"<a>":0}\r\n--xx\r\n\r\nxx\r\n--xx--\r\n',
  ],
  ['a multipart body without a boundary', 'multipart/mixed', '--b\r\n\r\na', '--x\r\n\r\nx'],
  ['a multipart body with another boundary', 'multipart/mixed; boundary=z', '--b\r\n\r\na', '--x\r\n\r\nx'],
  [
    'a boundary that another type has',
    'text/plain; boundary=b',
    '--b\r\nA: b\r\n\r\n1\r\n--b--',
    '--x\r\nx: x\r\n\r\nx\r\n--x--',
  ],
])('%s is scrubbed: %s', (_, type, text, expected) => {
  expect(scrubBody(text, type)).toBe(expected)
})
