/** Time and chance. */
export interface Clock {
  /** Time of day, in milliseconds since 1970. */
  now(): number
  /** Time since some moment, in milliseconds; never set back. */
  elapsed(): number
  /** A number from 0 up to 1. */
  random(): number
  /** Calls `done` after `delayMs`, unless the function returned is called first. */
  startTimer(delayMs: number, done: () => void): () => void
}
