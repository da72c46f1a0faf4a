/** Tokens that HTTP Basic can send and that some encodings must escape, by what is special about them. */
export const oddTokens: Readonly<Record<string, string>> = {
  'as the service makes them': 'PT0123456789abcdef0123456789abcdef0123456789abcdef',
  'a JWT': 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEifQ.Kx_0-9aZ_q7Vw3-RtY',
  'with quotes and backslashes': String.raw`PT"\/%]é😀'`,
  'with what forms escape': "PT~!'()*-_. ab+cd=",
  'with what HTML escapes': '<PT>&amp;"\'secret',
  'beyond ASCII': 'ключ-é-日本語-😀',
  'of six characters': String.raw`a"b\c~`,
  'that looks escaped': String.raw`%41\u0042&#67;%25`,
  'of digits alone': '0123456789',
}

const bytesOf = (text: string) => [...new TextEncoder().encode(text)]
const toHex = (code: number, length: number) => code.toString(16).padStart(length, '0')
const entity = (to: (char: string) => string) => (text: string) => [...text].map(to).join('')
const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

type Spell = (text: string) => string

const json: Spell = (text) => JSON.stringify(text).slice(1, -1)
const jsonEscapes: Spell = (text) =>
  Array.from({ length: text.length }, (_, index) => `\\u${toHex(text.charCodeAt(index), 4)}`).join('')
const html = entity((char) => (char in named ? `&${named[char]};` : char))
const base64: Spell = (text) => btoa(String.fromCharCode(...bytesOf(text)))
const times = (count: number, spell: Spell) => (text: string) =>
  Array.from({ length: count }).reduce<string>(spell, text)
const upper = (pattern: RegExp, spell: Spell) => (text: string) =>
  spell(text).replace(pattern, (found) => found.toUpperCase())

/** Ways to encode a text within another text, by name. */
export const spellings: Readonly<Record<string, Spell>> = {
  'as it is': (text) => text,
  JSON: json,
  'JSON with escaped slashes': (text) => json(text).replaceAll('/', '\\/'),
  'JSON in JSON in JSON': times(3, json),
  'JSON, seven deep': times(7, json),
  'JSON of escapes': jsonEscapes,
  'JSON of escapes, in upper case': upper(/(?<=\\u)..../g, jsonEscapes),
  'JSON of escapes in JSON': (text) => json(jsonEscapes(text)),
  'a URL': encodeURIComponent,
  'a URL, in lower case': (text) => encodeURIComponent(text).replace(/%../g, (found) => found.toLowerCase()),
  'a URL in a URL': times(2, encodeURIComponent),
  'a URL, nine deep': times(9, encodeURIComponent),
  'a URL that escapes all': (text) =>
    bytesOf(text)
      .map((byte) => `%${toHex(byte, 2)}`)
      .join(''),
  'a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
  'a form in a form': times(2, (text) => new URLSearchParams({ '': text }).toString().slice(1)),
  'HTML by name': html,
  'HTML by name, in upper case': upper(/&\w+;/g, html),
  'HTML by name, three deep': times(3, html),
  'HTML by number': entity((char) => `&#${char.codePointAt(0)};`),
  'HTML by number with zeros': entity((char) => `&#000${char.codePointAt(0)};`),
  'HTML by hex': entity((char) => `&#x${toHex(char.codePointAt(0) ?? 0, 2)};`),
  'HTML by hex, in upper case': upper(
    /(?<=&#)[^;]+/g,
    entity((char) => `&#x${toHex(char.codePointAt(0) ?? 0, 2)};`),
  ),
  'HTML in JSON, as Go writes it': (text) =>
    html(text).replace(/[&<>]/g, (char) => `\\u00${toHex(char.charCodeAt(0), 2)}`),
  'JSON in HTML': (text) => html(json(text)),
  'JSON in a URL in JSON in a URL': times(2, (text) => encodeURIComponent(json(text))),
  'HTML in a URL': (text) => encodeURIComponent(html(text)),
  base64,
  'base64 without padding': (text) => base64(text).replace(/=+$/, ''),
  base64url: (text) => base64(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  'base64 in a URL': (text) => encodeURIComponent(base64(text)),
  'base64 in HTML': (text) => base64(text).replace(/\W/g, (char) => `&#x${toHex(char.charCodeAt(0), 2)};`),
  hex: (text) =>
    bytesOf(text)
      .map((byte) => toHex(byte, 2))
      .join(''),
  'hex, in upper case': (text) =>
    bytesOf(text)
      .map((byte) => toHex(byte, 2).toUpperCase())
      .join(''),
  'UTF-8 read as Latin-1': (text) => String.fromCharCode(...bytesOf(text)),
}
