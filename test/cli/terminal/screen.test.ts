import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { toScreen } from '../../../src/cli/terminal/screen.js'

/** A stream that writes at once, as stdout does to a file. */
function createStream(error?: Error) {
  const written: string[] = []
  const write = (chunk: Buffer, _: unknown, done: (error?: Error) => void) => {
    written.push(String(chunk))
    done(error)
  }
  // Of a stream of the process only what is written is used, and whether it is a terminal.
  return { written, stream: new Writable({ write }) as unknown as NodeJS.WriteStream }
}

test('a write ends in another turn of the event loop, though the stream writes at once', async () => {
  const { written, stream } = createStream()
  const order: string[] = []
  setImmediate(() => order.push('turn'))

  await toScreen(stream, 'stdout').write('text')
  order.push(...written)

  expect(order).toEqual(['turn', 'text'])
})

test('a write that fails rejects, and ends no process', async () => {
  const { stream } = createStream(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }))

  const write = toScreen(stream, 'stdout').write('text')

  await expect(write).rejects.toThrow('stdout: cannot be written: no space left on the device')
})
