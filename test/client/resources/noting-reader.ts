import type { Reader } from '../../../src/client/reader.js'

/** A reader that sends nothing. It notes the arguments of each call, and every list has these items on one page. */
export function createNotingReader(items: (operationId: string) => readonly unknown[] = () => []) {
  const calls: unknown[][] = []
  const reader = {
    readItem: async (...args: [string, ...unknown[]]) => void calls.push(args),
    readList: (...args: [string, ...unknown[]]) => {
      const read = () => {
        calls.push(args)
        return items(args[0])
      }
      return {
        toArray: async () => read(),
        async *pages() {
          yield { data: read() }
        },
      }
    },
  }
  return { calls, reader: reader as unknown as Reader } // what the methods use of a reader
}
