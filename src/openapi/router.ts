import type { Operation } from './objects/operation.js'

/** The path and the operation that a method and a URL match. */
export interface Route {
  /** The path template; `undefined` if no path matches. */
  readonly path?: string
  /** `undefined` if the path does not have the method. */
  readonly operation?: Operation
  /** The value of each template expression as the URL has it: still percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>
}

export type Router = (method: string, url: URL) => Route

interface Template {
  readonly path: string
  readonly operations: readonly Operation[]
  readonly segments: readonly Segment[]
  readonly names: readonly string[]
  /** Sorts concrete segments before templated ones, from the left. */
  readonly rank: string
}

/** Returns the values of a segment's expressions, still percent-encoded; `undefined` if the text does not match. */
type Segment = (text: string) => string[] | undefined

const nowhere: Route = { pathParameters: new Map() }

/**
 * Creates a function that finds the operation of a request.
 *
 * Concrete paths are matched before templated ones (OAS 3.1, Paths Object). The URL's path must begin with the base path of a
 * server of the operation. If the URL's host is that of any server in the document, it must be that server's, too; other hosts
 * are accepted, because recordings may come from a test server.
 */
export function createRouter(operations: readonly Operation[]): Router {
  const byPath = new Map<string, Operation[]>()
  for (const operation of operations) {
    const known = byPath.get(operation.path)
    if (known) known.push(operation)
    else byPath.set(operation.path, [operation])
  }
  const templates = [...byPath]
    .map(([path, ofPath]) => parseTemplate(path, ofPath))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
  const origins = operations.flatMap(({ servers }) => servers.flatMap(({ isOrigin }) => isOrigin ?? []))

  return (method, url) => {
    const { origin } = url
    const isKnownHost = origins.some((isOrigin) => isOrigin(origin))
    for (const template of templates) {
      const matches = template.operations.flatMap((operation) => {
        const values = matchOperation(template, operation, url, isKnownHost)
        return values ? [{ operation, values }] : []
      })
      const match = matches.find(({ operation }) => operation.method === method.toUpperCase())
      if (match)
        return { path: template.path, operation: match.operation, pathParameters: toMap(template.names, match.values) }
      if (matches.length > 0) return { path: template.path, pathParameters: new Map() }
    }
    return nowhere
  }
}

function matchOperation(
  template: Template,
  operation: Operation,
  url: URL,
  isKnownHost: boolean,
): string[] | undefined {
  for (const { isOrigin, isBasePath } of operation.servers) {
    if (isKnownHost && isOrigin && !isOrigin(url.origin)) continue
    const [base, rest] = splitBase(template, url.pathname)
    const values = isBasePath(base) ? matchSegments(template, rest) : undefined
    if (values) return values
  }
  return undefined
}

/** Splits off as many segments at the end of a path as the template has. What is before them must be the server's base path. */
function splitBase({ segments }: Template, pathname: string): [base: string, rest: string[]] {
  const parts = pathname.split('/')
  const start = parts.length - segments.length + 1
  return [parts.slice(0, Math.max(1, start)).join('/'), parts.slice(Math.max(1, start))]
}

function matchSegments({ segments }: Template, steps: readonly string[]): string[] | undefined {
  // Path and template both begin with a slash, so their first part is empty.
  const parts = ['', ...steps]
  if (parts.length !== segments.length) return undefined
  const values: string[] = []
  for (const [index, segment] of segments.entries()) {
    const found = segment(decodeLiterals(parts[index] ?? ''))
    if (!found) return undefined
    values.push(...found)
  }
  return values
}

/** Decodes unreserved characters, which mean the same encoded or not (RFC 3986, 6.2.2.2); others stay encoded. */
function decodeLiterals(segment: string): string {
  if (!segment.includes('%')) return segment
  return segment.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[A-Za-z0-9\-._~]/.test(character) ? character : code.toUpperCase()
  })
}

function parseTemplate(path: string, operations: readonly Operation[]): Template {
  const parts = path.split('/')
  return {
    path,
    operations,
    segments: parts.map(toSegment),
    names: [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ''),
    rank: parts.map((part) => (/^\{[^{}]*\}$/.test(part) ? '2' : /\{[^{}]*\}/.test(part) ? '1' : '0')).join(''),
  }
}

/**
 * Creates a function that matches one segment of a path template.
 *
 * An expression ends at the first occurrence of the literal text after it. Other splits are not tried: with many expressions
 * and a long path there would be too many.
 */
function toSegment(part: string): Segment {
  const [start = '', ...rest] = part.split(/\{[^{}]*\}/).map(encodeLiteral)
  const last = rest.pop()
  if (last === undefined) return (text) => (text === start ? [] : undefined)
  return (text) => {
    if (!text.startsWith(start) || !text.endsWith(last)) return undefined
    const values: string[] = []
    let at = start.length
    for (const after of rest) {
      const end = text.indexOf(after, at + 1)
      if (end < 0) return undefined
      values.push(text.slice(at, end))
      at = end + after.length
    }
    const end = text.length - last.length
    return at < end ? [...values, text.slice(at, end)] : undefined
  }
}

/** Encodes literal text of a template as `URL` encodes a path. The `x` keeps `.` from being read as a dot segment. */
function encodeLiteral(text: string): string {
  return decodeLiterals(new URL(`http://h/x${text.replaceAll('?', '%3F').replaceAll('#', '%23')}`).pathname.slice(2))
}

function toMap(names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name, index) => [name, values[index] ?? '']))
}
