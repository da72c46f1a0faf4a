import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { toScreen } from '../../../src/cli/terminal/screen.js'

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
