import { type Document, isObject, type Node } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { escapeRegex } from '../../text/escape-regex.js'
import { limitKeywords } from './stand-ins/rules.js'

/** What everybody may read, because it stands in the document: never scrubbed. */
export interface PublicWords {
  /** Values of `enum`, `const`, `default` and examples, and names of properties and parameters: errors tell them. */
  readonly values: ReadonlySet<string | number>
  /** Names of properties, in schemas and examples. */
  readonly names: ReadonlySet<string>
  /** Fixed segments of path templates and of servers' addresses. */
  readonly segments: ReadonlySet<string>
  /** Segments of path templates with fixed text beside a parameter: fixed text and values in turn. */
  readonly partialSegments: readonly RegExp[]
  /** Hosts of addresses anywhere in the document. */
  readonly hosts: ReadonlySet<string>
  /** Names of parameters. */
  readonly parameters: ReadonlySet<string>
  /** Names of those that may be integers. */
  readonly counts: ReadonlySet<string>
  /** Media types of responses, in lower case. */
  readonly mediaTypes: ReadonlySet<string>
  /** Headers described for a response, in lower case. */
  readonly headers: ReadonlySet<string>
  /** Origins of servers, those of the whole document first; one that nobody has where there is none. */
  readonly origins: readonly [string, ...string[]]
}

const nobodysOrigin = 'https://example.com'

/** Their keys are names of properties. */
const namingKeys = new Set(['properties', 'dependentRequired', 'dependentSchemas'])

const valueKeys = new Set(['enum', 'const', 'default', 'example', 'examples'])

/**
 * Collects a document's public words.
 *
 * @param beginnings of texts, as its patterns spell them out; some are those of addresses
 */
export function collectPublicWords(
  { root, files, operations, schemas }: Document,
  beginnings: readonly string[],
): PublicWords {
  const values = new Set<string | number>()
  const names = new Set<string>()
  const hosts = new Set<string>()
  const servers: unknown[] = []
  const collectValue = (value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') values.add(value)
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name)
    for (const child of Object.values(value)) collectValue(child)
  }
  const visit = (value: unknown): void => {
    if (typeof value === 'string')
      for (const [, host = ''] of value.matchAll(addressHost)) hosts.add(host.toLowerCase())
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      if (valueKeys.has(key)) collectValue(child)
      if (namingKeys.has(key) && isObject(child)) for (const name of Object.keys(child)) names.add(name)
      if (limitKeywords.has(key) && typeof child === 'number') values.add(child)
      // Names that a schema asks for, described or not.
      if (key === 'required' || (namingKeys.has(key) && isObject(child)))
        for (const name of Object.values(child ?? {}).flat()) if (typeof name === 'string') names.add(name)
      if (key === 'servers' && Array.isArray(child)) servers.push(...child)
      visit(child)
    }
  }
  for (const file of files) visit(file.root)
  const ofDocument = isObject(root.value) && Array.isArray(root.value.servers) ? root.value.servers : []
  const [first = nobodysOrigin, ...others] = new Set([...ofDocument, ...servers].flatMap(findOrigin))
  const parameters = operations.flatMap((operation) => operation.parameters)
  const parameterNames = parameters.map(({ name }) => name)
  const mayBeInteger = (schema: Node | undefined) => staticTypeOf(schema, schemas).types.has('integer')
  const segments = operations.flatMap(({ path }) => path.split('/')).filter((part) => part !== '')
  return {
    values: new Set([...values, ...names, ...parameterNames]),
    names,
    hosts: new Set([
      ...hosts,
      ...beginnings.flatMap((text) => /^[^/]*\/\/([^/?#]+)/.exec(text)?.[1]?.toLowerCase() ?? []),
    ]),
    segments: new Set([
      ...segments.filter((part) => !part.includes('{')),
      ...servers.flatMap(segmentsOf),
      ...beginnings.flatMap((text) => text.split('/').slice(1, -1)),
    ]),
    partialSegments: segments.filter((part) => /[^}]\{|\}[^{]/.test(part)).map(toPartialSegment),
    parameters: new Set(parameterNames),
    counts: new Set(parameters.flatMap(({ name, schema }) => (mayBeInteger(schema) ? [name] : []))),
    mediaTypes: new Set(
      operations.flatMap(({ responses }) =>
        responses.flatMap((each) => each.content.map(({ name }) => name.toLowerCase())),
      ),
    ),
    headers: new Set(
      operations.flatMap(({ responses }) =>
        responses.flatMap((each) => each.headers.map(({ name }) => name.toLowerCase())),
      ),
    ),
    origins: [first, ...others],
  }
}

/** Where nothing is known, nothing is public. */
export const noPublicWords: PublicWords = {
  values: new Set(),
  names: new Set(),
  hosts: new Set(),
  segments: new Set(),
  partialSegments: [],
  parameters: new Set(),
  counts: new Set(),
  mediaTypes: new Set(),
  headers: new Set(),
  origins: [nobodysOrigin],
}

/** Behind a scheme (RFC 3986, 3.1), which is looked for where a `://` is: a long text may hold letters alone. */
const addressHost = /:\/\/(?<=[a-z][a-z0-9+.-]*:\/\/)([^/?#\s"'<>{}]+)/gi

/** Origin of a Server Object, its variables filled in with their defaults. */
function findOrigin(server: unknown): string[] {
  if (!isObject(server) || typeof server.url !== 'string') return []
  const variables = isObject(server.variables) ? server.variables : {}
  const url = server.url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = variables[name]
    return isObject(variable) ? String(variable.default) : 'example'
  })
  return URL.canParse(url) ? [new URL(url).origin] : []
}

/** Segments of the path in a Server Object's URL. */
function segmentsOf(server: unknown): string[] {
  const url = isObject(server) && typeof server.url === 'string' ? server.url : ''
  return url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .split('/')
    .filter((part) => part !== '' && !part.includes('{'))
}

/** Groups of the expression are fixed text and values in turn. */
function toPartialSegment(template: string): RegExp {
  const parts = template.split(/\{[^{}]*\}/).map((fixed) => `(${escapeRegex(fixed)})`)
  return new RegExp(`^${parts.join('(.+?)')}$`)
}
