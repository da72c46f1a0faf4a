import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Header } from '../../../src/contract/interaction/interaction.js'
import { readContent } from '../../../src/contract/recordings/har-content.js'
import { RecordingError } from '../../../src/contract/recordings/recording-error.js'
import { readRecordingText } from '../../../src/contract/recordings/recording-text.js'
import { createBudget } from '../../../src/contract/recordings/response-body.js'

type ReadFile = (path: string) => Uint8Array | undefined

function read(content: Record<string, unknown>, headers: Header[] = [], bodySize?: unknown, readFile?: ReadFile) {
  const reading = { recording: readRecordingText({}, 'a.har'), budget: createBudget(), readFile }
  return readContent(reading, '/content', content, headers, bodySize)
}

const gzip: Header = ['Content-Encoding', 'gzip']
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('the body is', () => {
  test.each<[string, Record<string, unknown>, Header[], string]>([
    ['the text', { text: 'é' }, [], 'é'],
    ['the text, whatever its size', { text: 'a', size: 0 }, [], 'a'],
    ['the text, if the encoding is only its charset', { text: 'é', encoding: 'UTF-8' }, [], 'é'],
    ['the text, if the encoding is only its charset', { text: 'é', encoding: 'utf8' }, [], 'é'],
    ['the text, if the encoding is no text', { text: 'é', encoding: 7 }, [], 'é'],
    ['decoded from base64', { text: base64(Buffer.from('é')), encoding: 'BASE64' }, [], 'é'],
    ['decoded from base64 in lines', { text: 'YQ\n==', encoding: 'base64' }, [], 'a'],
    ['decoded from base64 and its coding', { text: base64(gzipSync('é')), encoding: 'base64' }, [gzip], 'é'],
    [
      'decoded by its charset',
      { text: base64(Buffer.from([0xe9])), encoding: 'base64' },
      [['content-type', 'text/plain; charset=latin1']],
      'é',
    ],
    [
      'joined from pieces in base64, each with its own padding',
      { text: JSON.stringify(['YQ==', 'Yg==']), encoding: 'base64' },
      [],
      'ab',
    ],
    ['decoded from hex if it is binary', { text: '6162', _isBinary: true }, [], 'ab'],
    ['decoded from hex if it has a coding', { text: hex(gzipSync('é')) }, [gzip], 'é'],
    [
      'joined from pieces in hex',
      { text: JSON.stringify([hex(gzipSync('é')).slice(0, 8), hex(gzipSync('é')).slice(8)]) },
      [gzip],
      'é',
    ],
    ['the text, if hex digits are neither binary nor coded', { text: '6162', _isBinary: 'true' }, [], '6162'],
    ['the text, if it has a coding but is decoded already', { text: '{"a":1}' }, [gzip], '{"a":1}'],
    ['the text, if its list has other values', { text: '["6162",1]', _isBinary: true }, [], '["6162",1]'],
    ['the text, if its list has other texts', { text: '["6162","x"]', _isBinary: true }, [], '["6162","x"]'],
    ['the text, if it only begins like a list', { text: '[x', _isBinary: true }, [], '[x'],
  ])('%s', (_, content, headers, expected) => {
    expect(read(content, headers)).toBe(expected)
  })
})

describe('without a text, or with an empty one, the body is', () => {
  test.each<[string, Record<string, unknown>, Header[], unknown, string | null | undefined]>([
    ['not recorded', {}, [], undefined, undefined],
    ['not recorded', { text: '' }, [], undefined, undefined],
    ['not recorded if it had a size', { text: '', size: 5 }, [], 0, undefined],
    ['not recorded if a size is unknown', { text: null, size: -1 }, [], 0, undefined],
    ['not recorded if bytes were sent', {}, [['content-length', '5']], 5, undefined],
    ['none if its size is 0', { size: 0 }, [], 5, null],
    ['empty if its size is 0', { text: '', size: 0 }, [], 5, ''],
    ['none if nothing was sent', { text: null, size: '9' }, [], 0, null],
    ['none if the headers say that', {}, [['Content-Length', '0']], undefined, null],
    ['empty if the headers say that', { text: '', size: 5 }, [['Content-Length', '0']], undefined, ''],
  ])('%s: %j', (_, content, headers, bodySize, expected) => {
    expect(read(content, headers, bodySize)).toBe(expected)
  })
})

describe('a file beside the recording', () => {
  test('has the body in its content coding, and wins over a text', () => {
    expect(read({ _file: 'a/b.gz', text: 'other' }, [gzip], 0, () => gzipSync('é'))).toBe('é')
  })

  test('is asked for by its path', () => {
    const paths: string[] = []
    read({ _file: 'a..b/.c' }, [], 0, (path) => void paths.push(path))
    expect(paths).toEqual(['a..b/.c'])
  })

  test('that is no text is ignored', () => {
    expect(read({ _file: 7, text: 'a' }, [], 0, () => Buffer.from('b'))).toBe('a')
  })

  test.each<[string, unknown, string]>([
    [
      'its own',
      new RecordingError({ source: 'b', pointer: '/c' }, 'one', 'another'),
      'b: /c: expected another, received one',
    ],
    ['another', new TypeError('gone'), 'a.har: /content/_file: expected a file that can be read, received gone'],
    ['a text', 'gone', 'a.har: /content/_file: expected a file that can be read, received gone'],
  ])('that cannot be read is an error: %s', (_, thrown, message) => {
    const readFile = () => {
      throw thrown
    }
    expect(() => read({ _file: 'a' }, [], 0, readFile)).toThrow(expect.objectContaining({ message }))
  })
})

test.each<[Record<string, unknown>, string]>([
  [{ text: 7 }, '/content/text: expected a string, received a number'],
  [{ text: 'a', encoding: 'xutf-8' }, '/content/encoding: expected base64, received another encoding'],
  [{ text: 'a', encoding: 'utf-8x' }, '/content/encoding: expected base64, received another encoding'],
  [{ text: '["YQ==",1]', encoding: 'base64' }, '/content/text: expected base64, received text that is not base64'],
  [{ text: 'a', encoding: 'utf-16' }, '/content/encoding: expected base64, received another encoding'],
  [{ text: '["-"]', encoding: 'base64' }, '/content/text: expected base64, received text that is not base64'],
])('refuses %j', (content, message) => {
  expect(() => read(content)).toThrow(message)
})

test('the budget of a recording is shared by its bodies, and never used up to nothing', () => {
  const budget = { bytes: 3 }
  const reading = { recording: readRecordingText({}, 'a.har'), budget, readFile: undefined }
  const next = (text: string) =>
    readContent(reading, '/c', { text: base64(Buffer.from(text)), encoding: 'base64' }, [], 1)
  expect([next('abc'), budget.bytes, next('d')]).toEqual(['abc', 1, 'd'])
  expect(() => readContent(reading, '/c', { text: base64(gzipSync('ef')), encoding: 'base64' }, [gzip], 1)).toThrow(
    'expected at most 1 bytes',
  )
})
