import { childrenOf, findChild, findText, type Node, toFileLocation } from '../node.js'
import { tooLargeError } from '../source/source-errors.js'
import { type RequestBody, readRequestBody } from './body.js'
import { type Parameter, readParameter } from './parameter.js'
import { type Response, readResponses } from './response.js'
import { readSecurity, type SecurityRequirement } from './security.js'
import { readServers, type Servers } from './server.js'

/** An operation, with what it inherits from its path item and its document. */
export interface Operation {
  /** Its `operationId`, or `METHOD /path` if it has none or another operation has the same. */
  readonly operationId: string
  /** In upper case. */
  readonly method: string
  /** The path template. */
  readonly path: string
  /** Its own, and those of its path item that it does not override. */
  readonly parameters: readonly Parameter[]
  readonly requestBody?: RequestBody
  readonly responses: readonly Response[]
  readonly security: readonly SecurityRequirement[]
  readonly servers: Servers
  readonly node: Node
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Limit for the servers, parameters, responses, media types and headers of all operations together. */
const maxParts = 500_000

/**
 * Operations below `paths`, in the document's order.
 *
 * @throws {DocumentError} if references multiply the operations beyond `maxParts`: thousands of paths may refer to one Path Item
 * Object with thousands of parameters.
 */
export function readOperations(root: Node, follow: (node: Node) => Node): Operation[] {
  const paths = findChild(root, 'paths')
  const known = new Map<Node, Parameter>()
  let parts = 0
  const count = (node: Node, more: number) => {
    parts += more
    if (parts > maxParts)
      throw tooLargeError(toFileLocation(node), `more than ${maxParts} parts of operations`, 'fewer behind references')
  }
  const operations = (paths ? childrenOf(paths) : [])
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, item]) => {
      const layers = item === follow(item) ? [item] : [item, follow(item)]
      const seen = new Set<string>()
      return layers
        .flatMap(childrenOf)
        .filter(([method]) => methods.includes(method) && !seen.has(method) && seen.add(method))
        .map(([method, node]) => {
          const counted = (part: Node) => {
            count(node, 1)
            return follow(part)
          }
          const operation = readOperation({ root, path, layers, method, node, follow: counted, known })
          count(node, operation.servers.size)
          return operation
        })
    })
  return nameOperations(operations)
}

/** OAS 3.1, Operation Object: an id must be unique, so one that several operations have names none of them. */
function nameOperations(operations: readonly Operation[]): Operation[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { operationId } of operations) (seen.has(operationId) ? repeated : seen).add(operationId)
  return operations.map((operation) =>
    repeated.has(operation.operationId) ? { ...operation, operationId: nameOf(operation) } : operation,
  )
}

function nameOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`
}

interface Context {
  readonly root: Node
  readonly path: string
  /** The path item and, if it has a `$ref`, the one it refers to. */
  readonly layers: readonly Node[]
  readonly method: string
  readonly node: Node
  readonly follow: (node: Node) => Node
  /** Parameters that were read before, by their nodes, which many operations may share. */
  readonly known: Map<Node, Parameter>
}

function readOperation({ root, path, layers, method, node, follow, known }: Context): Operation {
  const requestBody = findChild(node, 'requestBody')
  return {
    operationId: findText(node, 'operationId') ?? nameOf({ method: method.toUpperCase(), path }),
    method: method.toUpperCase(),
    path,
    parameters: readParameters([node, ...layers], follow, known),
    ...(requestBody && { requestBody: readRequestBody(follow(requestBody), follow) }),
    responses: readResponses(findChild(node, 'responses'), follow),
    security: readSecurity(findChild(node, 'security') ?? findChild(root, 'security'), root, follow),
    servers: readServers([node, ...layers, root]),
    node,
  }
}

/** OAS 3.1, Operation Object: the operation's parameters override those of its path item with the same name and location. */
function readParameters(
  owners: readonly Node[],
  follow: (node: Node) => Node,
  known: Map<Node, Parameter>,
): Parameter[] {
  const byKey = new Map<string, Parameter>()
  for (const owner of owners) {
    const list = findChild(owner, 'parameters')
    for (const [, entry] of list ? childrenOf(list) : []) {
      const object = follow(entry)
      const parameter = known.get(object) ?? readParameter(object, follow)
      known.set(object, parameter)
      const key = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`
      if (!byKey.has(key) && !isIgnored(parameter)) byKey.set(key, parameter)
    }
  }
  return [...byKey.values()]
}

/** OAS 3.1, Parameter Object: definitions of these headers as parameters are ignored. */
function isIgnored({ in: location, name }: Parameter): boolean {
  return location === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase())
}
