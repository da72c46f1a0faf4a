/**
 * Iterates over the items of pages.
 *
 * An async generator creates several Promise objects for every item. So only the first item of each page comes from a generator.
 */
export function iterateItems<Item>(
  pages: AsyncIterable<{ readonly data: readonly Item[] }>,
  signal: AbortSignal | null | undefined,
): AsyncIterableIterator<Item> {
  let data: readonly Item[] = []
  let index = 0
  const generator = (async function* () {
    for await (const page of pages) {
      data = page.data
      index = 0
      while (index < data.length) {
        yield data[index++] as Item // index < length
        signal?.throwIfAborted()
      }
      data = [] // frees the items while the next ones are read
    }
  })()
  // While the generator is busy, further calls of `next` have to wait for it, so that the items keep their order.
  let pending = 0
  let isOver = false
  return {
    next() {
      if (pending === 0 && !isOver && index < data.length && !signal?.aborted) {
        return Promise.resolve({ done: false, value: data[index++] as Item }) // index < length
      }
      pending++
      return generator.next().finally(() => pending--)
    },
    return() {
      isOver = true
      return generator.return(undefined)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
