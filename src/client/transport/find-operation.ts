import { callTable } from '../../generated/operations.js'

/** The operation whose path template an address, path with query, matches; nothing when there is none. */
export function findOperation(address: string): { operationId: string | undefined; path: string | undefined } {
  const [operationId, operation] = Object.entries(callTable).find(([, { path }]) => matches(path, address)) ?? []
  return { operationId, path: operation?.path }
}

const matches = (path: string, address: string) => RegExp(`^${path.replace('{id}', '[^/?]+')}([?]|$)`).test(address)
