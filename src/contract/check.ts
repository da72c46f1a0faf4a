import type { Finding } from './finding.js'
import type { Located } from './located.js'

/** A function from what was located to findings. No lookups, no throwing. */
export type Check = (located: Located) => readonly Finding[]
