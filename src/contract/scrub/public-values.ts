import { type Document, isObject, type Node, withoutQuery } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { escapeRegex } from '../../text/escape-regex.js'
import { parseUrl } from '../../text/url.js'
import { limitKeywords } from './placeholders/rules.js'
import { isWord } from './word.js'

/** What a document makes public, so that it is never scrubbed. */
export interface PublicValues {
  /**
   * Values of `enum`, `const`, `default`, discriminators and examples, limits, and names of properties and parameters, which
   * errors contain.
   */
  readonly values: ReadonlySet<string | number>
  /** Names of properties, in schemas and examples. */
  readonly names: ReadonlySet<string>
  /** Fixed segments of path templates and of server URLs. */
  readonly segments: ReadonlySet<string>
  /** Patterns of template segments with fixed text beside a parameter. Their groups are alternately fixed text and values. */
  readonly partialSegments: readonly RegExp[]
  /** Hosts of all addresses in the document. */
  readonly hosts: ReadonlySet<string>
  /** Names of parameters, and of API keys. */
  readonly parameters: ReadonlySet<string>
  /** Names of parameters whose values may be integers. */
  readonly counts: ReadonlySet<string>
  /** Media types of requests and responses, in lower case. */
  readonly mediaTypes: ReadonlySet<string>
  /** Documented response headers, in lower case. */
  readonly headers: ReadonlySet<string>
  /** Origins of servers, beginning with the servers of the whole document. Without servers, an origin reserved for examples. */
  readonly origins: readonly [string, ...string[]]
  /**
   * Without a document: true for a text that looks like a fixed segment of a path or a name of a property or parameter. With one:
   * false.
   */
  isWord(text: string): boolean
}

const exampleOrigin = 'https://example.com'

/** Keywords whose keys are names of properties. */
const namingKeys = new Set(['properties', 'dependentRequired', 'dependentSchemas'])

const valueKeys = new Set(['enum', 'const', 'default', 'example', 'examples'])

/**
 * Collects the public values of a document.
 *
 * @param beginnings the beginnings that the document's patterns require; some are beginnings of addresses
 */
export function collectPublicValues(
  { root, files, operations, schemas }: Document,
  beginnings: readonly string[],
): PublicValues {
  const { values, names, hosts, servers } = collectTexts(files.map(({ root }) => root))
  const documentServers = isObject(root.value) && Array.isArray(root.value.servers) ? root.value.servers : []
  const [first = exampleOrigin, ...others] = new Set([...documentServers, ...servers].flatMap(findOrigin))
  const parameters = operations.flatMap((operation) => operation.parameters)
  const keys = operations.flatMap(({ security }) => security.flatMap(({ schemes }) => schemes))
  const parameterNames = [
    ...parameters.map(({ name }) => name),
    // The names of API keys in the query.
    ...keys.flatMap((scheme) => scheme.parameter ?? []),
  ]
  const mayBeInteger = (schema: Node | undefined) => staticTypeOf(schema, schemas).types.has('integer')
  const segments = operations.flatMap(({ path }) => withoutQuery(path).split('/')).filter((part) => part !== '')
  const requests = operations.flatMap(({ requestBody }) => requestBody ?? [])
  const responses = operations.flatMap((operation) => operation.responses)
  return {
    values: new Set([...values, ...names, ...parameterNames]),
    names,
    hosts: new Set([
      ...hosts,
      ...beginnings.flatMap((text) => /^[^/]*\/\/([^/?#]+)/.exec(text)?.[1]?.toLowerCase() ?? []),
    ]),
    segments: new Set([
      ...segments.filter((part) => !part.includes('{')).flatMap(inBothSpellings),
      ...servers.flatMap(segmentsOf),
      ...beginnings.flatMap((text) => text.split('/').slice(1, -1)),
    ]),
    partialSegments: segments.filter((part) => /[^}]\{|\}[^{]/.test(part)).map(toPartialSegment),
    parameters: new Set(parameterNames),
    counts: new Set(parameters.flatMap(({ name, schema }) => (mayBeInteger(schema) ? [name] : []))),
    mediaTypes: new Set(
      [...requests, ...responses].flatMap(({ content }) => content.map(({ name }) => name.toLowerCase())),
    ),
    headers: new Set(responses.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase()))),
    origins: [first, ...others],
    isWord: () => false,
  }
}

/** What stands anywhere in the files of a document: listed values, names of properties, hosts of addresses, Server Objects. */
function collectTexts(roots: readonly unknown[]) {
  const values = new Set<string | number>()
  const names = new Set<string>()
  const hosts = new Set<string>()
  const servers: unknown[] = []
  let hasDiscriminator = false
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
      // Names in `required`, which may have no schema in `properties`.
      if (key === 'required' || (namingKeys.has(key) && isObject(child)))
        for (const name of Object.values(child ?? {}).flat()) if (typeof name === 'string') names.add(name)
      if (key === 'servers' && Array.isArray(child)) servers.push(...child)
      if (key === 'discriminator' && isObject(child)) {
        hasDiscriminator = true
        if (isObject(child.mapping)) for (const tag of Object.keys(child.mapping)) values.add(tag)
      }
      visit(child)
    }
  }
  for (const root of roots) visit(root)
  // What a `mapping` leaves out is the name of a schema (OAS 3.1, Discriminator Object).
  if (hasDiscriminator) for (const name of roots.flatMap(namesOfSchemas)) values.add(name)
  return { values, names, hosts, servers }
}

function namesOfSchemas(root: unknown): string[] {
  const components = isObject(root) && isObject(root.components) ? root.components : {}
  return isObject(components.schemas) ? Object.keys(components.schemas) : []
}

/** The public values without a document: names and path segments that look like a programmer's choice, and names of headers. */
export const publicWithoutDocument: PublicValues = {
  values: new Set(),
  names: new Set(),
  hosts: new Set(),
  segments: new Set(),
  partialSegments: [],
  parameters: new Set(),
  counts: new Set(),
  mediaTypes: new Set(),
  headers: new Set(),
  origins: [exampleOrigin],
  isWord,
}

/** Matches the host after a scheme (RFC 3986, 3.1). Searches for `://` first, because a long text may consist of letters only. */
const addressHost = /:\/\/(?<=[a-z][a-z0-9+.-]*:\/\/)([^/?#\s"'<>{}]+)/gi

/** Returns the URL of a Server Object with the defaults of its variables. */
function fillVariables(server: Readonly<Record<string, unknown>>): string {
  const variables = isObject(server.variables) ? server.variables : {}
  return String(server.url).replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = variables[name]
    return isObject(variable) ? String(variable.default) : 'example'
  })
}

function findOrigin(server: unknown): string[] {
  if (!isObject(server) || typeof server.url !== 'string') return []
  const url = parseUrl(fillVariables(server))
  return url ? [url.origin] : []
}

/** Returns the fixed segments in the path of a Server Object's URL, with the values that the document lists for its variables. */
function segmentsOf(server: unknown): string[] {
  if (!isObject(server) || typeof server.url !== 'string') return []
  const variables = isObject(server.variables) ? Object.values(server.variables).filter(isObject) : []
  const values = variables.flatMap(({ default: initial, enum: all }) => [initial, ...(Array.isArray(all) ? all : [])])
  const texts = [server.url, fillVariables(server), ...values.map(String)]
  return texts
    .flatMap((text) => text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split('/'))
    .filter((part) => part !== '' && !part.includes('{'))
    .flatMap(inBothSpellings)
}

/** Returns a fixed segment in two spellings: as in the document, and percent-encoded as in a URL. */
function inBothSpellings(segment: string): string[] {
  return [...new Set([segment, encodeSegment(segment)])]
}

/** Percent-encodes a segment. The `x` keeps `.` from being read as a dot segment. */
function encodeSegment(segment: string): string {
  return parseUrl(`http://h/x${segment.replaceAll('?', '%3F').replaceAll('#', '%23')}`)?.pathname.slice(2) ?? segment
}

/** Returns a pattern whose groups are alternately fixed text and values. */
function toPartialSegment(template: string): RegExp {
  const parts = template.split(/\{[^{}]*\}/).map((fixed) => `(${escapeRegex(encodeSegment(fixed))})`)
  return new RegExp(`^${parts.join('(.+?)')}$`)
}
