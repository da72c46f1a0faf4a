import { describe, expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import type { ClientOptions } from '../../src/client/index.js'
import { createWorld } from '../support/client-world.js'
import { faultCases, meetFault } from '../support/fault-cases.js'
import { startFaultServer } from '../support/fault-server.js'

const transports: Readonly<Record<string, ClientOptions>> = {
  'node:http': {},
  fetch: { fetch: (url, init) => fetch(url, init) },
}

describe.each(Object.entries(transports))('over %s', (transport, given) => {
  const cases = faultCases.filter(({ waits, onlyNode }) => !waits && !(onlyNode && transport !== 'node:http'))

  test.each(cases)('makes the right thing of $fault', async (faultCase) => {
    const server = await startFaultServer(faultCase.fault)
    onTestFinished(() => server.close())
    const world = createWorld()
    const { error, items } = faultCase

    const outcome = await meetFault(
      (options) => createClientWith(world, { ...options, ...given }),
      server.url,
      faultCase,
    )

    expect(outcome).toEqual(error ? { error } : { items })
    expect(server.targets).toHaveLength(faultCase.requests)
    expect(world.pending()).toBe(0)
  })
})
