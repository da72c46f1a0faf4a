import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/client/redact.js'
import { oddTokens, spellings } from '../support/spellings.js'

const projectId = 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3'
const toBasic = (token: string) => Buffer.from(`${projectId}:${token}`).toString('base64')

function createHiding(...tokens: readonly string[]) {
  const redactor = createRedactor()
  for (const token of tokens) redactor.hide(token, toBasic(token))
  return redactor
}

/** Once a secret has gone, what may be left of it is the padding of base64, however it is spelled. */
const padding = /(=|%(25)*3d|&#0*61;|&#x3d;|\\+u003d)+/gi

describe.each(Object.entries(oddTokens))('a token %s', (_, token) => {
  const { redact } = createHiding(token)

  test.each(Object.entries(spellings))('goes from a text that spells it in %s, and the words stay', (name, spell) => {
    for (const secret of [token, toBasic(token)]) {
      const text = `before: ${spell(secret)}, behind`
      // The Basic value is base64 already; what is made of that is not known.
      if (secret !== token && /^(base64|hex)/.test(name)) continue
      expect(redact(text).replace(padding, '')).toMatch(/^before: (\[redacted\])+, behind$/)
    }
  })

  test.each(Object.entries(spellings))('goes from JSON that spells it in %s, which stays JSON', (_, spell) => {
    const body = { error: `no ${spell(token)} here`, errors: [{ code: 'x' }], n: 1 }
    const redacted = JSON.parse(redact(JSON.stringify(body)))
    expect(redacted).toMatchObject({ errors: [{ code: 'x' }], n: 1 })
    expect(redacted.error.replace(padding, '')).toMatch(/^no (\[redacted\])+ here$/)
  })
})

test('takes out a token beside half an escape', () => {
  const { redact } = createHiding('0123456789', 'u0041bcdef')
  expect(redact(String.raw`100%0123456789 \u0041bcdef &0123456789;`)).not.toMatch(/0123456789|u0041bcdef/)
})

test('takes out a token of six characters, and not one of five, which is a word', () => {
  const { redact } = createHiding('six666', 'five5')
  expect(redact(`six666 five5 ${toBasic('five5')}`)).toBe('[redacted] five5 [redacted]')
})

test('takes out a Basic value whose characters are those of base64url', () => {
  const token = 'PT>>>???~~~\u00ff'
  const basic = toBasic(token)
  expect(basic).toMatch(/\+.*\//)
  const { redact } = createHiding(token)
  expect(redact(`a ${basic.replaceAll('+', '-').replaceAll('/', '_')} b`).replace(padding, '')).toBe('a [redacted] b')
})

test('leaves a text alone that holds no secret, escapes and all', () => {
  const text = String.raw`é %41 %zz &amp; &nothing &#x; \u0041 \q 😀 {"a":"\\"} \ `
  expect(createHiding('PT0123456789abcdef').redact(text)).toBe(text)
})

test('gives no text rather than one that it could not search', () => {
  // Types can be got round: a stack is whatever `Error.prepareStackTrace` makes of it.
  expect(createHiding('PT0123456789abcdef').redact([{}] as never)).toBe('[redacted]')
})

test('gives nothing of a text with more layers of escapes than it decodes', () => {
  let text = 'PT0123456789abcdef'
  for (let layer = 0; layer < 300; layer++) {
    text =
      layer % 2 === 0 ? text.replace(/^./, (char) => `%${char.charCodeAt(0).toString(16)}`) : `&#37;${text.slice(1)}`
  }
  expect(createHiding('PT0123456789abcdef').redact(text)).toBe('[redacted]')
})

test('remembers the tokens that were used last', () => {
  const { hide, redact } = createRedactor()
  const tokens = Array.from({ length: 300 }, (_, index) => `PT-token-${index}-of-many`)
  for (const token of tokens) {
    hide(token, toBasic(token))
    hide('PT-first-and-always', toBasic('PT-first-and-always'))
  }
  expect(redact('PT-first-and-always')).toBe('[redacted]')
  for (const token of tokens.slice(-200)) expect(redact(token)).toBe('[redacted]')
})

test('remembers 256 tokens, by their last use and not by their first', () => {
  const { hide, redact } = createRedactor()
  const tokenOf = (index: number) => `PT-token-${index}-of-many`
  const use = (from: number, to: number) => {
    for (let index = from; index <= to; index++) hide(tokenOf(index), toBasic(tokenOf(index)))
  }
  use(0, 255)
  use(0, 0)
  use(256, 510)
  expect([redact(tokenOf(0)), redact(tokenOf(255))]).toEqual(['[redacted]', tokenOf(255)])
  use(511, 511)
  expect(redact(tokenOf(0))).toBe(tokenOf(0))
})

test.each([
  [256, 2_800],
  [20, 100_000],
])('searches for %i tokens of %i characters at once', (count, length) => {
  const tokens = Array.from({ length: count }, (_, index) => `eyJhbGciOiJIUzI1NiJ9.${index}.`.padEnd(length, 'aZ09_-'))
  const { redact } = createHiding(...tokens)
  const words = 'words '.repeat(30_000)
  expect(redact(`${words}${tokens.at(0)} ${tokens.at(-1)}`)).toBe(`${words}[redacted] [redacted]`)
})

test.each([
  ['percent signs', '%'],
  ['percent signs that escape themselves', '25', '%'],
  ['backslashes', '\\'],
  ['ampersands', '&'],
  ['names of ampersands', 'amp;', '&'],
  ['entities without an end', '&#x4'],
  ['halves of escapes', '%4'],
  ['escapes', '\\u0050'],
  ['spellings of one secret', '%50T0123456789abcdef'],
])('reads a long row of %s once or a few times', (_, piece, start = '') => {
  const { redact } = createHiding('PT0123456789abcdef')
  const text = start + piece.repeat(1_000_000 / piece.length)
  expect(redact(text).length).toBeLessThanOrEqual(text.length)
})

describe('a cause', () => {
  const token = 'PT0123456789abcdef'
  const { redactCause } = createHiding(token)

  test('stays what it is when it holds nothing but harmless text', () => {
    const cause = Object.assign(new TypeError('failed', { cause: new Error('reset') }), { code: 'E', list: [{ a: 1 }] })
    expect(redactCause(cause)).toBe(cause)
  })

  test('keeps its words and codes, and those of its causes, when it carries anything else', () => {
    const inner = Object.assign(new Error(`not for ${token}`), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      cert: Buffer.of(1),
    })
    const cause = redactCause(Object.assign(new TypeError('fetch failed', { cause: inner }), { code: 7 })) as Error
    expect(cause.message).toBe('TypeError: fetch failed')
    expect(cause).not.toHaveProperty('code')
    expect(cause.cause).toMatchObject({ message: 'Error: not for [redacted]', code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(cause.cause).not.toHaveProperty('cert')
  })

  test('of another realm, which no `instanceof` knows, is looked at', () => {
    const foreign = runInNewContext('Object.assign(new Error("reset"), { code: "ECONNRESET", request: { token } })', {
      token,
    })
    const cause = redactCause(foreign)
    expect(cause).toMatchObject({ message: 'Error: reset', code: 'ECONNRESET' })
    expect(cause).not.toHaveProperty('request')
    expect(redactCause(runInNewContext('({ token })', { token }))).not.toHaveProperty('token')
  })

  test('keeps the words and codes of the causes of its causes', () => {
    const chain = (depth: number): Error =>
      Object.assign(new Error(`${depth} ${token}`, depth < 4 ? { cause: chain(depth + 1) } : {}), { code: `E${depth}` })
    const found: unknown[] = []
    for (let cause = redactCause(chain(0)); cause instanceof Error; cause = cause.cause)
      found.push([cause.message, 'code' in cause && cause.code])
    expect(found).toEqual([0, 1, 2, 3, 4].map((depth) => [`Error: ${depth} [redacted]`, `E${depth}`]))
  })

  test('that is its own cause ends', () => {
    const cause: Error = Object.assign(new Error('x'), { socket: new Map() })
    cause.cause = cause
    let depth = 0
    for (let error = redactCause(cause); error instanceof Error; error = error.cause) depth++
    expect(depth).toBeLessThan(10)
  })

  test('with a code that cannot be read has words', () => {
    const cause = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error('not to be looked at')
      },
    })
    expect(redactCause(cause)).toEqual(new Error('Error: x'))
  })
})
