import type { Finding } from '../findings/finding.js'
import type { Located } from '../locate/located.js'

/** A function from what was located to findings. No lookups, no throwing. */
export type Check = (located: Located) => readonly Finding[]
