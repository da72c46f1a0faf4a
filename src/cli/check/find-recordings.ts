import { realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { CliError } from '../exit.js'
import { toReason } from '../files/files.js'

/** What of a folder is taken for a recording: a README or waivers may lie beside them. */
const recordings = '**/*.{json,har}'

/**
 * Paths of the recordings that files, folders and globs name, in the order of the patterns and then of the paths. Each
 * recording is there once, also when links lead to it by other paths.
 *
 * @throws {CliError} when a pattern names nothing, or all of them together no recording.
 */
export async function findRecordings(patterns: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>()
  for (const pattern of patterns) {
    for (const [real, path] of await findOnce(await expand(pattern))) {
      if (!found.has(real)) found.set(real, path)
    }
  }
  if (found.size === 0) throw new CliError(`${patterns.join(', ')}: no recordings (*.json, *.har) there`)
  return [...found.values()]
}

/** Files by their real paths, in the order of the paths. The shortest path counts: one through a folder that links to a folder above it is longer. */
async function findOnce(paths: readonly string[]): Promise<[real: string, path: string][]> {
  const found = new Map<string, string>()
  for (const path of paths) {
    const real = await realpath(path).catch(() => path)
    const known = found.get(real)
    if (known === undefined || path.length < known.length) found.set(real, path)
  }
  // By code unit: the same order on every machine, whatever its language.
  return [...found].sort(([, a], [, b]) => (a < b ? -1 : 1))
}

async function expand(pattern: string): Promise<string[]> {
  const stats = await stat(pattern).catch((error: unknown) => {
    if (isDynamicPattern(pattern)) return undefined
    throw new CliError(`${pattern}: ${toReason(error)}`, { cause: error })
  })
  if (stats?.isDirectory()) {
    const paths = await glob(recordings, { cwd: pattern, expandDirectories: false })
    return paths.map((path) => join(pattern, path))
  }
  return stats ? [pattern] : await glob(pattern, { expandDirectories: false })
}
