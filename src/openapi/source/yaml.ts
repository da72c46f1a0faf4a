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
import { toPointer } from '../../text/json-pointer.js'
import { DocumentError } from '../document-error.js'
import type { Source } from './source.js'
import { aliasCycle, type FilePlace, maxDepth, type NamedFile, tooDeep, tooLarge } from './unreadable.js'

/** Most tokens that are read, some 45 million usual characters: the parser needs 250 bytes for each. */
const maxTokens = 8_000_000

/** As many tokens as beginning an array or object needs memory. */
const weightOfCollection = 4

/** A longer pointer to a syntax error names no place that anybody would look for. */
const maxPointerLength = 200

/** Most values that aliases and merge keys may add to those that are written down. */
const maxAliasedValues = 250_000

/** Gives the place of an offset, for errors. */
type PlaceAt = (offset: number) => FilePlace

/** Reads YAML 1.2 with merge keys. @throws {DocumentError} for anything but one YAML document. */
export function readYamlSource(text: string, file: NamedFile, lineAt: (offset: number) => number): Source {
  const composer = new Composer({
    merge: true,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    uniqueKeys: false,
  })
  const firstError = keepFirstError(composer)
  const [yaml, second] = composer.compose(readTokens(text, file, lineAt), true, text.length)
  // Asked for one, the composer gives a document even of an empty text.
  if (!yaml) throw new TypeError('No YAML document')
  const placeAt: PlaceAt = (offset) => {
    const pointer = pointerAt(yaml.contents, offset)
    // Prose read as YAML has a key of a whole paragraph: the line says enough.
    return { ...file, line: lineAt(offset), pointer: pointer.length > maxPointerLength ? '' : pointer }
  }
  const error = firstError() ?? toMistake(yaml.errors[0])
  if (error) throw invalidYaml(placeAt(error.at), error.message.replace(/\s+/g, ' '), 'YAML 1.2 or JSON')
  if (second) throw invalidYaml(placeAt(second.range[0]), 'a second YAML document', 'one in a file')
  const { root, targets } = toValue(yaml.contents, placeAt)
  return { root, offsetOf: createFinder(yaml.contents, targets) }
}

interface Mistake {
  readonly at: number
  readonly message: string
}

const toMistake = (error: { pos: readonly [number, number]; message: string } | undefined): Mistake | undefined =>
  error && { at: error.pos[0], message: error.message }

/**
 * Keeps a composer from making an `Error` of every mistake and of every unknown tag, of which a text may have a million.
 *
 * The function returned gives the first mistake. Should the method have another name one day, `errors` has them all.
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

/** What the parser makes of the text's tokens. What comes after it recurses, so its open collections are counted. */
function* readTokens(text: string, file: NamedFile, lineAt: (offset: number) => number): Generator<CST.Token> {
  const parser = new Parser()
  let weight = 0
  let hasError = false
  for (const token of new Lexer().lex(text)) {
    weight += token === '[' || token === '{' || token === '-' ? weightOfCollection : 1
    if (weight > maxTokens) throw tooLarge(file, 'more YAML than fits into memory', 'less, or the same as JSON')
    for (const made of parser.next(token)) {
      // One error is enough to refuse the text.
      if (!hasError || made.type !== 'error') yield made
      hasError ||= made.type === 'error'
    }
    // The document, its open collections, and a scalar that may still become a key.
    if (parser.stack.length > maxDepth + 2) throw tooDeep({ ...file, line: lineAt(parser.offset) })
  }
  yield* parser.end()
}

/** A value, with what it takes to use it again elsewhere. */
interface Converted {
  readonly value: unknown
  /** Values in it, itself included; those behind its aliases count each time. */
  readonly size: number
  /** Levels of nesting: 0 of a scalar. */
  readonly levels: number
}

/** What each alias stands for. */
type Targets = ReadonlyMap<Alias, Node>

/**
 * Makes plain values; an alias gives the very object or array that its anchor gave.
 *
 * What comes after reads a shared value as often as it is used, so that their number is bounded here.
 *
 * @throws {DocumentError} for a key twice, an alias without an anchor before it or within its own value, and for more
 * nesting or more values than are read.
 */
function toValue(contents: Node | null, placeAt: PlaceAt): { readonly root: unknown; readonly targets: Targets } {
  const anchors = new Map<string, Node>()
  const anchored = new Map<Node, Converted>()
  const targets = new Map<Alias, Node>()
  let aliasedValues = 0

  function convert(node: unknown, depth: number): Converted {
    if (!isNode(node)) return { value: null, size: 1, levels: 0 }
    if (isAlias(node)) return resolve(node, depth)
    // An alias within the value already means it, and is then a cycle.
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    const converted = convertOwn(node, depth)
    if (node.anchor !== undefined) anchored.set(node, converted)
    return converted
  }

  function convertOwn(node: Node, depth: number): Converted {
    if (!isMap(node) && !isSeq(node)) return { value: isScalar(node) ? node.value : null, size: 1, levels: 0 }
    if (depth >= maxDepth) throw tooDeep(placeAt(startOf(node) ?? 0))
    return isMap(node) ? convertMap(node, depth) : convertList(node.items, depth)
  }

  /** An anchor comes before its aliases: what they stand for is converted, or is being converted around them. */
  function resolve(alias: Alias, depth: number): Converted {
    const place = () => placeAt(startOf(alias) ?? 0)
    const target = anchors.get(alias.source)
    if (!target) throw invalidYaml(place(), `the alias ${JSON.stringify(alias.source)}`, 'an anchor of it before')
    const converted = anchored.get(target)
    if (!converted) throw aliasCycle(place())
    targets.set(alias, target)
    aliasedValues += converted.size
    if (aliasedValues > maxAliasedValues)
      throw tooLarge(place(), `more than ${maxAliasedValues} values behind aliases`, 'fewer, or the same as JSON')
    if (depth + converted.levels > maxDepth) throw tooDeep(place())
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
      if (names.has(name)) throw duplicateKey(placeAt(startOf(key) ?? 0))
      names.add(name)
      if (isScalar(key) && key.anchor !== undefined) convert(key, depth)
      if (isMerge(key)) {
        const source = convert(child, depth)
        if (!mergeInto(value, source.value))
          throw invalidYaml(placeAt(startOf(key) ?? 0), 'another value', 'a map or a list of maps after <<')
        // What is merged in takes the place of the map that it is taken from.
        all.push({ ...source, levels: source.levels - (Array.isArray(source.value) ? 2 : 1) })
      } else {
        const converted = convert(child, depth + 1)
        setMember(value, name, converted.value)
        all.push(converted)
      }
    }
    return { value, ...sumOf(all) }
  }

  return { root: convert(contents, 0).value, targets }
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

/** Adds the members that are not there yet: of several maps the first wins. False when it is no map or list of maps. */
function mergeInto(members: Record<string, unknown>, merged: unknown): boolean {
  for (const source of Array.isArray(merged) ? merged : [merged]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return false
    for (const [name, value] of Object.entries(source))
      if (!Object.hasOwn(members, name)) setMember(members, name, value)
  }
  return true
}

/** Assigned, `__proto__` would be no member. */
function setMember(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value
  else Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The plain key `<<`; in quotes it is a key like others. */
function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && (key.type === undefined || key.type === 'PLAIN')
}

/** Few places are ever asked for: the keys of each map on the way are listed when it is. */
function createFinder(contents: unknown, targets: Targets): Source['offsetOf'] {
  const listed = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  const resolve = (node: unknown) => (isAlias(node) ? targets.get(node) : node)

  function listOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const list = listed.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]))
    listed.set(map, list)
    return list
  }

  /** Many maps may merge the same ones again: `searched` has those that the key is not in. */
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

  return (tokens) => {
    let node = contents
    let offset = 0
    for (const token of tokens) {
      const target = resolve(node)
      const item = isSeq(target) ? target.items[Number(token)] : undefined
      const pair = findPair(target, token, new Set())
      if (item === undefined && !pair) return offset
      offset = startOf(pair?.key ?? item) ?? startOf(pair?.value) ?? offset
      node = pair ? pair.value : item
    }
    return offset
  }
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
  // Pairs' keys and values are nodes wherever they were parsed from text.
  return (node as Node | null | undefined)?.range?.[0]
}

function invalidYaml(place: FilePlace, found: string, expected: string): DocumentError {
  return new DocumentError({ ...place, code: 'invalid-yaml', found, expected })
}

function duplicateKey(place: FilePlace): DocumentError {
  return new DocumentError({
    ...place,
    code: 'duplicate-key',
    found: 'a key twice in one map',
    expected: 'every key once',
  })
}
