import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
  checkInteractions,
  DocumentError,
  loadDocument,
  parseRecording,
  RecordingError,
} from '../../src/contract/index.js'

/** A folder with `document.yaml`, `recording.json` and `expected.yaml`. */
export interface Case {
  readonly folder: string
  /** The folder's name, and what is special about the document or the recording. */
  readonly title: string
  /** The standard, or the custom, that decides. */
  readonly reason: string
  /** What `runCase` is to return, in any order. */
  readonly expected: readonly string[]
  /** Where the traffic was recorded, if the document does not say so. */
  readonly servers?: readonly string[]
}

/** The cases in the folders of a folder. */
export function readCases(root: string): Case[] {
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = join(root, name)
      // The file is ours.
      const { title, ...rest }: Omit<Case, 'folder'> = parse(readFileSync(join(folder, 'expected.yaml'), 'utf8'))
      return { folder, title: `${name}: ${title}`, ...rest }
    })
}

/**
 * Checks the recording of a folder against its document.
 *
 * An error is `code@place`, any other finding has its severity before that, a problem of the document is
 * `document severity@pointer`. What was skipped is `skipped host: reason`, once for each interaction. What cannot be read is the
 * error's name and code: `DocumentError invalid-document`.
 */
export async function runCase({ folder, servers }: Pick<Case, 'folder' | 'servers'>): Promise<string[]> {
  try {
    const document = await loadDocument(join(folder, 'document.yaml'))
    const interactions = parseRecording(readFileSync(join(folder, 'recording.json'), 'utf8'), 'recording.json')
    const { findings, skipped } = checkInteractions(document, interactions, { servers })
    return [
      ...document.problems.map(({ severity, pointer }) => `document ${severity}@${pointer}`),
      ...findings.map(({ severity, code, at }) => `${severity === 'error' ? '' : `${severity} `}${code}@${at}`),
      ...skipped.flatMap(({ host, reason, count }) => Array(count).fill(`skipped ${host}: ${reason}`)),
    ]
  } catch (error) {
    if (error instanceof DocumentError || error instanceof RecordingError) return [`${error.name} ${error.code}`]
    throw error
  }
}
