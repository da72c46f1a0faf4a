import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { CliError } from './exit.js'
import { toReason } from './files.js'

/** What of a folder is taken for a recording: a README or waivers may lie beside them. */
const recordings = '**/*.{json,har}'

/**
 * Paths of the recordings that files, folders and globs name, each once, in the order of the patterns and then of the paths.
 *
 * @throws {CliError} when a pattern names nothing, or all of them together no recording.
 */
export async function findRecordings(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    for (const path of await expand(pattern)) found.add(path)
  }
  if (found.size === 0) throw new CliError(`${patterns.join(', ')}: no recordings (*.json, *.har) there`)
  return [...found]
}

async function expand(pattern: string): Promise<string[]> {
  const stats = await stat(pattern).catch((error: unknown) => {
    if (isDynamicPattern(pattern)) return undefined
    throw new CliError(`${pattern}: ${toReason(error)}`, { cause: error })
  })
  if (stats?.isDirectory()) {
    const paths = await glob(recordings, { cwd: pattern, expandDirectories: false })
    return sorted(paths.map((path) => join(pattern, path)))
  }
  if (stats) return [pattern]
  return sorted(await glob(pattern, { expandDirectories: false }))
}

// By code unit: the same order on every machine, whatever its language.
const sorted = (paths: string[]) => paths.sort((a, b) => (a < b ? -1 : 1))
