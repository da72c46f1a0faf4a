import type { Finding } from '../findings/finding.js'
import type { Located } from '../locate/located.js'

/** Compares what was located and returns findings. Looks nothing up, decodes nothing, throws nothing. */
export type Check = (located: Located) => readonly Finding[]
