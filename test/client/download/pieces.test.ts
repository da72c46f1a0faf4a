import { expect, test } from 'vitest'
import { type DownloadStart, download } from '../../../src/client/download/download.js'
import type { Reader } from '../../../src/client/reader.js'
import { downloadRecording } from '../../../src/client/resources/room-recordings-download.js'
import { bytes, createScriptedWorld, requestFor, type ScriptedResponse } from './scripted-world.js'

const url = 'https://files.example/file'
const part = (from: number, ...pieces: readonly unknown[]): ScriptedResponse => ({
  ...{ status: 206, headers: { 'content-range': `bytes ${from}-9/10` }, pieces },
})
const broken = new Error('the connection broke')

/** Downloads a file of a known or unknown size. */
async function read(
  answers: readonly ScriptedResponse[],
  size: number | null,
  changes: Parameters<typeof requestFor>[1] = {},
) {
  const { world, requests } = createScriptedWorld(answers)
  const starts: DownloadStart[] = []
  const pieces: Uint8Array[] = []
  const onStart = (start: DownloadStart) => void starts.push(start)
  const error = await (async () => {
    for await (const piece of download(world, requestFor({ url, size }, { onStart, ...changes }))) pieces.push(piece)
  })().catch((error: unknown) => error)
  const ranges = requests.map(({ headers }) => headers.range)
  return { found: pieces.flatMap((piece) => [...piece]), pieces, starts, ranges, error }
}
const all = [...bytes(0, 10)]

test.each<[string, readonly ScriptedResponse[], readonly (string | undefined)[]]>([
  ['of one response', [{ pieces: [bytes(0, 4), bytes(4, 4), bytes(4, 10)] }], [undefined]],
  [
    'of a server that ignores the range',
    [{ pieces: [bytes(0, 3), bytes(3, 5), broken] }, { pieces: [bytes(0, 2), bytes(2, 4), bytes(4, 7), bytes(7, 10)] }],
    [undefined, 'bytes=5-'],
  ],
  ['of a body that ended early', [{ pieces: [bytes(0, 3)] }, part(3, bytes(3, 10))], [undefined, 'bytes=3-']],
  [
    'of a body that broke more than once',
    [
      { pieces: [bytes(0, 1), broken] },
      part(1, bytes(1, 2), broken),
      part(2, bytes(2, 3), broken),
      part(3, bytes(3, 10)),
    ],
    [undefined, 'bytes=1-', 'bytes=2-', 'bytes=3-'],
  ],
])('each byte %s comes once, and no piece is empty', async (_, answers, ranges) => {
  const result = await read(answers, 10)
  expect(result).toMatchObject({ error: undefined, found: all, ranges })
  expect(result.pieces.every(({ length }) => length > 0)).toBe(true)
})

test('a size that a response announced counts until the end, although later ones announce none', async () => {
  const partOf = (from: number, size: string) => ({
    status: 206,
    headers: { 'content-range': `bytes ${from}-9/${size}` },
  })
  const answers = [
    { headers: { 'content-length': '10' }, pieces: [bytes(0, 3), broken] },
    { ...partOf(3, '*'), pieces: [bytes(3, 6), broken] },
    { ...partOf(6, '12'), pieces: [bytes(6, 10)] },
  ]
  expect(await read(answers, null)).toMatchObject({
    ...{ found: [...bytes(0, 6)], error: { message: 'the file changed while it was read' } },
  })
})

test.each<[string, ScriptedResponse, number | null, object]>([
  ['neither the recording nor the response has a size', {}, null, { size: null }],
  ['only the recording has a size', {}, 10, { size: 10 }],
  ['only the response has a size', { headers: { 'content-length': '10' } }, null, { size: 10 }],
  ['both have a size', { headers: { 'content-length': '10', etag: '"a"' } }, 10, { size: 10, validator: '"a"' }],
])('if %s, the start says so', async (_, answer, size, expected) => {
  const { starts, found, error } = await read([{ ...answer, pieces: [bytes(0, 10)] }], size)
  expect([found, error]).toEqual([all, undefined])
  expect(starts).toEqual([{ start: 0, validator: null, ...expected }])
})

test.each<[string, ScriptedResponse, number, number[], string]>([
  [
    'more bytes than it should have',
    { pieces: [bytes(0, 3), bytes(3, 7)] },
    5,
    [...bytes(0, 5)],
    'expected 5 bytes, received more',
  ],
  [
    'more bytes than it announces',
    { headers: { 'content-length': '5' }, pieces: [bytes(0, 7)] },
    5,
    [...bytes(0, 5)],
    'expected 5 bytes, received more',
  ],
  [
    'as many bytes as it announces, which are more',
    { headers: { 'content-length': '7' }, pieces: [bytes(0, 7)] },
    5,
    [...bytes(0, 5)],
    'expected 5 bytes, received 7',
  ],
  [
    'as many bytes as it announces, which are fewer',
    { headers: { 'content-length': '3' }, pieces: [bytes(0, 3)] },
    5,
    [...bytes(0, 3)],
    'expected 5 bytes, received 3',
  ],
])(
  'a file with %s is an error after the last byte, and is not requested again',
  async (_, answer, size, found, message) => {
    expect(await read([answer], size)).toMatchObject({ found, error: { reason: 'wrong-size', message } })
  },
)

test('an error of the caller, or of a fetch that gives something else than bytes, is not repeated', async () => {
  const mine = new Error('the disk is full')
  const onStart = () => {
    throw mine
  }
  expect((await read([{ pieces: [bytes(0, 10)] }], 10, { onStart })).error).toBe(mine)
  expect((await read([{ pieces: ['text'] }], 10)).error).toMatchObject({
    ...{ code: 'configuration', message: 'fetch: expected a response whose body is a stream of bytes' },
  })
})

test('a new link is requested with the limits and the signal of the download', async () => {
  const { world } = createScriptedWorld([{ pieces: [bytes(0, 10)] }])
  const { retry } = requestFor({ url, size: null })
  const limits = { timeoutMs: 1, totalTimeoutMs: 1, maxResponseBytes: 1, retry }
  const calls: unknown[] = []
  const readItem = async (...args: readonly unknown[]) => {
    calls.push(args)
    return { uri: url, size_in_bytes: 10 }
  }
  const { signal } = new AbortController()
  const options = { signal, timeoutMs: 7, retry: false } as const
  const reader = { readItem } as unknown as Reader // what a download uses of it
  const recording = { id: 'a', uri: null, size_in_bytes: null }
  for await (const _ of downloadRecording({ ...world, limits }, reader, recording, { ...options, mediaTtl: 60 }));

  expect(calls).toEqual([['get_room_recording', { path: { id: 'a' }, query: { media_ttl: 60 } }, options]])
})

test.each([
  [{ uri: null, size_in_bytes: null }, undefined, { size_in_bytes: 10 }, {}, undefined],
  [{ uri: null, size_in_bytes: 10 }, 60, { size_in_bytes: 3 }, { media_ttl: 60 }, undefined],
  [{ uri: null, size_in_bytes: 0 }, 60, {}, { media_ttl: 60 }, 'expected 0 bytes, received more'],
  [{ uri: null, size_in_bytes: null }, 60, { size_in_bytes: 9 }, { media_ttl: 60 }, 'expected 9 bytes, received more'],
])(
  'the recording %j, whose link is valid for %s s and which is read as %j',
  async (given, mediaTtl, found, query, message) => {
    const { world } = createScriptedWorld([{ pieces: [bytes(0, 10)] }])
    const { retry } = requestFor({ url, size: null })
    const limits = { timeoutMs: 1, totalTimeoutMs: 1, maxResponseBytes: 1, retry }
    const calls: unknown[] = []
    const readItem = async (...args: readonly unknown[]) => {
      calls.push(args[1])
      return { uri: url, ...found }
    }
    const { signal } = new AbortController()
    const pieces = downloadRecording(
      { ...world, limits },
      { readItem } as unknown as Reader,
      { id: 'a', ...given },
      { mediaTtl, signal },
    )
    const error = await (async () => {
      for await (const _ of pieces);
    })().catch(({ message }: Error) => message)

    expect([error, calls]).toEqual([message, [{ path: { id: 'a' }, query }]])
  },
)
