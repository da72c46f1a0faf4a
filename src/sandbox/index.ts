/**
 * An embedded space with made-up data, which answers as SignalWire Video does. It takes the place of `fetch`, without a network, or
 * serves HTTP. Faults can be asked for.
 *
 * @packageDocumentation
 */

export type { Credentials } from './auth.js'
export type { JournalEntry } from './control/journal.js'
export type { ConnectionFault, Fault, ResponseFault } from './fault.js'
export type { SandboxOptions } from './options.js'
export { createSandbox, type Sandbox } from './sandbox.js'
