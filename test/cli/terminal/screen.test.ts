import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { closedScreen, showOn, toScreen } from '../../../src/cli/terminal/screen.js'

/** A stream that writes synchronously, like stdout to a file. */
function createStream(error?: Error) {
  const written: string[] = []
  const write = (chunk: Buffer, _: unknown, done: (error?: Error) => void) => {
    written.push(String(chunk))
    done(error)
  }
  // toScreen uses only the members that a Writable has, and isTTY and columns, which may be undefined.
  return { written, stream: new Writable({ write }) as unknown as NodeJS.WriteStream }
}

test('a write resolves in a later turn of the event loop, even if the stream writes synchronously', async () => {
  const { written, stream } = createStream()
  const order: string[] = []
  setImmediate(() => order.push('turn'))

  await toScreen(stream, 'stdout').write('text')
  order.push(...written)

  expect(order).toEqual(['turn', 'text'])
})

test('a failed write rejects, and does not end the process', async () => {
  const { stream } = createStream(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }))

  const write = toScreen(stream, 'stdout').write('text')

  await expect(write).rejects.toThrow('stdout: cannot be written: no space left on the device')
})

test('a closed pipe rejects with the error of the system, which callers tell from others', async () => {
  const { stream } = createStream(Object.assign(new Error('EPIPE: write'), { code: 'EPIPE' }))

  await expect(toScreen(stream, 'stdout').write('text')).rejects.toThrow(/^EPIPE: write$/)
})

test('a screen has the current size of its terminal', () => {
  const { stream } = createStream()
  const screen = toScreen(stream, 'stdout')
  expect([screen.isTTY, screen.columns, screen.rows]).toEqual([false, undefined, undefined])

  Object.assign(stream, { isTTY: true, columns: 80, rows: 24 })
  expect([toScreen(stream, 'stdout').isTTY, screen.columns, screen.rows]).toEqual([true, 80, 24])
})

test('data is made visible for a terminal only', () => {
  expect([true, false].map((isTTY) => showOn({ isTTY }, 'a\u200b'))).toEqual(['a\\u200b', 'a\u200b'])
})

test('a closed stdout is an error at the first write', async () => {
  await expect(closedScreen.write('text')).rejects.toThrow('stdout: cannot be written: it is closed')
})
