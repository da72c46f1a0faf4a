import { ConfigurationError } from '../errors/configuration-error.js'

const listeners = new WeakMap<AbortSignal, Set<() => void> & EventListenerObject>()

/**
 * Calls `onAbort` when a signal is aborted, unless the function returned is called first.
 *
 * Calls that share a signal share one listener: of eleven Node warns as of a leak.
 *
 * @throws {ConfigurationError} for what is no signal.
 */
export function listen(signal: AbortSignal, onAbort: () => void): () => void {
  if (!signal.addEventListener || typeof signal.aborted !== 'boolean')
    throw new ConfigurationError('signal: expected an AbortSignal')
  let listener = listeners.get(signal)
  if (!listener) {
    const calls = new Set<() => void>()
    listener = Object.assign(calls, { handleEvent: () => calls.forEach((call) => void call()) })
    listeners.set(signal, listener)
  }
  const calls = listener
  signal.addEventListener('abort', calls)
  calls.add(onAbort)
  return () => {
    calls.delete(onAbort)
    if (calls.size === 0) signal.removeEventListener('abort', calls)
  }
}
