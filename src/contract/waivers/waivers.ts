import { childrenOf, DocumentError, isObject, lineOf, type Node, parseSourceFile } from '../../openapi/index.js'
import { toVisibleText } from '../../text/visible-text.js'

/** What a waiver has wherever it is used. */
export interface Waiver {
  readonly reason: string
  /** `file:line` of the waiver. */
  readonly definedAt: string
}

/** Findings that are expected. Each field is a pattern; an absent one matches everything. */
export interface FindingWaiver extends Waiver {
  /** End of the recording's path, from the beginning of a folder's or the file's name. */
  readonly source?: string
  readonly operationId?: string
  readonly code?: string
  readonly at?: string
  readonly keyword?: string
  readonly rule?: string
}

/** Promises that are not expected to be observed. Each field is a pattern; an absent one matches everything. */
export interface CoverageWaiver extends Waiver {
  readonly operationId?: string
  readonly kind?: string
  readonly subject?: string
  readonly aspect?: string
}

/** Findings and gaps in coverage that are expected, each with its reason. */
export interface Waivers {
  readonly findings: readonly FindingWaiver[]
  readonly coverage: readonly CoverageWaiver[]
}

/** Thrown when a file of waivers cannot be used: one line, safe to show, that names file and line. */
export class WaiversError extends Error {
  static override readonly name: string = 'WaiversError'
  override readonly name = 'WaiversError'
  readonly code = 'invalid-waivers'

  constructor(message: string, options?: ErrorOptions) {
    super(toVisibleText(message), options)
  }
}

const fields = {
  findings: ['source', 'operationId', 'code', 'at', 'keyword', 'rule'],
  coverage: ['operationId', 'kind', 'subject', 'aspect'],
} as const

type List = keyof typeof fields

/**
 * Reads waivers from YAML or JSON: an object with the lists `findings` and `coverage`, either of which may be left out.
 *
 * In a pattern `*` stands for anything without a `/`, `**` for anything at all. Every waiver needs a `reason` and at
 * least one pattern.
 *
 * @param source name of the file in messages and reports
 * @throws {WaiversError} when the text is something else.
 */
export function parseWaivers(text: string, source: string): Waivers {
  const root = readRoot(text, source)
  if (root.value === null) return { findings: [], coverage: [] }
  if (!isObject(root.value)) throw invalid(root, 'something else', 'an object with findings, coverage or both')
  const lists = new Map(childrenOf(root))
  for (const [name, list] of lists) if (!isList(name)) throw invalid(list, JSON.stringify(name), 'findings or coverage')
  return { findings: readList(lists, 'findings'), coverage: readList(lists, 'coverage') }
}

function readRoot(text: string, source: string): Node {
  try {
    // A URI is needed for references only, of which waivers have none.
    const file = parseSourceFile(text, { name: source, uri: 'waivers:', isMain: true })
    return { file, pointer: '', value: file.root }
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    throw new WaiversError(cause.message, { cause })
  }
}

function isList(name: string): name is List {
  return Object.hasOwn(fields, name)
}

function readList(lists: ReadonlyMap<string, Node>, name: List): (Record<string, string> & Waiver)[] {
  const list = lists.get(name)
  if (!list || list.value === null) return []
  if (!Array.isArray(list.value)) throw invalid(list, `${name} that are no list`, 'a list of waivers')
  return childrenOf(list).map(([, waiver]) => readWaiver(waiver, fields[name]))
}

function readWaiver(waiver: Node, patterns: readonly string[]): Record<string, string> & Waiver {
  if (!isObject(waiver.value)) throw invalid(waiver, 'something else', 'a waiver with a reason')
  const members = childrenOf(waiver)
  for (const [name, member] of members) {
    const known = ['reason', ...patterns]
    if (!known.includes(name)) throw invalid(member, JSON.stringify(name), `one of ${known.join(', ')}`)
    if (typeof member.value === 'object' && member.value !== null)
      throw invalid(member, `${name} that is no text`, 'text')
  }
  // A pattern such as 200 or null is text to us, whatever it is to YAML.
  const texts = Object.fromEntries(members.map(([name, { value }]) => [name, String(value)]))
  const { reason } = waiver.value
  if (typeof reason !== 'string' || reason.trim() === '') throw invalid(waiver, 'a waiver without a reason', 'a reason')
  if (members.length < 2) throw invalid(waiver, 'a waiver of everything', `at least one of ${patterns.join(', ')}`)
  return { ...texts, reason, definedAt: `${waiver.file.name}:${lineOf(waiver)}` }
}

function invalid(place: Node, found: string, expected: string): WaiversError {
  return new WaiversError(`${place.file.name}:${lineOf(place)}: found ${found}, expected ${expected}`)
}
