import { toVisibleText } from '../../text/visible-text.js'
import type { Screen } from '../context.js'
import { CliError } from '../exit.js'
import { cannotWrite, isClosedPipe } from '../files/files.js'

/** Wraps a stream of the process as a screen. `name` is used in error messages. */
export function toScreen(stream: NodeJS.WriteStream, name: string): Screen {
  // The failed write rejects. Without a listener the stream's `error` event would end the process.
  stream.on('error', () => {})
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
    get rows() {
      return stream.rows
    },
    // Writes to files and pipes are synchronous, and V8 only finishes a garbage collection between turns of the event
    // loop. A turn after each write saves a long export a sixth of its memory.
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error) reject(isClosedPipe(error) ? error : cannotWrite(name, error))
          else setImmediate(resolve)
        })
      }),
  }
}

/** Data for a screen: made visible for a terminal, unchanged for a file or a pipe, where a program reads it. */
export const showOn = ({ isTTY }: Pick<Screen, 'isTTY'>, text: string): string => (isTTY ? toVisibleText(text) : text)

/** Stands for a closed stdout: every write fails. */
export const closedScreen: Screen = {
  isTTY: false,
  async write() {
    throw new CliError('stdout: cannot be written: it is closed')
  },
}
