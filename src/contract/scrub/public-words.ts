import { type Document, isObject } from '../../openapi/index.js'

/** What everybody may read, because it stands in the document: never scrubbed. */
export interface PublicWords {
  /** Values of `enum`, `const`, `default` and examples, and names of properties and parameters: errors tell them. */
  readonly values: ReadonlySet<string | number>
  /** Names of properties, in schemas and examples. */
  readonly names: ReadonlySet<string>
  /** Fixed segments of path templates. */
  readonly segments: ReadonlySet<string>
  /** Hosts of addresses anywhere in the document. */
  readonly hosts: ReadonlySet<string>
  /** Names of parameters with the type of their schema. */
  readonly parameters: ReadonlyMap<string, string>
  /** Media types of responses, in lower case. */
  readonly mediaTypes: ReadonlySet<string>
  /** Headers described for a response, in lower case. */
  readonly headers: ReadonlySet<string>
  /** Origin of the first server, its variables filled in with their defaults; one that nobody has where there is none. */
  readonly origin: string
}

const nobodysOrigin = 'https://example.com'

const valueKeys = new Set(['enum', 'const', 'default', 'example', 'examples'])

/** Collects a document's public words. */
export function collectPublicWords({ root, files, operations }: Document): PublicWords {
  const values = new Set<string | number>()
  const names = new Set<string>()
  const hosts = new Set<string>()
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
      if (key === 'properties' && isObject(child)) for (const name of Object.keys(child)) names.add(name)
      visit(child)
    }
  }
  for (const file of files) visit(file.root)
  const parameters = new Map(
    operations.flatMap(({ parameters }) =>
      parameters.map(({ name, schema }) => [name, typeOf(schema?.value)] as const),
    ),
  )
  return {
    values: new Set([...values, ...names, ...parameters.keys()]),
    names,
    hosts,
    segments: new Set(operations.flatMap(({ path }) => path.split('/').filter((part) => part && !part.includes('{')))),
    parameters,
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
    origin: findOrigin(root.value) ?? nobodysOrigin,
  }
}

/** Where nothing is known, nothing is public. */
export const noPublicWords: PublicWords = {
  values: new Set(),
  names: new Set(),
  hosts: new Set(),
  segments: new Set(),
  parameters: new Map(),
  mediaTypes: new Set(),
  headers: new Set(),
  origin: nobodysOrigin,
}

const addressHost = /[a-z][a-z0-9+.-]*:\/\/([^/?#\s"'<>{}]+)/gi

const typeOf = (schema: unknown) => (isObject(schema) && typeof schema.type === 'string' ? schema.type : '')

function findOrigin(root: unknown): string | undefined {
  const servers = isObject(root) && Array.isArray(root.servers) ? root.servers : []
  const server: unknown = servers[0]
  if (!isObject(server) || typeof server.url !== 'string') return undefined
  const variables = isObject(server.variables) ? server.variables : {}
  const url = server.url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = variables[name]
    return isObject(variable) ? String(variable.default) : 'example'
  })
  return URL.canParse(url) ? new URL(url).origin : undefined
}
