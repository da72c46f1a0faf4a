const listeners = new WeakMap<EventTarget, Set<() => void>>()

const callListeners = ({ target }: Event) => {
  for (const listener of listeners.get(target as AbortSignal) ?? []) listener() // only signals have this listener
}

/**
 * Calls `listener` when the signal is aborted. Returns a function that removes the listener.
 *
 * Calls that share a signal share one event listener, because Node warns of a leak at the eleventh.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const all = listeners.get(signal) ?? new Set()
  listeners.set(signal, all)
  all.add(listener)
  signal.addEventListener('abort', callListeners) // adding it again has no effect
  return () => {
    all.delete(listener)
    if (all.size === 0) signal.removeEventListener('abort', callListeners)
  }
}
