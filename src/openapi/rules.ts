import type { OpenApiVersion } from './grammar/grammar.js'
import { childrenAt, childrenOf, findChild, findDescendant, findMember, findText, type Node, rootOf } from './node.js'
import { isIgnoredParameter, methods, type Operation, toParameterKey } from './objects/operation.js'
import { findScheme } from './objects/security.js'
import { expressionsOf, shapeOf, withoutQuery } from './objects/template.js'
import { createNodeProblem, type DocumentProblem } from './problem.js'
import type { SchemaIndex } from './references/schema-index.js'
import { findByPointer, isPointer } from './references/uri.js'

/** What the rules read. */
export interface RuledDocument {
  readonly root: Node
  readonly openapi: OpenApiVersion
  readonly operations: readonly Operation[]
  readonly schemas: SchemaIndex
  follow(node: Node): Node
}

type Rule = (document: RuledDocument) => readonly DocumentProblem[]

/** Problems that a grammar cannot find, because a rule of the specification is about several objects. */
export function findRuleProblems(document: RuledDocument): DocumentProblem[] {
  return Object.values(documentRules).flatMap((rule) => rule(document))
}

/** Operation Object: `operationId` is unique among all operations. */
const uniqueOperationIds: Rule = ({ operations }) => {
  const first = new Map<string, Operation>()
  return operations.flatMap((operation) => {
    const node = findChild(operation.node, 'operationId')
    const id = findText(operation.node, 'operationId')
    if (!node || id === undefined) return []
    const other = first.get(id)
    first.set(id, other ?? operation)
    if (!other) return []
    return createNodeProblem(node, {
      expected: 'every operationId once',
      received: `${JSON.stringify(id)} a second time`,
      message: `operationId ${JSON.stringify(id)} is also that of ${other.method} ${other.path}; both are known by method and path`,
    })
  })
}

/** Paths Object: templates that differ in names only are identical and must not exist. */
const differentTemplates: Rule = ({ root }) => {
  const first = new Map<string, string>()
  return pathsOf(root).flatMap(([path, node]) => {
    const shape = shapeOf(path)
    const other = first.get(shape)
    first.set(shape, other ?? path)
    if (other === undefined) return []
    return createNodeProblem(node, {
      expected: 'a path template that differs from all others in more than names',
      received: JSON.stringify(path),
      message: `path template ${JSON.stringify(path)} is identical to ${JSON.stringify(other)}`,
    })
  })
}

/** Paths Object: a path is appended to the URL of a server, before any query or fragment. */
const pathsWithoutQuery: Rule = ({ root }) =>
  pathsOf(root).flatMap(([path, node]) =>
    withoutQuery(path) !== path
      ? createNodeProblem(node, {
          severity: 'warning',
          expected: 'a path without a query and a fragment',
          received: JSON.stringify(path),
          message: `path ${JSON.stringify(path)} has a query or a fragment, which no request path has`,
        })
      : [],
  )

/** Paths Object: every template expression has a path parameter, and every path parameter an expression. */
const templateParameters: Rule = ({ operations }) =>
  operations.flatMap(({ path, parameters, node, isUsable, unusable }) => {
    // A parameter that cannot be used may be the one.
    if (!isUsable || unusable.length > 0) return []
    const expressions = new Set(expressionsOf(path))
    const inPath = parameters.filter((parameter) => parameter.in === 'path')
    const names = new Set(inPath.map(({ name }) => name))
    const undeclared = [...expressions].filter((name) => !names.has(name))
    const unused = inPath.filter(({ name }) => !expressions.has(name))
    return [
      ...undeclared.map((name) =>
        createNodeProblem(node, {
          severity: 'warning',
          expected: `a path parameter ${JSON.stringify(name)}`,
          received: 'no such parameter',
          message: `no path parameter for the expression {${name}} of ${path}`,
        }),
      ),
      ...unused.map((parameter) =>
        createNodeProblem(parameter.node, {
          severity: 'warning',
          expected: `an expression of ${path}`,
          received: JSON.stringify(parameter.name),
          message: `path parameter ${JSON.stringify(parameter.name)} is not in the path template ${path}`,
        }),
      ),
    ]
  })

/** Operation and Path Item Object: the list of parameters has no duplicates, and at most one `querystring`, alone (3.2). */
const parameterLists: Rule = ({ root, follow }) =>
  pathItemsOf(root).flatMap((item) =>
    ownersOf(item).flatMap((owner) => findListProblems(owner, owner === item ? [] : listOf(item), follow)),
  )

/** What describes the headers that are not described by parameters. */
const otherPlaces: Readonly<Record<string, string>> = {
  accept: 'the content of the responses',
  'content-type': 'the content of the request body',
  authorization: 'a security scheme',
}

/** Parameter Object: a parameter in header with one of these names shall be ignored. */
const ignoredHeaders: Rule = ({ root, follow }) => {
  const parameters = new Set(pathItemsOf(root).flatMap(ownersOf).flatMap(listOf).map(follow))
  return [...parameters].flatMap((parameter) => {
    const node = findChild(parameter, 'name')
    const name = findText(parameter, 'name')
    const location = findText(parameter, 'in')
    if (!node || name === undefined || location === undefined || !isIgnoredParameter(location, name)) return []
    return createNodeProblem(node, {
      severity: 'warning',
      expected: 'a parameter that is not Accept, Content-Type or Authorization',
      received: JSON.stringify(name),
      message: `header parameter ${JSON.stringify(name)} is ignored (Parameter Object); ${otherPlaces[name.toLowerCase()]} describes this header`,
    })
  })
}

/** A Path Item Object and its operations: the objects with lists of parameters. */
function ownersOf(item: Node): Node[] {
  return [
    item,
    ...childrenOf(item).flatMap(([key, child]) => (methods.includes(key) ? child : [])),
    ...childrenAt(item, 'additionalOperations').map(([, child]) => child),
  ]
}

function listOf(owner: Node): Node[] {
  return childrenAt(owner, 'parameters').map(([, entry]) => entry)
}

function findListProblems(owner: Node, inherited: readonly Node[], follow: (node: Node) => Node): DocumentProblem[] {
  const seen = new Map<string, string>()
  const own = listOf(owner)
  const locations = [...inherited, ...own].map((entry) => findText(follow(entry), 'in'))
  const queryStrings = locations.filter((location) => location === 'querystring').length
  const isMixed = queryStrings > 1 || (queryStrings === 1 && locations.includes('query'))
  const [last] = own.slice(-1)
  return [
    ...own.flatMap((entry) => {
      const parameter = follow(entry)
      const location = String(findText(parameter, 'in'))
      const name = String(findText(parameter, 'name'))
      const key = toParameterKey(location, name)
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, name)
        return []
      }
      const other = first === name ? '' : `: ${JSON.stringify(first)} is the same name`
      return createNodeProblem(entry, {
        ...(first !== name && { severity: 'warning' }),
        expected: 'every parameter once in a list',
        received: `${location} ${name} a second time`,
        message: `parameter ${JSON.stringify(name)} in ${location} is listed twice${other}`,
      })
    }),
    ...(isMixed && last
      ? [
          createNodeProblem(last, {
            expected: 'one parameter in querystring and none in query',
            received: locations.filter((location) => location?.startsWith('query')).join(', '),
          }),
        ]
      : []),
  ]
}

/** Security Requirement Object: each name is that of a security scheme in the components. */
const knownSchemes: Rule = ({ root, operations }) =>
  requirementsOf(root, operations).flatMap(([name, use]) =>
    findScheme(root, name)
      ? []
      : createNodeProblem(use, {
          severity: 'warning',
          code: 'dangling-reference',
          expected: 'the name of a security scheme in /components/securitySchemes',
          received: JSON.stringify(name),
          message: `${JSON.stringify(name)} is not a usable security scheme of /components/securitySchemes`,
        }),
  )

/** Security Requirement Object: only schemes of OAuth 2 and OpenID Connect have scopes (3.0); later versions allow roles for all. */
const scopesOfSchemes: Rule = ({ root, openapi, operations, follow }) => {
  if (openapi !== '3.0') return []
  return requirementsOf(root, operations).flatMap(([name, use]) => {
    const scheme = findScheme(root, name)
    const type = scheme && findText(follow(scheme), 'type')
    if (type === undefined || ['oauth2', 'openIdConnect'].includes(type) || childrenOf(use).length === 0) return []
    return createNodeProblem(use, {
      expected: 'an empty array',
      received: 'scopes',
      message: `security scheme ${JSON.stringify(name)} has no scopes, because its type is ${type}; expected an empty array`,
    })
  })
}

/** The security requirements of the document and of its operations, by the name of their scheme. */
function requirementsOf(root: Node, operations: readonly Operation[]): [name: string, scopes: Node][] {
  return [root, ...operations.map(({ node }) => node)].flatMap((owner) =>
    childrenAt(owner, 'security').flatMap(([, requirement]) => childrenOf(requirement)),
  )
}

/** Server Object: each variable of the URL is defined, and its default is one of its values. */
const serverVariables: Rule = ({ root, openapi, operations }) => {
  const owners = new Set([root, ...pathItemsOf(root), ...operations.map(({ node }) => node)])
  return [...owners].flatMap((owner) =>
    childrenAt(owner, 'servers').flatMap(([, server]) => findVariableProblems(server, openapi)),
  )
}

function findVariableProblems(server: Node, openapi: OpenApiVersion): DocumentProblem[] {
  const url = findChild(server, 'url')
  const names = expressionsOf(findText(server, 'url') ?? '')
  return [
    ...names.flatMap((name) =>
      url && !findDescendant(server, ['variables', name])
        ? createNodeProblem(url, {
            severity: 'warning',
            expected: `a server variable ${JSON.stringify(name)}`,
            received: 'no such variable',
            message: `server variable {${name}} is not defined; any text matches it`,
          })
        : [],
    ),
    ...childrenAt(server, 'variables').flatMap(([, variable]) => {
      const node = findChild(variable, 'default')
      const allowed = childrenAt(variable, 'enum').map(([, { value }]) => String(value))
      if (!node || allowed.length === 0 || allowed.includes(String(node.value))) return []
      return createNodeProblem(node, {
        // A SHOULD in 3.0, a MUST since 3.1.
        severity: openapi === '3.0' ? 'warning' : 'error',
        expected: `one of ${allowed.join(', ')}`,
        received: String(node.value),
      })
    }),
  ]
}

/** OpenAPI Object: the names of tags are unique. */
const uniqueTags: Rule = ({ root }) => {
  const seen = new Set<string>()
  return childrenAt(root, 'tags').flatMap(([, tag]) => {
    const name = findText(tag, 'name')
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name)
      return []
    }
    return createNodeProblem(findChild(tag, 'name') ?? tag, {
      expected: 'every tag once',
      received: `${JSON.stringify(name)} a second time`,
      message: `tag ${JSON.stringify(name)} is defined twice`,
    })
  })
}

/** Tag Object (3.2): the `parent` of a tag is another tag, and parents do not lead back to their children. */
const tagParents: Rule = ({ root }) => {
  const tags = childrenAt(root, 'tags').map(([, tag]) => tag)
  const parents = new Map(tags.map((tag) => [findText(tag, 'name'), findText(tag, 'parent')]))
  const circular = new Set<string>()
  const passed = new Set<string>()
  for (const start of parents.keys()) {
    const path: string[] = []
    let next = start
    for (; next !== undefined && !passed.has(next); next = parents.get(next)) {
      passed.add(next)
      path.push(next)
    }
    const at = next === undefined ? -1 : path.indexOf(next)
    if (at >= 0) for (const name of path.slice(at)) circular.add(name)
  }
  return tags.flatMap((tag) => {
    const node = findChild(tag, 'parent')
    const parent = findText(tag, 'parent')
    if (!node || parent === undefined) return []
    const details = { expected: 'the name of another tag', received: JSON.stringify(parent) }
    if (!parents.has(parent))
      return createNodeProblem(node, {
        ...details,
        code: 'dangling-reference',
        message: `no tag is named ${details.received}`,
      })
    if (!circular.has(findText(tag, 'name') ?? '')) return []
    return createNodeProblem(node, {
      ...details,
      code: 'circular-reference',
      message: `the parents of tag ${JSON.stringify(findText(tag, 'name'))} lead back to it`,
    })
  })
}

/** Discriminator Object: each value of `mapping` is the name of a schema or refers to one. */
const discriminatorMappings: Rule = ({ root, schemas }) => {
  const known = findDescendant(root, ['components', 'schemas'])
  const isKnown = (target: string, { file }: Node) => {
    if (known && findMember(known, target)) return true
    // Another file may not have been read.
    if (!target.startsWith('#')) return !/^[A-Za-z0-9_-]+$/.test(target)
    const fragment = target.slice(1)
    return !isPointer(fragment) || findByPointer(rootOf(file), fragment) !== undefined
  }
  return [...schemas.all()].flatMap((schema) => {
    return childrenAt(schema, 'discriminator', 'mapping').flatMap(([, node]) => {
      if (typeof node.value !== 'string' || isKnown(node.value, node)) return []
      return createNodeProblem(node, {
        severity: 'warning',
        code: 'dangling-reference',
        expected: 'the name of a schema in /components/schemas, or a reference to a schema',
        received: JSON.stringify(node.value),
      })
    })
  })
}

function pathsOf(root: Node): [path: string, item: Node][] {
  return childrenAt(root, 'paths').filter(([path]) => path.startsWith('/'))
}

function pathItemsOf(root: Node): Node[] {
  const pathItems = childrenAt(root, 'components', 'pathItems')
  return [...pathsOf(root), ...childrenAt(root, 'webhooks'), ...pathItems].map(([, item]) => item)
}

/** The rules by name, in the order in which they are applied. */
export const documentRules = {
  uniqueOperationIds,
  differentTemplates,
  pathsWithoutQuery,
  templateParameters,
  parameterLists,
  ignoredHeaders,
  knownSchemes,
  scopesOfSchemes,
  serverVariables,
  uniqueTags,
  tagParents,
  discriminatorMappings,
} satisfies Readonly<Record<string, Rule>>
