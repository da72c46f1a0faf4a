import { toVisibleText } from '../text/visible-text.js'
import type { Screen } from './world.js'

/** A stream of the process as a screen. */
export function toScreen(stream: NodeJS.WriteStream): Screen {
  // The write that failed rejects; the event that tells the same must not end the process.
  stream.on('error', () => {})
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
    // A turn of the event loop for each write: to files and pipes stdout writes at once, and between turns alone does the
    // garbage collector end its cycles. A long export takes a sixth less memory for it.
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : setImmediate(resolve)))
      }),
  }
}

/** Data as a screen should have it: visible on a terminal, as it is in a file or a pipe, where a program reads it. */
export const showOn = ({ isTTY }: Pick<Screen, 'isTTY'>, text: string): string => (isTTY ? toVisibleText(text) : text)
