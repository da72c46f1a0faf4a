import { normalizeEncoding } from '../../text/percent-encoding.js'
import { basePathOf, findServerUrlProblem, parseUrl, serverUrl } from '../../text/url.js'
import { childrenAt, childrenOf, findChild, findDescendant, findText, type Node } from '../node.js'
import { expressionsOf } from './template.js'

/** Where an API is: what a request's URL begins with. */
export interface Servers {
  /** How many servers there are. */
  readonly size: number
  /** Server Objects; none for the server `/` of a document without any, and for servers that were given by their URLs. */
  readonly nodes: readonly Node[]
  /** True if a server has this host, with its port unless that is the default, as `URL.host` has it. */
  hasHost(host: string): boolean
  /**
   * True if a server has this base path: what stands before the path template, as `URL.pathname` has it. With a host it must be
   * that host's server, or one whose URL is relative and names no host.
   */
  hasBasePath(path: string, host?: string): boolean
}

/** The texts that are allowed at this position; `undefined` allows any text. */
type Part = readonly string[] | undefined

const anything: Part = undefined

/** What the URL of a server matches. */
interface Address {
  /** Absent if the URL is relative to that of the document, which is unknown. */
  readonly host?: readonly Part[]
  readonly basePath: readonly Part[]
  /** Whether the base path may have further segments before it, without a gap. */
  readonly isSuffix: boolean
}

/** Servers that were read before, by the node of their list: most operations share the list of the document. */
const known = new WeakMap<Node, Servers>()

const root = toServers(1, [{ basePath: [], isSuffix: false }], [])

/** The servers of the first owner that lists any (OAS 3.1, 4.8.9 and 4.8.10), or the server `/`. */
export function readServers(owners: readonly Node[]): Servers {
  for (const owner of owners) {
    const list = findChild(owner, 'servers')
    const nodes = list ? childrenOf(list).map(([, server]) => server) : []
    if (!list || nodes.length === 0) continue
    const servers = known.get(list) ?? toServers(nodes.length, () => readAddresses(nodes), nodes)
    known.set(list, servers)
    return servers
  }
  return root
}

/**
 * The servers at these URLs.
 *
 * @throws {TypeError} for a URL that is not absolute, or has more than an origin and a path.
 */
export function parseServers(urls: readonly string[]): Servers {
  const addresses = urls.flatMap((url) => {
    const problem = findServerUrlProblem(url)
    if (problem === undefined) return toAddresses(url, new Map())
    throw new TypeError(`servers: expected ${serverUrl}, received ${problem}`)
  })
  return toServers(urls.length, addresses, [])
}

function toServers(
  size: number,
  addresses: readonly Address[] | (() => readonly Address[]),
  nodes: readonly Node[],
): Servers {
  let all: readonly Address[] | undefined
  // A document of thousands of operations may list servers for each of them, of which few are asked for.
  const findAll = () => {
    all ??= typeof addresses === 'function' ? addresses() : addresses
    return all
  }
  const hasHost = remember((text: string) => findAll().some(({ host }) => host && matches(host, text)))
  const ofHost = remember((text: string | undefined) =>
    findAll().filter(({ host }) => !host || text === undefined || matches(host, text)),
  )
  let last: { path: string; host: string | undefined; result: boolean } | undefined
  return {
    size,
    nodes,
    hasHost,
    hasBasePath(path, host) {
      if (last?.path !== path || last.host !== host) {
        const normal = normalizeEncoding(path)
        last = { path, host, result: ofHost(host).some((address) => matchesBasePath(address, normal)) }
      }
      return last.result
    },
  }
}

/** The same function with a cache of one result, because consecutive recordings are usually of the same server. */
function remember<Text extends string | undefined, Result>(find: (text: Text) => Result): (text: Text) => Result {
  let last: { text: Text; result: Result } | undefined
  return (text) => {
    if (!last || last.text !== text) last = { text, result: find(text) }
    return last.result
  }
}

function matchesBasePath({ basePath, isSuffix }: Address, path: string): boolean {
  return isSuffix ? !/\/(?:\/|$)/.test(path) && matches([anything, ...basePath], path) : matches(basePath, path)
}

/** The base paths of the servers that are listed at the root of a document, their variables filled with the defaults. */
export function basePathsOf(root: Node): string[] {
  const paths = childrenAt(root, 'servers').flatMap(([, server]) => {
    const address = (findText(server, 'url') ?? '').replace(/\{([^{}]*)\}/g, (_, name: string) => {
      const initial = findDescendant(server, ['variables', name, 'default'])?.value
      return initial === undefined ? name : String(initial)
    })
    const url = parseUrl(address, 'http://unknown.invalid')
    return url ? [basePathOf(url)] : []
  })
  return [...new Set(paths)]
}

/** Limit for the variables of one server. */
const maxVariables = 50

/** Limit for the combinations of variables' values that are written out for the servers of one list. */
const maxCombinations = 200

function readAddresses(nodes: readonly Node[]): Address[] {
  const limit = Math.max(4, Math.floor(maxCombinations / nodes.length))
  const addresses = nodes.flatMap((node) => readServer(node, limit))
  // Without one URL that can be understood, nothing is known about hosts and base paths.
  return addresses.length > 0 ? addresses : [{ basePath: [], isSuffix: true }]
}

/**
 * Variables are replaced first; then the text is a URL (OAS 3.1, Server Object). Where variables have more combinations of
 * values than the limit, the text of each variable is matched on its own.
 */
function readServer(node: Node, limit: number): Address[] {
  const template = findText(node, 'url') ?? '/'
  const variables = readVariables(template, node)
  if (!variables) return []
  const combinations = variables.reduce((product, { texts }) => product * texts.length, 1)
  if (combinations <= limit) {
    const free = new Map(variables.map(({ mark }) => [mark, anything]))
    return combine(template, variables).flatMap((text) => toAddresses(text, free))
  }
  const defaults = variables.map(({ name, texts }) => ({ name, texts: texts.slice(0, 1) }))
  const marked = variables.map(({ name, markText }) => ({ name, texts: [markText] }))
  const allowed = new Map(variables.map(({ mark, values }) => [mark, values]))
  return [
    ...combine(template, defaults).flatMap((text) => toAddresses(text, new Map())),
    ...combine(template, marked).flatMap((text) => toAddresses(text, allowed)),
  ]
}

interface Variable {
  readonly name: string
  /** The texts to put in, the default first. A mark among them stands for any other text. */
  readonly texts: readonly string[]
  /** Stands for the text of the variable. */
  readonly mark: string
  /** What to put in so that the URL has the mark. */
  readonly markText: string
  /** What the mark stands for. */
  readonly values: Part
}

/** The variables of a URL; `undefined` if it has too many. */
function readVariables(template: string, node: Node): Variable[] | undefined {
  const names = [...new Set(expressionsOf(template))]
  if (names.length > maxVariables) return undefined
  return names.map((name, index) => readVariable({ name, index, template, node }))
}

function readVariable(at: { name: string; index: number; template: string; node: Node }): Variable {
  const { name, index, template, node } = at
  const variable = findDescendant(node, ['variables', name])
  const given = variable && findChild(variable, 'default')
  const initial = given === undefined ? [] : [String(given.value)]
  const list = variable && findChild(variable, 'enum')
  const values = list && [...new Set([...initial, ...childrenOf(list).map(([, { value }]) => String(value))])]
  const [before = '', behind = ''] = template.split(`{${name}}`)
  const kind = findVariableKind(initial[0] ?? values?.[0] ?? '', before, behind)
  const mark = unusedMark(template, kind, index)
  const slash = kind === 'path' ? '/' : ''
  const markText = kind === 'url' ? '.' : slash + mark
  if (values) return { name, texts: values, mark, markText, values: values.map((value) => withoutStart(value, slash)) }
  const others = { url: ['.'], scheme: ['https'], port: [mark, '80', '443'], path: ['', `/${mark}`], text: [mark] }
  return { name, texts: [...initial, ...others[kind]], mark, markText, values: anything }
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text
}

type VariableKind = 'url' | 'scheme' | 'port' | 'path' | 'text'

/** What kind of text a variable holds. A URL with any other text in its place would be parsed differently. */
function findVariableKind(initial: string, before: string, behind: string): VariableKind {
  if (before === '' && initial.includes('://')) return 'url'
  if (before === '' && behind.startsWith(':')) return 'scheme'
  if (/:$/.test(before) && /^(?:$|[/?#])/.test(behind)) return 'port'
  const mayBePath = /[^/]$/.test(before) && /^(?:$|[/?#])/.test(behind)
  return initial.startsWith('/') || (initial === '' && mayBePath) ? 'path' : 'text'
}

/** A text that stands for a variable and does not occur in the URL itself. */
function unusedMark(template: string, kind: VariableKind, index: number): string {
  for (let number = index; ; number += 1000) {
    const mark = kind === 'port' ? String(20_000 + (number % 40_000)) : `anytext${number}x`
    if (!template.includes(mark)) return mark
  }
}

/** The template with every combination of texts in the place of its variables. */
function combine(template: string, variables: readonly Pick<Variable, 'name' | 'texts'>[]): string[] {
  return variables.reduce<string[]>(
    (urls, { name, texts }) => urls.flatMap((url) => texts.map((text) => url.replaceAll(`{${name}}`, () => text))),
    [template],
  )
}

/** The addresses that a URL stands for; none if it cannot be understood. */
function toAddresses(url: string, placeholders: ReadonlyMap<string, Part>): Address[] {
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(url)
  // The scheme of a network-path reference (RFC 3986, 4.2) is that of the document: default ports differ by scheme.
  if (/^\/\/[^/?#]/.test(url)) return ['https:', 'http:'].flatMap((scheme) => toAddresses(scheme + url, placeholders))
  // What is before the first segment that is not `.` or `..`, which `URL` removes, depends on the URL of the document.
  const text = isAbsolute || url.startsWith('/') ? url : `/${url}`
  const parsed = parseUrl(isAbsolute ? text : `http://unknown.invalid${text}`)
  if (!parsed) return []
  const { host, pathname } = parsed
  const path = normalizeEncoding(pathname).replace(/(?<!\/)\/+$/, '')
  const basePath = path === '' ? [] : toParts(path, placeholders, normalizeAsPath)
  // Appending a path template gives two slashes by the letter, while everybody means one.
  const end: Part[] = path !== '' && pathname.endsWith('/') ? [['', '/']] : []
  const hostParts = toParts(host, placeholders, toLowerCase)
  // Where variables allow any host, none is known to be that of the API.
  const isAnyHost = host !== '' && !hostParts.some((part) => part?.some((each) => /[^.:-]/.test(each)))
  return [
    {
      ...(isAbsolute && !isAnyHost && { host: hostParts }),
      basePath: [...basePath, ...end],
      isSuffix: !isAbsolute && !url.startsWith('/'),
    },
  ]
}

const toLowerCase = (text: string) => text.toLowerCase()

function normalizeAsPath(text: string): string {
  return normalizeEncoding(parseUrl(`http://h/x${text}`)?.pathname.slice(2) ?? text)
}

/** Splits a text at its placeholders. Values are normalised as the text around them was. */
function toParts(text: string, placeholders: ReadonlyMap<string, Part>, normalize: (text: string) => string): Part[] {
  const marks = [...placeholders.keys()].filter((mark) => text.includes(mark))
  if (marks.length === 0) return [[text]]
  // Marks are letters and digits.
  return text
    .split(new RegExp(`(${marks.join('|')})`))
    .map((part) => (placeholders.has(part) ? placeholders.get(part)?.map(normalize) : [part]))
}

/** Whether a text matches the parts. Keeps the set of offsets where a part may end, so that no combination is tried twice. */
function matches(parts: readonly Part[], text: string): boolean {
  let ends: readonly number[] = [0]
  for (const part of parts) {
    const [first] = ends
    if (first === undefined) return false
    ends = part
      ? [...new Set(part.flatMap((each) => endsOf(each, text, ends)))].sort((a, b) => a - b)
      : Array.from({ length: text.length + 1 - first }, (_, index) => first + index)
  }
  return ends.at(-1) === text.length
}

function endsOf(part: string, text: string, starts: readonly number[]): number[] {
  return starts.filter((start) => text.startsWith(part, start)).map((start) => start + part.length)
}
