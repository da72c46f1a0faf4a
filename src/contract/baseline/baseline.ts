import { childrenOf, isObject, lineOf, type Node } from '../../openapi/index.js'
import { describeChoice } from '../../text/describe-value.js'
import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import { findingCodes, severities } from '../findings/finding.js'
import { parseSettingsFile } from '../waivers/settings-file.js'

/**
 * An accepted finding. It leaves out everything that differs from run to run: the recording, the line and the value,
 * and it has `*` for indexes and ids in its place.
 */
export interface BaselineEntry {
  /** Absent for findings that belong to no operation, and for notes that a report has only once. */
  readonly operationId?: string
  readonly severity: string
  readonly code: string
  /** Place, as in a finding. `**` stands for any place of the rule: it is used for rules with more than 100 places. */
  readonly at: string
  readonly keyword?: string
  readonly rule: string
  /** What was expected, for rules that expect several things: the name of a required property, for example. */
  readonly expected?: string
  /** What was received, for findings about something undocumented: a path, a method, a status or a content type. */
  readonly received?: string
}

/** The accepted findings: all findings of one run. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[]
}

/** Thrown when a baseline file cannot be used. The message is one line, safe to show, with file and line. */
export class BaselineError extends Error {
  static override readonly name: string = 'BaselineError'
  override readonly name = 'BaselineError'
  readonly code = 'invalid-baseline'

  constructor(message: string, options?: ErrorOptions) {
    super(toVisibleText(message), options)
  }
}

/** The fields of an entry, in the order in which they are written and in which entries are sorted by them. */
const fields = ['operationId', 'at', 'severity', 'code', 'keyword', 'rule', 'expected', 'received'] as const
const required: readonly string[] = ['severity', 'code', 'at', 'rule']

/** A key for an entry: equal entries have equal keys. */
export function keyOfEntry(entry: BaselineEntry): string {
  return JSON.stringify(fields.map((name) => entry[name] ?? null))
}

/** The entries sorted and without duplicates, each with its fields in order. */
export function sortEntries(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byKey = new Map(entries.map((entry) => [keyOfEntry(entry), toOrdered(entry)]))
  return [...byKey.values()].sort(compareEntries)
}

function compareEntries(one: BaselineEntry, other: BaselineEntry): number {
  for (const name of fields) {
    const [left, right] = [one[name] ?? '', other[name] ?? '']
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** One line that describes an entry: `error invalid-body at /0/name of listPets, rule /components/schemas/Pet`. */
export function describeEntry({ severity, code, at, operationId, expected, received, rule }: BaselineEntry): string {
  const place = at === '' ? 'the body' : at
  const value = expected ?? received
  return `${severity} ${code} at ${place}${operationId === undefined ? '' : ` of ${operationId}`}${value === undefined ? '' : `, ${value}`}, rule ${rule || '/'}`
}

/**
 * Parses a baseline, YAML or JSON, as `formatBaseline` writes it.
 *
 * @param source name of the file in messages
 * @throws {BaselineError} for any other text.
 */
export function parseBaseline(text: string, source: string): Baseline {
  const root = parseSettingsFile(text, source, (...args) => new BaselineError(...args))
  if (!isObject(root.value)) throw invalid(root, 'expected an object with findings')
  const members = new Map(childrenOf(root))
  for (const [name, member] of members)
    if (name !== 'findings') throw invalid(member, `unknown field ${JSON.stringify(name)}; expected findings`)
  const list = members.get('findings')
  if (!list || !Array.isArray(list.value)) throw invalid(list ?? root, 'findings: expected a list')
  return { entries: sortEntries(childrenOf(list).map(([, entry]) => readEntry(entry))) }
}

function readEntry(node: Node): BaselineEntry {
  if (!isObject(node.value)) throw invalid(node, `expected a finding: an object with ${required.join(', ')}`)
  const texts = new Map<string, string>()
  for (const [name, { value, ...member }] of childrenOf(node)) {
    const at = { ...member, value }
    if (!isField(name))
      throw invalid(at, `unknown field ${JSON.stringify(name)}; expected ${describeChoice([...fields])}`)
    if (typeof value === 'object') throw invalid(at, `${name}: expected text`)
    const text = String(value)
    const known = name === 'severity' ? severities : name === 'code' ? findingCodes : [text]
    if (!known.some((each) => each === text))
      throw invalid(at, `${name}: expected ${describeChoice([...known])}, received ${JSON.stringify(text)}`)
    texts.set(name, text)
  }
  const missing = required.find((name) => !texts.has(name))
  if (missing !== undefined) throw invalid(node, `missing field "${missing}"`)
  const [severity = '', code = '', at = '', rule = ''] = required.map((name) => texts.get(name))
  return { severity, code, at, rule, ...Object.fromEntries(texts) }
}

function isField(name: string): boolean {
  return fields.some((field) => field === name)
}

function invalid(node: Node, problem: string): BaselineError {
  return new BaselineError(`${node.file.name}:${lineOf(node)}: ${problem}`)
}

const heading = '# Findings that are accepted for now, written by a check with --update-baseline\n'

/** A baseline as text, sorted. The same findings give the same text. */
export function formatBaseline({ entries }: Baseline, format: 'yaml' | 'json' = 'yaml'): string {
  const sorted = sortEntries(entries)
  if (format === 'json') return `${toVisibleJson({ findings: sorted }, 2)}\n`
  if (sorted.length === 0) return `${heading}findings: []\n`
  return `${heading}findings:\n${sorted.map((entry) => `${formatEntry(entry)}\n`).join('')}`
}

function toOrdered({
  operationId,
  at,
  severity,
  code,
  keyword,
  rule,
  expected,
  received,
}: BaselineEntry): BaselineEntry {
  return {
    ...(operationId !== undefined && { operationId }),
    ...{ at, severity, code },
    ...(keyword !== undefined && { keyword }),
    rule,
    ...(expected !== undefined && { expected }),
    ...(received !== undefined && { received }),
  }
}

function formatEntry(entry: BaselineEntry): string {
  const lines = Object.entries(entry).map(([name, text]) => `${name}: ${toScalar(text)}`)
  return `  - ${lines.join('\n    ')}`
}

/** Words that are not text in YAML 1.1 or 1.2. */
const otherType = /^(?:null|true|false|yes|no|on|off|y|n)$/i

/** A YAML scalar: plain if it can only be read as text, otherwise quoted as in JSON. */
function toScalar(text: string): string {
  return /^[a-z/][\w/.~*{}$+"'(),;=<> -]*(?<! )$/i.test(text) && !otherType.test(text) ? text : toVisibleJson(text)
}
