import { childrenOf, isObject, lineOf, type Node } from '../../openapi/index.js'
import { toVisibleText } from '../../text/visible-text.js'
import { parseSettingsFile } from './settings-file.js'

/** A finding or a gap in coverage that is accepted, with the reason. */
export interface Waiver {
  readonly reason: string
  /** `file:line` of the waiver. */
  readonly definedAt: string
}

/** Findings that are accepted. Each field is a pattern; an absent one matches everything. */
export interface FindingWaiver extends Waiver {
  /** End of the recording's path: whole names of folders and of the file. */
  readonly source?: string
  readonly operationId?: string
  readonly code?: string
  readonly at?: string
  readonly keyword?: string
  readonly rule?: string
}

/** Items of the document that need not be covered. Each field is a pattern; an absent one matches everything. */
export interface CoverageWaiver extends Waiver {
  readonly operationId?: string
  readonly kind?: string
  readonly subject?: string
  readonly aspect?: string
}

/** All findings and gaps in coverage that are accepted. */
export interface Waivers {
  readonly findings: readonly FindingWaiver[]
  readonly coverage: readonly CoverageWaiver[]
}

/** Thrown when a file of waivers or decisions cannot be used. The message is one line, safe to show, with file and line. */
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

/**
 * Parses waivers in YAML or JSON: an object with the lists `findings` and `coverage`, either of which may be left out.
 *
 * In a pattern `*` stands for anything without a `/`, `**` for anything at all. Every waiver needs a `reason` and at
 * least one pattern.
 *
 * @param source name of the file in messages and reports
 * @throws {WaiversError} for any other text.
 */
export function parseWaivers(text: string, source: string): Waivers {
  return readLists(text, source, fields, 'waiver')
}

/**
 * Reads an object with these lists. Each entry has a reason and at least one of the fields of its list, which are patterns.
 *
 * @param noun what an entry is called in messages
 * @throws {WaiversError} for any other text.
 */
export function readLists<Name extends string>(
  text: string,
  source: string,
  fields: Readonly<Record<Name, readonly string[]>>,
  noun: string,
): Record<Name, (Record<string, string> & Waiver)[]> {
  const root = parseSettingsFile(text, source, (...args) => new WaiversError(...args))
  const names = Object.keys(fields)
  if (root.value !== null && !isObject(root.value)) throw invalid(root, `expected an object with ${listNames(names)}`)
  const lists = new Map(childrenOf(root))
  for (const [name, list] of lists)
    if (!names.includes(name))
      throw invalid(list, `unknown list ${JSON.stringify(name)}; expected ${names.join(' or ')}`)
  const entries = Object.entries<readonly string[]>(fields).map(([name, patterns]) => [
    name,
    readList(lists.get(name), name, patterns, noun),
  ])
  // It has the names of `fields`.
  return Object.fromEntries(entries) as Record<Name, (Record<string, string> & Waiver)[]>
}

function listNames(names: readonly string[]): string {
  return names.length === 1 ? names.join('') : `${names.join(', ')} or both`
}

function readList(
  list: Node | undefined,
  name: string,
  patterns: readonly string[],
  noun: string,
): (Record<string, string> & Waiver)[] {
  if (!list || list.value === null) return []
  if (!Array.isArray(list.value)) throw invalid(list, `${name}: expected a list of ${noun}s`)
  return childrenOf(list).map(([, entry]) => readEntry(entry, patterns, noun))
}

function readEntry(entry: Node, patterns: readonly string[], noun: string): Record<string, string> & Waiver {
  if (!isObject(entry.value)) throw invalid(entry, `expected a ${noun}: an object with a reason`)
  const members = childrenOf(entry)
  for (const [name, member] of members) {
    const known = ['reason', ...patterns]
    if (!known.includes(name))
      throw invalid(member, `unknown field ${JSON.stringify(name)}; expected one of ${known.join(', ')}`)
    if (typeof member.value === 'object' && member.value !== null) throw invalid(member, `${name}: expected text`)
  }
  // A pattern such as 200 or null is text here, whatever it is in YAML.
  const texts = Object.fromEntries(members.map(([name, { value }]) => [name, String(value)]))
  const { reason } = entry.value
  if (typeof reason !== 'string' || reason.trim() === '') throw invalid(entry, 'missing reason')
  if (members.length < 2)
    throw invalid(entry, `the ${noun} matches everything; expected at least one of ${patterns.join(', ')}`)
  return { ...texts, reason, definedAt: `${entry.file.name}:${lineOf(entry)}` }
}

function invalid(node: Node, problem: string): WaiversError {
  return new WaiversError(`${node.file.name}:${lineOf(node)}: ${problem}`)
}
