import { toVisibleText } from '../../text/visible-text.js'
import { CliError } from '../exit.js'
import { isClosedPipe } from '../failure.js'
import { cannotWrite } from '../files/files.js'
import type { Screen } from '../world.js'

/** A stream of the process as a screen. */
export function toScreen(stream: NodeJS.WriteStream, name: string): Screen {
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
        stream.write(text, (error) => {
          if (error) reject(isClosedPipe(error) ? error : cannotWrite(name, error))
          else setImmediate(resolve)
        })
      }),
  }
}

/** Data as a screen should have it: visible on a terminal, as it is in a file or a pipe, where a program reads it. */
export const showOn = ({ isTTY }: Pick<Screen, 'isTTY'>, text: string): string => (isTTY ? toVisibleText(text) : text)

/** A stdout that is closed: what is written to it would be lost. */
export const closedScreen: Screen = {
  isTTY: false,
  async write() {
    throw new CliError('stdout: cannot be written: it is closed')
  },
}
