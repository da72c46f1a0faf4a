import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { expectedEnvProxyOutcome, tryEnvProxy } from '../support/env-proxy.js'

const { home, program } = inject('installed')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

// `npm run test:runtimes` tries other versions of Node.
test.runIf(major >= 24 || (major === 22 && minor >= 21))(
  `Node ${process.versions.node}: NODE_USE_ENV_PROXY holds for the client and for the command line, and so does NO_PROXY`,
  async () => {
    expect(await tryEnvProxy(process.execPath, join(home, 'dist/index.js'), program)).toEqual(expectedEnvProxyOutcome)
  },
)
