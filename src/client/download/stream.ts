/** What is stopped by aborting a signal. */
type Start = (signal: AbortSignal) => Promise<AsyncGenerator<Uint8Array>>

/** A stream of the pieces of a generator, which reads no more than it is asked for. Aborting `outer` ends it at once, with its reason. */
export function toStream(outer: AbortSignal | undefined, start: Start): ReadableStream<Uint8Array> {
  const controller = new AbortController()
  const { signal } = controller
  let pieces: AsyncGenerator<Uint8Array> | undefined
  let abort = () => {}
  // The generator may wait for its consumer, who does not come any more.
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
