import { childrenAt, childrenOf, findChild, findText, type Node, nodeKey, toFileLocation } from '../node.js'
import { tooLargeError } from '../source/source-errors.js'
import { type BodyType, type RequestBody, readBody, readRequestBody } from './body.js'
import { normalizeMethod } from './method.js'
import { type Parameter, readParameter } from './parameter.js'
import { type Response, readResponses } from './response.js'
import { readSecurity, type SecurityRequirement } from './security.js'
import { readServers, type Servers } from './server.js'
import { entriesOf, findEntry, unusableIn } from './unusable.js'

/** An operation, with what it inherits from its path item and its document. */
export interface Operation {
  /** Its `operationId`, or `METHOD /path` if it has none or shares it with another operation. */
  readonly operationId: string
  /** In upper case, except for methods of `additionalOperations`; `*` for the methods of a path that cannot be used. */
  readonly method: string
  /** The path template. */
  readonly path: string
  /** Its own, and those of its path item that it does not override. */
  readonly parameters: readonly Parameter[]
  /** The one of its parameters that describes the whole query (OAS 3.2), and what it says of it. */
  readonly queryString?: { readonly parameter: Parameter; readonly body: BodyType | undefined }
  readonly requestBody?: RequestBody
  readonly responses: readonly Response[]
  readonly security: readonly SecurityRequirement[]
  readonly servers: Servers
  readonly node: Node
  /** False if it breaks the specification so that nothing in it can be used. */
  readonly isUsable: boolean
  /** What of it cannot be used, except in its responses. */
  readonly unusable: readonly Node[]
}

/** Names of the members of a Path Item Object that are methods; `query` in OAS 3.2. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** Limit for the servers, parameters, responses, media types and headers of all operations together. */
const maxParts = 500_000

export interface Operations {
  /** In the document's order. */
  readonly operations: readonly Operation[]
  /** For paths of which nothing or only a part can be used: any other method may be documented there. */
  readonly unusable: readonly Operation[]
  /** Of webhooks and callbacks, whose paths are their names: the URLs of their requests are those of the receivers. */
  readonly webhooks: readonly Operation[]
}

/**
 * Operations below `paths`, `webhooks` and `callbacks`.
 *
 * @throws {DocumentError} if references multiply the operations beyond `maxParts`: thousands of paths may refer to one Path Item
 * Object with thousands of parameters.
 */
export function readOperations(root: Node, follow: (node: Node) => Node): Operations {
  const paths = findChild(root, 'paths')
  const known = new Map<Node, Parameter>()
  const unusable: Operation[] = []
  let parts = 0
  const count = (node: Node, more: number) => {
    parts += more
    if (parts > maxParts)
      throw tooLargeError(toFileLocation(node), `more than ${maxParts} parts of operations`, 'fewer behind references')
  }
  const readItem = (path: string, item: Node): Operation[] => {
    const layers = layersOf(item, follow)
    return findMethods(layers).map(({ method, node: entry, isUsable }) => {
      const node = follow(entry)
      const counted = (part: Node) => {
        count(node, 1)
        return follow(part)
      }
      const context = { root, path, layers, method, node, follow: counted, known }
      const operation = isUsable ? readOperation(context) : unusableOperation(context)
      count(node, operation.servers.size)
      return operation
    })
  }
  const operations = (paths ? entriesOf(paths) : []).flatMap(({ key: path, node: item, isUsable }) => {
    if (!path.startsWith('/')) return []
    const broken = isUsable
      ? layersOf(item, follow).find((layer) => findEntry(layer, '$ref')?.isUsable === false)
      : item
    if (broken) unusable.push(unusableOperation({ root, path, layers: [item], method: '*', node: broken }))
    return readItem(path, item)
  })
  const webhooks = [...findWebhooks(root), ...operations.flatMap((operation) => findCallbacks(operation.node, follow))]
  return {
    operations: withUniqueIds(operations),
    unusable,
    webhooks: withUniqueIds(webhooks.flatMap(([name, item]) => readItem(name, item))),
  }
}

/** A path item and, if it has a `$ref`, the one it refers to. */
function layersOf(item: Node, follow: (node: Node) => Node): Node[] {
  return item === follow(item) ? [item] : [item, follow(item)]
}

type NamedItem = readonly [name: string, item: Node]

function findWebhooks(root: Node): NamedItem[] {
  return childrenAt(root, 'webhooks')
}

/** OAS 3.1, Callback Object: a path item for each expression. */
function findCallbacks(operation: Node, follow: (node: Node) => Node): NamedItem[] {
  return childrenAt(operation, 'callbacks').flatMap(([name, entry]) =>
    childrenOf(follow(entry))
      .filter(([expression]) => !expression.startsWith('x-'))
      .map(([expression, item]): NamedItem => [`${name} ${expression}`, item]),
  )
}

interface Method {
  /** As requests name it. */
  readonly method: string
  readonly node: Node
  readonly isUsable: boolean
}

/** The operations of a path item and of the one it refers to, whose methods it may override. */
function findMethods(layers: readonly Node[]): Method[] {
  const found = new Map<string, Method>()
  const add = (method: string, { node, isUsable }: Omit<Method, 'method'>) => {
    if (!found.has(method)) found.set(method, { method, node, isUsable })
  }
  for (const layer of layers) {
    for (const entry of entriesOf(layer)) if (methods.includes(entry.key)) add(entry.key.toUpperCase(), entry)
    const additional = findChild(layer, 'additionalOperations')
    // OAS 3.2, Path Item Object: these methods are spelled as they are sent.
    for (const entry of additional ? entriesOf(additional) : []) add(normalizeMethod(entry.key), entry)
  }
  return [...found.values()]
}

/** OAS 3.1, Operation Object: the id must be unique among all operations. Those that share one are known by method and path. */
function withUniqueIds(operations: readonly Operation[]): Operation[] {
  const times = new Map<string, number>()
  for (const { operationId } of operations) times.set(operationId, (times.get(operationId) ?? 0) + 1)
  return operations.map((operation) =>
    times.get(operation.operationId) === 1
      ? operation
      : { ...operation, operationId: `${operation.method} ${operation.path}` },
  )
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
  const requestBody = readRequestBody(node, follow)
  const responses = findEntry(node, 'responses')
  const { requirements, unusable } = readSecurity(node, root, follow)
  const owners = [node, ...layers]
  const parameters = readParameters(owners, follow, known)
  const queryString = parameters.find((parameter) => parameter.in === 'querystring')
  return {
    operationId: findText(node, 'operationId') ?? `${method} ${path}`,
    method,
    path,
    parameters,
    ...(queryString && {
      queryString: { parameter: queryString, body: readBody(queryString.node, follow).content[0] },
    }),
    ...(requestBody && { requestBody }),
    responses: responses?.isUsable ? readResponses(responses.node, follow) : [],
    security: requirements,
    servers: readServers([node, ...layers, root]),
    node,
    isUsable: true,
    unusable: eachOnce([
      ...unusableIn(node),
      ...owners.flatMap((owner) => unusableIn(findChild(owner, 'parameters'))),
      ...layers.flatMap((layer) => unusableIn(layer).filter(isShared)),
      ...parameters.flatMap((parameter) => parameter.unusable),
      ...(requestBody?.unusable ?? []),
      ...unusable,
    ]),
  }
}

/** One node for each place: the nodes of a text or a number differ each time they are reached. */
function eachOnce(nodes: readonly Node[]): Node[] {
  return [...new Map(nodes.map((node) => [nodeKey(node), node])).values()]
}

/** An operation of which only the method and the path are known. */
function unusableOperation({ root, path, layers, method, node }: Omit<Context, 'follow' | 'known'>): Operation {
  return {
    operationId: `${method} ${path}`,
    method,
    path,
    parameters: [],
    responses: [],
    security: [],
    servers: readServers([...layers, root]),
    node,
    isUsable: false,
    unusable: [node],
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
    for (const [, entry] of childrenAt(owner, 'parameters')) {
      const object = follow(entry)
      const parameter = known.get(object) ?? readParameter(object, follow)
      known.set(object, parameter)
      const key = toParameterKey(parameter.in, parameter.name)
      if (!byKey.has(key) && !isIgnoredParameter(parameter.in, parameter.name)) byKey.set(key, parameter)
    }
  }
  return [...byKey.values()]
}

/** OAS 3.1, Parameter Object: a location and a name identify a parameter. RFC 9110, 5.1: names of headers are case-insensitive. */
export function toParameterKey(location: string, name: string): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}

/** OAS 3.1, Parameter Object: definitions of these headers as parameters are ignored. */
export function isIgnoredParameter(location: string, name: string): boolean {
  return location === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase())
}

/** Whether a member of a Path Item Object applies to all of its operations. */
function isShared({ pointer }: Node): boolean {
  return pointer.endsWith('/parameters') || pointer.endsWith('/servers')
}
