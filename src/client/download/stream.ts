/** Starts a generator that stops when the signal is aborted. */
type Start = (signal: AbortSignal) => Promise<AsyncGenerator<Uint8Array>>

/**
 * Returns a stream of the pieces of a generator. It reads a piece only when the consumer asks for one. Aborting `outer` ends the
 * stream at once with the reason of `outer`.
 */
export function toStream(outer: AbortSignal | undefined, start: Start): ReadableStream<Uint8Array> {
  const controller = new AbortController()
  const { signal } = controller
  let pieces: AsyncGenerator<Uint8Array> | undefined
  let abort = () => {}
  // The generator may be waiting for a consumer that no longer reads.
  const end = async () => {
    outer?.removeEventListener('abort', abort)
    controller.abort(outer?.reason)
    await pieces?.return(undefined).catch(() => {})
  }
  return new ReadableStream<Uint8Array>(
    {
      start(stream) {
        abort = () => {
          stream.error(outer?.reason)
          void end()
        }
        if (outer?.aborted) abort()
        else outer?.addEventListener('abort', abort)
      },
      async pull(stream) {
        try {
          pieces ??= await start(signal)
          const { done, value } = await pieces.next()
          if (signal.aborted) return
          if (!done) return stream.enqueue(value)
          stream.close()
        } catch (error) {
          if (!signal.aborted) stream.error(error)
        }
        await end()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
