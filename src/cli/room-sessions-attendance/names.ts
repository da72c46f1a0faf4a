import { parse } from 'csv-parse/sync'
import { childrenOf, DocumentError, isObject, lineOf, parseSourceFile } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import { countOf } from '../../text/plural.js'
import { CliError } from '../exit.js'

/** A spelling of a name, as members wrote it. */
interface Spelling {
  readonly spelling: string
  readonly name: string
  readonly line: number
}

/** Which name a spelling stands for. */
export interface Names {
  /** The name that a spelling stands for, ignoring the case of letters; the spelling itself if it is not in the file. */
  nameOf(spelling: string): string
  /** The spellings of the file that `nameOf` was never asked for. */
  findUnused(): readonly string[]
}

/** The form in which names are compared: Unicode form NFC, with single spaces. Empty if the name is only white space. */
export const normalizeName = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim()

const keyOf = (spelling: string) => normalizeName(spelling).toLowerCase()

/** Names without a file: each spelling stands for itself. */
export const noNames: Names = { nameOf: (spelling) => spelling, findUnused: () => [] }

/**
 * Parses which name each spelling stands for: lines `spelling,name` of CSV, or a map from spelling to name if the name of the
 * file ends with .yaml, .yml or .json.
 *
 * @throws {CliError} naming the file and the line
 */
export function parseNames(text: string, file: string): Names {
  const spellings = /\.(ya?ml|json)$/i.test(file) ? readMap(text, file) : readCsv(text, file)
  const known = new Map<string, Spelling>()
  for (const each of spellings) {
    const fail = (problem: string) => new CliError(`${file}:${each.line}: ${problem}`)
    const key = keyOf(each.spelling)
    if (key === '' || each.name === '') throw fail('expected a spelling and a name; one of them is empty')
    const before = known.get(key)
    if (before && before.name !== each.name)
      throw fail(
        `${quote(each.spelling)} stands for ${quote(each.name)}, and in line ${before.line} for ${quote(before.name)}`,
      )
    known.set(key, before ?? each)
  }
  for (const { name, line } of known.values()) {
    const next = known.get(keyOf(name))
    if (next && next.name !== name)
      throw new CliError(
        `${file}:${line}: expected a name, received ${quote(name)}, which line ${next.line} says is a spelling of ${quote(next.name)}`,
      )
  }
  const unused = new Set(known.keys())
  return {
    nameOf(spelling) {
      const key = keyOf(spelling)
      unused.delete(key)
      return known.get(key)?.name ?? spelling
    },
    findUnused: () => [...unused].map((key) => known.get(key)?.spelling ?? key),
  }
}

const quote = (text: string) => JSON.stringify(text)

function readCsv(text: string, file: string): Spelling[] {
  const lines = readLines(text, file)
  return lines.flatMap(({ record, info: { lines: line } }, index) => {
    const [spelling = '', name = '', ...rest] = record
    if (index === 0 && spelling.toLowerCase() === 'spelling' && name.toLowerCase() === 'name') return []
    if (record.length < 2 || rest.some((cell) => cell !== ''))
      throw new CliError(`${file}:${line}: expected spelling,name, received ${countOf(record.length, 'cell')}`)
    return [{ spelling, name: normalizeName(name), line }]
  })
}

interface CsvLine {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** Spreadsheets write commas, semicolons or tabs, depending on the country and the menu. */
function readLines(text: string, file: string): readonly CsvLine[] {
  try {
    const lines: unknown = parse(text, {
      ...{ bom: true, info: true, trim: true, relax_column_count: true, skip_records_with_empty_values: true },
      delimiter: [',', ';', '\t'],
      record_delimiter: ['\r\n', '\n', '\r'],
    })
    // With `info` csv-parse returns this shape, which its types do not say.
    return lines as readonly CsvLine[]
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? `:${error.lines}` : ''
    throw new CliError(`${file}${line}: expected CSV with spelling,name in each line`, { cause: error })
  }
}

function readMap(text: string, file: string): Spelling[] {
  const root = readRoot(text, file)
  if (root.value === null) return []
  if (!isObject(root.value)) throw new CliError(`${file}: expected a map from spelling to name`)
  return childrenOf(root).map(([spelling, node]) => {
    const line = lineOf(node)
    if (typeof node.value !== 'string')
      throw new CliError(
        `${file}:${line}: ${quote(spelling)}: expected a line "spelling: name", received ${describeValue(node.value)}`,
      )
    return { spelling, name: normalizeName(node.value), line }
  })
}

function readRoot(text: string, name: string) {
  try {
    // The URI is only for references, and a file of names has no references.
    const file = parseSourceFile(text, { name, uri: 'names:', isMain: true })
    const [line] = file.duplicates
    if (line !== undefined) throw new CliError(`${name}:${line}: the map has the same spelling twice`)
    return { file, pointer: '', value: file.root }
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    throw new CliError(cause.message, { cause })
  }
}
