import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createChecker, loadDocument, parseRecording, type RecordingError } from '../../../src/contract/index.js'

const root = 'test/fixtures/recordings'
const document = await loadDocument(join(root, 'things.yaml'))

/** Each line is `METHOD path: ` and a finding, or what is not an interaction. Interactions of other schemes than HTTP are named. */
function check(content: Uint8Array, source: string, readFile?: (path: string) => Uint8Array | undefined): string[] {
  const lines: string[] = []
  const interactions = parseRecording(content, source, {
    onUnreadable: ({ pointer, received }: RecordingError) => lines.push(`unreadable ${pointer}: ${received}`),
    onNoResponse: () => lines.push('no response'),
    ...(readFile && { readFile }),
  })
  const checker = createChecker(document)
  for (const interaction of interactions) {
    const { protocol, pathname } = new URL(interaction.request.url)
    const findings = protocol === 'https:' ? checker.check(interaction).findings : undefined
    const found = findings?.map(({ severity, code, at }) => `${severity} ${code} ${at}`.trim()) ?? [protocol]
    lines.push(...found.map((line) => `${interaction.request.method} ${pathname.replace(/;.*/, '')}: ${line}`))
  }
  return lines
}

const beside = (path: string) => (name: string) => {
  const file = join(dirname(path), name)
  return existsSync(file) ? readFileSync(file) : undefined
}

test.each<[string, string[]]>([
  [
    'polly/things_2658815796/recording.har',
    ['GET /things/b: error invalid-body /id', 'POST /things: error invalid-parameter body /n'],
  ],
  ['polly-4/recording.har', ['GET /things/a: error invalid-body /id']],
  [
    'playwright-embed/things.har',
    ['no response', 'GET /things/b: error invalid-body /id', 'POST /things: note not-checked body'],
  ],
  [
    'playwright-attach/har.har',
    ['GET /things/b: error invalid-body /id', 'POST /things: error invalid-parameter body /n'],
  ],
  [
    'playwright-omit/things.har',
    ['GET /things/a: note not-checked', 'POST /things: note not-checked body', 'POST /things: note not-checked'],
  ],
  [
    'chrome/things.har',
    [
      'no response',
      'GET /things/b: error invalid-body /id',
      'GET /things/c: note not-checked',
      'GET image/png: data:',
      'GET /live: wss:',
    ],
  ],
  [
    'firefox/things.har',
    [
      'no response',
      'GET /things/b: error invalid-body /id',
      'GET /things/c: note not-checked',
      'POST /things: note not-checked body',
    ],
  ],
  ['safari/things.har', ['no response', 'GET /things/b: error invalid-body /id']],
  [
    'charles/things.har',
    [
      'GET /things/b: error invalid-body /id',
      'POST /things: error invalid-parameter body /n',
      'POST /things: error invalid-parameter body /n',
    ],
  ],
  [
    'insomnia/things.har',
    ['no response', 'POST /things: error invalid-parameter body /n', 'POST /things: error invalid-body /id'],
  ],
  [
    'mitmproxy/things.har',
    [
      'no response',
      'GET /things/b: error invalid-body /id',
      'GET /things/c: error unreadable-body',
      'POST /things: error invalid-parameter body /n',
    ],
  ],
  ['k6/things.har', ['unreadable /log/entries/0/response: nothing', 'GET /things/b: error invalid-body /id']],
  ['nock/without-headers.json', ['GET /things/b: error invalid-body /id']],
])('reads %s', (name, expected) => {
  const path = join(root, name)

  expect(check(readFileSync(path), path, beside(path))).toEqual(expected)
})

describe('reads the same recording', () => {
  const path = join(root, 'firefox/things.har')
  const bytes = readFileSync(path)
  const text = bytes.toString('utf8')
  const expected = check(bytes, path)

  test.each<[string, Uint8Array]>([
    ['with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['in UTF-16, little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['in UTF-16, big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['compressed with gzip', gzipSync(bytes)],
    ['compressed with zlib, as mitmproxy writes .zhar', deflateSync(bytes, { level: 9 })],
    ['in a zip archive', zipSync({ 'things.har': bytes })],
  ])('%s', (_, content) => {
    expect(expected).toHaveLength(4)
    expect(check(content, path)).toEqual(expected)
  })
})
