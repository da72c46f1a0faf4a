import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from 'yaml'
import { findJsonError } from '../../text/json/error.js'
import { toPointer } from '../../text/json-pointer.js'
import { DocumentError } from '../document-error.js'
import { maxDuplicates, type Source } from './source.js'
import {
  aliasCycleError,
  type FileLocation,
  maxDepth,
  type NamedFile,
  tooDeepError,
  tooLargeError,
} from './source-errors.js'

/** Maximum number of tokens, usually some 45 million characters. The parser needs 250 bytes for each token. */
const maxTokens = 8_000_000

/** The start of an array or object needs as much memory as this many tokens. */
const weightOfCollection = 4

/** A longer pointer to a syntax error does not help the reader and is left out. */
const maxPointerLength = 200

/** Maximum number of values that aliases and merge keys may add to those in the text. */
const maxAliasedValues = 250_000

/** Returns the location of an offset, for errors. */
type LocationAt = (offset: number) => FileLocation

/** Reads YAML 1.2 with merge keys. @throws {DocumentError} if the text is not exactly one YAML document. */
export function readYamlSource(text: string, file: NamedFile, lineAt: (offset: number) => number): Source {
  const composer = new Composer({
    logLevel: 'error',
    stringKeys: true,
    uniqueKeys: false,
  })
  const firstError = keepFirstError(composer)
  const [yaml, second] = composer.compose(readTokens(text, file, lineAt), true, text.length)
  // The second argument makes the composer return a document even for an empty text.
  if (!yaml) throw new TypeError('No YAML document')
  const locationAt: LocationAt = (offset) => {
    const pointer = pointerAt(yaml.contents, offset)
    // In prose that is read as YAML, a key may be a whole paragraph. The line is enough.
    return { ...file, line: lineAt(offset), pointer: pointer.length > maxPointerLength ? '' : pointer }
  }
  const error = firstError() ?? toMistake(yaml.errors[0])
  if (error) {
    // Text that begins like this was meant as JSON, and the words of the YAML parser would puzzle its author.
    const jsonError = /^\s*[{[]\s*["{[]/.test(text) ? findJsonError(text) : undefined
    if (jsonError) throw invalidYamlError(locationAt(jsonError.offset), jsonError.found, `JSON: ${jsonError.expected}`)
    throw invalidYamlError(locationAt(error.at), error.message.replace(/\s+/g, ' '), 'YAML 1.2 or JSON')
  }
  if (second) throw invalidYamlError(locationAt(second.range[0]), 'a second YAML document', 'one in a file')
  const { root, targets, duplicates } = toValue(yaml.contents, locationAt)
  return { root, duplicates, ...createFinder(yaml.contents, targets) }
}

interface Mistake {
  readonly at: number
  readonly message: string
}

const toMistake = (error: { pos: readonly [number, number]; message: string } | undefined): Mistake | undefined =>
  error && { at: error.pos[0], message: error.message }

/**
 * Keeps a composer from creating an `Error` for every mistake and unknown tag: a text may have a million of them.
 *
 * Returns a function that returns the first mistake. If a later version of the library renames the method, the mistakes are in
 * `errors` as usual.
 */
function keepFirstError(composer: Composer): () => Mistake | undefined {
  let first: Mistake | undefined
  const onError = (
    source: number | readonly [number, number] | { readonly offset: number },
    _code: string,
    message: string,
    isWarning?: boolean,
  ): void => {
    if (first || isWarning) return
    const at = typeof source === 'number' ? source : 'offset' in source ? source.offset : source[0]
    first = { at, message }
  }
  Object.assign(composer, { onError })
  return () => first
}

/** Yields the parser's tokens. Limits the depth of collections here, because the composer recurses. */
function* readTokens(text: string, file: NamedFile, lineAt: (offset: number) => number): Generator<CST.Token> {
  const parser = new Parser()
  let weight = 0
  let hasError = false
  for (const token of new Lexer().lex(text)) {
    weight += token === '[' || token === '{' || token === '-' ? weightOfCollection : 1
    if (weight > maxTokens) throw tooLargeError(file, 'more YAML than fits into memory', 'less, or the same as JSON')
    for (const made of parser.next(token)) {
      // One error is enough to refuse the text.
      if (!hasError || made.type !== 'error') yield made
      hasError ||= made.type === 'error'
    }
    // The document, its open collections, and a scalar that may still become a key.
    if (parser.stack.length > maxDepth + 2) throw tooDeepError({ ...file, line: lineAt(parser.offset) })
  }
  yield* parser.end()
}

/** A converted value, with its size and depth, which are needed when an alias repeats it. */
interface Converted {
  readonly value: unknown
  /** Number of values in it, itself included; values behind aliases count each time. */
  readonly size: number
  /** Levels of nesting; 0 for a scalar. */
  readonly levels: number
}

/** The node that each alias refers to. */
type Targets = ReadonlyMap<Alias, Node>

/**
 * Converts YAML nodes to plain values. An alias becomes the same object or array as its anchor.
 *
 * Later code reads a shared value once for each alias, so the number of values behind aliases is limited here.
 *
 * @throws {DocumentError} for an alias without an anchor before it or inside its own value, and nesting or
 * values beyond the limits.
 */
function toValue(
  contents: Node | null,
  locationAt: LocationAt,
): { readonly root: unknown; readonly targets: Targets; readonly duplicates: readonly number[] } {
  const anchors = new Map<string, Node>()
  const anchored = new Map<Node, Converted>()
  const targets = new Map<Alias, Node>()
  const duplicates: number[] = []
  let aliasedValues = 0

  function convert(node: unknown, depth: number): Converted {
    if (!isNode(node)) return { value: null, size: 1, levels: 0 }
    if (isAlias(node)) return resolve(node, depth)
    // Set before the value is converted: an alias inside it refers to it already, and is a cycle.
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    const converted = convertOwn(node, depth)
    if (node.anchor !== undefined) anchored.set(node, converted)
    return converted
  }

  function convertOwn(node: Node, depth: number): Converted {
    if (!isMap(node) && !isSeq(node)) return { value: isScalar(node) ? node.value : null, size: 1, levels: 0 }
    if (depth >= maxDepth) throw tooDeepError(locationAt(startOf(node) ?? 0))
    return isMap(node) ? convertMap(node, depth) : convertList(node.items, depth)
  }

  /** An anchor comes before its aliases, so its value has been converted, unless the alias is inside it. */
  function resolve(alias: Alias, depth: number): Converted {
    const location = () => locationAt(startOf(alias) ?? 0)
    const target = anchors.get(alias.source)
    if (!target)
      throw invalidYamlError(location(), `the alias ${JSON.stringify(alias.source)}`, 'an anchor of it before')
    const converted = anchored.get(target)
    if (!converted) throw aliasCycleError(location())
    targets.set(alias, target)
    aliasedValues += converted.size
    if (aliasedValues > maxAliasedValues)
      throw tooLargeError(
        location(),
        `more than ${maxAliasedValues} values behind aliases`,
        'fewer, or the same as JSON',
      )
    if (depth + converted.levels > maxDepth) throw tooDeepError(location())
    return converted
  }

  function convertList(items: readonly unknown[], depth: number): Converted {
    const all = items.map((item) => convert(item, depth + 1))
    return { value: all.map(({ value }) => value), ...sumOf(all) }
  }

  function convertMap({ items }: YAMLMap, depth: number): Converted {
    const value: Record<string, unknown> = {}
    const names = new Set<string>()
    const all: Converted[] = []
    for (const { key, value: child } of items) {
      const name = keyText(key)
      if (names.has(name) && duplicates.length < maxDuplicates) duplicates.push(startOf(key) ?? 0)
      names.add(name)
      if (isScalar(key) && key.anchor !== undefined) convert(key, depth)
      if (isMerge(key)) {
        const source = convert(child, depth)
        if (!mergeInto(value, source.value))
          throw invalidYamlError(locationAt(startOf(key) ?? 0), 'another value', 'a map or a list of maps after <<')
        // The members move up into this map, so the levels of the map or list around them do not count.
        all.push({ ...source, levels: source.levels - (Array.isArray(source.value) ? 2 : 1) })
      } else {
        const converted = convert(child, depth + 1)
        setMember(value, name, converted.value)
        all.push(converted)
      }
    }
    return { value, ...sumOf(all) }
  }

  return { root: convert(contents, 0).value, targets, duplicates }
}

function sumOf(inside: readonly Converted[]): { size: number; levels: number } {
  let size = 1
  let levels = 0
  for (const each of inside) {
    size += each.size
    if (each.levels > levels) levels = each.levels
  }
  return { size, levels: levels + 1 }
}

/** Adds the members that do not exist yet, so the first of several maps wins. False if the value is not a map or list of maps. */
function mergeInto(members: Record<string, unknown>, merged: unknown): boolean {
  for (const source of Array.isArray(merged) ? merged : [merged]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return false
    for (const [name, value] of Object.entries(source))
      if (!Object.hasOwn(members, name)) setMember(members, name, value)
  }
  return true
}

/** Sets a member. Assigning `__proto__` would set the prototype instead. */
function setMember(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value
  else Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true })
}

/** Whether a key is a plain `<<`; in quotes it is an ordinary key. */
function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN'
}

/** Finds offsets by pointer. Few are ever needed, so the keys of a map are listed only when a path goes through it. */
function createFinder(contents: unknown, targets: Targets): Pick<Source, 'offsetOf' | 'numberTextAt'> {
  const listed = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  const resolve = (node: unknown) => (isAlias(node) ? targets.get(node) : node)

  function listOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const list = listed.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]))
    listed.set(map, list)
    return list
  }

  /** Many maps may merge the same maps. `searched` holds those that do not have the key. */
  function findPair(node: unknown, key: string, searched: Set<YAMLMap>): Pair | undefined {
    if (!isMap(node) || searched.has(node)) return undefined
    const list = listOf(node)
    const own = list.get(key)
    if (own) return own
    searched.add(node)
    const merge = list.get('<<')
    const merged = merge && isMerge(merge.key) ? resolve(merge.value) : undefined
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const found = findPair(resolve(source), key, searched)
      if (found) return found
    }
    return undefined
  }

  function walk(tokens: readonly string[]): { readonly offset: number; readonly node: unknown } {
    let node = contents
    let offset = 0
    for (const token of tokens) {
      const target = resolve(node)
      const item = isSeq(target) ? target.items[Number(token)] : undefined
      const pair = findPair(target, token, new Set())
      offset = startOf(pair?.key ?? item) ?? startOf(pair?.value) ?? offset
      node = pair ? pair.value : item
    }
    return { offset, node: resolve(node) }
  }

  return {
    offsetOf: (tokens) => walk(tokens).offset,
    numberTextAt(tokens) {
      const { node } = walk(tokens)
      return isScalar(node) && typeof node.value === 'number' ? toJsonNumber(node.source ?? '') : undefined
    },
  }
}

/** YAML 1.2.2, 10.3.2: a number may have a sign and lack digits on one side of the dot; other bases stay as they are read. */
function toJsonNumber(source: string): string | undefined {
  const parts = /^([-+]?)0*(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/.exec(source)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction && `.${fraction}`}${exponent}`
}

function pointerAt(contents: unknown, offset: number): string {
  const tokens: (string | number)[] = []
  let node = contents
  for (;;) {
    const next = childAt(node, offset)
    if (!next) return toPointer(tokens)
    tokens.push(next.key)
    node = next.value
  }
}

function childAt(node: unknown, offset: number): { key: string | number; value: unknown } | undefined {
  if (isSeq(node)) {
    const index = node.items.findLastIndex((item) => (startOf(item) ?? Number.POSITIVE_INFINITY) <= offset)
    return index < 0 ? undefined : { key: index, value: node.items[index] }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.findLast((item) => (startOf(item.key) ?? Number.POSITIVE_INFINITY) <= offset)
  return pair && { key: keyText(pair.key), value: pair.value }
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function startOf(node: unknown): number | undefined {
  // Keys and values of pairs are nodes if they were parsed from text.
  return (node as Node | null | undefined)?.range?.[0]
}

function invalidYamlError(location: FileLocation, received: string, expected: string): DocumentError {
  return new DocumentError({ ...location, code: 'invalid-yaml', received, expected })
}
