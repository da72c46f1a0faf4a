import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
  type Document as Yaml,
} from 'yaml'
import { DocumentError } from './document-error.js'
import { parsePointer, toPointer } from './json-pointer.js'

/** A YAML or JSON file of a document, as plain values that still know their lines. */
export interface SourceFile {
  /** Path as the caller named it, for people. */
  readonly name: string
  /** Absolute URI, the base of relative references. */
  readonly uri: string
  /** Whether it is the file that the document was loaded from, not one that it refers to. */
  readonly isMain: boolean
  readonly root: unknown
  readonly lines: readonly string[]
  /** Line of the key or item that a JSON Pointer leads to, or of the nearest value above it; counted from 1. */
  lineOf(pointer: string): number
}

/** Longest text that is read, in UTF-16 units: the parser needs some twenty bytes for each. */
const maxLength = 64 * 2 ** 20

/** A longer pointer to a syntax error names no place that anybody would look for. */
const maxPointerLength = 200

/** Deepest nesting that is read. What comes after may recurse. */
const maxDepth = 500

/** Uses of anchors, multiplied along nested ones, beyond which a file only wants to fill memory. */
const maxAliasCount = 10_000

/**
 * Reads YAML 1.2, and so JSON, with merge keys.
 *
 * @throws {DocumentError} for text that is not YAML, duplicate keys, alias cycles, nesting beyond 500 levels, and more than 64 Mi characters.
 */
export function parseSourceFile(text: string, file: { name: string; uri: string; isMain: boolean }): SourceFile {
  if (text.length > maxLength) throw tooLarge(file.name, text.length)
  refuseDeepText(text, file.name)
  const lineCounter = new LineCounter()
  const yaml = parseDocument(text, {
    lineCounter,
    merge: true,
    prettyErrors: false,
    // Quieter, it would take the first of several YAML documents without a word.
    logLevel: 'error',
    stringKeys: true,
  })
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line)
  const [error] = yaml.errors
  if (error) {
    const found = pointerAt(yaml.contents, error.pos[0])
    // Prose read as YAML has a key of a whole paragraph: the line says enough.
    const pointer = found.length > maxPointerLength ? '' : found
    throw yamlError(error, { file: file.name, line: lineAt(error.pos[0]), pointer })
  }
  const known = new Map<string, number>()
  const source: SourceFile = {
    ...file,
    root: toValue(yaml, file.name),
    lines: text.split(/\r?\n/),
    lineOf(pointer) {
      const line = known.get(pointer) ?? lineAt(offsetOf(yaml, parsePointer(pointer) ?? []))
      known.set(pointer, line)
      return line
    },
  }
  refuseEndless(source.root, [], new Set(), source)
  return source
}

function yamlError(error: YAMLError, place: { file: string; line: number; pointer: string }): DocumentError {
  if (error.code === 'DUPLICATE_KEY')
    return new DocumentError({
      ...place,
      code: 'duplicate-key',
      found: 'a key twice in one map',
      expected: 'every key once',
    })
  const isSecond = error.code === 'MULTIPLE_DOCS'
  return new DocumentError({
    ...place,
    code: 'invalid-yaml',
    found: isSecond ? 'a second YAML document' : error.message.replace(/\s+/g, ' '),
    expected: isSecond ? 'one in a file' : 'YAML 1.2 or JSON',
    cause: error,
  })
}

function toValue(yaml: Yaml.Parsed, file: string): unknown {
  try {
    return yaml.toJS({ maxAliasCount })
  } catch (cause) {
    if (cause instanceof RangeError) throw aliasCycle({ file, cause })
    if (!(cause instanceof ReferenceError)) throw cause
    const found = /exhaustion/.test(cause.message) ? `more than ${maxAliasCount} uses of anchors` : cause.message
    throw new DocumentError({ code: 'invalid-yaml', file, found, expected: 'aliases of anchors set before', cause })
  }
}

/**
 * The parser recurses, so that nesting is measured on the tokens before it runs.
 *
 * In block style one more level takes one more column or one more indicator on the line; in flow style, a bracket.
 */
function refuseDeepText(text: string, file: string): void {
  let flow = 0
  let line = 1
  let block = 0
  for (const token of new Lexer().lex(text)) {
    const first = token[0]
    if (first === '\n' || first === '\r') {
      line++
      block = 0
    } else if (token === '[' || token === '{') flow++
    else if (token === ']' || token === '}') flow--
    else if (flow === 0 && (token === '-' || token === '?' || token === ':')) block++
    else if (flow === 0 && block === 0 && first === ' ') block = token.length
    if (flow + block > 2 * maxDepth) throw tooDeep({ file, line })
  }
}

/** An alias may stand for a value it is part of, and nest what is not nested in the text. */
function refuseEndless(value: unknown, tokens: (string | number)[], ancestors: Set<unknown>, file: SourceFile): void {
  if (typeof value !== 'object' || value === null) return
  const pointer = () => toPointer(tokens)
  if (ancestors.has(value)) throw aliasCycle({ file: file.name, line: file.lineOf(pointer()), pointer: pointer() })
  if (tokens.length >= maxDepth) throw tooDeep({ file: file.name, line: file.lineOf(pointer()) })
  ancestors.add(value)
  for (const [key, child] of Object.entries(value)) {
    tokens.push(key)
    refuseEndless(child, tokens, ancestors, file)
    tokens.pop()
  }
  ancestors.delete(value)
}

/** Of merge keys no place is known: they are followed until the stack ends. */
function aliasCycle(place: { file: string; line?: number; pointer?: string; cause?: unknown }): DocumentError {
  return new DocumentError({
    ...place,
    code: 'alias-cycle',
    found: 'an alias inside the value it stands for',
    expected: 'values that end',
  })
}

function tooLarge(file: string, length: number): DocumentError {
  return new DocumentError({ code: 'too-large', file, found: `${length} characters`, expected: `at most ${maxLength}` })
}

function tooDeep(place: { file: string; line: number }): DocumentError {
  return new DocumentError({
    ...place,
    code: 'nested-too-deeply',
    found: `more than ${maxDepth} levels of nesting`,
    expected: `at most ${maxDepth}`,
  })
}

function offsetOf(yaml: Yaml.Parsed, tokens: readonly string[]): number {
  let node: unknown = yaml.contents
  let offset = 0
  for (const token of tokens) {
    const target: unknown = isAlias(node) ? node.resolve(yaml) : node
    const found = isSeq(target)
      ? { key: target.items[Number(token)], value: target.items[Number(token)] }
      : findPair(yaml, target, token)
    if (!found) return offset
    offset = startOf(found.key) ?? startOf(found.value) ?? offset
    node = found.value
  }
  return offset
}

function findPair(yaml: Yaml.Parsed, node: unknown, key: string): { key: unknown; value: unknown } | undefined {
  if (!isMap(node)) return undefined
  const own = node.items.find((pair) => keyText(pair.key) === key)
  if (own) return own
  for (const pair of node.items) {
    if (keyText(pair.key) !== '<<') continue
    const merged = isAlias(pair.value) ? pair.value.resolve(yaml) : pair.value
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const found = findPair(yaml, isAlias(source) ? source.resolve(yaml) : source, key)
      if (found) return found
    }
  }
  return undefined
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
