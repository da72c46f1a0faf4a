import { callTable } from '../../generated/operations.js'

const operations = Object.entries(callTable).map(([operationId, { path }]) => {
  return { operationId, path, pattern: RegExp(`^${path.replace('{id}', '[^/?]+')}([?]|$)`) }
})

/** The operation whose path template an address, path with query, matches; nothing when there is none. */
export function findOperation(address: string): { operationId: string | undefined; path: string | undefined } {
  return operations.find(({ pattern }) => pattern.test(address)) ?? { operationId: undefined, path: undefined }
}
