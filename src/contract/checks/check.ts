import type { Finding } from '../findings/finding.js'
import type { Located } from '../locate/located.js'

/** A check: compares what was located and returns findings. It looks nothing up, decodes nothing and throws nothing. */
export type Check = (located: Located) => readonly Finding[]
