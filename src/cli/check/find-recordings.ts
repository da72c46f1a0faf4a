import { realpathSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { CliError } from '../exit.js'
import { toReason } from '../files/files.js'

/** The files of a folder that are recordings. A README or waivers may be in the same folder. */
const recordings = '**/*.{json,har,zhar,har.gz,zip}'

/** Bodies that Playwright writes beside a HAR file have their SHA-1 as name. */
const isAttached = (path: string) => /(^|[\\/])[0-9a-f]{40}\.[^\\/]*$/.test(path)

/**
 * Finds the recordings that files, folders and globs name. They are sorted by path, because the order of the patterns often
 * depends on the shell or the machine. Each recording is returned once, even if links lead to it by several paths.
 *
 * @throws {CliError} if a file does not exist, or no recording is found
 */
export async function findRecordings(patterns: readonly string[]): Promise<string[]> {
  const paths = await findPaths(patterns, recordings)
  if (paths.length === 0)
    throw new CliError(`${patterns.join(', ')}: no recordings found; expected files *.json or *.har`)
  return paths
}

/** Finds JSON reports like `findRecordings`. @throws {CliError} if a file does not exist, or no report is found */
export async function findReports(patterns: readonly string[]): Promise<string[]> {
  const paths = await findPaths(patterns, '**/*.json')
  if (paths.length === 0) throw new CliError(`${patterns.join(', ')}: no reports found; expected files *.json`)
  return paths
}

async function findPaths(patterns: readonly string[], ofFolder: string): Promise<string[]> {
  const found = new Map<string, string>()
  for (const pattern of patterns) {
    for (const [real, path] of findOnce(await expand(pattern, ofFolder))) {
      if (!found.has(real)) found.set(real, path)
    }
  }
  // By code unit, which is the same order in every locale.
  return [...found.values()].sort()
}

/**
 * Returns each file once, by its real path. If several paths lead to a file, the shortest is used: a path through a link to a
 * parent folder is longer.
 */
function findOnce(paths: readonly string[]): [real: string, path: string][] {
  const found = new Map<string, string>()
  for (const path of paths) {
    const real = realPathOf(path)
    const known = found.get(real)
    if (known === undefined || path.length < known.length) found.set(real, path)
  }
  return [...found]
}

/** Synchronous, which takes a third of the time. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

async function expand(pattern: string, ofFolder: string): Promise<string[]> {
  const stats = await stat(pattern).catch((error: unknown) => {
    if (isDynamicPattern(pattern)) return undefined
    throw new CliError(`${pattern}: ${toReason(error)}`, { cause: error })
  })
  if (stats?.isDirectory()) {
    const paths = await glob(ofFolder, { cwd: pattern, expandDirectories: false })
    return paths.filter((path) => !isAttached(path)).map((path) => join(pattern, path))
  }
  return stats ? [pattern] : await glob(pattern, { expandDirectories: false })
}
