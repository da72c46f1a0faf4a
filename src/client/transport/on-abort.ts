const listeners = new WeakMap<AbortSignal, Set<() => void> & EventListenerObject>()

/**
 * Calls `listener` when the signal is aborted. Returns a function that removes the listener.
 *
 * Calls that share a signal share one event listener, because Node warns of a leak at the eleventh.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  let shared = listeners.get(signal)
  if (!shared) {
    const set = new Set<() => void>()
    shared = Object.assign(set, { handleEvent: () => set.forEach((listener) => void listener()) })
    listeners.set(signal, shared)
  }
  const all = shared
  signal.addEventListener('abort', all)
  all.add(listener)
  return () => {
    all.delete(listener)
    if (all.size === 0) signal.removeEventListener('abort', all)
  }
}
