/** What is stopped by aborting a signal. */
type Start = (signal: AbortSignal) => Promise<AsyncGenerator<Uint8Array>>

/** A stream of the pieces of a generator, which reads no more than it is asked for. Aborting `outer` ends it with its reason. */
export function toStream(outer: AbortSignal | undefined, start: Start): ReadableStream<Uint8Array> {
  const controller = new AbortController()
  const { signal } = controller
  const abort = () => controller.abort(outer?.reason)
  const release = () => outer?.removeEventListener('abort', abort)
  let pieces: AsyncGenerator<Uint8Array> | undefined
  return new ReadableStream<Uint8Array>(
    {
      start() {
        outer?.addEventListener('abort', abort)
        if (outer?.aborted) abort()
      },
      async pull(stream) {
        try {
          signal.throwIfAborted()
          pieces ??= await start(signal)
          const { done, value } = await pieces.next()
          if (!done) return stream.enqueue(value)
          stream.close()
        } catch (error) {
          release()
          throw error
        }
        release()
      },
      async cancel() {
        release()
        controller.abort()
        await pieces?.return(undefined).catch(() => {})
      },
    },
    { highWaterMark: 0 },
  )
}
