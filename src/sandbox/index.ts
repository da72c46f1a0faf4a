export type { Credentials } from './auth.js'
export type { ConnectionFault, Fault, ResponseFault } from './fault.js'
export type { SandboxOptions } from './options.js'
export { createSandbox, type Sandbox } from './sandbox.js'
