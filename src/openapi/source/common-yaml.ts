import type { Source } from './source.js'
import { maxDepth } from './source-errors.js'
import { createYamlLines, unusual, type YamlLines } from './yaml-lines.js'
import {
  findQuote,
  foldLines,
  isPlainStart,
  readQuotedLines,
  resolvePlain,
  toBlockText,
  toJsonNumber,
  trimEnd,
} from './yaml-scalars.js'

/** What is read, and where. */
interface Reading {
  readonly lines: YamlLines
  /** Objects and arrays, and in each the offset of every key or item. */
  readonly offsets: Map<unknown, Map<string, number>>
  depth: number
}

/**
 * Reads YAML as nearly all documents are written, several times faster than the library does: maps and lists of one item per
 * line, scalars in every style, and collections in brackets on one line.
 *
 * Returns `undefined` for anything else, such as anchors, tags, tabs and every mistake, which the library reads or rejects. It
 * does so wherever it is in doubt.
 */
export function readCommonYaml(text: string): Source | undefined {
  if (text.includes('\r')) return undefined
  const reading: Reading = { lines: createYamlLines(text), offsets: new Map(), depth: 0 }
  try {
    const root = readDocument(reading)
    return { root, duplicates: [], ...createFinder(text, root, reading.offsets) }
  } catch (error) {
    if (error === unusual) return undefined
    throw error
  }
}

function readDocument(reading: Reading): unknown {
  const { lines } = reading
  lines.nextContent()
  if (lines.fromColumn(0) === '---') lines.nextContent()
  if (lines.isAtEnd || lines.column !== 0) throw unusual
  const root = readMap(reading)
  if (!lines.isAtEnd) throw unusual
  return root
}

/** Reads what begins at the current place, inside of a collection at column `outer`. */
function readBlock(reading: Reading, outer: number): unknown {
  if (isDash(reading.lines)) return readList(reading)
  return findKeyEnd(reading.lines) === undefined ? readScalar(reading, outer) : readMap(reading)
}

function isDash({ text, at, end }: YamlLines): boolean {
  return text[at] === '-' && (at + 1 >= end || text[at + 1] === ' ')
}

function readMap(reading: Reading): Record<string, unknown> {
  const { lines, offsets } = reading
  const { column } = lines
  const map: Record<string, unknown> = {}
  const places = new Map<string, number>()
  offsets.set(map, places)
  nest(reading, () => {
    while (!lines.isAtEnd && lines.column === column) {
      const keyEnd = findKeyEnd(lines)
      if (keyEnd === undefined) throw unusual
      const key = readKey(lines, keyEnd)
      if (places.has(key) || key === '__proto__' || key === '<<') throw unusual
      places.set(key, lines.at)
      lines.at = keyEnd + 1
      map[key] = readValue(reading, column)
    }
  })
  if (!lines.isAtEnd && lines.column > column) throw unusual
  return map
}

function readList(reading: Reading): unknown[] {
  const { lines, offsets } = reading
  const { column } = lines
  const list: unknown[] = []
  const places = new Map<string, number>()
  offsets.set(list, places)
  nest(reading, () => {
    while (!lines.isAtEnd && lines.column === column && isDash(lines)) {
      lines.at++
      lines.skipSpaces()
      if (lines.isBlank) {
        lines.nextContent()
        if (lines.isAtEnd || lines.column <= column) throw unusual
      }
      places.set(String(list.length), lines.at)
      list.push(readBlock(reading, column))
    }
  })
  if (!lines.isAtEnd && lines.column > column) throw unusual
  return list
}

/** Runs `read` one level deeper. */
function nest<Value>(reading: Reading, read: () => Value): Value {
  if (++reading.depth > maxDepth) throw unusual
  const value = read()
  reading.depth--
  return value
}

/** Reads the value behind the colon of a key in a map at `column`. */
function readValue(reading: Reading, column: number): unknown {
  const { lines } = reading
  lines.skipSpaces()
  if (!lines.isBlank && lines.text[lines.at] !== '#') return readScalar(reading, column)
  lines.nextContent()
  if (lines.isAtEnd || lines.column < column) return null
  if (lines.column > column) return readBlock(reading, column)
  // A list may begin in the column of its key.
  return isDash(lines) ? readList(reading) : null
}

/** Matches the first character of a key without quotes. Others may be indicators (YAML 1.2.2, 5.3). */
const keyStart = /^[A-Za-z0-9_$/.(^+=<~]/

/** Returns the offset of the colon if the content of the line begins with a key. */
function findKeyEnd(lines: YamlLines): number | undefined {
  const line = lines.rest()
  const quoted = /^(?:"[^"]*"|'[^']*')(?=:(?: |$))/.exec(line)?.[0].length
  const length = quoted ?? (keyStart.test(line) ? line.search(/:(?: |$)/) : -1)
  return length < 0 ? undefined : lines.at + length
}

/** YAML 1.2.2, 7.4.2: a key on the line of its value has at most 1024 characters. */
const maxKeyLength = 1000

function readKey({ text, at }: YamlLines, colon: number): string {
  const written = text.slice(at, colon)
  if (written.length > maxKeyLength || / #|\s$/.test(written)) throw unusual
  if (!/^["']/.test(written)) return written
  if (written.includes('\\') || written.length < 3) throw unusual
  return written.slice(1, -1)
}

/** Reads a scalar, or a collection in brackets, and goes to the line behind it. */
function readScalar(reading: Reading, outer: number): unknown {
  const { lines } = reading
  const first = lines.text[lines.at] ?? ''
  if (first === '|' || first === '>') return readBlockScalar(lines, outer)
  if (first === '"' || first === "'") return readQuoted(lines, first, outer)
  if (first !== '[' && first !== '{') return readPlain(lines, outer)
  const { value, next } = readFlow(reading, lines.at)
  lines.endLine(next)
  return value
}

/** Reads a plain scalar (YAML 1.2.2, 7.3.3). Its further lines are indented more than the collection around it. */
function readPlain(lines: YamlLines, outer: number): unknown {
  if (!isPlainStart(lines.text, lines.at, lines.end)) throw unusual
  const [first = ''] = lines.rest().split(' #', 1)
  const isCommented = first.length < lines.rest().length
  const found = [trimEnd(first)]
  lines.nextLine()
  while (!isCommented && !lines.isAtEnd) {
    if (!lines.isBlank && (lines.column <= outer || lines.rest().startsWith('#'))) break
    const line = trimEnd(lines.rest())
    if (lines.hasTab() || line.includes(' #') || /^[-?:](?: |$)/.test(line)) throw unusual
    found.push(line)
    lines.nextLine()
  }
  if (found.some((line) => /: |:$/.test(line))) throw unusual
  lines.toContent()
  return resolvePlain(foldLines(found.slice(0, found.findLastIndex((line) => line !== '') + 1)))
}

/** Reads a scalar in quotes (YAML 1.2.2, 7.3.1 and 7.3.2). */
function readQuoted(lines: YamlLines, quote: string, outer: number): string {
  const close = findQuote(lines.text, quote, lines.at + 1)
  const written = lines.text.slice(lines.at + 1, close).split('\n')
  // The line with the closing quote must be indented as well.
  const further = lines.text
    .slice(lines.at, close + 1)
    .split('\n')
    .slice(1)
  if (further.some((line) => /[^ ]/.test(line) && line.search(/[^ ]/) <= outer)) throw unusual
  lines.toLineOf(close)
  lines.endLine(close + 1)
  return readQuotedLines(quote, written)
}

/** Reads a literal or folded scalar (YAML 1.2.2, 8.1). */
function readBlockScalar(lines: YamlLines, outer: number): string {
  const [, style = '', chomping = ''] = /^([|>])([-+]?)(?: *| +#.*)$/.exec(lines.rest()) ?? []
  if (style === '') throw unusual
  const found: string[] = []
  let column: number | undefined
  /** The most spaces of a blank line before the first line with content. */
  let maxBlank = 0
  for (lines.nextLine(); !lines.isAtEnd; lines.nextLine()) {
    if (lines.isBlank) {
      if (column === undefined) maxBlank = Math.max(maxBlank, lines.column)
      // Spaces beyond the indentation are content.
      found.push(lines.fromColumn(column ?? lines.column))
      continue
    }
    column ??= lines.column
    if (lines.column < column || column <= outer) break
    if (maxBlank > column) throw unusual
    found.push(lines.fromColumn(column))
  }
  // Whether a last line of spaces counts is in doubt.
  if (lines.isAtEnd && lines.text.endsWith(' ')) throw unusual
  lines.toContent()
  return toBlockText(found, style, chomping)
}

/** A value in brackets, and the offset behind it. */
interface Flow {
  readonly value: unknown
  readonly next: number
}

/** Reads a list or map in brackets on one line (YAML 1.2.2, 7.4), or a scalar in it. */
function readFlow(reading: Reading, from: number): Flow {
  const { lines } = reading
  const first = lines.text[from] ?? ''
  if (first === '[' || first === '{') return nest(reading, () => readBrackets(reading, from, first))
  if (first === '"' || first === "'") {
    const close = findQuote(lines.text, first, from + 1)
    if (close >= lines.end) throw unusual
    return { value: readQuotedLines(first, [lines.text.slice(from + 1, close)]), next: close + 1 }
  }
  if (!isPlainStart(lines.text, from, lines.end)) throw unusual
  const written = /^[^,[\]{}#"'\n]*/.exec(lines.rest(from))?.[0] ?? ''
  if (written.includes(':') && !/^[^:\s]+:\/\/[^:\s]*$/.test(written)) throw unusual
  return { value: resolvePlain(trimEnd(written)), next: from + written.length }
}

function readBrackets(reading: Reading, from: number, open: string): Flow {
  const { lines, offsets } = reading
  const close = open === '{' ? '}' : ']'
  const map: Record<string, unknown> = {}
  const list: unknown[] = []
  const places = new Map<string, number>()
  const collection = open === '{' ? map : list
  offsets.set(collection, places)
  let place = skipSpaces(lines, from + 1)
  while (lines.text[place] !== close) {
    const key = readFlowKey(lines, place)
    const { value, next } = readFlow(reading, key?.next ?? place)
    if (open === '[') {
      // A pair in a list is a map of its own.
      const item = key ? { [key.name]: value } : value
      if (key) offsets.set(item, new Map([[key.name, place]]))
      places.set(String(list.length), place)
      list.push(item)
    } else {
      if (!key || places.has(key.name)) throw unusual
      places.set(key.name, place)
      map[key.name] = value
    }
    place = skipSpaces(lines, next)
    if (lines.text[place] === ',') place = skipSpaces(lines, place + 1)
    else if (lines.text[place] !== close) throw unusual
  }
  return { value: collection, next: place + 1 }
}

/** Reads a key with its colon, in brackets; `undefined` for anything else. */
function readFlowKey(lines: YamlLines, from: number): { readonly name: string; readonly next: number } | undefined {
  const [written, double, single, plain] =
    /^(?:"([^"\\]+)"|'([^']+)'|([A-Za-z_][\w$/.-]*)):(?= )/.exec(lines.rest(from)) ?? []
  const name = double ?? single ?? plain
  if (written === undefined || name === undefined) return undefined
  if (name === '__proto__') throw unusual
  return { name, next: skipSpaces(lines, from + written.length) }
}

/** Returns the offset of the next character on the line that is not a space. @throws `unusual` at the end of the line */
function skipSpaces({ text, end }: YamlLines, from: number): number {
  let place = from
  while (text[place] === ' ') place++
  if (place >= end) throw unusual
  return place
}

/** Finds offsets by pointer. */
function createFinder(
  text: string,
  root: unknown,
  offsets: Reading['offsets'],
): Pick<Source, 'offsetOf' | 'numberTextAt'> {
  function walk(tokens: readonly string[]): { readonly offset: number; readonly value: unknown } {
    let offset = 0
    let value = root
    for (const token of tokens) {
      const found = offsets.get(value)?.get(token)
      if (found === undefined) return { offset, value: undefined }
      offset = found
      // What has offsets is an object or array.
      value = (value as Readonly<Record<string, unknown>>)[token]
    }
    return { offset, value }
  }
  return {
    offsetOf: (tokens) => walk(tokens).offset,
    numberTextAt(tokens) {
      const { offset, value } = walk(tokens)
      if (typeof value !== 'number') return undefined
      const isItem = Array.isArray(walk(tokens.slice(0, -1)).value)
      const number = isItem ? /([-+.\w]+)/y : /(?:"[^"]*"|'[^']*'|(?:[^:\n]|:(?![ \n]))*):\s+([-+.\w]+)/y
      number.lastIndex = offset
      return toJsonNumber(number.exec(text)?.[1] ?? '')
    },
  }
}
