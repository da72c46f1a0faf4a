import { operationTable } from '../../generated/operations.js'

const templates = Object.entries(operationTable).map(([operationId, { path }]) => {
  return { operationId, path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/?]+')}([?]|$)`) }
})

/** The operation whose path template a path, with or without a query, matches; without id and path when there is none. */
export function findOperation(address: string): { operationId: string | undefined; path: string | undefined } {
  const { operationId, path } = templates.find(({ pattern }) => pattern.test(address)) ?? {}
  return { operationId, path }
}
