import { operationTable } from '../../generated/operations.js'

/** The operation whose path template an address, path with query, matches; nothing when there is none. */
export function findOperation(address: string): { operationId: string | undefined; path: string | undefined } {
  const [operationId, operation] = operations.find(([, , pattern]) => pattern.test(address)) ?? []
  return { operationId, path: operation?.path }
}

const operations = Object.entries(operationTable).map(([operationId, operation]) => {
  return [operationId, operation, new RegExp(`^${operation.path.replace('{id}', '[^/?]+')}([?]|$)`)] as const
})
