import {
  Composer,
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  visit,
  type Document as Yaml,
} from 'yaml'
import { toPointer } from '../../text/json-pointer.js'
import { DocumentError } from '../document-error.js'
import type { Source } from './source.js'
import { aliasCycle, type FilePlace, maxDepth, tooDeep, tooLarge } from './unreadable.js'

/** Most tokens that are read, some 45 million usual characters: the parser needs 250 bytes for each. */
const maxTokens = 8_000_000

/** As many tokens as beginning an array or object needs memory. */
const weightOfCollection = 4

/** The token that the lexer puts before text without quotes. */
const beforeText = CST.SCALAR

/** A longer pointer to a syntax error names no place that anybody would look for. */
const maxPointerLength = 200

/** Most anchors and aliases: for each alias the parser looks through all of them. */
const maxNames = 30_000

/** Uses of anchors, multiplied along nested ones, beyond which a file only wants to fill memory. */
const maxAliasCount = 10_000

/** Reads YAML 1.2 with merge keys. @throws {DocumentError} for anything but one YAML document. */
export function readYamlSource(text: string, file: string, lineAt: (offset: number) => number): Source {
  const composer = new Composer({
    merge: true,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    uniqueKeys: false,
  })
  const [yaml, second] = composer.compose(readTokens(text, file), true, text.length)
  // Asked for one, the composer gives a document even of an empty text.
  if (!yaml) throw new TypeError('No YAML document')
  const fail = (
    code: 'duplicate-key' | 'invalid-yaml',
    at: number,
    found: string,
    expected: string,
    cause?: unknown,
  ) => {
    const pointer = pointerAt(yaml.contents, at)
    // Prose read as YAML has a key of a whole paragraph: the line says enough.
    const short = pointer.length > maxPointerLength ? '' : pointer
    return new DocumentError({ code, file, line: lineAt(at), pointer: short, found, expected, cause })
  }
  const [error] = yaml.errors
  if (error) throw fail('invalid-yaml', error.pos[0], error.message.replace(/\s+/g, ' '), 'YAML 1.2 or JSON', error)
  if (second) throw fail('invalid-yaml', second.range[0], 'a second YAML document', 'one in a file')
  const again = findRepeatedKey(yaml)
  if (again !== undefined) throw fail('duplicate-key', again, 'a key twice in one map', 'every key once')
  const root = toValue(yaml, file)
  refuseEndless(root, (tokens) => ({ file, line: lineAt(offsetOf(yaml, tokens)), pointer: toPointer(tokens) }))
  return { root, offsetOf: (tokens) => offsetOf(yaml, tokens) }
}

/**
 * What the parser makes of the text's tokens. What comes after it recurses, so nesting is measured on the tokens.
 *
 * In block style one more level takes one more column or one more indicator on the line; in flow style, a bracket.
 */
function* readTokens(text: string, file: string): Generator<CST.Token> {
  const parser = new Parser()
  let weight = 0
  let names = 0
  let isText = false
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
    weight += token === '[' || token === '{' || token === '-' ? weightOfCollection : 1
    if (weight > maxTokens) throw tooLarge(file, 'more YAML than fits into memory', 'less, or the same as JSON')
    if (!isText && (first === '&' || first === '*') && ++names > maxNames)
      throw tooLarge(file, `more than ${maxNames} anchors and aliases`, 'fewer, or the same as JSON')
    isText = token === beforeText
    yield* parser.next(token)
  }
  yield* parser.end()
}

/** Where a key stands that its map has had; the parser would compare every key with all before. */
function findRepeatedKey(yaml: Yaml.Parsed): number | undefined {
  let at: number | undefined
  visit(yaml, {
    Map(_, { items }) {
      const known = new Set<string>()
      for (const { key } of items) {
        if (known.has(keyText(key))) {
          at = startOf(key)
          return visit.BREAK
        }
        known.add(keyText(key))
      }
      return undefined
    },
  })
  return at
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

/** An alias may stand for a value it is part of, and nest what is not nested in the text. */
function refuseEndless(root: unknown, placeOf: (tokens: readonly string[]) => FilePlace): void {
  const tokens: string[] = []
  const ancestors = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (ancestors.has(value)) throw aliasCycle(placeOf(tokens))
    if (tokens.length >= maxDepth) throw tooDeep(placeOf(tokens))
    ancestors.add(value)
    for (const [key, child] of Object.entries(value)) {
      tokens.push(key)
      visit(child)
      tokens.pop()
    }
    ancestors.delete(value)
  }
  visit(root)
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
