import { readFile } from 'node:fs/promises'
import { checkInteractions, DocumentError, loadDocument, parseRecording } from '../../src/contract/index.js'

/** How often something occurs, by a name for it. */
export type Counts = Readonly<Record<string, number>>

/** What is expected of the documents of a package. */
export interface DocumentCounts {
  readonly documents: number
  /** Documents of Swagger 2.0, which are not read. */
  readonly swagger: number
  readonly loaded: number
  readonly withoutErrors: number
  /** By severity and code. */
  readonly problems: Counts
}

/** What is expected of the recordings of a package. */
export interface TrafficCounts {
  readonly recordings: number
  readonly interactions: number
  readonly checked: number
  /** By severity and code. */
  readonly findings: Counts
}

/** A problem or a finding, as it is counted. */
export interface Observed {
  /** Severity and code. */
  readonly code: string
  /** The message without what differs from place to place. */
  readonly kind: string
  readonly example: string
}

/** What loading one document gave. */
export type DocumentSummary =
  | { readonly outcome: 'loaded'; readonly problems: readonly Observed[] }
  | { readonly outcome: 'swagger' }
  | { readonly outcome: 'refused'; readonly message: string }

export interface TrafficSummary {
  readonly interactions: number
  readonly checked: number
  readonly findings: readonly Observed[]
}

/** Loads a document. Throws whatever loading throws that is not a `DocumentError`. */
export async function summarizeDocument(path: string): Promise<DocumentSummary> {
  try {
    const { problems } = await loadDocument(path)
    return {
      outcome: 'loaded',
      problems: problems.map(({ severity, code, message, pointer, line }) => ({
        code: `${severity} ${code}`,
        kind: toKind(message),
        example: `${path}:${line}: ${pointer}: ${message}`,
      })),
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    if (/received Swagger/.test(error.message)) return { outcome: 'swagger' }
    return { outcome: 'refused', message: error.message }
  }
}

/** Checks recordings against a document. */
export async function summarizeTraffic(document: string, recordings: readonly string[]): Promise<TrafficSummary> {
  const texts = await Promise.all(recordings.map(async (path) => ({ path, text: await readFile(path, 'utf8') })))
  const interactions = texts.flatMap(({ path, text }) => parseRecording(text, path))
  const { summary, findings } = checkInteractions(await loadDocument(document), interactions, {
    maxFindings: Number.POSITIVE_INFINITY,
  })
  return {
    interactions: summary.interactions,
    checked: summary.checked,
    findings: findings.map(({ severity, code, message, at, rule, source, operationId }) => ({
      code: `${severity} ${code}`,
      kind: toKind(message),
      example: `${source ?? ''}: ${operationId ?? ''} ${at}: ${message} (${rule})`,
    })),
  }
}

/** A message without names, numbers and paths, so that messages of one kind are equal. */
function toKind(message: string): string {
  return message
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/(?<![\w.])\/\S+/g, '/…')
    .replace(/\{[^{}]*\}/g, '{…}')
    .replace(/\d+/g, '0')
}

export function countObserved(observed: Iterable<Observed>): Counts {
  const counts: Record<string, number> = {}
  for (const { code } of observed) counts[code] = (counts[code] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)))
}
