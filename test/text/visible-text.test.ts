import { describe, expect, test } from 'vitest'
import { toVisibleJson, toVisibleText } from '../../src/text/visible-text.js'

const zeroWidth = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u3164']
const bidi = ['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069']
const selectors = ['\ufe0e', '\ufe0f', '\u{e0100}']
const tags = ['\u{e0001}', '\u{e0041}', '\u{e007f}']
const controls = ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u009b', '\u2028', '\u2029']
const others = ['\ud800', '\udfff', '\ufffe', '\uffff', '\ue000', '\u00a0', '\u2003', '\u2800']

describe('toVisibleText', () => {
  test.each([...zeroWidth, ...bidi, ...selectors, ...tags, ...controls, ...others].map((hidden) => [hidden]))(
    'tells "id" from "id" with %j',
    (hidden) => {
      const text = toVisibleText(`id${hidden}`)

      expect(text).toMatch(/^id\\u(\{[0-9a-f]{5}\}|[0-9a-f]{4})$/)
      expect(text).toContain(hidden.codePointAt(0)?.toString(16))
    },
  )

  test('leaves no sequence that controls a terminal', () => {
    expect(toVisibleText('\u001b[31mred\u001b]0;title\u0007 \u009b2J del\u007f')).toBe(
      '\\u001b[31mred\\u001b]0;title\\u0007 \\u009b2J del\\u007f',
    )
  })

  test('stays on one line', () => {
    expect(toVisibleText('one\r\ntwo\tthree\u2028four')).toBe('one\\r\\ntwo\\tthree\\u2028four')
  })

  test('reads in the order in which it is stored', () => {
    expect(toVisibleText('invoice\u202efdp.exe')).toBe('invoice\\u202efdp.exe')
  })

  test.each([
    'plain text with "quotes", a \\ and a ☃',
    'Zoë Müller-Łukasz, 山田　太郎, Ωμέγα',
    'e\u0301 o\u0308\u0323 नमस्ते สวัสดี שָׁלוֹם',
    '👨‍👩‍👧 🧑🏽‍💻 ❤️ 🇫🇷 #️⃣ 5️⃣ 🏳️‍🌈',
  ])('leaves names people write as they are: %s', (text) => {
    expect(toVisibleText(text)).toBe(text)
  })

  test('escapes joiners and selectors outside of an emoji', () => {
    expect(toVisibleText('a\u200db')).toBe('a\\u200db')
    expect(toVisibleText('👨\u200d')).toBe('👨\\u200d')
    expect(toVisibleText('👨\u200d\u200d👩')).toBe('👨\\u200d\\u200d👩')
    expect(toVisibleText('5\ufe0f')).toBe('5\\ufe0f')
    expect(toVisibleText('🏴\u{e0067}\u{e007f}')).toBe('🏴\\u{e0067}\\u{e007f}')
  })

  test('escapes a combining mark without a letter before it', () => {
    expect(toVisibleText('\u0338x')).toBe('\\u0338x')
    expect(toVisibleText('/data/\u0301')).toBe('/data/\\u0301')
    expect(toVisibleText(' \u0489')).toBe(' \\u0489')
  })

  test('escapes combining marks from the fifth on one letter', () => {
    expect(toVisibleText(`z${'\u0300'.repeat(6)}`)).toBe(`z${'\u0300'.repeat(4)}\\u0300\\u0300`)
  })

  test('does not change what it made', () => {
    const text = [...zeroWidth, ...bidi, ...selectors, ...tags, ...controls, ...others, '\n👨‍👩‍👧\u0301'].join('')

    const once = toVisibleText(text)

    expect(toVisibleText(once)).toBe(once)
  })

  test.each(['a\u200b', '👨\u200d', 'a\u0301', '\u0301', '#\ufe0f', '\ud800', '🏴'])(
    'is linear in the length of a text that repeats %j',
    (unit) => {
      expect(toVisibleText(`${unit.repeat(200_000)}\u200b`)).toMatch(/\\u200b$/)
    },
  )
})

describe('toVisibleJson', () => {
  const value = {
    'id\u200b': ['a\u009b31m\u2028b\u007f\u001b', '\u{e0041}\u202e', '\u0301', '👨‍👩‍👧 e\u0301', '\ud800'],
  }

  test.each([undefined, 2])('parses to the same value, indented by %s', (indent) => {
    expect(JSON.parse(toVisibleJson(value, indent))).toEqual(value)
  })

  test('shows every character', () => {
    const text = toVisibleJson(value)

    expect(text).toBe(toVisibleText(text))
    expect(text).toContain('"id\\u200b"')
    expect(text).toContain('\\udb40\\udc41')
    expect(text).toContain('👨‍👩‍👧 e\u0301')
  })

  test('is laid out as JSON.stringify does it', () => {
    expect(toVisibleJson({ a: [1, 'x'] }, 2)).toBe('{\n  "a": [\n    1,\n    "x"\n  ]\n}')
  })
})
