import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { createChecker, DocumentError, loadDocument, parseRecording, RecordingError } from '../../src/contract/index.js'

/** A folder with `document.yaml`, `recording.json` and `expected.yaml`. */
export interface Case {
  readonly folder: string
  /** The folder's name, and what is special about the document or the recording. */
  readonly title: string
  /** The standard, or the custom, that decides. */
  readonly reason: string
  /** What `runCase` is to return, in any order. */
  readonly expected: readonly string[]
}

/** The cases in the folders of a folder. */
export function readCases(root: string): Case[] {
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = join(root, name)
      // The file is ours.
      const { title, reason, expected }: Omit<Case, 'folder'> = parse(
        readFileSync(join(folder, 'expected.yaml'), 'utf8'),
      )
      return { folder, title: `${name}: ${title}`, reason, expected }
    })
}

/**
 * Checks the recording of a folder against its document.
 *
 * An error is `code@place`, any other finding has its severity before that, a problem of the document is
 * `document severity@pointer`. What cannot be read is the error's name and
 * code: `DocumentError invalid-document`.
 */
export async function runCase(folder: string): Promise<string[]> {
  try {
    const document = await loadDocument(join(folder, 'document.yaml'))
    const { check } = createChecker(document)
    const interactions = parseRecording(readFileSync(join(folder, 'recording.json'), 'utf8'), 'recording.json')
    return [
      ...document.problems.map(({ severity, pointer }) => `document ${severity}@${pointer}`),
      ...interactions
        .flatMap((interaction) => check(interaction).findings)
        .map(({ severity, code, at }) => `${severity === 'error' ? '' : `${severity} `}${code}@${at}`),
    ]
  } catch (error) {
    if (error instanceof DocumentError || error instanceof RecordingError) return [`${error.name} ${error.code}`]
    throw error
  }
}
